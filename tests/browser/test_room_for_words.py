"""Words of every language have the room that they need: the head of the walk is one line, and a phone shows the belt at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SIZES, Look
from texts import LANGUAGES

# Whether two things that are written touch each other.
TOUCHING = """([first, others]) => {
  const { right, bottom } = document.querySelector(first).getBoundingClientRect();
  return [...document.querySelectorAll(others)].filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [...range.getClientRects()].some(({ left, top }) => left < right && top < bottom);
  }).map(({ textContent }) => textContent);
}"""

# Writes as wide as the widest font that systems come with, DejaVu Sans: half of the letters' size for a letter, on average.
AS_WIDE_AS_ANY = """() => {
  const line = document.createElement("span");
  line.textContent = "The network reads a sentence word by word and has to remember the country.";
  line.style.cssText = "position: absolute; white-space: nowrap; font-size: 100px";
  document.body.append(line);
  const missing = 0.5 - line.getBoundingClientRect().width / 100 / line.textContent.length;
  line.remove();
  document.body.style.letterSpacing = `${Math.max(0, missing)}em`;
}"""


def edge(page: Page, selector: str, side: str) -> float:
    """Of the first that is found, in pixels."""
    return float(page.locator(selector).first.evaluate("(one, side) => one.getBoundingClientRect()[side]", side))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_walk_has_room_for_its_words(look: Look, tag: str) -> None:
    page = look(f"/{tag.lower()}/").page
    page.locator("#key").wait_for()
    page.evaluate(AS_WIDE_AS_ANY)
    for width, height in (SIZES["laptop"], SIZES["projector"]):
        page.set_viewport_size({"width": width, "height": height})
        assert page.locator(".head").evaluate("(head) => head.offsetHeight") < 72, width  # px: one line
        assert page.evaluate(TOUCHING, [".lanes .half", ".lanes .heads span > *"]) == [], width
        for _ in ("folded", "unfolded"):
            assert edge(page, "#drags", "bottom") <= edge(page, ".transport", "top"), width
            page.evaluate("document.querySelector('#more').click()")
    page.set_viewport_size({"width": 390, "height": 844})
    assert edge(page, ".numbers > div:nth-child(3)", "bottom") < edge(page, ".transport", "top")
    page.select_option("#theme", "projector")
    assert edge(page, "#theme", "bottom") <= edge(page, "#examples", "top"), "one has to get out of it again"
    assert edge(page, "#examples", "right") <= 390 - 16
    page.select_option("#theme", "light")


def test_a_sentence_that_a_link_brings_is_offered_and_chosen_among_the_examples(look: Look) -> None:
    sentence = "Kenya is also nice. You must visit the capital of ___"
    page = look(f"/#sentence={sentence.replace(' ', '+')}").page
    page.locator("#track", has_text="Kenya").wait_for()
    assert page.locator("#examples option:checked").all_text_contents() == [sentence]
