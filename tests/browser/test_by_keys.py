"""Everything that the page offers can be had with the keyboard alone.

At every size of screen Tab leads to all of it; what a key then does knows of no size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.examples import EXAMPLES
from model import load_cell
from tests.browser.anew import TABLES, begin_anew, belief, opened, opened_number, part_of_step, present
from tests.browser.conftest import SIZES, LookOnce, Sight
from tests.browser.waiting import frames, meanwhile, until_so

PARTS = 5  # of a step of an LSTM
MOST = 250  # stops of Tab
STOP = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const box = here.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const seen = document.elementFromPoint(x, y);
  here.setAttribute('data-stopped', '');
  return {
    name: here.id || here.dataset.command || here.dataset.table || here.dataset.take || here.textContent.trim().slice(0, 20),
    seen: Boolean(seen && (here.contains(seen) || seen.contains(here))),
    outlined: getComputedStyle(here).outlineStyle !== 'none',
  };
}"""
UNMARKED = "() => document.querySelectorAll('[data-stopped]').forEach((one) => one.removeAttribute('data-stopped'))"
LEFT_OUT = """() => [...document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
  .filter((one) => one.tabIndex >= 0 && !one.hasAttribute('data-stopped'))
  .map((one) => one.id || one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def sight(look_once: LookOnce) -> Iterator[Sight]:
    with opened(look_once) as sight:
        yield sight


@pytest.fixture
def page(sight: Sight) -> Iterator[Page]:
    width, height = SIZES["laptop"]
    sight.page.set_viewport_size({"width": width, "height": height})
    begin_anew(sight.page)
    yield sight.page
    assert sight.faults == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("size", SIZES)
def test_tab_leads_to_everything_in_its_turn_and_what_has_the_focus_is_seen(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    opened_number(page)  # before, some stops are not there
    page.evaluate(UNMARKED)
    page.focus(".skip")
    press(page, "Tab", "Shift+Tab")  # only what a key has led to is outlined
    stops: list[dict[str, Any]] = []
    while (stop := page.evaluate(STOP)) and len(stops) < MOST:
        stops.append(stop)
        press(page, "Tab")
    assert page.evaluate(LEFT_OUT) == []
    assert [stop["name"] for stop in stops if not stop["seen"] or not stop["outlined"]] == []
    names = [stop["name"] for stop in stops]
    order = ["play", "begin", "scrubber", "speed", "repeat", "text", "examples", "cell", "fact", "many", "continue", "signal"]
    assert [name for name in names if name in order] == order


def test_a_sentence_is_walked(page: Page) -> None:
    page.focus("#text")
    press(page, "Control+a")
    page.keyboard.type("Peru is a lovely place.")
    press(page, "Enter")
    expect(page.locator("#track button")).to_have_count(6)
    expect(page.locator("#word")).to_have_text("Peru")


def test_an_example_is_chosen(page: Page) -> None:
    page.focus("#examples")
    page.keyboard.type("Its")
    expect(page.locator("#track .token").nth(3)).to_have_text("Japan")
    assert page.input_value("#text") == EXAMPLES[4].sentence


def test_a_cell_is_chosen_and_one_stays_at_the_word(page: Page) -> None:
    page.focus("#cell")
    press(page, "ArrowDown")
    expect(page.locator("#note")).to_have_text(load_cell("peephole").note)
    assert present(page) == 11


def test_the_question_is_chosen(page: Page) -> None:
    before = belief(page)
    page.focus("#fact")
    press(page, "ArrowDown")
    expect(page.locator("#track .belief").first).not_to_have_text(before[0])
    assert page.input_value("#fact") == "origin"
    assert present(page) == 11


def test_more_lanes_are_chosen_or_some_by_their_numbers(page: Page) -> None:
    page.focus("#many")
    for count in (24, 160):
        press(page, "ArrowDown")
        expect(page.locator(".numbers > div")).to_have_count(count)
    press(page, "Home")
    expect(page.locator(".numbers > div")).to_have_count(12)
    page.focus("#units")
    page.keyboard.type("3, 17, 40")
    press(page, "Tab")
    expect(page.locator(".numbers .unit")).to_have_text(["unit 3", "unit 17", "unit 40"])


def test_keys_go_on_and_back_and_never_beyond(page: Page) -> None:
    end = 24 * PARTS + 4
    for key, there in [
        ("ArrowLeft", 10 * PARTS + 4),
        ("Shift+ArrowLeft", 10 * PARTS + 3),
        ("Shift+ArrowRight", 10 * PARTS + 4),
        ("Shift+ArrowRight", 11 * PARTS),
        ("ArrowRight", 12 * PARTS + 4),
        ("Home", 0),
        ("Shift+ArrowLeft", 0),
        ("End", end),
        ("Shift+ArrowRight", end),
        ("ArrowRight", end),
    ]:
        press(page, key)
        assert (part_of_step(page), present(page)) == (there, there // PARTS), key


def test_a_button_is_pressed_with_enter(page: Page) -> None:
    page.focus("[data-command=tokenOn]")
    press(page, "Enter")
    assert present(page) == 12


def test_the_scrubber_leads_to_any_place(page: Page) -> None:
    page.focus("#scrubber")
    press(page, "ArrowRight")
    assert part_of_step(page) == 60
    press(page, "Home", "ArrowRight")
    assert part_of_step(page) == 1
    press(page, "End")
    assert present(page) == 24


def test_it_plays_and_pauses(page: Page) -> None:
    page.focus("#speed")
    press(page, "ArrowDown")
    assert page.input_value("#speed") == "fast"
    page.evaluate("document.activeElement.blur()")
    press(page, "Space")
    expect(page.locator("#play")).to_have_text("Pause")
    expect(page.locator("#word")).to_have_text("is")  # the word after Norway
    press(page, "Space")
    expect(page.locator("#play")).to_have_text("Play")
    there = part_of_step(page)
    meanwhile(page, 400)
    assert part_of_step(page) == there


def test_it_is_repeated(page: Page) -> None:
    press(page, "End", "Shift+ArrowLeft")
    page.focus("#repeat")
    press(page, "Space")
    assert page.is_checked("#repeat")
    press(page, "Shift+Tab", "ArrowDown")  # the speed stands before it
    page.focus("#play")
    press(page, "Enter")
    expect(page.locator("#track button").first).to_have_attribute("aria-current", "step")
    press(page, "Enter")
    expect(page.locator("#play")).to_have_text("Play")


def test_a_number_is_opened_by_its_signal_and_its_unit(page: Page) -> None:
    unit = int(page.input_value("#unit"))
    press(page, "4", "ArrowDown")
    other = int(page.input_value("#unit"))
    assert other != unit
    expect(page.locator("#number")).to_contain_text(f"o of unit {other} at “Norway” is")
    press(page, "ArrowUp", "9")  # there is no ninth signal
    expect(page.locator("#number")).to_contain_text(f"o of unit {unit} at “Norway” is")
    expect(page.locator("#formula .terms")).to_be_visible()


def test_any_unit_and_signal_is_typed(page: Page) -> None:
    page.focus("#unit")
    press(page, "Control+a")
    page.keyboard.type("77")
    press(page, "Shift+Tab", "ArrowDown")
    expect(page.locator("#number")).to_contain_text("i of unit 77 at “Norway” is")
    page.locator("#maps").scroll_into_view_if_needed()  # maps are drawn when they are seen
    until_so(page, lambda: bool(page.evaluate("document.querySelector('#map-i').data?.length")), "there is no map")
    row = page.evaluate("document.querySelector('#map-i').data[0].text.findIndex((row) => row[0].startsWith('unit 77 '))")
    top = float(page.locator("#maps .row-cursor").first.evaluate("one => one.style.getPropertyValue('--top')"))
    assert top == pytest.approx(row / 160)


def test_a_number_is_opened_in_the_table_of_the_gates_and_lit_in_all_views(page: Page) -> None:
    page.focus("#gates tbody tr:nth-child(2) td:nth-child(4) button")
    for view in ("#gates th", "#equations li", "#diagram .node", "#maps figure"):
        expect(page.locator(f"{view}.lit").first).to_have_attribute("data-signal", "g")
    unit = page.locator("#gates tbody tr:nth-child(2) th").inner_text()
    press(page, "Enter")
    expect(page.locator("#number")).to_contain_text(f"g of unit {unit} at “Norway” is")


def test_a_number_is_checked(page: Page) -> None:
    opened_number(page)
    page.focus("#check")
    press(page, "Enter")
    expect(page.locator("#checked")).to_contain_text("That is the number that is shown.")


def test_the_network_is_let_write(page: Page) -> None:
    page.focus("#continue")
    press(page, "Enter")
    expect(page.locator("#track .token").last).to_have_text("Norway")
    assert page.evaluate("document.activeElement.id") == "continue"


def test_a_table_is_read_and_left(page: Page) -> None:
    for name, title in TABLES.items():
        page.focus(f"[data-table={name}]")
        press(page, "Enter")
        expect(page.locator("#table-title")).to_have_text(title)
        press(page, "Escape")
        expect(page.locator("#tables")).to_be_hidden()
        assert page.evaluate("document.activeElement.dataset.table") == name


def test_play_is_the_first_stop_in_the_content(page: Page) -> None:
    page.focus(".skip")
    page.keyboard.press("Enter")
    frames(page)  # the link has led there by then
    page.keyboard.press("Tab")
    expect(page.locator("#play")).to_be_focused()


def test_the_gates_are_one_stop_and_arrows_go_about_in_them(page: Page) -> None:
    def focused() -> str | None:
        return page.evaluate("document.activeElement.getAttribute('aria-label')")

    stops = page.locator("#gates button[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    opened = page.locator("#number").inner_text()
    begun, word = focused(), present(page)
    for key, other in {"ArrowRight": True, "ArrowLeft": False, "ArrowDown": True, "ArrowUp": False}.items():
        page.keyboard.press(key)
        assert (focused() != begun) is other
    for key in ("Home", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    unit, value = page.locator("#gates tbody tr th").first.inner_text(), page.locator("#gates tbody button").first.inner_text()
    assert focused() == f"forget gate of unit {unit}, {value}"
    assert (present(page), page.locator("#number").inner_text()) == (word, opened)
    page.keyboard.press("End")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert str(focused()).startswith("output gate of unit")
    page.keyboard.press("Enter")
    expect(page.locator("#number")).to_contain_text("o of unit")


def test_the_gates_are_called_by_other_names(page: Page) -> None:
    page.focus("#naming")
    press(page, "ArrowDown")
    expect(page.locator("#gates thead small").first).to_contain_text("remember")


def test_the_link_is_copied(page: Page) -> None:
    press(page, "Home")
    page.focus("[data-take=link]")
    press(page, "Enter")
    expect(page.locator("#taken")).to_have_text("The link is copied.")
    assert "token=0&" in page.evaluate("navigator.clipboard.readText()")


def test_the_theme_is_chosen(page: Page) -> None:
    page.focus("#theme")
    press(page, "Home", "ArrowDown")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_keys_are_told(page: Page) -> None:
    press(page, "?")
    expect(page.locator("#help")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_keys_are_switched_off_and_on_again(page: Page) -> None:
    page.focus("#keys-on")
    press(page, "Space", "Home", "4", "?")
    assert present(page) == 11
    expect(page.locator("#help")).to_be_hidden()
    press(page, "Space", "Home")
    assert present(page) == 0


def test_arrows_take_the_focus_along_from_word_to_word_and_tab_leaves_them(page: Page) -> None:
    page.focus("#track [aria-current]")
    press(page, "ArrowRight", "ArrowRight", "ArrowLeft")
    assert present(page) == 12
    assert page.evaluate("document.activeElement.hasAttribute('aria-current')")
    press(page, "Tab")
    assert not page.evaluate("document.activeElement.matches('#track button')")
