"""What if: gates are held, words exchanged; all that follows is the model's, and is listed, linked to and undone."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import expect

from app.schemas import INDIA
from model import Edit, shipped, trace
from tests.browser.conftest import Lead, Look
from tests.browser.experiments import NORWAY, SENTENCE, TOPIC, experiment, held, numbers_are, percent
from tests.browser.saving import saved
from tests.browser.waiting import until

AT_NORWAY = f"token={NORWAY}&unit={TOPIC.units[0]}"


EXPERIMENTS = [
    ("Keep the forget gate open", held("f", 1, [NORWAY])),
    ("Shut the input gate at", held("i", 0, [NORWAY])),
    ("Let the sentence", held("f", 1, SENTENCE) + held("i", 0, SENTENCE)),
    ("Shut the output gate at “of”", held("o", 0, [23])),
    ("Forget everything", held("f", 0, [5, 10, 17], "all")),
]


@pytest.mark.parametrize(("title", "edits"), EXPERIMENTS)
def test_every_number_of_an_experiment_is_the_model_s(lead: Lead, title: str, edits: list[Edit]) -> None:
    page = lead(AT_NORWAY)
    experiment(page, title)
    network = shipped("lstm")
    walked, original = trace(network, INDIA, edits), trace(network, INDIA)
    for token in (NORWAY, 12, 24):
        numbers_are(page, walked, original, token)
    is_, was = walked.answer(24, 1)[0], original.answer(24, 1)[0]
    said = f"In the blank it says {is_.word}, {percent(is_.p)}; without the change, {was.word}, {percent(was.p)}."
    expect(page.locator("#effect-said")).to_contain_text(said)
    expect(page.locator("#effect .was")).to_have_text(f"{was.word} {percent(was.p)}")
    expect(page.locator("#effect .is")).to_have_text(f"{is_.word} {percent(is_.p)}")
    expect(page.locator("#answer li").first).to_have_text(f"{is_.word}{percent(is_.p)}")
    expect(page.locator("#answer .ghost")).to_have_text(f"before: {was.word}{percent(was.p)}")


def test_who_lets_a_sentence_pass_by_keeps_the_old_answer_and_the_open_number_and_sees_both(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    page.select_option("#signal", "c")
    page.fill("#unit", str(TOPIC.units[3]))
    page.press("#unit", "Tab")
    experiment(page, "Let the sentence")
    expect(page.locator("#effect-said")).to_contain_text("it says India")
    assert page.locator(".belief:not(.ghost)").all_inner_texts() == ["India"]
    assert page.locator(".belief.ghost").all_inner_texts() == ["before: India", "Norway"]
    walked = trace(shipped("lstm"), INDIA, held("f", 1, SENTENCE) + held("i", 0, SENTENCE))
    number = f"c of unit {TOPIC.units[3]} at “Norway” is {walked['c'][NORWAY, TOPIC.units[3]]:.4f}".replace("-", "−")
    expect(page.locator("#number")).to_have_text(number)
    page.locator("#maps").scroll_into_view_if_needed()
    expect(page.locator("#map-c .heatmaplayer image")).to_have_count(1)
    original = trace(shipped("lstm"), INDIA)["c"]
    for shown, values in (("difference", walked["c"] - original), ("before", original), ("now", walked["c"])):
        page.select_option("#maps-shown", shown)
        hover = "change of c" if shown == "difference" else "c"
        until(page, f"document.querySelector('#map-c')?.data?.[0].hovertemplate.startsWith('{hover} of')")
        expected = values[:, list(TOPIC.units)].T
        at = f"document.querySelector('#map-c')?.data?.[0].z[0][{NORWAY}]"
        until(page, f"Math.abs({at} - {float(expected[0, NORWAY])}) < 3e-4")
        found = page.evaluate("document.querySelector('#map-c').data[0].z")
        assert np.array(found)[: len(TOPIC.units)] == pytest.approx(expected, abs=2.1e-4)


def test_changes_are_listed_undone_one_by_one_and_all_together(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    experiment(page, "Let the sentence")
    expect(page.locator("#changes li")).to_have_count(2)
    expect(page.locator("#changes li").first).to_contain_text(
        f"the forget gate f of the {len(TOPIC.units)} units that hold the topic is held open (1) from “Norway” to “.”"
    )
    page.locator("#changes button").first.click()
    expect(page.locator("#changes li")).to_have_count(1)
    expect(page.locator("#changes li").first).to_contain_text("the input gate i")
    experiment(page, "Forget everything")
    expect(page.locator("#changes li")).to_have_count(2)
    page.locator("#undo").click()
    expect(page.locator("#changes li")).to_have_count(1)
    page.locator("#undo-all").click()
    expect(page.locator("#changed .bar")).to_be_hidden()
    expect(page.locator(".belief.ghost")).to_have_count(0)
    numbers_are(page, trace(shipped("lstm"), INDIA), trace(shipped("lstm"), INDIA), NORWAY)


def test_what_one_press_has_changed_one_press_undoes(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    experiment(page, "Forget everything")
    experiment(page, "Let the sentence")
    expect(page.locator("#changes li")).to_have_count(3)
    page.keyboard.press("u")
    expect(page.locator("#changes li")).to_have_count(1)
    experiment(page, "Let the sentence")
    expect(page.locator("#changes li")).to_have_count(3)
    page.locator("#changes button").nth(1).click()
    expect(page.locator("#changes li")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator("#changes li")).to_have_count(1)
    expect(page.locator("#changes li")).to_contain_text("at every full stop")


def test_changes_that_are_pressed_before_the_last_is_computed_are_all_made(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    page.locator("#experiments button").evaluate_all("""
      (all) => ['Keep the forget', 'Forget everything'].forEach((title) =>
        all.find((one) => one.innerText.startsWith(title)).click())
    """)
    expect(page.locator("#changes li")).to_have_count(2)
    page.locator("#changed").evaluate("() => ['u', 'u'].forEach((key) => dispatchEvent(new KeyboardEvent('keydown', { key })))")
    expect(page.locator("#changed .bar")).to_be_hidden()
    page.keyboard.press("u")  # there is nothing left to be undone
    expect(page.locator("#said")).to_have_text("")


@pytest.mark.parametrize(
    ("units", "tokens", "to", "edits"),
    [
        ("unit", "here", "shut", [Edit(NORWAY, "i", (TOPIC.units[0],), 0.0)]),
        ("all", "stops", "open", [Edit(token, "i", "all", 1.0) for token in (5, 10, 17)]),
        ("fact", "all", "value", [Edit(token, "i", TOPIC.units, 0.25) for token in range(25)]),
    ],
)
def test_any_gate_of_any_units_can_be_held_anywhere(lead: Lead, units: str, tokens: str, to: str, edits: list[Edit]) -> None:
    page = lead(AT_NORWAY)
    page.select_option("#hold-signal", "i")
    page.select_option("#hold-units", units)
    page.select_option("#hold-tokens", tokens)
    page.select_option("#hold-to", to)
    if to == "value":
        page.fill("#hold-value", "0.25")
    page.locator("#hold button").click()
    expect(page.locator("#changes li")).to_have_count(1)
    network = shipped("lstm")
    for token in (NORWAY, 18):
        numbers_are(page, trace(network, INDIA, edits), trace(network, INDIA), token)


def test_what_is_held_as_it_was_stays_when_something_before_it_changes(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    experiment(page, "Keep the forget gate open")
    page.locator("#track button").nth(15).click()
    page.select_option("#hold-signal", "c")
    page.select_option("#hold-units", "all")
    page.select_option("#hold-to", "as it was")
    page.locator("#hold button").click()
    expect(page.locator("#changes li")).to_have_count(2)
    network = shipped("lstm")
    original = trace(network, INDIA)
    edits = [*held("f", 1, [NORWAY]), Edit(15, "c", "all", tuple(map(float, np.round(original["c"][15], 4))))]
    walked = trace(network, INDIA, edits)
    for token in (16, 24):
        numbers_are(page, walked, original, token)


def test_of_two_holds_that_contradict_each_other_the_later_counts(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    for to in ("shut", "open"):
        page.select_option("#hold-to", to)
        page.locator("#hold button").click()
        expect(page.locator("#changes li")).to_have_count(1 if to == "shut" else 2)
    expect(page.locator("#changes li").first).to_contain_text("a later one takes its place")
    network = shipped("lstm")
    numbers_are(page, trace(network, INDIA, held("f", 1, [NORWAY])), trace(network, INDIA), NORWAY)


def test_a_change_that_a_cell_has_no_place_for_is_kept_and_marked(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    experiment(page, "Shut the output gate at")
    page.select_option("#cell", "gru")
    expect(page.locator("#changes .idle")).to_contain_text("This does not apply here: this cell has no o.")
    expect(page.locator("#effect")).to_have_text("Nothing is changed here.")
    page.select_option("#cell", "lstm")
    expect(page.locator("#changes .idle")).to_have_count(0)
    expect(page.locator("#effect-said")).to_contain_text("In the blank it says")


def test_a_word_is_exchanged_where_it_stands(lead: Lead) -> None:
    for way in ("double click", "key", "form"):
        page = lead(AT_NORWAY)
        expect(page.locator("#changes li")).to_have_count(0)
        if way == "form":
            page.fill("#exchange-word", "Peru")
            page.press("#exchange-word", "Enter")
        else:
            page.locator("#track button").nth(NORWAY).dblclick() if way == "double click" else page.keyboard.press("e")
            expect(page.locator("#track .over"), way).to_be_focused()
            page.keyboard.type("Peru")
            page.keyboard.press("Enter")
        expect(page.locator("#changes li"), way).to_contain_text("“Norway” becomes “Peru”")
        expect(page.locator("#effect-said"), way).to_contain_text("it says Peru")
        assert page.locator(".belief:not(.ghost)").all_inner_texts() == ["India", "Peru"]
        assert page.locator(".belief.ghost").all_inner_texts() == ["before: India", "Norway"]
    numbers_are(page, trace(shipped("lstm"), INDIA.replace("Norway", "Peru")), trace(shipped("lstm"), INDIA), NORWAY)


def test_a_word_cannot_be_exchanged_for_several_and_nothing_is_lost(lead: Lead) -> None:
    page = lead(AT_NORWAY)
    page.fill("#exchange-word", "the big moon")
    page.press("#exchange-word", "Enter")
    expect(page.locator("#said")).to_contain_text("only be replaced by one word")
    expect(page.locator("#track button")).to_have_count(25)
    expect(page.locator("#changed .bar")).to_be_hidden()


def test_what_is_taken_away_and_a_link_tell_of_the_changes(look: Look, lead: Lead, tmp_path: Path) -> None:
    page = lead(AT_NORWAY)
    experiment(page, "Let the sentence")
    files = saved(page, ("json", "csv"), tmp_path)
    told = json.loads(files["json"].read_text(encoding="utf-8"))["changes"]
    assert [one.split(" is held ")[1] for one in told] == ["open (1) from “Norway” to “.”", "shut (0) from “Norway” to “.”"]
    rows = csv.DictReader(files["csv"].read_text(encoding="utf-8").splitlines())
    at = next(one for one in rows if (one["token"], one["signal"], one["unit"]) == (str(NORWAY), "f", str(TOPIC.units[0])))
    original = trace(shipped("lstm"), INDIA)["f"][NORWAY, TOPIC.units[0]]
    assert (at["value"], float(at["without_changes"])) == ("1.0000", pytest.approx(original, abs=6e-5))
    page.fill("#exchange-word", "Peru")
    page.press("#exchange-word", "Enter")
    expect(page.locator("#changes li")).to_have_count(3)
    expect(page).to_have_url(re.compile("Peru"))
    again = look("/" + page.url.split("/", 3)[3]).page
    expect(again.locator("#changes li")).to_have_count(3)
    expect(again.locator("#effect")).to_have_text(page.locator("#effect").inner_text())


@pytest.mark.parametrize(
    "changes",
    [
        "{",
        "[]",
        '[{"kind":"hold"}]',
        '[{"kind":"hold","signal":"f","units":[-1],"tokens":[0],"to":"open"}]',
        '[{"kind":"exchange","token":1e99}]',
        "[[[]]]",
    ],
)
def test_changes_in_a_link_that_make_no_sense_are_left_out(lead: Lead, changes: str) -> None:
    page = lead(f"changes={quote(changes)}")
    expect(page.locator("#track button")).to_have_count(25)
    expect(page.locator("#changed .bar")).to_be_hidden()


def test_a_change_of_a_link_that_lies_outside_is_marked(lead: Lead) -> None:
    changes = json.dumps([{"kind": "hold", "signal": "f", "units": [9999], "tokens": [3], "to": "open"}])
    page = lead(f"changes={quote(changes)}")
    expect(page.locator("#changes .idle")).to_contain_text("this walk has no such place")
