"""The page of a network's growing up: what it says follows from what it shows, by mouse, by keyboard, and by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.growing import NAME
from app.schemas import INDIA
from model import shipped, trace
from model.explain import belief, facts_of
from model.network import snapshots
from tests.browser.conftest import LookOnce, Sight

PASSING = "Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___"


@pytest.fixture(scope="module")
def sight(look_once: LookOnce) -> Iterator[Sight]:
    with look_once() as look:
        sight = look("/growing")
        expect(sight.page.locator("#findings p")).to_have_count(2)
        yield sight


@pytest.fixture
def page(sight: Sight) -> Page:
    """As it was when it was opened."""
    if sight.page.input_value("#text") != INDIA:
        with sight.page.expect_response("**/api/v1/growing*"):
            sight.page.fill("#text", INDIA)
            sight.page.keyboard.press("Enter")
        expect(sight.page.locator("#said")).to_have_text("")
        expect(sight.page.locator("#words li.turn .word")).to_have_text("Norway")
    return sight.page


def lets_go() -> list[bool]:
    """Of each snapshot, whether India is its best answer before Norway, and not at Norway."""
    (fact, *_) = facts_of(shipped(NAME))
    found = []
    for network in snapshots(NAME).values():
        walked = trace(network, INDIA)
        best = [one[0].word for one in belief(walked, fact)]
        turn = [token.text for token in walked.tokens].index("Norway")
        found.append(best[turn - 1] == "India" != best[turn])
    return found


def test_what_it_says_is_what_the_snapshots_do_from_there_on(page: Page) -> None:
    lets, updates = lets_go(), list(snapshots(NAME))
    first = max((n + 1 for n, does in enumerate(lets) if not does), default=0)
    expect(page.locator("#findings p").first).to_have_text(f"From update {updates[first]:,} on it lets go of India at “Norway”.")
    turn = page.locator("#words li.turn")
    expect(turn.locator(".word")).to_have_text("Norway")
    page.focus("#at")
    page.keyboard.press("Home")
    for _ in range(first):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#after")).to_have_text(f"After {updates[first]:,} of {updates[-1]:,} updates")
    expect(turn.locator("xpath=preceding-sibling::li[1]").locator(".says")).to_have_text("India")
    expect(turn.locator(".says")).not_to_have_text("India")
    page.keyboard.press("End")
    expect(page.locator("#answer li").first).to_contain_text("Norway")


def test_a_press_on_the_curves_leads_to_the_snapshot_there(page: Page) -> None:
    box = page.locator("#curves .plot").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 1, box["y"] + 20)
    expect(page.locator("#at")).to_have_value(str(len(snapshots(NAME)) - 1))


def test_it_plays_from_the_start_and_can_be_paused(page: Page) -> None:
    page.focus("#at")
    page.keyboard.press("End")
    page.click("#play")
    expect(page.locator("#after")).to_have_text(re.compile(f"After {list(snapshots(NAME))[1]:,} "))
    page.click("#play")
    expect(page.locator("#play")).to_have_text("Play")


def test_another_sentence_stands_in_the_address_with_its_snapshot(page: Page) -> None:
    page.fill("#text", PASSING)
    page.keyboard.press("Enter")
    expect(page.locator("#findings p").last).to_have_text("Nothing in this sentence makes it let go of Norway.")
    page.focus("#at")
    page.keyboard.press("End")
    page.wait_for_function("() => /snapshot=[1-9]/.test(location.hash) && location.hash.includes('Peru')")


def test_what_cannot_be_read_is_said_and_what_is_shown_stays(sight: Sight, page: Page) -> None:
    words = page.locator("#words .word").all_inner_texts()
    page.fill("#text", " ")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Type at least one.")
    assert page.locator("#words .word").all_inner_texts() == words
    sight.faults.clear()  # the browser writes down that the answer was 422
