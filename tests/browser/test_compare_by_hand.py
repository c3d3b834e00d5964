"""The page that compares, as it is used: nothing typed is lost, and a link leads back to what was there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from app.routes.pages import FACT, QUESTION
from model import load_cell, shipped, trace
from tests.browser.comparing import FILLER, NAMES, STORY, address, agrees, opened, ready, rows, said
from tests.browser.conftest import SIZES, LookOnce, Sight
from tests.browser.leading import led
from tests.browser.waiting import await_held, hold_back, let_go, meanwhile, until, was_given_up

Look = Callable[..., Sight]


Lead = Callable[..., Page]


@pytest.fixture(scope="module")
def shared(look_once: LookOnce) -> Iterator[Sight]:
    with look_once() as look:
        yield look("/compare", reduced_motion="reduce")


@pytest.fixture
def lead(shared: Sight) -> Iterator[Lead]:
    """To another comparison on the page that these tests share; nothing may have gone wrong there."""
    shared.faults.clear()
    yield lambda **view: led(shared.page, urlencode(view))
    shared.page.unroute_all(behavior="ignoreErrors")
    assert shared.faults == []


def slide(page: Page, words: int) -> None:
    page.locator("#filler").evaluate(
        "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input', {bubbles: true})); }", words
    )
    expect(page.locator("#filler-said")).to_have_text("1 word" if words == 1 else f"{words} words")


def test_the_slider_asks_again_and_its_points_stay_in_the_chart(look: Look) -> None:
    page = ready(look(address(cells="rnn,lstm", filler=12)), 26)
    slide(page, 1)
    ready_at = {12: 25, 1: 14}  # words between -> words and signs from the fact to the blank
    expect(page.locator("#at")).to_contain_text("of 15")
    slide(page, 200)
    until(page, "/[#&]filler=200&/.test(location.hash)")
    points = "document.querySelector('#chart').data?.filter(({name}) => name.endsWith('this text'))"
    until(page, f"{points}?.every(({{x}}) => x.length === 3)")
    drawn = {one["name"]: one for one in page.evaluate(points)}
    for name in ("rnn", "lstm"):
        line = drawn[f"{load_cell(name).title}, this text"]
        for text, p in list(zip(line["text"], line["y"], strict=True))[:2]:
            words = next(words for words, gap in ready_at.items() if f"gap {gap}:" in text)
            between = " ".join(FILLER.rstrip(".").split()[:words])
            walked = trace(shipped(name), f"{FACT} {between}. {QUESTION}")
            assert p == pytest.approx(next(one.p for one in walked.answer(walked.blanks[0]) if one.word == "Norway"), abs=1e-4)
    page.locator("#forget").click()
    until(page, f"{points}.length === 0")


def test_it_slides_by_itself_until_it_is_stopped(lead: Lead) -> None:
    page = lead(cells="rnn")
    page.locator("#sweep").click()
    expect(page.locator("#sweep")).to_have_text("Stop")
    expect(page.locator("#swept")).to_contain_text("words in between")
    page.locator("#sweep").click()
    expect(page.locator("#sweep")).to_have_text("Slide from 0 to 200 words")
    stopped = page.input_value("#filler")
    meanwhile(page, 600)  # in which it must not go on
    assert page.input_value("#filler") == stopped != "200"


def test_an_answer_that_comes_late_does_not_take_the_place_of_a_later_one(lead: Lead) -> None:
    page = lead()
    held = hold_back(page, "comparisons")
    for count, text in enumerate(("Peru is it.", "Chile is a lovely country."), 1):
        page.fill("#fact", text)
        page.press("#fact", "Enter")
        await_held(page, held, count)
    held[1].continue_()
    expect(page.locator("#words")).to_contain_text("Chile")
    assert was_given_up(held[0])
    let_go(page, held[0])
    expect(page.locator("#words")).to_contain_text("Chile")


@pytest.mark.parametrize("words", [0, 1, 13, 200])
def test_the_filler_has_exactly_so_many_words(lead: Lead, words: int) -> None:
    page = lead(cells="lstm", filler=words)
    expect(page.locator("#at")).to_contain_text(re.compile(r"of \d+"))
    _, told = opened(page, "lanes")
    texts = [row[0].strip("“”") for row in told]
    between = texts[6:-7]  # before it the fact and its full stop, behind it six words of the question and the blank
    assert len([text for text in between if text != "."]) == words


@pytest.mark.parametrize("field", ["first", "second"])
def test_an_empty_sentence_is_said_at_its_field_and_the_other_one_is_kept(lead: Lead, field: str) -> None:
    page = lead(mode="sentences")
    kept = {"first": "#second", "second": "#first"}[field]
    page.fill(kept, "Peru is a country.")
    page.fill(f"#{field}", "  ")
    page.press(f"#{field}", "Enter")
    expect(page.locator(f"#{field}-wrong")).to_contain_text(f"Type the {field} sentence")
    expect(page.locator(f"#{field}")).to_be_focused()
    assert page.input_value(kept) == "Peru is a country."
    assert page.locator("#words button").count() == 25
    page.fill(f"#{field}", "Norway is a country.")
    page.press(f"#{field}", "Enter")
    ready(Sight(page), 5)
    expect(page.locator(f"#{field}-wrong")).to_have_text("")


def test_the_right_answer_can_be_another_one(lead: Lead) -> None:
    page = lead(cells="rnn", filler=12)
    expect(page.locator("#right-from")).to_contain_text("the LSTM’s answer at the end")
    page.fill("#right", "Pakistan")
    page.press("#right", "Tab")
    expect(page.locator("#answers thead")).to_contain_text("p of Pakistan")
    assert agrees(rows(page, "#answers")[0][3], said(trace(shipped("rnn"), STORY))[-1], "Pakistan")
    expect(page).to_have_url(re.compile("right=Pakistan"))


def test_it_can_be_walked_by_keys_alone_and_typing_moves_nothing(lead: Lead) -> None:
    page = lead(cells="lstm")
    where = page.locator("#at")
    for key, word in (("Home", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("End", 26)):
        page.keyboard.press(key)
        expect(where).to_contain_text(f"word {word} of 26")
    assert page.get_attribute("#scrubber", "aria-valuetext") == "word 26 of 26: “___”"
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_text("Pause")
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_text("Play")
    page.keyboard.press("End")
    page.focus("#fact")
    page.keyboard.press("Home")
    expect(where).to_contain_text("word 26 of 26")
    page.locator("[data-command=help]").click()
    assert page.locator("#keys kbd").all_inner_texts() == ["Space", "→", "←", "Home", "End", "?"]
    page.keyboard.press("Escape")
    page.uncheck("#keys-on")
    page.locator("h2").first.click()
    page.keyboard.press("Home")
    expect(where).to_contain_text("word 26 of 26")


def test_a_press_on_a_lane_goes_to_its_word(lead: Lead) -> None:
    page = lead(cells="lstm")
    third, lane = page.locator("#words li").nth(3).bounding_box(), page.locator("#pictures canvas").first
    begin = lane.bounding_box()
    assert third and begin
    lane.click(position={"x": third["x"] + third["width"] / 2 - begin["x"], "y": 10})
    expect(page.locator("#at")).to_contain_text("word 4 of 26")


def test_a_link_leads_back_to_the_same_view(lead: Lead, look: Look) -> None:
    page = lead()
    page.check("#cells input[value=coupled]")
    page.uncheck("#cells input[value=rnn]")
    page.uncheck("[data-group=state]")
    page.fill("#fact", "Peru & Chile are <b>old</b>.")
    page.press("#fact", "Enter")
    expect(page.locator("#words")).to_contain_text("Chile")
    page.locator("#words button").nth(4).click()
    expect(page).to_have_url(re.compile("token=4.*"))
    expect(page).to_have_url(re.compile("hidden=state"))
    again = look("/" + page.url.split("/", 3)[3]).page
    expect(again.locator("#at")).to_have_text(page.locator("#at").inner_text())
    assert rows(again, "#answers")[0][:4] == rows(page, "#answers")[0][:4]
    assert again.locator("#labels h3").all_inner_texts() == page.locator("#labels h3").all_inner_texts()
    assert again.input_value("#fact") == "Peru & Chile are <b>old</b>."
    assert not again.is_checked("[data-group=state]")
    assert again.locator("main b").count() == 0


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ({"cells": "rnn,transformer"}, "no cell “transformer”"),
        ({"mode": "poems"}, "no mode “poems”"),
        ({"filler": 5000}, "0 to 200 words"),
        ({"filler": -3}, "0 to 200 words"),
        ({"filler": "many"}, "not a number of words"),
        ({"token": 999}, "no word 999"),
        ({"mode": "sentences", "cell": "brain"}, "no cell “brain”"),
        ({"token": "x", "hidden": "everything", "cells": "", "theme": "pink"}, ""),
    ],
    ids=str,
)
def test_an_address_that_is_out_of_range_is_mended_and_says_so(lead: Lead, view: dict[str, str | int], text: str) -> None:
    page = lead(**({"cells": "lstm"} | view))  # what is mended is the same beside one cell, which is shown sooner than four
    expect(page.locator("#at")).to_contain_text(re.compile(r"word \d+ of \d+"))
    expect(page.locator("#said")).to_have_text(re.compile(text or "^$"))


def test_so_is_a_link_that_is_opened(look: Look) -> None:
    page = look("/compare#filler=5000&token=x").page
    expect(page.locator("#at")).to_contain_text(re.compile(r"word \d+ of \d+"))
    expect(page.locator("#said")).to_have_text(re.compile("0 to 200 words"))


def test_without_an_app_what_is_there_stays_and_can_be_tried_again(lead: Lead, shared: Sight) -> None:
    page = lead()
    page.route("**/api/**", lambda route: route.abort())
    page.fill("#fact", "Peru is a country.")
    page.press("#fact", "Enter")
    expect(page.locator("#said")).to_contain_text("does not answer")
    assert page.input_value("#fact") == "Peru is a country."
    assert page.locator("#words button").count() == 26
    page.unroute("**/api/**")
    page.locator("#again").click()
    ready(shared, 25)
    expect(page.locator("#said")).to_have_text("")
    shared.faults.clear()  # the browser writes down what it could not reach


def test_a_text_that_is_too_long_is_refused_in_words(lead: Lead, shared: Sight) -> None:
    page = ready(Sight(lead(cells=",".join(NAMES))), 26)
    page.fill("#fact", "word " * 260)
    page.press("#fact", "Enter")
    expect(page.locator("#said")).to_contain_text("too many for 8 cells")
    assert page.locator("#words button").count() == 26
    shared.faults.clear()  # the browser writes down that the answer was 422


def test_one_cell_at_least_stays(lead: Lead) -> None:
    page = lead(cells="gru")
    page.locator("#cells input[value=gru]").click()
    expect(page.locator("#said")).to_contain_text("Keep at least one cell")
    assert page.is_checked("#cells input[value=gru]")
    page.locator("#all").click()
    expect(page.locator("#labels h3")).to_have_count(8)


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)> is ___", "%{x} <b>y</b> ___", "النرويج بلد ___", "a" * 300])
def test_whatever_is_typed_is_shown_as_text(lead: Lead, text: str) -> None:
    page = lead(cells="rnn,lstm", fact=text, question="", filler=0)
    assert page.locator("#words .token").all_inner_texts() == [one.text for one in trace(shipped("lstm"), text).tokens]
    assert page.locator("main img, main b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_its_screen(look: Look, size: str) -> None:
    page = look("/compare#theme=projector&mode=sentences", size).page
    expect(page.locator("#at")).to_contain_text("of 25")
    assert fits(page), "two sentences"
    led(page, "filler=200")
    expect(page.locator("#at")).to_contain_text(re.compile(r"of 2\d\d"))
    assert fits(page), "200 words between"


def fits(page: Page) -> bool:
    """Nothing is wider than the screen, and the pictures have room."""
    wide = page.locator("#pictures canvas").first.evaluate("canvas => canvas.clientWidth")
    return wide > 100 and bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
