"""Behind a proxy that speaks HTTPS and shows the app below a path, every page works, and asks for nothing outside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import chromium
from tests.browser.conftest import QUIET
from tests.browser.proxy import Certificate, Proxy, standing_before
from tests.serving import Server, serving

pytestmark = pytest.mark.long

PREFIX, NOTEBOOK = "/gatewalk", "/user/anna/proxy/8000"  # told to the app, and known to the proxy alone
WAYS = {"taken away": (PREFIX, True), "left in": (PREFIX, False), "not known": (NOTEBOOK, True)}
SENTENCE = "Narnia is a lovely place. I live in ___"


@dataclass
class Behind:
    page: Page
    proxy: Proxy
    faults: list[str]

    def open(self, path: str) -> Page:
        """In a new document, even where the address differs behind its # alone."""
        if self.page.url.startswith(self.proxy.address):
            self.page.evaluate("history.replaceState(null, '', './healthz')")
        self.page.goto(self.proxy.address + path)
        return self.page


@pytest.fixture(scope="module")
def below() -> Iterator[Server]:
    with serving(GATEWALK_ROOT_PATH=PREFIX) as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.of_this_computer(tmp_path_factory.mktemp("proxy"))


@pytest.fixture(scope="module")
def trusting(browser: Browser, certificate: Certificate) -> Iterator[Browser]:
    trusting = browser.browser_type.launch(executable_path=chromium(), args=[*QUIET, certificate.trust()])
    yield trusting
    trusting.close()


@pytest.fixture(scope="module", params=WAYS)
def before(request: pytest.FixtureRequest, certificate: Certificate) -> Iterator[Proxy]:
    prefix, strips = WAYS[request.param]
    app: Server = request.getfixturevalue("server" if prefix == NOTEBOOK else "below")
    with standing_before(app.port, prefix, strips, certificate) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def known(before: Proxy, trusting: Browser) -> Iterator[Behind]:
    """One page for all: it need not ask again for what it has been given, and everything in it has come by way of the proxy."""
    page = trusting.new_page(reduced_motion="reduce")
    found = Behind(page, before, [])
    page.on("console", lambda said: found.faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.faults.append(str(error)))
    yield found
    page.context.close()


@pytest.fixture
def behind(known: Behind) -> Iterator[Behind]:
    known.proxy.asked.clear()
    known.faults.clear()
    yield known
    assert known.proxy.asked
    assert known.proxy.outside() == []
    assert known.faults == []


def test_a_sentence_is_walked_and_its_numbers_are_opened(behind: Behind) -> None:
    page = behind.open("/#more=1")
    page.fill("#text", SENTENCE)
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(10)
    page.select_option("#cell", "gru")
    expect(page.locator("#gates thead var")).to_have_text(["r", "z", "n"])
    expect(page.locator("#formula .terms")).to_be_visible()
    expect(page.locator(".belt .main-svg").first).to_be_visible()
    page.locator("#flow-title").scroll_into_view_if_needed()
    expect(page.locator("#flow .main-svg").first).to_be_visible()


def test_cells_are_compared(behind: Behind) -> None:
    page = behind.open("/compare")
    expect(page.locator("#at")).to_contain_text("of 26")
    page.fill("#fact", "Peru is a lovely old country.")
    page.press("#fact", "Enter")
    expect(page.locator("#words")).to_contain_text("Peru")
    expect(page.locator("#chart .main-svg").first).to_be_attached()


def test_the_reference_tries_its_addresses(behind: Behind) -> None:
    page = behind.open("/api")
    form = page.locator("form[data-path='/api/v1/traces']")
    form.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text('"tokens"')


def test_a_page_of_a_problem_has_its_style_and_leads_to_the_first_page(behind: Behind) -> None:
    for path in ("/nothing", "/nothing//here/", "/nothing/at%2Fall"):
        page = behind.open(path)
        expect(page.locator("h1")).to_have_text("Not Found")
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ink')")  # of the style sheets
        assert page.evaluate("document.documentElement.dataset.theme") == "light"  # by the script
        assert page.locator("main a").evaluate("(link) => link.href") == behind.proxy.address + "/"
    behind.faults.clear()  # the browser writes down that the answer was 404
    page.locator("main a").click()
    expect(page.locator("#track button")).to_have_count(25)


def test_links_lead_from_page_to_page_and_to_the_document(behind: Behind) -> None:
    page = behind.open("/")
    for name, path in (("Compare", "/compare"), ("For programs", "/api"), ("Walk", "/")):
        page.locator("nav").get_by_text(name, exact=True).click()
        expect(page.locator("nav [aria-current]")).to_have_text(name)
        assert page.url.split("#")[0] == behind.proxy.address + path
    page.locator(".brand").click()
    assert page.url.split("#")[0] == behind.proxy.address + "/"
    behind.open("/api")
    document = page.locator("a", has_text="OpenAPI document").evaluate("(link) => link.href")
    assert document == behind.proxy.address + "/api/v1/openapi.json"


def test_a_page_that_is_taken_away_walks_alone(behind: Behind, browser: Browser, tmp_path: Path) -> None:
    page = behind.open("/#more=1")
    with page.expect_download() as taken:
        page.locator("[data-take='html']").click()
    alone = browser.new_context(offline=True).new_page()
    taken.value.save_as(tmp_path / "walk.html")
    alone.goto((tmp_path / "walk.html").as_uri())
    expect(alone.locator("#track button")).to_have_count(25)
    assert alone.locator("a[href]").count() == 0
    alone.context.close()


def test_nothing_that_was_typed_is_in_a_request_line_not_even_after_a_reload(behind: Behind) -> None:
    page = behind.open("/")
    page.fill("#text", SENTENCE)
    page.press("#text", "Enter")
    expect(page).to_have_url(re.compile("Narnia"))
    page.reload()
    expect(page.locator("#track button").first).to_contain_text("Narnia")
    assert page.url.startswith(f"{behind.proxy.address}/#")
    behind.open("/compare")
    page.fill("#fact", SENTENCE)
    page.press("#fact", "Enter")
    expect(page).to_have_url(re.compile("Narnia"))
    page.reload()
    expect(page.locator("#words")).to_contain_text("Narnia")
    assert len(behind.proxy.asked) > 10
    assert not [line for line in behind.proxy.asked if "Narnia" in line]
