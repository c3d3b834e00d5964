"""The pages, as they are seen and used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.examples import EXAMPLES
from app.schemas import INDIA
from model import shipped, trace
from tests.browser.conftest import SIZES, Lead, Look, LookOnce, Sight
from tests.browser.waiting import frames, until_so
from tests.serving import Server

FITS = "document.documentElement.scrollWidth <= innerWidth"


def shown(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


@pytest.mark.parametrize("size", SIZES)
def test_a_walk_fits_its_screen_and_asks_nobody_else(look: Look, size: str) -> None:
    page = look("/", size).page
    expect(page.locator("#formula .total td").first).not_to_be_empty()  # the last that is asked for
    expect(page.locator(".belt .main-svg").first).to_be_visible()
    assert page.evaluate(FITS)


def test_the_reference_fits_any_screen_and_asks_nobody_else(look: Look) -> None:
    page = look("/api").page
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        frames(page, 2)
        assert page.evaluate(FITS), f"{width} x {height}"


def test_what_is_asked_of_another_host_would_be_noticed(look: Look) -> None:
    sight = look("/healthz")
    sight.page.evaluate("() => { new Image().src = 'http://192.0.2.1/'; }")
    until_so(sight.page, lambda: sight.elsewhere == ["http://192.0.2.1/"], "it was not noticed")
    sight.elsewhere.clear()
    sight.faults.clear()  # the policy of the page forbids it as well


def test_the_first_walk_is_there_without_being_asked_for(look: Look) -> None:
    page = look("/").page
    walked = trace(shipped("lstm"), INDIA)
    assert [text.split("\n")[0] for text in shown(page, "#track button")] == [token.text for token in walked.tokens]
    page.locator("#track button").last.click()
    assert shown(page, "#answer li")[0].split("\n")[0] == walked.answer(walked.blanks[0])[0].word


def test_another_sentence_is_walked_when_it_is_typed(lead: Lead) -> None:
    page = lead()
    page.fill("#text", "Narnia is a beautiful <b>place</b>. I live in ___")
    page.press("#text", "Enter")
    expect(page.locator("#track .unknown").first).to_have_text("Narnia")
    assert shown(page, "#track button")[0].startswith("Narnia")
    assert page.locator("#track b").count() == 0


def test_every_example_can_be_chosen(lead: Lead) -> None:
    page = lead()
    for example in EXAMPLES[1:]:
        page.select_option("#examples", label=example.title)
        first = trace(shipped(example.cell), example.sentence).tokens[0].text
        expect(page.locator("#track button > span:first-child").first).to_have_text(first)
        assert page.input_value("#text") == example.sentence


def test_an_empty_sentence_is_refused_in_words_and_what_was_there_stays(lead: Lead, walking: Sight) -> None:
    page = lead()
    page.fill("#text", "   ")
    page.press("#text", "Enter")
    page.wait_for_selector("#said:not(:empty)")
    assert "no word" in shown(page, "#said")[0]
    assert len(shown(page, "#track button")) == 25
    walking.faults.clear()  # the browser writes down that the answer was 422


def test_the_theme_that_was_chosen_stays(lead: Lead, server: Server) -> None:
    page = lead()
    page.select_option("#theme", "dark")
    page.goto(server.address + "/api")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(server.address + "/#theme=projector")
    assert page.evaluate("document.documentElement.dataset.theme") == "projector"


@pytest.fixture(scope="module")
def reference(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        yield look("/api").page


def test_the_reference_sends_what_stands_in_its_forms(reference: Page) -> None:
    form = reference.locator("form[data-path='/api/v1/traces']")
    form.get_by_role("button").click()
    reference.wait_for_selector("form[data-path='/api/v1/traces'] pre:not([hidden])")
    assert '"tokens"' in form.locator("pre").inner_text()
    form.get_by_label("numbers").fill("packed")
    form.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text('"base64"')


def test_the_reference_fills_addresses_and_shows_a_stream_as_it_comes(reference: Page, server: Server) -> None:
    room = reference.request.post(server.address + "/api/v1/rooms").json()
    form = reference.locator("form[data-path='/api/v1/rooms/{room}/stream']")
    form.get_by_label("room").fill(room["room"])
    form.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text("event: hello")
    expect(form.get_by_role("status")).to_contain_text("so far")
    closing = reference.locator("form[data-path='/api/v1/rooms/{room}/close']")
    closing.get_by_label("room", exact=True).fill(room["room"])
    closing.get_by_label("room-key").fill(room["key"])
    closing.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text("event: end")
