"""What is seen first, and where people really sit: the tour, presenting, a phone, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.schemas import INDIA
from model import shipped, trace
from model.explain.beliefs import facts_of
from tests.browser.anew import part_of_step, present
from tests.browser.conftest import Look, LookOnce
from tests.browser.waiting import until

BOX = "(selector) => document.querySelector(selector).getBoundingClientRect().toJSON()"
FITS = """Math.abs(document.querySelector('.belt .main-svg').getBoundingClientRect().width
  - document.querySelector('.belt').clientWidth) <= 1"""
PARTS = ["read", "forget", "write", "add", "output"]  # of a step of an LSTM


@pytest.fixture(scope="module")
def still(look_once: LookOnce) -> Iterator[Page]:
    """One page for those tests that leave it as it was, but for the word at which it stands."""
    with look_once() as look:
        yield look("/", folded=True, reduced_motion="reduce").page


# The colours of what Plotly has drawn, when all that a page does before it is printed is done.
AS_PRINTED = """
  () => addEventListener('beforeprint', () => {
    const styles = [...document.querySelectorAll('.belt .main-svg *')].map((one) => getComputedStyle(one));
    window.printed = [...new Set(styles.flatMap(({ fill, stroke }) => [fill, stroke]))].sort();
  })
"""
# A page that prints itself waits for nothing any more: no observer is told, and no promise is kept.
BY_THE_BUTTON = """
  () => new Promise((resolve) => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      resolve(window.printed);
      dispatchEvent(new Event('afterprint'));
    };
    document.querySelector('[data-print=page]').click();
  })
"""


def test_at_first_there_is_what_the_walk_needs_and_the_rest_is_behind_one_button(look: Look) -> None:
    page = look("/", folded=True, reduced_motion="reduce").page
    for shown in ("#lede", "#text", "#track .belief", ".belt", "#gates", "#answer", "#play", "#more"):
        expect(page.locator(shown).first).to_be_visible()
    for folded in ("#cell", "#fact", "#many", "#naming", "#experiments", "#diagram", "#maps"):
        expect(page.locator(folded)).to_be_hidden()
    expect(page.locator(".lanes .half").first).to_contain_text("belt →")
    assert (present(page), PARTS[part_of_step(page) % 5]) == (0, "output")
    at_once = "() => { document.querySelector('#play').click(); return document.querySelector('#scrubber').value; }"
    assert int(page.evaluate(at_once)) < 4  # the walk is played from the first word
    assert present(page) == 0
    page.locator("#play").click()
    page.locator("#more").click()
    expect(page.locator("#cell")).to_be_visible()
    expect(page).to_have_url(re.compile("more=1"))
    page.locator("#more").click()
    expect(page.locator("#below")).to_be_hidden()


def test_a_sentence_of_one_s_own_plays_by_itself_once(look: Look) -> None:
    page = look("/", folded=True).page
    page.fill("#text", "Peru is big")
    page.press("#text", "Enter")
    expect(page.locator("#play")).to_have_text("Pause")
    expect(page.locator("#track .token").first).to_have_text("Peru")
    page.locator("#play").click()
    there = part_of_step(page)
    expect(page.locator("#play")).to_have_text("Play")
    assert part_of_step(page) == there


TOUR = [("Read", 0, "read"), ("Keep", 1, "forget"), ("A new name arrives", 11, "read"), ("Let go", 11, "forget")]
TOUR += [("Write", 11, "add"), ("Show at the question", 23, "output")]


def test_where_motion_is_not_wanted_nothing_plays_by_itself_and_the_tour_leads_through_six_places(look: Look) -> None:
    page = look("/", folded=True, reduced_motion="reduce").page
    page.fill("#text", "Peru is big")
    page.press("#text", "Enter")
    expect(page.locator("#track .token")).to_have_text(["Peru", "is", "big"])
    expect(page.locator("#play")).to_have_text("Play")
    assert present(page) == 0
    expect(page.locator("#offer")).to_be_hidden()  # who types wants to see that
    page.locator("#tour-button").click()
    for n, (title, token, part) in enumerate(TOUR):
        expect(page.locator("#tour h2")).to_have_text(f"{title} Step {n + 1} of 6")
        expect(page.locator("#tour .main")).to_be_focused()
        expect(page.locator("#tour a")).to_have_count(int(n == 5))  # at its end it leads on to the lessons
        assert page.input_value("#text") == INDIA
        assert (present(page), PARTS[part_of_step(page) % 5]) == (token, part)
        page.keyboard.press("Enter")
    expect(page.locator("#tour")).to_be_hidden()
    expect(page.locator("#tour-button")).to_be_focused()


def test_the_tour_says_what_the_numbers_say() -> None:
    walked = trace(shipped("lstm"), INDIA)
    topic = facts_of(shipped("lstm"))[0]
    kept, written, shown = (np.average(walked[name][:, list(topic.units)], axis=1, weights=topic.weights) for name in "fio")
    assert kept[1] > 0.9  # at "is" they stand open
    assert kept[11] < 0.25 and written[11] > 0.75  # at "Norway" they shut, and new values are put on
    assert shown[23] > 0.9 and sum(shown[1:23] > 0.5) <= 3  # at "of" they open, most of the time not


def test_the_tour_is_offered_once_and_can_be_left(look: Look) -> None:
    page = look("/", folded=True, reduced_motion="reduce").page
    page.locator("#offer-take").click()
    page.keyboard.press("Escape")
    expect(page.locator("#tour")).to_be_hidden()
    expect(page.locator("#caption")).to_be_visible()
    page.reload()
    expect(page.locator("#tour-button")).to_be_visible()
    expect(page.locator("#offer")).to_be_hidden()


def test_presenting_is_read_from_the_last_row(still: Page) -> None:
    page = still
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator("#track button").first.click()
    page.keyboard.press("f")
    expect(page.locator("html")).to_have_attribute("data-theme", "projector")
    expect(page.locator(".lanes .numbers > div")).to_have_count(6)
    for folded in ("#text", "#more", ".head nav"):
        expect(page.locator(folded)).to_be_hidden()
    size = "(selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
    assert page.evaluate(size, ".token") >= 28
    for numbers in (".lanes .number", "#gates button", "#answer", "#caption"):
        assert page.evaluate(size, numbers) >= 20
    blank = page.locator("#track button").last.bounding_box()
    assert blank and blank["x"] + blank["width"] <= 1280 and blank["y"] < 360
    # Six numbers of 20 pixels, apart.
    until(page, "document.querySelector('.belt .main-svg')?.getBoundingClientRect().height > 170")
    assert page.evaluate(BOX, ".lanes .numbers")["bottom"] <= page.evaluate(BOX, ".transport")["top"] + 1
    page.keyboard.press("f")
    expect(page.locator("#text")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})


def test_the_screen_is_blanked_and_comes_back(still: Page) -> None:
    page = still
    page.keyboard.press("b")
    expect(page.locator("#blank")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#blank")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (320, 640), (820, 1180), (1024, 768)])
def test_what_plays_is_in_view_on_any_screen_and_nothing_is_wider(still: Page, width: int, height: int) -> None:
    page = still
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.querySelector('#track button').click()")
    page.evaluate("document.querySelector('#play').click()")
    try:
        until(page, FITS)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        transport = page.evaluate(BOX, ".transport")["top"]
        lanes = page.locator(".lanes .numbers > div")
        assert page.evaluate(BOX, "#track .belief")["top"] >= 0
        assert lanes.nth(3).bounding_box()["y"] + lanes.nth(3).bounding_box()["height"] <= transport  # type: ignore[index]
        assert page.evaluate(BOX, "#answer li")["bottom"] <= transport
        assert page.locator(".heads [data-signal=f] small:visible").count() == 1
    finally:
        page.evaluate("document.querySelector('#play').click()")
        page.set_viewport_size({"width": 1440, "height": 900})


def test_on_paper_the_belt_is_drawn_in_its_width(still: Page) -> None:
    page = still
    page.locator("#track button").nth(11).click()
    page.locator(".belt .main-svg").first.wait_for(state="attached")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    until(page, FITS)
    assert page.locator("#track .line").count() >= 2
    page_right = page.evaluate(BOX, ".page")["right"]
    for part in ("#track .line", ".lanes", "#gates", "#answer"):
        assert page.evaluate(BOX, part)["right"] <= page_right + 1
    for left_out in ("#text", "#play", ".head"):
        expect(page.locator(left_out)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("#play")).to_be_visible()


def test_what_is_printed_has_the_colours_of_paper_whatever_the_theme(still: Page) -> None:
    page = still
    page.locator("#track button").nth(11).click()
    page.locator(".belt .point").first.wait_for(state="attached")
    page.evaluate(AS_PRINTED)
    printed = []
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        page.pdf()
        printed.append(page.evaluate("printed"))
        assert page.evaluate("document.documentElement.dataset.theme") == theme
    printed.append(page.evaluate(BY_THE_BUTTON))
    until(page, "document.documentElement.dataset.theme === 'dark'")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert printed[0] == printed[1] == printed[2] and len(printed[0]) > 5


def test_a_worksheet_has_an_empty_strip_questions_and_its_key_on_a_page_of_its_own(still: Page) -> None:
    page = still
    page.locator("#more").click()
    page.evaluate("window.print = () => undefined")
    page.locator("[data-print=worksheet]").click()
    sheets = page.locator(".sheet")
    expect(sheets).to_have_count(2)
    empty, key = (sheets.nth(n).locator(".box").all_inner_texts() for n in (0, 1))
    assert empty == [""] * 25
    assert key == ["India"] * 11 + ["Norway"] * 14
    expect(sheets.nth(0).locator(".questions li")).to_have_count(4)
    expect(sheets.nth(1).locator("li").last).to_have_text("Norway, 100 %.")
    assert sheets.nth(1).evaluate("one => getComputedStyle(one).breakBefore") == "page"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheets).to_have_count(0)
    page.locator("#more").click()
