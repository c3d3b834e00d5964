"""What is pressed before an answer is there, or in an odd place: nothing is lost, nothing out of date is shown."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.schemas import INDIA
from model import Edit, gradients, load_cell, shipped, trace
from tests.browser.conftest import Look, Sight
from tests.browser.experiments import percent
from tests.browser.waiting import await_held, hold_back, let_go, meanwhile

pytestmark = pytest.mark.long

BLANK_IN_THE_MIDDLE = "You must visit the capital of ___ , said the guide."
FOCUSED = "document.activeElement"


def walked(page: Page, text: str, words: int) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(words)


def experiment(page: Page, title: str) -> None:
    page.locator("#experiments button", has_text=re.compile(title)).click()
    expect(page.locator("#effect")).to_be_visible()


# The page that walks a sentence


def test_after_a_cell_without_a_ledger_the_next_one_has_its_own(look: Look) -> None:
    page = look("/").page
    page.locator("#ledger-title").scroll_into_view_if_needed()
    expect(page.locator("#ledger .barlayer .trace").first).to_be_attached()
    page.select_option("#cell", "rnn")
    expect(page.locator("#ledger-said")).to_contain_text("There is no exact ledger")
    expect(page.locator("[data-table=ledger]")).to_be_disabled()
    page.select_option("#cell", "lstm")
    expect(page.locator("#ledger-said")).to_contain_text("was written at “Norway”")
    expect(page.locator("#ledger")).to_be_visible()
    page.locator("[data-table=ledger]").click()
    expect(page.locator("#table thead th").nth(1)).to_contain_text("from")


def test_a_ledger_that_comes_late_does_not_take_the_place_of_a_newer_one(look: Look) -> None:
    page = look("/").page
    held = hold_back(page, "ledgers")
    page.locator("#ledger-title").scroll_into_view_if_needed()
    await_held(page, held, 1)
    walked(page, "Peru is a lovely place. You must visit the capital of ___", 13)
    page.locator("#ledger-title").scroll_into_view_if_needed()
    await_held(page, held, 2)
    held[1].continue_()
    expect(page.locator("#ledger-said")).to_contain_text("was written at “Peru”")
    let_go(page, held[0])
    expect(page.locator("#ledger-said")).to_contain_text("was written at “Peru”")
    assert len(page.evaluate("document.querySelector('#ledger').data[0].x")) == 13


def test_the_word_that_is_followed_stays_through_other_colours_and_experiments(look: Look) -> None:
    page = look("/").page
    page.locator("#flow-title").scroll_into_view_if_needed()
    page.locator("#track button").nth(4).click()
    page.select_option("#flow-at", "here")
    page.locator("#flow-title").scroll_into_view_if_needed()
    expect(page.locator("#flow-said")).to_contain_text("said after “country”")
    page.select_option("#theme", "dark")
    experiment(page, "Forget everything")
    assert page.input_value("#flow-at") == "here"
    page.locator("#flow-title").scroll_into_view_if_needed()
    expect(page.locator("#flow-said")).to_contain_text("said after “country”")


def test_beside_a_network_that_reads_both_ways_others_are_asked_where_they_answer(look: Look) -> None:
    page = look(f"/#cell=blanks&sentence={quote(BLANK_IN_THE_MIDDLE)}").page
    page.locator("#flow-title").scroll_into_view_if_needed()
    expect(page.locator("#flow-said")).to_contain_text("in place of")
    expect(page.locator("#flow .scatterlayer .trace")).to_have_count(5)  # the word, two cells, and both before they learned
    found = {
        one["name"]: one["y"] for one in page.evaluate("document.querySelector('#flow').data.map(({ name, y }) => ({ name, y }))")
    }
    both = trace(shipped("blanks"), BLANK_IN_THE_MIDDLE)
    word = both.answer(both.blanks[0], 1)[0].word
    strength = gradients(trace(shipped("lstm"), BLANK_IN_THE_MIDDLE), both.blanks[0] - 1, word).strength("c")
    assert found["LSTM c"][0] == pytest.approx(float(strength[0] / strength[both.blanks[0] - 1]), rel=1e-3)


def test_a_word_is_written_behind_the_sentence_also_where_another_was_exchanged(look: Look) -> None:
    page = look("/").page
    page.locator("#track button").nth(11).click()
    page.keyboard.press("e")
    page.keyboard.type("Peru")
    page.keyboard.press("Enter")
    expect(page.locator("#changes li")).to_have_count(1)
    page.locator("#continue").click()
    expect(page.locator("#text")).to_have_value(re.compile("^" + re.escape(INDIA.removesuffix("___")) + r"\w+$"))


def test_what_is_changed_before_a_sentence_is_there_is_changed_in_that_sentence(look: Look) -> None:
    page = look("/").page
    held = hold_back(page, "traces")
    page.fill("#text", "Peru is a lovely place.")
    page.press("#text", "Enter")
    await_held(page, held, 1)
    page.select_option("#cell", "gru")
    await_held(page, held, 2)
    held[1].continue_()
    expect(page.locator("#track button")).to_have_count(6)
    expect(page.locator("#note")).to_have_text(load_cell("gru").note)
    held[0].continue_()


def test_an_experiment_that_is_not_computed_yet_outlives_the_choice_of_another_cell(look: Look) -> None:
    page = look("/").page
    page.select_option("#cell", "peephole")
    expect(page.locator("#note")).to_have_text(load_cell("peephole").note)
    held = hold_back(page, "traces")
    page.locator("#experiments button", has_text="Forget everything").click()
    await_held(page, held, 1)
    page.unroute("**/api/v1/traces*")
    page.select_option("#cell", "lstm")
    expect(page.locator("#changes li")).to_have_count(1)


def test_to_look_at_the_other_half_changes_nothing(look: Look) -> None:
    page = look(f"/#cell=blanks&sentence={quote(BLANK_IN_THE_MIDDLE)}").page
    page.locator("#track button").nth(2).click()
    page.select_option("#hold-signal", "f")
    page.select_option("#hold-units", "all")
    page.select_option("#hold-to", "shut")
    page.locator("#hold button").click()
    expect(page.locator("#changes li")).to_contain_text("reads from the left")
    answer = trace(shipped("blanks"), BLANK_IN_THE_MIDDLE, [Edit(2, "f", "all", 0.0, None, "forward")]).answer(6, 1)[0]
    expect(page.locator("#effect .is")).to_have_text(f"{answer.word} {percent(answer.p)}")
    page.select_option("#direction", "backward")
    expect(page.locator(".half").first).to_contain_text("from the right")
    expect(page.locator("#changes li")).to_contain_text("reads from the left")
    expect(page.locator("#effect .is")).to_have_text(f"{answer.word} {percent(answer.p)}")


def test_a_double_click_in_the_word_that_is_typed_leaves_it(look: Look) -> None:
    page = look("/").page
    page.locator("#track button").nth(11).dblclick()
    page.keyboard.type("Chile")
    page.locator("#track .over").dblclick()
    expect(page.locator("#track .over")).to_have_count(1)
    expect(page.locator("#track .over")).to_have_value("Chile")


def test_the_focus_stays_with_what_was_pressed(look: Look) -> None:
    page = look("/").page
    page.locator("#experiments button").nth(1).focus()
    title = page.evaluate(f"{FOCUSED}.innerText")
    page.keyboard.press("Enter")
    expect(page.locator("#changes li")).to_have_count(1)
    assert page.evaluate(f"{FOCUSED}.innerText") == title
    page.locator("#changes button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#changed .bar")).to_be_hidden()
    assert page.evaluate(f"{FOCUSED}.id") == "if-title"
    page.locator("#track button").nth(11).click()
    page.keyboard.press("e")
    page.keyboard.type("Peru")
    page.keyboard.press("Enter")
    expect(page.locator("#changes li")).to_have_count(1)
    expect(page.locator("#track button").nth(11)).to_be_focused()


def test_the_arrow_keys_lead_through_the_table_after_a_press_on_a_gate_and_all_others_work_as_before(look: Look) -> None:
    page = look("/#token=11").page
    gates = page.locator("#gates tbody button")
    gates.nth(1).click()
    page.keyboard.press("ArrowRight")
    expect(gates.nth(2)).to_be_focused()
    expect(page.locator("#track button").nth(11)).to_have_attribute("aria-current", "step")
    page.keyboard.press("E")  # with Caps Lock
    expect(page.locator("#track .over")).to_be_visible()


def test_what_was_checked_is_not_said_of_another_number(look: Look) -> None:
    page = look("/").page
    page.uncheck("#moves")
    expect(page.locator("#check")).to_be_enabled()
    page.locator("#check").click()
    expect(page.locator("#checked")).to_contain_text("That is the number that is shown.")
    page.select_option("#speed", "fast")
    page.locator("#play").click()
    expect(page.locator("#checked")).to_have_text("")


def test_a_unit_that_there_is_not_is_said(look: Look) -> None:
    page = look("/").page
    for unit in ("500", "-5"):
        page.fill("#unit", unit)
        page.press("#unit", "Enter")
        expect(page.locator("#said")).to_contain_text(f"There is no unit {unit}")


def test_units_may_be_named_with_any_sign_between(look: Look) -> None:
    page = look("/").page
    page.fill("#units", "3-17")
    page.press("#units", "Enter")
    expect(page.locator(".numbers .unit")).to_have_text(["unit 3", "unit 17"])
    expect(page.locator("#said")).to_have_text("")


def test_what_is_held_at_a_value_needs_one(look: Look) -> None:
    page = look("/").page
    page.select_option("#hold-to", "value")
    page.fill("#hold-value", "")
    page.locator("#hold button").click()
    expect(page.locator("#hold-value")).to_be_focused()
    expect(page.locator("#changed .bar")).to_be_hidden()
    walked(page, "Peru is big", 3)
    expect(page.locator("#hold-tokens option[value=stops]")).to_be_disabled()


def test_where_the_blank_is_filled_no_answers_are_compared(look: Look) -> None:
    page = look("/").page
    page.locator("#track button").nth(24).click()
    page.fill("#exchange-word", "Oslo")
    page.press("#exchange-word", "Enter")
    expect(page.locator("#effect")).to_have_text("The blank is filled: there is no answer to compare.")


# The page that compares


def compared(sight: Sight, count: int) -> Page:
    expect(sight.page.locator("#at")).to_contain_text(f"of {count}")
    return sight.page


def test_a_field_left_empty_while_an_answer_is_awaited_does_not_lose_the_answer(look: Look) -> None:
    page = compared(look("/compare"), 26)
    held = hold_back(page, "comparisons")
    page.fill("#fact", "Peru is a lovely old country.")
    page.press("#fact", "Enter")
    await_held(page, held, 1)
    page.fill("#fact", "")
    page.fill("#question", "")
    page.locator("#filler").evaluate("(slider) => { slider.value = 0; slider.dispatchEvent(new Event('input')); }")
    page.press("#question", "Enter")
    expect(page.locator("#question-wrong")).not_to_have_text("")
    held[0].continue_()
    expect(page.locator("#words")).to_contain_text("Peru")
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_a_key_before_the_first_answer_leaves_the_link(look: Look) -> None:
    page = look("/api").page
    held = hold_back(page, "comparisons")
    page.goto(page.url.replace("/api", "/compare?fact=Peru+is+a+country.&filler=3"))
    await_held(page, held, 1)
    page.keyboard.press("ArrowRight")
    meanwhile(page, 400)  # in which the address must not follow
    assert parse_qs(urlsplit(page.url).fragment)["fact"] == ["Peru is a country."]
    held[0].continue_()
    expect(page.locator("#words")).to_contain_text("Peru")


def test_a_theme_outlives_a_reload(look: Look) -> None:
    page = compared(look("/compare"), 26)
    expect(page).to_have_url(re.compile("token="))  # the address has followed
    page.select_option("#theme", "dark")
    expect(page).to_have_url(re.compile("theme=dark"))
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_focus_goes_with_the_present_word(look: Look) -> None:
    page = compared(look("/compare"), 26)
    page.locator("#words button").nth(3).click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#words button").nth(4)).to_be_focused()


def test_the_slide_can_be_stopped_and_begun_again_at_once(look: Look) -> None:
    page = compared(look("/compare"), 26)
    for _ in range(2):
        page.locator("#sweep").click()
        expect(page.locator("#sweep")).to_have_text("Stop")
        page.locator("#sweep").click()
        expect(page.locator("#sweep")).to_have_text("Slide from 0 to 200 words")
    page.locator("#sweep").click()
    page.locator("[name=mode][value=sentences]").check()
    expect(page.locator("#of-pair")).to_be_visible()
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    meanwhile(page, 500)  # in which the slide must not go on
    page.locator("[data-command=begin]").click()
    meanwhile(page, 500)
    expect(page.locator("#at")).to_contain_text("word 1 of")
