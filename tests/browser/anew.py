"""A page that many tests use one after another: each finds it as it was when it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from app.schemas import INDIA
from tests.browser.conftest import SIZES, LookOnce, Sight

THEMES: dict[str, str] = {}  # by sizes; at others the light one
SETTINGS = """(theme) => {
  const put = (id, name, value) => {
    const control = document.getElementById(id);
    if (control[name] === value) return;
    control[name] = value;
    control.dispatchEvent(new Event('change'));
  };
  for (const open of document.querySelectorAll('dialog[open]')) open.close();
  put('theme', 'value', theme);
  put('naming', 'value', 'usual');
  put('speed', 'value', 'usual');
  put('many', 'value', '12');
  put('repeat', 'checked', false);
  put('keys-on', 'checked', true);
  put('moves', 'checked', false);
  document.getElementById('units').value = '';
  document.querySelector('.skip').focus(); // where Tab begins
  document.activeElement.blur();
  scrollTo(0, 0);
}"""
TABLES = {"lanes": "The lanes at “Norway”", "values": "f of the units that have a lane"}  # and their titles
PLACE = """() => {
  const scrubber = document.getElementById('scrubber');
  scrubber.value = 59;
  scrubber.dispatchEvent(new Event('input'));
  document.querySelector('#gates tbody button').click();
  document.getElementById('beside-close').click(); // the table of the gates stands there again
  document.activeElement.blur();
}"""


@contextmanager
def opened(look_once: LookOnce, size: str = "laptop") -> Iterator[Sight]:
    """Nothing moves on it. At the size of a phone it is touched; the themes are those that go with the sizes."""
    theme = THEMES.get(size, "light")
    with look_once() as look:
        touched = {"has_touch": True} if size == "phone" else {}
        sight = look(f"/#theme={theme}", size, reduced_motion="reduce", **touched)
        sight.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        sight.page.locator("#maps").scroll_into_view_if_needed()  # what is far down is drawn when somebody comes to see it
        sight.page.locator(".belt .point").first.wait_for(state="attached")
        yield sight
        sight.page.context.clear_permissions()  # other tests may use the page then


def begin_anew(page: Page, size: str = "laptop") -> None:
    """The first sentence, at the end of the step of *Norway*, with everything that can be chosen as it was."""
    page.evaluate(SETTINGS, THEMES.get(size, "light"))
    there = (page.input_value("#text"), page.input_value("#cell"), page.input_value("#fact"))
    if there != (INDIA, "lstm", "topic"):
        with page.expect_response("**/api/v1/traces*"):
            page.select_option("#examples", index=0)
        expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    page.mouse.move(0, 0)  # what it rests on would be lit
    page.evaluate(PLACE)
    assert present(page) == 11


def present(page: Page) -> int:
    """Which token is the present one."""
    found: int = page.locator("#track button").evaluate_all("all => all.findIndex(one => one.hasAttribute('aria-current'))")
    return found


def opened_number(page: Page) -> None:
    """Waits until the terms of the number in the heading are there, which is some moments later."""
    number = page.locator("#number").inner_text().rpartition(" ")[-1]
    expect(page.locator("#formula .total td").nth(3)).to_have_text(number)


def part_of_step(page: Page) -> int:
    """The parts of all steps are counted through."""
    return int(page.input_value("#scrubber"))


def usual_lanes(page: Page) -> int:
    """A phone has room for fewer."""
    return 4 if page.evaluate("innerWidth") == SIZES["phone"][0] else 12


def belief(page: Page) -> list[str]:
    """The answers as they change from word to word."""
    return page.locator("#track .belief").all_inner_texts()
