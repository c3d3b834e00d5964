"""What a room shows: nothing that comes, until its teacher shows it, and the whole picture beside whatever is opened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import until
from tests.serving import Server

pytestmark = pytest.mark.long

BESIDE = """(() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  return box('#picture iframe').right <= box('#drawer').left + 1;
})()"""
WIDTHS = "one => [one.clientWidth, Math.round(one.getBoundingClientRect().width)]"


@pytest.fixture(scope="module")
def teacher(browser: Browser, server: Server) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"http://127.0.0.1:{server.port}/teach")
    page.click("#open")
    page.click("#begin")
    yield page
    page.context.close()


def test_what_comes_is_hidden_on_every_screen_until_the_teacher_shows_it(teacher: Page, browser: Browser, server: Server) -> None:
    student = browser.new_page(viewport={"width": 390, "height": 844})
    student.goto(f"http://127.0.0.1:{server.port}/join#{teacher.locator('#code').inner_text()}")
    for shown in (["India"], ["India", "Norway"], ["India"]):
        for page in (teacher, student):
            expect(page.frame_locator("#picture iframe").locator("#track .belief:not(.comes)")).to_have_text(shown)
        teacher.click("#hides")
    student.context.close()


def test_beside_an_open_panel_the_picture_is_the_same_and_smaller(teacher: Page) -> None:
    frame = teacher.locator("#picture iframe")
    inside, whole = frame.evaluate(WIDTHS)
    teacher.click("[data-drawer=more]")
    expect(teacher.locator("#themes [aria-pressed=true]")).to_have_text("Light")
    teacher.click("#close")
    box = teacher.locator("#keep").bounding_box()
    assert box and box["y"] + box["height"] <= 720
    until(teacher, BESIDE)
    same, smaller = frame.evaluate(WIDTHS)
    assert abs(same - inside) <= 1 and smaller < whole


def test_on_a_phone_the_bar_stays_above_a_question_that_is_revealed(teacher: Page) -> None:
    teacher.set_viewport_size({"width": 390, "height": 844})
    teacher.click("[data-drawer=guess]")
    teacher.locator(".offer").first.click()
    teacher.click("#reveal")
    expect(teacher.locator("#done")).to_be_in_viewport()
    assert teacher.locator("#room").evaluate("room => room.scrollHeight <= room.clientHeight && room.scrollTop === 0")
