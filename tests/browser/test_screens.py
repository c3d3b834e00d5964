"""A step is on one screen: nobody scrolls between the sentence, the belt, the gates and the answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.examples import EXAMPLES, Example
from model import cell_names
from tests.browser.anew import THEMES
from tests.browser.conftest import SIZES, LookOnce
from tests.browser.waiting import frames

STEP = ("#text", "#track", "#caption", ".belt", "#gates", "#answer", "#play", "#scrubber")
BOXES = """(selectors) => Object.fromEntries(selectors.map((selector) => {
  const {top, bottom, left, right} = document.querySelector(selector).getBoundingClientRect();
  return [selector, [top, bottom, left, right]];
}))"""


@pytest.fixture(scope="module")
def page(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        yield look("/", reduced_motion="reduce").page


@pytest.fixture(scope="module", params=["laptop", "projector"])
def screen(request: pytest.FixtureRequest, page: Page) -> tuple[Page, str]:
    resize(page, *SIZES[request.param])
    page.select_option("#theme", THEMES.get(request.param, "light"))
    page.evaluate("scrollTo(0, 0)")
    return page, request.param


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    frames(page)


def off_screen(page: Page, size: str) -> list[str]:
    width, height = SIZES[size]
    assert page.evaluate("scrollY") == 0
    found = page.evaluate(BOXES, STEP)
    return [
        f"{selector} from {top:.0f} to {bottom:.0f}, {left:.0f} to {right:.0f}"
        for selector, (top, bottom, left, right) in found.items()
        if top < 0 or bottom > height or bottom <= top or (selector != "#track" and (left < 0 or right > width))
    ]


def choose(page: Page, cell: str) -> None:
    if page.input_value("#cell") == cell:
        return
    with page.expect_response("**/api/v1/traces*"):
        page.select_option("#cell", cell)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def walk(page: Page, example: Example) -> None:
    if (page.input_value("#text"), page.input_value("#cell")) == (example.sentence, example.cell):
        return
    with page.expect_response("**/api/v1/traces*"):
        page.select_option("#examples", label=example.title)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("cell", cell_names())
def test_a_step_of_any_cell_is_on_one_screen(screen: tuple[Page, str], cell: str) -> None:
    page, size = screen
    choose(page, cell)
    assert off_screen(page, size) == []


@pytest.mark.parametrize("example", [max(EXAMPLES, key=lambda one: len(one.sentence)), EXAMPLES[-1]], ids=["longest", "blanks"])
def test_a_step_of_a_long_sentence_and_of_a_blank_is_on_one_screen(screen: tuple[Page, str], example: Example) -> None:
    page, size = screen
    walk(page, example)
    for key in ("Home", "End"):
        page.keyboard.press(key)
        assert off_screen(page, size) == [], key


UNKNOWN = next(example for example in EXAMPLES if "Narnia" in example.sentence)
# Where things are when the step of each word is done, and at some of the parts before: from the top of the page, or of the screen
# for what stays there.
ALONG = """(selectors) => {
  const scrubber = document.querySelector('#scrubber');
  document.querySelector('#track button').click();
  const numbers = [...Array(Number(scrubber.max) + 1).keys()].filter((number) => number % 10 === 9 || number % 11 === 0);
  return numbers.map((number) => {
    scrubber.value = number;
    scrubber.dispatchEvent(new Event('input'));
    return selectors.map((selector) => {
      const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
      return [selector === '.transport' ? top : top + scrollY, bottom].map(Math.round);
    });
  });
}"""
STAYS = (".belt", "#gates", "#caption", "#answer", "#track", ".transport")
SMALL = [(320, 568), (390, 844), (844, 390), (820, 1180)]  # here one scrolls to what is below the belt
LARGE = [(1024, 768), (1280, 720), (1440, 900), (1920, 1080)]


def test_nothing_moves_from_word_to_word_and_no_lane_is_under_the_buttons(screen: tuple[Page, str]) -> None:
    page, size = screen
    example, theme = {"laptop": (EXAMPLES[0], "light"), "projector": (UNKNOWN, "projector")}[size]
    walk(page, example)
    page.locator("#more").click()
    page.select_option("#theme", theme)
    for width, height in [*(SMALL if size == "laptop" else []), *LARGE]:  # nobody presents on a phone
        resize(page, width, height)
        seen = page.evaluate(ALONG, STAYS)
        assert len({tuple(top for top, _ in places) for places in seen}) == 1, (width, height)
        (_, belt), (_, gates), *_, (transport, _) = seen[0]
        assert (width, height) in SMALL or max(belt, gates) <= transport, (width, height)
    page.select_option("#theme", "light")
    page.locator("#more").click()
    resize(page, *SIZES[size])


def test_what_a_gate_does_stands_beside_its_lane(screen: tuple[Page, str]) -> None:
    page, _ = screen
    choose(page, "lstm")
    tops = "all => all.map((one) => one.getBoundingClientRect().top)"
    lanes = page.locator(".lanes:first-of-type .numbers > div").evaluate_all(tops)
    assert page.locator("#gates tbody tr").evaluate_all(tops) == pytest.approx(lanes, abs=2.5)
