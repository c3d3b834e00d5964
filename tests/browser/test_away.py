"""An app that is away, slow or broken: the page says so, keeps what it has, and tries again when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from app.examples import EXAMPLES
from app.problems import STATUSES, Problem, as_json
from model import load_cell
from tests.browser.anew import present
from tests.browser.conftest import Lead, Look, Sight
from tests.browser.shown import read
from tests.browser.waiting import await_held, hold_back

PERU = "Peru is a lovely place."


@pytest.fixture
def page(lead: Lead, walking: Sight) -> Iterator[Page]:
    """Of what goes wrong in these tests the browser writes down what it could not fetch, and nothing else."""
    yield lead()
    walking.faults[:] = [fault for fault in walking.faults if not fault.startswith("Failed to load resource")]


def away(route: Route) -> None:
    route.abort()


def broken(route: Route) -> None:
    route.fulfill(status=500, content_type="application/problem+json", body=as_json(Problem(500, STATUSES[500])))


def between(route: Route) -> None:
    """Something between here and the app answers in its place."""
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")


SAID: dict[Callable[[Route], None], str] = {
    away: "does not answer",
    broken: "Something went wrong here",
    between: "could not be read",
}


def walk(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


@pytest.mark.parametrize("fails", SAID, ids=lambda fails: fails.__name__)
def test_it_is_said_and_what_is_there_stays_until_trying_again_helps(page: Page, fails: Callable[[Route], None]) -> None:
    before = page.locator("#track").inner_text()
    page.route("**/api/**", fails)
    walk(page, PERU)
    expect(page.locator("#said")).to_contain_text(SAID[fails])
    assert (page.locator("#track").inner_text(), page.input_value("#text")) == (before, PERU)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")
    assert present(page) == 0  # and can be walked
    with page.expect_request("**/api/**"):
        page.locator("#again").click()
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#again")).to_be_visible()  # still nothing
    page.unroute("**/api/**")
    page.locator("#again").click()
    expect(page.locator("#track button")).to_have_count(6)
    expect(page.locator("#said")).to_have_text("")
    expect(page.locator("#again")).to_be_hidden()


def test_a_cell_that_could_not_be_had_is_asked_for_again(page: Page) -> None:
    page.route("**/api/**", away)
    page.select_option("#cell", "gru")
    expect(page.locator("#said")).to_contain_text("does not answer")
    assert page.input_value("#cell") == "lstm"  # that is what is shown
    page.unroute("**/api/**")
    page.locator("#again").click()
    expect(page.locator("#note")).to_have_text(load_cell("gru").note)
    assert page.input_value("#cell") == "gru"


def test_an_example_that_could_not_be_had_is_asked_for_again_with_its_cell(page: Page) -> None:
    page.route("**/api/**", away)
    page.select_option("#examples", label=EXAMPLES[-1].title)
    expect(page.locator("#said")).to_contain_text("does not answer")
    page.unroute("**/api/**")
    page.locator("#again").click()
    expect(page.locator("#caption")).to_contain_text("from left to right")


def test_what_is_wrong_with_the_text_is_not_tried_again(page: Page) -> None:
    walk(page, "   ")
    expect(page.locator("#said")).to_contain_text("There is no word in this sentence")
    expect(page.locator("#again")).to_be_hidden()


def test_a_slow_answer_is_awaited_and_what_is_there_stays(page: Page) -> None:
    held = hold_back(page, "traces")
    walk(page, PERU)
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#track button")).to_have_count(25)
    page.locator("#track button").nth(4).click()
    assert present(page) == 4  # the old walk can be walked meanwhile
    expect(page.locator("#track")).to_have_css("opacity", "0.45")
    await_held(page, held, 1)
    held[0].continue_()
    expect(page.locator("#track button")).to_have_count(6)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_a_number_that_cannot_be_opened_is_said_where_it_would_stand(page: Page) -> None:
    page.route("**/api/v1/arithmetic", broken)
    page.select_option("#signal", "o")
    expect(page.locator("#formula")).to_contain_text("Something went wrong here")
    expect(page.locator("#number")).to_contain_text("o of unit")
    page.unroute("**/api/v1/arithmetic")
    page.select_option("#signal", "g")
    expect(page.locator("#formula .terms")).to_be_visible()


def test_a_press_while_the_answer_is_awaited_asks_once_more_and_shows_the_last(page: Page) -> None:
    held = hold_back(page, "traces")
    walk(page, PERU)
    walk(page, "Norway is big")
    await_held(page, held, 2)
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    for route in reversed(held):
        route.continue_()
    expect(page.locator("#track button")).to_have_count(3)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_without_its_pictures_the_page_is_still_walked(look: Look) -> None:
    sight = look("/nothing")  # so that the address below is asked for anew
    page = sight.page

    def without(route: Route) -> None:
        route.abort()

    page.route("**/plotly*", without)
    page.goto(sight.page.url.removesuffix("nothing"))
    expect(page.locator("#said")).to_contain_text("The pictures could not be loaded")
    page.keyboard.press("Home")
    assert present(page) == 0
    assert read(page.locator("#gates tbody button").first.inner_text()) >= 0
    walk(page, "Peru is a lovely place.")
    expect(page.locator("#track button")).to_have_count(6)
    sight.faults[:] = [fault for fault in sight.faults if not fault.startswith("Failed to load resource")]
