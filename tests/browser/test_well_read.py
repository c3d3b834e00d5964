"""What is typed is read by the network that has read more; what is not known, or only a habit, is shown as that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from app.examples import EXAMPLES
from app.networks import READERS
from app.schemas import INDIA
from model import shipped, trace
from tests.browser.conftest import LookOnce

OWN = "Yesterday we flew to Kenya. In Kenya people speak ___"
NOTHING_TOLD = "You must visit the capital of ___"
KIND = "The pear is a ___"  # the textbook network knows of no kinds
HABIT = "I live in Italy. I speak fluent ___"
SLIPS = "we lerned about norway and zorgland. the capitel is ___"
NAMES = INDIA.replace("India", "Narnia").replace("Norway", "Middle Earth")
(READER,) = READERS


@pytest.fixture(scope="module")
def page(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        yield look("/", reduced_motion="reduce").page


def arrive(page: Page, sentence: str, cell: str = "lstm", more: str = "") -> None:
    page.evaluate("(link) => (location.hash = link)", f"sentence={quote(sentence)}&cell={cell}{more}")
    there(page, sentence)


def walk(page: Page, sentence: str) -> None:
    page.fill("#text", sentence)
    page.press("#text", "Enter")
    there(page, sentence)


def there(page: Page, sentence: str) -> None:
    expect(page.locator("#track .token")).to_have_text([token.text for token in trace(shipped("lstm"), sentence).tokens])
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_what_is_typed_is_read_by_the_one_that_has_read_more_and_the_page_says_so(page: Page) -> None:
    page.evaluate("history.replaceState(null, '', '/')")
    page.reload()  # nobody has chosen the textbook one yet
    there(page, INDIA)
    expect(page.locator("#lede-said")).to_be_visible()
    walk(page, OWN)
    expect(page.locator("#network")).to_have_value(READER)
    expect(page.locator("#cell")).to_have_value("lstm")
    expect(page.locator("#read-by-said")).to_contain_text("the well-read network")
    expect(page.locator("#lede-said")).to_be_hidden()
    walk(page, NAMES)
    expect(page.locator("#network")).to_have_value("lstm")
    expect(page.locator("#read-by")).to_be_hidden()


def test_who_wants_the_textbook_one_keeps_it_for_what_is_typed_next(page: Page) -> None:
    arrive(page, OWN, READER)
    page.locator("#read-by-other").click()
    expect(page.locator("#network")).to_have_value("lstm")
    expect(page.locator("#read-by-other")).to_have_text("Use the well-read network")
    walk(page, "Peru won the game.")
    expect(page.locator("#network")).to_have_value("lstm")
    page.go_back()
    there(page, OWN)
    page.go_back()
    expect(page.locator("#network")).to_have_value(READER)
    page.select_option("#examples", label=EXAMPLES[1].title)
    there(page, EXAMPLES[1].sentence)
    expect(page.locator("#network")).to_have_value("lstm")
    expect(page.locator("#read-by")).to_be_hidden()


def test_the_textbook_one_walks_what_it_is_given_also_where_it_does_not_hold_what_the_other_was_asked_for(page: Page) -> None:
    arrive(page, OWN, READER)
    walk(page, KIND)
    expect(page.locator("#network")).to_have_value(READER)
    expect(page.locator("#fact")).to_have_value("kind")
    page.locator("#read-by-other").click()
    expect(page.locator("#network")).to_have_value("lstm")
    expect(page.locator("#read-by-said")).to_contain_text("The textbook network")
    there(page, KIND)
    expect(page.locator("#said")).to_have_text("")
    arrive(page, KIND, READER, "&fact=nonsense")
    expect(page.locator("#network")).to_have_value(READER)
    expect(page.locator("#fact")).to_have_value("kind")
    expect(page.locator("#said")).to_have_text("")


def test_a_file_says_which_network_has_read(page: Page, tmp_path: Path) -> None:
    arrive(page, OWN, READER, "&more=1")
    with page.expect_download() as taken:
        page.locator("[data-take=json]").click()
    assert taken.value.suggested_filename == f"walk-{READER}.json"
    taken.value.save_as(tmp_path / "walk.json")
    told = json.loads((tmp_path / "walk.json").read_text(encoding="utf-8"))
    assert (told["cell"], told["network"]) == (READER, "LSTM, well read")


def test_what_is_read_as_another_word_is_said_below_the_sentence(page: Page) -> None:
    arrive(page, SLIPS, READER)
    expect(page.locator("#meant")).to_have_text(
        "The network reads these as words that it knows: lerned → learned, capitel → capital."
    )
    expect(page.get_by_role("button", name="capitel")).to_have_attribute("title", "The network reads this as capital.")
    expect(page.locator("#track .token.unknown")).to_have_text(["zorgland"])
    walk(page, OWN)
    expect(page.locator("#meant")).to_be_hidden()


def test_where_nothing_was_told_it_does_not_know_and_says_what_it_can_be_asked(page: Page) -> None:
    arrive(page, NOTHING_TOLD)
    expect(page.locator("#suggested")).to_have_class("suggested small comes")
    page.locator("#track button").last.click()
    expect(page.locator("#answer-of")).to_have_text("It does not know")
    offered = page.locator("#suggestions button")
    expect(offered).to_have_count(3)
    key, buttons = (page.locator(part).bounding_box() for part in ("#key", ".transport"))
    assert key and buttons and key["y"] + key["height"] <= buttons["y"], "what explains the belt is in view below them"
    offered.first.click()
    there(page, INDIA)
    expect(page.locator("#text")).to_have_value(INDIA)
    expect(page.locator("#suggested")).to_be_hidden()


def test_a_habit_is_grey_and_the_caption_says_that_nothing_told_it(page: Page) -> None:
    arrive(page, HABIT)
    expect(page.locator("#track .belief")).to_have_text(["Spanish"])
    expect(page.locator("#track .belief.habit")).to_have_count(1)
    expect(page.locator("#caption")).to_contain_text("habit: nothing in the text says so")
