"""Things move where that is wanted, and stand still where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.anew import opened_number, part_of_step, present
from tests.browser.conftest import LookOnce, Sight

# The different places at which what is on the belt was seen, from a press on a button until all has come to rest: a motion of
# 300 ms has ended long before nothing has changed for 30 frames, which are half a second where they are fast.
MOVES = """async (command) => {
  const seen = [];
  const belt = document.querySelector('.belt');
  const where = () => [...belt.querySelectorAll('.point')].map((one) => {
    const [from, here] = [belt.getBoundingClientRect(), one.getBoundingClientRect()];
    return `${here.x - from.x} ${here.y - from.y}`;
  }).join();
  if (command) document.querySelector(`[data-command=${command}]`).click();
  for (let still = 0; still < 30; still++) {
    await new Promise(requestAnimationFrame);
    if (seen.at(-1) === where()) continue;
    seen.push(where());
    still = 0;
  }
  return seen;
}"""
AT_REST = ""  # no button is pressed: only what still moves is awaited


@pytest.fixture(scope="module")
def sights(look_once: LookOnce) -> Iterator[dict[str, Sight]]:
    with look_once() as look:
        yield {wish: look("/", reduced_motion=wish) for wish in ("no-preference", "reduce")}


@pytest.fixture
def page(sights: dict[str, Sight]) -> Page:
    """One on which things move."""
    page = sights["no-preference"].page
    page.check("#moves")
    return begin(page)


def begin(page: Page) -> Page:
    page.locator(".belt .point").first.wait_for(state="attached")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")
    page.evaluate(MOVES, AT_REST)
    return page


def test_values_travel_from_one_part_of_a_step_to_the_next(page: Page) -> None:
    page.keyboard.press("ArrowRight")  # the values of the second word can be seen to fall
    page.evaluate(MOVES, AT_REST)
    moved = page.evaluate(MOVES, "partBack")
    assert len(moved) > 2  # where they were, where they are, and at least one place between: there are few on a slow machine
    page.uncheck("#moves")
    page.evaluate(MOVES, "partOn")
    at_rest = page.evaluate(MOVES, "partBack")[-1]  # does not depend on the way there
    assert numbers(moved[-1]) == pytest.approx(numbers(at_rest), abs=0.1)
    assert numbers(moved[-1]) != pytest.approx(numbers(moved[0]), abs=0.1)


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+", text)]


@pytest.mark.parametrize("by", ["the system", "hand"])
def test_nothing_moves_where_motion_is_stopped(sights: dict[str, Sight], by: str) -> None:
    page = begin(sights["reduce" if by == "the system" else "no-preference"].page)
    if by == "hand":
        page.uncheck("#moves")
    assert not page.is_checked("#moves")
    page.keyboard.press("ArrowRight")
    page.evaluate(MOVES, AT_REST)
    for command in ("partBack", "partOn", "tokenOn"):
        assert len(page.evaluate(MOVES, command)) <= 2  # where they were, until the next frame, and where they are
    page.select_option("#speed", "fast")
    page.locator("#play").click()
    expect(page.locator("#word")).to_have_text("beautiful")
    assert page.evaluate("document.getAnimations().length") == 0
    page.locator("#play").click()
    opened_number(page)
    page.locator("#check").click()
    assert page.locator("#checked").inner_text() != ""  # all terms at once


def test_terms_are_added_up_one_after_another(page: Page) -> None:
    opened_number(page)
    page.locator("#check").click()
    expect(page.locator("#formula .counted").first).to_be_attached()
    assert page.locator("#checked").inner_text() == ""  # there are more
    page.uncheck("#moves")
    page.locator("#check").click()
    expect(page.locator("#checked")).to_contain_text("That is the number that is shown.")


def test_a_part_takes_as_long_as_the_speed_says(sights: dict[str, Sight]) -> None:
    page = begin(sights["reduce"].page)
    sights["reduce"].again = False
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # from now on it is as late as is said here, however long the test takes
    for speed, milliseconds in {"slow": 1200, "usual": 600, "fast": 250}.items():
        page.select_option("#speed", speed)
        page.locator("[data-command=begin]").click()
        page.locator("#play").click()
        page.clock.run_for(milliseconds - 50)
        assert part_of_step(page) == 0
        page.clock.run_for(100)
        assert part_of_step(page) == 1
        page.clock.run_for(9 * milliseconds)
        assert (part_of_step(page), present(page)) == (10, 2)
    page.clock.resume()
