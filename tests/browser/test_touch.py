"""What moves can be touched: gates are dragged and all that follows is computed, what is pointed at says its sentence."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.schemas import INDIA
from model import Edit, shipped, trace
from tests.browser.anew import begin_anew, belief, opened_number, present
from tests.browser.conftest import LookOnce, Sight
from tests.browser.experiments import NORWAY, TOPIC, held, numbers_are, percent
from tests.browser.leading import led
from tests.browser.waiting import hold_back, let_go, meanwhile, until_so

FORGET, INPUT = "f", "i"
TRAVEL = 96  # pixels from shut to open


@pytest.fixture(scope="module")
def sight(look_once: LookOnce) -> Iterator[Sight]:
    with look_once() as look:
        yield look("/#more=1", reduced_motion="reduce")


@pytest.fixture
def page(sight: Sight) -> Iterator[Page]:
    begin_anew(sight.page)
    yield sight.page
    sight.page.evaluate("document.activeElement.blur()")
    if sight.page.locator("#undo-all").is_visible():
        sight.page.locator("#undo-all").click()
        expect(sight.page.locator("#changed .bar")).to_be_hidden()
    assert sight.faults == []


def door(page: Page, signal: str, lane: int = 0) -> tuple[float, float]:
    """Where it is."""
    page.locator(".lanes").first.scroll_into_view_if_needed()
    box = page.locator(f".lanes:first-of-type .door[data-signal={signal}]").nth(lane).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def unit_of(page: Page, lane: int = 0) -> int:
    return int(page.locator(".lanes:first-of-type .unit").nth(lane).inner_text().removeprefix("unit "))


def take(page: Page, signal: str, up: float, lane: int = 0) -> None:
    """It is in the hand then, so far above the place where it was taken."""
    x, y = door(page, signal, lane)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - up / 2)
    page.mouse.move(x, y - up)


def shown(page: Page, signal: str, lane: int = 0) -> float:
    """The value of a gate in the table, when what was asked for has come."""
    return float(page.locator(f"#gates tbody tr:nth-child({lane + 1}) td[data-signal={signal}]").inner_text())


def await_shown(page: Page, signal: str, value: float) -> None:
    until_so(page, lambda: shown(page, signal) == value, f"{signal} is not {value}, but {shown(page, signal)}")


def test_a_gate_that_is_dragged_open_is_computed_in_the_hand_and_is_a_change_when_it_is_let_go(page: Page) -> None:
    unit = unit_of(page)
    take(page, FORGET, 2 * TRAVEL)
    await_shown(page, FORGET, 1.0)
    expect(page.locator("#effect")).to_be_visible()
    assert page.locator("#changes li").count() == 0  # not yet
    assert len(page.locator(".belief.ghost").all_inner_texts()) == 2  # before, below what it is now
    page.mouse.up()
    expect(page.locator("#changes li")).to_have_text(re.compile(f"the forget gate f of unit {unit} is held at 1.00 at “Norway”"))
    walked = trace(shipped("lstm"), INDIA, [Edit(NORWAY, "f", (unit,), 1.0)])
    numbers_are(page, walked, trace(shipped("lstm"), INDIA), NORWAY)


def test_two_gates_of_all_lanes_keep_the_old_answer_and_before_and_after_stay_in_view(page: Page) -> None:
    lanes = [unit_of(page, lane) for lane in range(page.locator(".lanes:first-of-type .unit").count())]
    together = list(dict.fromkeys([*TOPIC.units, *lanes]))  # whichever of them is in the hand
    others = [unit for unit in lanes if unit not in TOPIC.units]
    assert others
    for signal, up, lane in ((FORGET, 2 * TRAVEL, 0), (INPUT, -2 * TRAVEL, lanes.index(others[0]))):
        x, y = door(page, signal)
        page.keyboard.down("Shift")
        take(page, signal, up, lane)
        page.mouse.up()
        page.keyboard.up("Shift")
        expect(page.locator("#changes li")).to_have_count(1 if signal == FORGET else 2)
        assert (x, y) == pytest.approx(door(page, signal), abs=1)  # nothing has moved below the hand
    expect(page.locator("#changes li").last).to_contain_text(
        f"of the {len(TOPIC.units)} units that hold the topic and {len(others)} more is held at 0.00"
    )
    walked = trace(shipped("lstm"), INDIA, held("f", 1, [NORWAY], together) + held("i", 0, [NORWAY], together))
    was, is_ = trace(shipped("lstm"), INDIA).answer(24, 1)[0], walked.answer(24, 1)[0]
    expect(page.locator("#effect .was")).to_have_text(f"{was.word} {percent(was.p)}")
    expect(page.locator("#effect .is")).to_have_text(f"{is_.word} {percent(is_.p)}")
    page.locator("#maps").scroll_into_view_if_needed()
    expect(page.locator("#effect")).to_be_in_viewport()


def test_where_gates_move_together_those_of_the_one_that_is_pointed_at_light_up_in_all_lanes(page: Page) -> None:
    def alight() -> dict[str, int]:
        lit = "one => [one.dataset.signal, getComputedStyle(one).backgroundColor]"
        shown = page.locator(".lanes:first-of-type .door").evaluate_all(f"all => all.map({lit})")
        return Counter(signal for signal, color in shown if color != "rgba(0, 0, 0, 0)")

    lanes = page.locator(".lanes:first-of-type .unit").count()
    page.mouse.move(*door(page, FORGET))
    assert alight() == {FORGET: 1}
    page.check("#together")
    page.locator(f".lanes:first-of-type .door[data-signal={INPUT}]").nth(1).focus()
    assert alight() == {INPUT: lanes}
    page.mouse.move(*door(page, FORGET))
    assert alight() == {FORGET: lanes, INPUT: lanes}
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    assert alight() == {}
    page.uncheck("#together")


def test_while_one_request_is_out_the_page_sends_no_other_and_then_only_the_newest(page: Page) -> None:
    routes = hold_back(page, "traces")
    take(page, FORGET, 10)
    x, y = door(page, FORGET)
    for up in range(20, 60, 4):
        page.mouse.move(x, y - up)
    until_so(page, lambda: len(routes) == 1, "nothing was asked")
    meanwhile(page, 100)
    assert len(routes) == 1
    let_go(page, routes[0])
    until_so(page, lambda: len(routes) == 2, "the newest was not asked")
    before = float(trace(shipped("lstm"), INDIA)["f"][NORWAY, unit_of(page)])
    (edit,) = json.loads(routes[1].request.post_data or "")["edits"]
    assert edit["value"] == pytest.approx(before + 56 / TRAVEL, abs=0.01)
    page.keyboard.press("Escape")  # it is broken off
    page.mouse.up()
    page.unroute_all(behavior="ignoreErrors")


def test_escape_takes_back_what_is_in_the_hand_and_what_was_let_go(page: Page) -> None:
    was = shown(page, FORGET)
    take(page, FORGET, TRAVEL)
    expect(page.locator("#effect")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("#changed .bar")).to_be_hidden()
    await_shown(page, FORGET, was)
    take(page, FORGET, TRAVEL)
    page.mouse.up()
    expect(page.locator("#changes li")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#changes li")).to_have_count(0)
    await_shown(page, FORGET, was)


def test_a_gate_is_moved_by_keys_and_says_how_far_it_is_open(page: Page) -> None:
    one = page.locator(".lanes:first-of-type .door").first
    one.focus()
    expect(one).to_have_attribute("aria-label", f"forget gate of unit {unit_of(page)}")
    page.keyboard.press("End")
    expect(one).to_have_attribute("aria-valuetext", "100\u00a0% open")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(one).to_have_attribute("aria-valuetext", "90\u00a0% open")
    expect(page.locator("#changes li")).to_have_count(1)  # one door, one change
    assert present(page) == NORWAY  # the keys were the door's
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"input gate of unit {unit_of(page, 1)}"
    assert page.locator(".door[tabindex='0']").count() == 1


def test_what_is_pointed_at_says_its_sentence_and_goes_on_saying_it(page: Page) -> None:
    unit, bubble = unit_of(page), page.locator(".lanes:first-of-type .bubble")
    page.mouse.move(*door(page, FORGET))
    expect(bubble).to_have_text(re.compile(rf"^Unit {unit} held .*; its forget gate lets \d+\s% through; .* is left\.$"))
    said = bubble.inner_text()
    page.keyboard.press("ArrowRight")
    expect(bubble).not_to_have_text(said)
    page.mouse.move(0, 0)
    expect(bubble).to_be_hidden()


def test_what_is_pressed_on_the_belt_opens_its_arithmetic_beside_it(page: Page) -> None:
    page.mouse.click(*door(page, FORGET, 2))
    expect(page.locator("#beside #number")).to_contain_text(f"f of unit {unit_of(page, 2)} at “Norway”")
    opened_number(page)
    belt, panel = page.locator(".belt").first.bounding_box(), page.locator("#beside").bounding_box()
    assert belt and panel
    assert panel["x"] >= belt["x"] + belt["width"]
    assert panel["y"] <= belt["y"] <= panel["y"] + panel["height"]
    page.locator("#beside-close").click()
    expect(page.locator("#below #number")).to_be_visible()


def test_the_strip_leads_to_its_word_and_an_answer_is_written_on(page: Page) -> None:
    page.locator(".sure[data-token='3']").first.click()
    assert present(page) == 3
    second = page.locator("#answer [data-word]").nth(1)
    word = second.get_attribute("data-word")
    second.click()
    expect(page.locator("#text")).to_have_value(f"India is a beautiful {word}")
    expect(page.locator("#effect")).to_have_text(f"“{word}” was added after “beautiful”.")
    page.keyboard.press("u")
    expect(page.locator("#text")).to_have_value(INDIA)
    expect(page.locator("#changed .bar")).to_be_hidden()


def test_all_words_that_were_written_are_taken_back_at_once_to_where_the_first_was_written(page: Page) -> None:
    page.locator(".sure[data-token='3']").first.click()
    for words in (5, 6):
        page.locator("#answer [data-word]").nth(1).click()
        expect(page.locator("#track button")).to_have_count(words)
    page.locator("#undo-all").click()
    expect(page.locator("#text")).to_have_value(INDIA)
    expect(page.locator("#changed .bar")).to_be_hidden()
    assert present(page) == 3
    expect(page.locator("#said")).to_have_text("")


def test_one_press_leads_from_an_answer_to_the_word_since_which_it_is_so_and_one_back(page: Page) -> None:
    page.locator("#track button").last.click()
    page.locator("#why").click()
    assert present(page) == NORWAY
    expect(page.locator("#caption")).to_contain_text("Why “Norway”? Since this word")
    expect(page.locator(".belief.reason")).to_have_text("Norway")
    page.locator("#why").click()
    assert present(page) == 24
    assert page.locator(".belief.reason").count() == 0


def test_what_comes_is_hidden_and_where_it_changes_its_mind_one_guesses_first(page: Page) -> None:
    page.check("#hides")
    page.locator("#track button").nth(5).click()
    assert [name for name in belief(page) if name] == ["India"]
    page.uncheck("#hides")
    page.check("#guesses")
    page.locator("#track button").nth(NORWAY).click()
    expect(page.locator("#answer-of")).to_have_text("Your guess")
    assert [name for name in belief(page) if name] == ["India"]
    assert "changes its answer" not in page.locator("#caption").inner_text()
    guesses = page.locator("#answer [data-guess]")
    page.set_viewport_size({"width": 390, "height": 844})
    assert all(guess.is_visible() for guess in guesses.all()), "a phone shows all of them"
    page.set_viewport_size({"width": 1440, "height": 900})
    guesses.and_(page.locator("[data-guess=Norway]")).click()
    expect(page.locator("#caption")).to_contain_text(
        "You guessed “Norway”: right. It changes its answer from “India” to “Norway”"
    )
    assert [name for name in belief(page) if name] == ["India", "Norway"]
    page.uncheck("#guesses")


def test_in_a_gru_the_lanes_that_are_shown_are_those_that_let_go(page: Page) -> None:
    led(page, f"cell=gru&token={NORWAY}")
    expect(page.locator("#caption")).to_contain_text("changes its answer from “India” to “Norway”")
    walked = trace(shipped("gru"), INDIA)["z"]
    units = [unit_of(page, lane) for lane in range(12)]
    assert max(float(walked[NORWAY, unit]) for unit in units) < 0.5
    expect(page.locator("#lanes-said")).to_contain_text("that moved as far at “Norway”")
