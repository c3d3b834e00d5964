"""Whatever is typed or pasted: long, in pictures, from right to left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from model import shipped, trace
from tests.browser.anew import opened
from tests.browser.conftest import LookOnce, Sight

FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def sight(look_once: LookOnce) -> Iterator[Sight]:
    with opened(look_once, "phone") as sight:
        yield sight


@pytest.fixture
def phone(sight: Sight) -> Page:
    return sight.page


def walk(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


@pytest.mark.parametrize(
    "text",
    [
        "🦊 is a beautiful place 👩‍👩‍👧‍👦 . I live in ___",
        "النرويج بلد جميل . أعيش في ___",
        "ישראל is a beautiful country . I live in ישראל . You must visit the capital of ___",
        "北京是一个美丽的城市 ___",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ is a place ___",
        "a" * 300 + " is a place ___",
        "a b " * 100,
    ],
    ids=["emoji", "arabic", "hebrew", "chinese", "marks", "a long word", "many words"],
)
def test_it_is_walked_and_the_page_fits_a_phone(phone: Page, text: str) -> None:
    walk(phone, text)
    tokens = trace(shipped("lstm"), text).tokens
    expect(phone.locator("#track .token")).to_have_text([token.text for token in tokens])
    for key in ("Home", "ArrowRight", "End"):
        phone.evaluate("document.activeElement.blur()")
        phone.keyboard.press(key)
        assert phone.evaluate(FITS)


def test_words_from_right_to_left_are_written_so(phone: Page) -> None:
    words = ["النرويج", "is", "a", "beautiful", "country"]
    walk(phone, " ".join(words))
    expect(phone.locator("#track .token")).to_have_text(words)
    written = "all => all.map((one) => getComputedStyle(one).direction)"
    assert phone.locator("#track .token").evaluate_all(written) == ["rtl", "ltr", "ltr", "ltr", "ltr"]


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (4_001, "This text has 4,001 characters, and 4,000 at most can be walked here."),
        (30_000, "This text has 30,000 characters, and 4,000 at most can be walked here."),
        (600_000, "The request is longer than 400,000 bytes. Make the text shorter."),
    ],
)
def test_a_novel_is_refused_in_words_and_nothing_of_it_is_lost(sight: Sight, length: int, said: str) -> None:
    page = sight.page
    before = page.locator("#track").inner_text()
    novel = ("It was a dark and stormy night. " * (length // 32 + 1))[:length]
    page.focus("#text")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(novel)  # as pasting does
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text(said)
    assert (page.input_value("#text"), page.locator("#track").inner_text()) == (novel, before)
    assert page.evaluate(FITS)
    assert all(fault.startswith("Failed to load resource") for fault in sight.faults)  # the browser writes down the refusal
    sight.faults.clear()
