"""Back and Forward lead through what was walked and changed, and a tab knows the sentences of its own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.examples import EXAMPLES
from app.schemas import INDIA
from tests.browser.anew import belief, present
from tests.browser.comparing import address, ready
from tests.browser.conftest import Lead, Look, Sight

OWN = "Narnia is a lovely place. I live in ___"
BIG = "Norway is big"


@pytest.fixture
def page(lead: Lead) -> Page:
    return lead()


def walk(page: Page, sentence: str) -> None:
    page.fill("#text", sentence)
    page.press("#text", "Enter")
    expect_words(page, sentence)


def expect_words(page: Page, sentence: str) -> None:
    expect(page.locator("#track .token")).to_have_text(sentence.replace(".", " .").split())
    assert page.input_value("#text") == sentence


def test_each_sentence_cell_and_change_is_a_step_back_and_forward(page: Page) -> None:
    walk(page, BIG)
    page.select_option("#cell", "gru")
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    page.select_option("#examples", index=1)
    expect_words(page, EXAMPLES[1].sentence)
    page.go_back()
    expect_words(page, BIG)
    assert page.input_value("#cell") == "gru"
    page.go_back()
    expect(page.locator("#cell")).to_have_value("lstm")
    expect_words(page, BIG)
    page.go_back()
    expect_words(page, INDIA)
    page.go_forward()
    expect_words(page, BIG)


def test_a_change_is_undone_by_back_and_made_again_by_forward(page: Page) -> None:
    before = belief(page)
    page.evaluate("document.querySelector('#experiments button').click()")
    expect(page.locator("#changes li")).not_to_have_count(0)
    changed = belief(page)
    page.go_back()
    expect(page.locator("#changes li")).to_have_count(0)
    assert belief(page) == before
    page.go_forward()
    expect(page.locator("#changes li")).not_to_have_count(0)
    assert belief(page) == changed


def test_back_leads_to_the_word_at_which_a_sentence_was_left(page: Page) -> None:
    page.locator("#track button").nth(4).click()
    walk(page, BIG)  # before the address has followed
    page.go_back()
    expect_words(page, INDIA)
    assert present(page) == 4


def test_another_word_is_no_step(page: Page) -> None:
    walk(page, BIG)
    steps = page.evaluate("history.length")
    for n in (0, 2, 1):
        page.locator("#track button").nth(n).click()
        expect(page).to_have_url(re.compile(f"token={n}&"))
    assert page.evaluate("history.length") == steps


def test_sentences_of_ones_own_are_offered_until_the_tab_is_closed(page: Page, walking: Sight) -> None:
    page.evaluate("sessionStorage.clear()")
    page.reload()
    walk(page, BIG)
    page.fill("#text", "   ")
    page.press("#text", "Enter")
    expect(page.locator("#said")).to_contain_text("no word")
    walking.faults.clear()  # the browser writes down that the answer was 422
    walk(page, OWN)
    walk(page, INDIA)
    offered = page.locator("#examples optgroup[label=Yours] option")
    assert offered.all_text_contents() == [OWN, BIG]
    page.reload()
    assert offered.all_text_contents() == [OWN, BIG]
    page.select_option("#examples", BIG)
    expect_words(page, BIG)
    assert page.input_value("#examples") == BIG
    with page.context.expect_page() as another:
        page.evaluate("open('/', '_blank', 'noopener')")
    expect(another.value.locator("#track button")).to_have_count(25)
    assert another.value.locator("#examples optgroup[label=Yours]").count() == 0
    another.value.close()


def test_a_comparison_goes_back_by_its_texts_and_cells_and_not_by_every_rest_of_its_slider(look: Look) -> None:
    page = ready(look(address(cells="rnn,lstm", filler=3)), 17)
    page.fill("#filler", "5")
    expect(page.locator("#at")).to_contain_text("of 19")
    page.check("#cells input[value=gru]")
    expect(page).to_have_url(re.compile("gru"))  # whatever is chosen while an answer is awaited is one step
    page.fill("#fact", "Peru is old.")
    page.press("#fact", "Enter")
    expect(page.locator("#words")).to_contain_text("Peru")
    page.go_back()
    expect(page.locator("#words")).not_to_contain_text("Peru")
    expect(page.locator("#cells input[value=gru]")).to_be_checked()
    assert page.input_value("#filler") == "5"
    page.go_back()
    expect(page.locator("#cells input[value=gru]")).not_to_be_checked()
    assert page.input_value("#filler") == "5"


def test_who_comes_back_finds_no_box_ticked_that_is_not_in_force(page: Page) -> None:
    page.check("#guesses")
    page.check("#together")
    page.evaluate("location.assign('/healthz')")
    expect(page).to_have_url(re.compile("/healthz$"))
    page.go_back()
    expect(page.locator("#play")).to_be_enabled()
    expect(page.locator(".door").first).to_be_attached()
    assert not page.is_checked("#guesses") and not page.is_checked("#together")
