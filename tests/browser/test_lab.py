"""The lab: a cell is chosen or written, and learns in front of one's eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LookOnce
from tests.browser.test_access import ALL, COLOURS, SIZED, violations
from tests.browser.waiting import until

pytestmark = pytest.mark.long

# Writes down what is said of an update, whenever that changes.
NOTES = """() => {
  const said = document.querySelector("#slow-said");
  window.noted = [];
  new MutationObserver(() => noted.push(said.textContent)).observe(said, { childList: true });
}"""
DRAWN = "() => [...document.querySelectorAll('#strip canvas')].map((one) => one.toDataURL()).join(' ')"
READY = "Ready. Press Run."
MOST_LEARNING = 120_000  # milliseconds; an idle computer takes two seconds of them


@pytest.fixture(scope="module")
def page(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        sight = look("/lab")
        expect(sight.page.locator("#standing")).to_have_text(READY)
        yield sight.page
        # A browser writes down each cell that was refused.
        sight.faults[:] = [fault for fault in sight.faults if "422 (Unprocessable Entity)" not in fault]


def test_one_press_of_run_and_it_learns_india_and_norway(page: Page) -> None:
    page.click("#run")
    expect(page.locator("#run")).to_have_text("Pause")
    expect(page.locator("#standing")).to_contain_text(re.compile(r"Solved after \d+ updates"), timeout=MOST_LEARNING)
    expect(page.locator("#run")).to_have_text("Run")
    expect(page.locator("#knows")).to_contain_text("knew nothing at first")
    answers = page.locator("#strip .named").all_inner_texts()
    words = page.locator("#strip .word").all_inner_texts()
    second = next(n for n in range(len(words)) if words[n + 1 : n + 3] == ["is", "also"])
    assert answers[-1] == words[second] and answers[second - 2] == words[0]
    assert page.locator("#share polyline.of-unseen").count() == 1
    forget = [float(one) for one in page.locator("#gates-held tr", has_text="forget gate").locator("td").all_inner_texts()]
    assert forget[0] < 0.6 < 0.8 < min(forget[1:])
    page.check("#whole")
    expect(page.locator("#some")).to_be_hidden()
    page.uncheck("#whole")


def test_one_goes_back_to_what_it_was_like_before_it_learned(page: Page) -> None:
    page.locator("#marks").focus()
    page.keyboard.press("Home")
    expect(page.locator("#marks-said")).to_have_text("after 0 updates")
    page.keyboard.press("End")
    expect(page.locator("#marks-said")).not_to_have_text("after 0 updates")


def test_a_page_that_is_printed_has_its_bands_in_the_colours_of_paper_at_once(page: Page) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # all is drawn
    colours = [page.evaluate(DRAWN)]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    until(page, f"({DRAWN})() !== `{colours[0]}`")
    colours.append(page.evaluate(f"dispatchEvent(new Event('beforeprint')), ({DRAWN})()"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    until(page, f"({DRAWN})() !== `{colours[0]}`")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert colours[0] == colours[1]


def test_the_same_start_learns_the_same_and_leaves_a_grey_line(page: Page) -> None:
    learned = page.inner_text("#standing")
    page.click("#rewind")
    expect(page.locator("#standing")).to_have_text(READY)
    expect(page.locator("#knows")).to_contain_text("knows nothing yet")
    expect(page.locator("#legend")).to_contain_text("Earlier: LSTM, 48 units, rate 0.01, seed 0")
    page.click("#run")
    updates = re.findall(r"after (\d+) updates", learned)[0]
    expect(page.locator("#standing")).to_contain_text(f"Solved after {updates} updates", timeout=MOST_LEARNING)


def test_a_fault_in_the_cell_is_told_and_shown_and_mended(page: Page) -> None:
    text = page.input_value("#text")
    page.fill("#text", "h = tanh(W x + U h)")
    expect(page.locator("#fault")).to_contain_text("Line 1, column 18")
    expect(page.locator("#run")).to_be_disabled()
    page.click("#show-fault")
    assert page.evaluate("() => { const one = document.activeElement; return [one.selectionStart, one.selectionEnd]; }") == [
        17,
        18,
    ]
    page.fill("#text", "h = tanh(W x + U h')")
    expect(page.locator("#fault")).to_be_empty()
    expect(page.locator("#own-title")).to_have_text("Your cell")
    expect(page.locator("#equations li")).to_have_count(1)
    page.fill("#text", text)
    expect(page.locator("#own-title")).to_have_text("LSTM")


def test_a_cell_that_explodes_says_at_which_update_and_step(page: Page) -> None:
    page.fill("#text", "h = 900000 * h' * h' + W x + 3")
    expect(page.locator("#own-title")).to_have_text("Your cell")
    page.click("#run")
    expect(page.locator("#standing")).to_contain_text("It exploded at update 1, step 4")
    page.select_option("#cell", "lstm")
    expect(page.locator("#standing")).to_have_text(READY)


@pytest.mark.parametrize("text", ["", "import os", "h = " + "(" * 900, "<b>h</b> = x", "h = tanh(W x)\u202e", "h = 1 / 0"])
def test_a_broken_text_is_answered_in_words(page: Page, text: str) -> None:
    page.fill("#text", text)
    expect(page.locator("#fault")).to_contain_text("Line 1")
    page.select_option("#cell", "rnn")
    page.select_option("#cell", "lstm")
    expect(page.locator("#fault")).to_be_empty()


def test_two_networks_learn_side_by_side_from_the_same_start(page: Page) -> None:
    page.select_option("#beside", "rnn")
    expect(page.locator("#which button")).to_have_count(2)
    page.click("#ten")
    expect(page.locator("#standing")).to_contain_text("Plain RNN: Paused after 10 updates")
    until(page, "() => document.querySelectorAll('#loss polyline').length >= 2")
    page.select_option("#beside", "")
    expect(page.locator("#which")).to_be_hidden()


def test_an_update_is_walked_through_with_keys_and_the_gradient_of_a_plain_rnn_vanishes(page: Page) -> None:
    page.select_option("#task", "order")
    page.select_option("#beside", "rnn")
    expect(page.locator("#which button")).to_have_count(2)
    expect(page.locator("#standing")).to_contain_text("Plain RNN: Ready")
    page.click("#slow-one")
    expect(page.locator("#slow-play")).to_be_focused()
    expect(page.locator("#slow-said")).to_contain_text("reads “start”")
    expect(page.locator("#slow-answered")).to_be_hidden()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#slow-said")).to_contain_text("The loss is −ln")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#slow-said")).to_contain_text("The gradient at")
    page.keyboard.press("End")
    expect(page.locator("#slow-stages [aria-current=step]")).to_have_text("Answer again")
    expect(page.locator("#slow-answers .right .value")).to_contain_text("→")
    lstm, rnn = (read(re.findall(r"is (.+) times", one)[0]) for one in legend(page))
    assert lstm > 1e-6 and rnn < 1e-12
    assert violations(page, ALL) == []
    page.select_option("#beside", "")
    expect(page.locator("#slow-motion")).to_be_hidden()


def read(small: str) -> float:
    """A number that may be written as 1.5 × 10⁻⁷."""
    return float(small.replace("\u00a0×\u00a010", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def legend(page: Page) -> list[str]:
    return page.locator("#slow-legend li").all_inner_texts()


def test_an_update_plays_from_stage_to_stage_where_nothing_should_move(page: Page) -> None:
    expect(page.locator("#standing")).to_have_text(READY)
    page.emulate_media(reduced_motion="reduce")
    page.click("#slow-one")
    expect(page.locator("#slow-play")).to_be_focused()
    page.evaluate(NOTES)
    page.keyboard.press("Space")
    expect(page.locator("#slow-play")).to_have_text("Pause")
    expect(page.locator("#slow-stages [aria-current=step]")).to_have_text("Go back through time")
    assert page.evaluate("() => noted.length") == 2  # it has not walked along the words
    page.keyboard.press("Space")
    expect(page.locator("#slow-play")).to_have_text("Play")
    page.emulate_media(reduced_motion="no-preference")


def test_a_network_of_texts_writes_anew_at_each_mark_and_as_before_where_one_goes_back(page: Page) -> None:
    expect(page.locator("#writes")).to_be_hidden()
    page.select_option("#task", "text")
    expect(page.locator("#written-after")).to_have_text("Written after 0 updates.")
    until(page, "() => document.querySelector('#written').textContent.length === 240")
    first = page.inner_text("#written")
    page.click("#ten")
    expect(page.locator("#written-after")).to_have_text("Written after 10 updates.")
    later = page.inner_text("#written")
    page.click("#write-again")
    expect(page.locator("#written")).not_to_have_text(later)
    page.fill("#pen", "0")
    page.focus("#marks")
    page.keyboard.press("Home")
    expect(page.locator("#written")).to_have_text(first)
    page.select_option("#task", "india")


def test_a_file_of_numbers_is_read_in_the_page_and_a_wrong_line_is_named(page: Page) -> None:
    page.select_option("#task", "series")
    expect(page.locator("#wrong")).to_contain_text("there are 0 numbers", ignore_case=True)
    expect(page.locator("#run")).to_be_disabled()
    for text, said in (("month;sold\n1;2,5\n2;many\n", "line 3"), ("".join(f"{n};{n % 7},5\n" for n in range(60)), "")):
        file = {"name": "own.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.set_input_files("#values input[type=file]", file)
        expect(page.locator("#wrong")).to_have_text(re.compile(said, re.IGNORECASE) if said else "")
    page.click("#ten")
    expect(page.locator("#standing")).to_contain_text("Paused after 10 updates")
    until(page, "() => document.querySelectorAll('#series-chart polyline').length === 4")
    assert page.locator("#series-legend li").count() == 4
    page.click("#settings-open")
    page.select_option("#task", "india")


def test_everybody_can_use_it(page: Page) -> None:
    expect(page.locator("#standing")).to_contain_text("Ready")
    for theme, rules in (("dark", COLOURS), ("projector", COLOURS + SIZED), ("light", ALL)):
        page.select_option("#theme", theme)
        assert (theme, violations(page, rules)) == (theme, [])


def test_another_task_is_shown_with_its_words_and_a_failure_is_one_press_away(page: Page) -> None:
    page.select_option("#task", "adding")
    expect(page.locator("#look-for")).to_contain_text("two marks")
    expect(page.locator("#strip .word").first).to_have_text(re.compile(r"\d\.\d"))
    page.get_by_role("button", name="Set the learning rate too high").click()
    expect(page.locator("#preset option:checked")).to_have_text("Your settings")
    expect(page.locator("#run")).to_have_text("Pause")
    page.click("#run")
    expect(page.locator("#standing")).to_contain_text("Paused after")
