"""The pages, as they are seen and used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.examples import EXAMPLES
from app.schemas import INDIA
from model import shipped, trace
from tests.browser.conftest import SIZES, Sight
from tests.browser.waiting import until_so
from tests.serving import Server

Look = Callable[..., Sight]


def shown(sight: Sight, selector: str) -> list[str]:
    return [text.strip() for text in sight.page.locator(selector).all_inner_texts()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/", "/api"])
def test_a_page_fits_its_screen_and_asks_nobody_else(look: Look, path: str, size: str) -> None:
    page = look(path, size).page
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_asked_of_another_host_would_be_noticed(look: Look) -> None:
    sight = look("/healthz")
    sight.page.evaluate("() => { new Image().src = 'http://192.0.2.1/'; }")
    until_so(sight.page, lambda: sight.elsewhere == ["http://192.0.2.1/"], "it was not noticed")
    sight.elsewhere.clear()
    sight.faults.clear()  # the policy of the page forbids it as well


def test_the_first_walk_is_there_without_being_asked_for(look: Look) -> None:
    sight = look("/")
    walked = trace(shipped("lstm"), INDIA)
    assert [text.split("\n")[0] for text in shown(sight, "#track button")] == [token.text for token in walked.tokens]
    sight.page.locator("#track button").last.click()
    assert shown(sight, "#answer li")[0].split("\n")[0] == walked.answer(walked.blanks[0])[0].word


def test_another_sentence_is_walked_when_it_is_typed(look: Look) -> None:
    sight = look("/")
    sight.page.fill("#text", "Narnia is a beautiful <b>place</b>. I live in ___")
    sight.page.press("#text", "Enter")
    expect(sight.page.locator("#track .unknown").first).to_have_text("Narnia")
    assert shown(sight, "#track button")[0].startswith("Narnia")
    assert sight.page.locator("#track b").count() == 0


def test_every_example_can_be_chosen(look: Look) -> None:
    sight = look("/")
    for example in EXAMPLES[1:]:
        sight.page.select_option("#examples", label=example.title)
        first = trace(shipped(example.cell), example.sentence).tokens[0].text
        expect(sight.page.locator("#track button > span:first-child").first).to_have_text(first)
        assert sight.page.input_value("#text") == example.sentence


def test_an_empty_sentence_is_refused_in_words_and_what_was_there_stays(look: Look) -> None:
    sight = look("/")
    sight.page.fill("#text", "   ")
    sight.page.press("#text", "Enter")
    sight.page.wait_for_selector("#said:not(:empty)")
    assert "no word" in shown(sight, "#said")[0]
    assert len(shown(sight, "#track button")) == 25
    sight.faults.clear()  # the browser writes down that the answer was 422


def test_the_theme_that_was_chosen_stays(look: Look, server: Server) -> None:
    page = look("/").page
    page.select_option("#theme", "dark")
    page.goto(server.address + "/api")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(server.address + "/#theme=projector")
    assert page.evaluate("document.documentElement.dataset.theme") == "projector"


def test_the_reference_sends_what_stands_in_its_forms(look: Look) -> None:
    page = look("/api").page
    form = page.locator("form[data-path='/api/v1/traces']")
    form.get_by_role("button").click()
    page.wait_for_selector("form[data-path='/api/v1/traces'] pre:not([hidden])")
    assert '"tokens"' in form.locator("pre").inner_text()
    form.get_by_label("numbers").fill("packed")
    form.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text('"base64"')


def test_the_reference_fills_addresses_and_shows_a_stream_as_it_comes(look: Look, server: Server) -> None:
    page = look("/api").page
    room = page.request.post(server.address + "/api/v1/rooms").json()
    form = page.locator("form[data-path='/api/v1/rooms/{room}/stream']")
    form.get_by_label("room").fill(room["room"])
    form.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text("event: hello")
    expect(form.get_by_role("status")).to_contain_text("so far")
    closing = page.locator("form[data-path='/api/v1/rooms/{room}/close']")
    closing.get_by_label("room", exact=True).fill(room["room"])
    closing.get_by_label("room-key").fill(room["key"])
    closing.get_by_role("button").click()
    expect(form.locator("pre")).to_contain_text("event: end")
