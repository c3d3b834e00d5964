"""Everything that the page offers can be had with a mouse alone, or with a finger on a phone.

That nothing lies over any of it, at any size of screen, ``test_by_keys.py`` sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from app.examples import EXAMPLES
from model import load_cell
from tests.browser.anew import TABLES, begin_anew, belief, opened, opened_number, part_of_step, present, usual_lanes
from tests.browser.conftest import LookOnce, Sight
from tests.browser.waiting import meanwhile, until

PARTS = 5  # of a step of an LSTM
# What is chosen in a list is chosen by no press, and then nothing knows of a size; that a phone shows the lists, Tab sees.
ONCE = pytest.mark.parametrize("sight", ["projector"], indirect=True)
BY_FINGER = pytest.mark.parametrize("sight", ["phone"], indirect=True)
# Whether the page has come to rest after a swipe.
STANDS = """new Promise((known) => {
  const from = scrollY;
  setTimeout(() => known(scrollY === from), 150);
})"""


@dataclass
class Hand:
    """Presses on a page: with a finger on a phone, with a mouse elsewhere."""

    page: Page
    size: str

    def press(self, place: str | Locator, **where: float) -> None:
        found = self.page.locator(place) if isinstance(place, str) else place
        at = {"position": {"x": where["x"], "y": where["y"]}} if where else {}
        found.tap(**at) if self.size == "phone" else found.click(**at)  # type: ignore[arg-type]

    def press_along(self, place: str, share: float, down: float = 0.5) -> None:
        """At shares of its width and of its height."""
        found = self.page.locator(place)
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box
        self.press(found, x=share * box["width"], y=down * box["height"])


@pytest.fixture(scope="module", params=["projector", "phone"])
def sight(request: pytest.FixtureRequest, look_once: LookOnce) -> Iterator[tuple[Sight, str]]:
    with opened(look_once, request.param) as sight:
        yield sight, request.param


@pytest.fixture
def hand(sight: tuple[Sight, str]) -> Iterator[Hand]:
    found, size = sight
    begin_anew(found.page, size)
    yield Hand(found.page, size)
    assert found.faults == []


def test_a_sentence_is_walked(hand: Hand) -> None:
    hand.page.fill("#text", "Peru is a lovely place.")
    hand.press("#sentence button")
    expect(hand.page.locator("#track button")).to_have_count(6)
    expect(hand.page.locator("#word")).to_have_text("Peru")


@ONCE
def test_an_example_is_chosen(hand: Hand) -> None:
    example = EXAMPLES[4]
    hand.page.select_option("#examples", label=example.title)
    expect(hand.page.locator("#track .token").nth(3)).to_have_text("Japan")
    assert hand.page.input_value("#text") == example.sentence


@ONCE
def test_a_cell_is_chosen_and_one_stays_at_the_word(hand: Hand) -> None:
    hand.page.select_option("#cell", "gru")
    expect(hand.page.locator("#note")).to_have_text(load_cell("gru").note)
    expect(hand.page.locator("#gates thead var")).to_have_text(["r", "z", "n"])
    assert present(hand.page) == 11


@ONCE
def test_the_question_is_chosen(hand: Hand) -> None:
    before = belief(hand.page)
    hand.page.select_option("#fact", "origin")
    expect(hand.page.locator("#track .belief").first).not_to_have_text(before[0])
    assert hand.page.input_value("#fact") == "origin"
    assert present(hand.page) == 11


def test_more_lanes_are_chosen_or_some_by_their_numbers(hand: Hand) -> None:
    for many, count in {"24": 24, "12": usual_lanes(hand.page)}.items():
        lanes_are_chosen(hand.page, many, count)
    hand.page.fill("#units", "3, 17, 40")
    hand.press("#choices")  # anywhere else
    expect(hand.page.locator(".numbers .unit")).to_have_text(["unit 3", "unit 17", "unit 40"])
    assert hand.page.input_value("#many") == "own"


@ONCE
def test_all_lanes_are_chosen(hand: Hand) -> None:
    lanes_are_chosen(hand.page, "all", 160)


def lanes_are_chosen(page: Page, many: str, count: int) -> None:
    page.select_option("#many", many)
    expect(page.locator(".numbers > div")).to_have_count(count)
    expect(page.locator("#gates tbody tr")).to_have_count(count)


def test_a_word_is_chosen_on_the_track(hand: Hand) -> None:
    hand.press(hand.page.locator("#track button").nth(3))
    expect(hand.page.locator("#word")).to_have_text("beautiful")
    assert part_of_step(hand.page) == 3 * PARTS + PARTS - 1


def test_buttons_go_on_and_back(hand: Hand) -> None:
    for command, there in [
        ("tokenBack", 10 * PARTS + 4),
        ("partBack", 10 * PARTS + 3),
        ("tokenOn", 11 * PARTS + 4),
        ("partOn", 12 * PARTS),
        ("begin", 0),
        ("end", 24 * PARTS + 4),
    ]:
        hand.press(f"[data-command={command}]")
        assert (part_of_step(hand.page), present(hand.page)) == (there, there // PARTS), command


def test_the_scrubber_leads_to_any_place(hand: Hand) -> None:
    hand.press_along("#scrubber", 0.75)
    assert present(hand.page) == pytest.approx(18, abs=2)
    assert part_of_step(hand.page) // PARTS == present(hand.page)


def test_it_plays_and_pauses(hand: Hand) -> None:
    hand.page.select_option("#speed", "fast")
    hand.press("#play")
    expect(hand.page.locator("#play")).to_have_text("Pause")
    expect(hand.page.locator("#word")).to_have_text("is")  # the word after Norway
    hand.press("#play")
    expect(hand.page.locator("#play")).to_have_text("Play")
    there = part_of_step(hand.page)
    meanwhile(hand.page, 400)
    assert part_of_step(hand.page) == there


def test_it_is_repeated(hand: Hand) -> None:
    hand.page.select_option("#speed", "fast")
    hand.press("#repeat")
    hand.press("[data-command=end]")
    hand.press("[data-command=partBack]")
    hand.press("#play")
    expect(hand.page.locator("#track button").first).to_have_attribute("aria-current", "step")
    expect(hand.page.locator("#play")).to_have_text("Pause")
    hand.press("#play")


def test_a_number_is_opened_in_the_table_of_the_gates(hand: Hand) -> None:
    row = hand.page.locator("#gates tbody tr").nth(3)
    unit = row.locator("th").inner_text()
    hand.press(row.locator("button").nth(1))
    expect(hand.page.locator("#number")).to_contain_text(f"i of unit {unit} at “Norway” is")
    expect(hand.page.locator("#formula .terms")).to_be_visible()
    expect(row).to_have_class("chosen")


def test_a_number_is_opened_beside_the_belt(hand: Hand) -> None:
    lane = hand.page.locator(".numbers > div").nth(3)
    unit = lane.locator(".unit").inner_text()
    hand.press(lane.locator("[data-opens=c]"))
    expect(hand.page.locator("#number")).to_contain_text(f"c of {unit} at “Norway” is")
    expect(lane).to_have_class("chosen")
    hand.press(lane.locator(".number").first)  # an old value was made at the word before
    expect(hand.page.locator("#number")).to_contain_text(f"c of {unit} at “.” is")


def test_a_number_is_checked(hand: Hand) -> None:
    opened_number(hand.page)
    hand.press("#check")
    expect(hand.page.locator("#checked")).to_contain_text("That is the number that is shown.")


def test_a_place_on_a_heatmap_is_opened(hand: Hand) -> None:
    hand.page.locator("#maps").scroll_into_view_if_needed()
    hand.page.wait_for_function("() => document.querySelector('#map-o')?.data?.length")
    near = hand.page.evaluate("document.querySelector('#map-o').data[0].text.slice(79, 82).map((row) => row[0].split(' ')[1])")
    hand.press_along("#map-o", 4.5 / 25, 80.5 / 160)  # a row is little more than a pixel high
    expect(hand.page.locator("#number")).to_contain_text(re.compile(rf"^o of unit ({'|'.join(near)}) at “country” is"))
    assert present(hand.page) == 4


def test_what_is_pointed_at_is_lit_in_all_views(hand: Hand) -> None:
    expect(hand.page.locator("#formula [data-signal=f]").first).to_be_attached()
    place = hand.page.locator("#gates tbody [data-signal=f] button").first
    place.tap() if hand.size == "phone" else place.hover()
    for view in ("#gates th", "#equations li", "#diagram .node", "#maps figure", ".heads span", "#formula *"):
        lit = hand.page.locator(f"{view}.lit").first
        expect(lit).to_have_attribute("data-signal", "f")


def test_what_is_drawn_when_something_is_pointed_at_already_is_lit_too(hand: Hand) -> None:
    hand.press(hand.page.locator("#gates tbody [data-signal=i] button").first)  # its terms come when one has stayed a moment
    expect(hand.page.locator("#formula *.lit").first).to_have_attribute("data-signal", "i")


def test_the_network_is_let_write(hand: Hand) -> None:
    hand.press("#continue")
    expect(hand.page.locator("#track .token").last).to_have_text("Norway")


@pytest.mark.parametrize(("name", "title"), TABLES.items())
def test_a_table_is_read(hand: Hand, name: str, title: str) -> None:
    hand.press(f"[data-table={name}]")
    expect(hand.page.locator("#tables")).to_be_visible()
    expect(hand.page.locator("#table-title")).to_have_text(title)
    hand.press("#tables button")
    expect(hand.page.locator("#tables")).to_be_hidden()


def test_the_gates_are_called_by_other_names(hand: Hand) -> None:
    hand.page.select_option("#naming", "article")
    expect(hand.page.locator("#gates thead small").first).to_contain_text("remember")
    expect(hand.page.locator("#equations li").first).to_contain_text("remember")


def test_the_link_is_copied(hand: Hand) -> None:
    hand.press(hand.page.locator("#track button").nth(8))
    hand.press("[data-take=link]")
    expect(hand.page.locator("#taken")).to_have_text("The link is copied.")
    assert "token=8&" in hand.page.evaluate("navigator.clipboard.readText()")


def test_the_theme_is_chosen(hand: Hand) -> None:
    hand.page.select_option("#theme", "dark")
    assert hand.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_keys_are_told(hand: Hand) -> None:
    hand.press("[data-command=help]")
    expect(hand.page.locator("#help")).to_be_visible()
    hand.press("#help button")
    expect(hand.page.locator("#help")).to_be_hidden()


@BY_FINGER
def test_what_a_finger_touched_stays_lit(hand: Hand) -> None:
    hand.press(hand.page.locator("#equations li").last)
    expect(hand.page.locator("#maps figure.lit")).to_have_attribute("data-signal", "h")
    hand.press(hand.page.locator("#equations li").first)
    expect(hand.page.locator("#maps figure.lit")).to_have_attribute("data-signal", "f")


@BY_FINGER
def test_a_finger_that_scrolls_changes_no_gate_and_one_that_rests_first_drags_it(hand: Hand) -> None:
    page = hand.page
    door = page.locator(".lanes:first-of-type .door[data-signal=f]").nth(2)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    def swiped(*, rests: bool) -> float:
        """How far the page has gone after the finger."""
        door.evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 400)")
        box, before = door.bounding_box(), page.evaluate("scrollY")
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touch("touchStart", (x, y))
        if rests:
            expect(door).to_have_class(re.compile("held"))
        for up in range(8, 97, 8):
            touch("touchMove", (x, y - up))
        touch("touchEnd")
        until(page, STANDS)
        return float(page.evaluate("scrollY")) - before

    assert swiped(rests=False) > 0
    expect(page.locator("#changed .bar")).to_be_hidden()
    assert page.locator("#changes li, .door.held, .lit").count() == 0
    assert swiped(rests=True) == 0
    expect(page.locator("#effect-of")).to_contain_text(re.compile("forget gate of unit .* at “Norway”: .* → 1.00"))
    expect(page.locator(".bubble").first).to_be_visible()
    assert swiped(rests=False) > 0
    expect(page.locator(".bubble").first).to_be_hidden()
    expect(page.locator("#changes li")).to_have_count(1)
    hand.press("#undo")
    expect(page.locator("#changed .bar")).to_be_hidden()
