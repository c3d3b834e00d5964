"""Lessons as they are taken and written: beside the picture, by keys and by touch, and what is right is what the app computes."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Look
from tests.browser.test_access import ALL, violations
from tests.browser.waiting import until_so
from tests.serving import Server

pytestmark = pytest.mark.long

NAME = "02-forgetting"
ANOTHER = "./#sentence=Peru is a beautiful country. I live in ___&token=2"


def told(server: Server, name: str = NAME) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server.address}/api/v1/lessons/{name}?key=1") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def picture(page: Page) -> Frame:
    """Once it shows something."""
    frame = page.query_selector("#picture")
    found = frame.content_frame() if frame else None
    assert found
    found.wait_for_selector("#track button, #words > *")
    return found


def lit(page: Page) -> set[str]:
    found: list[str] = picture(page).evaluate(
        "() => [...document.querySelectorAll('.looked-at')].flatMap((one) => [one.id, one.getAttribute('aria-labelledby')])"
    )
    return set(found)


def place(page: Page) -> str | None:
    """The word that the picture is at."""
    return picture(page).locator("#track [aria-current]").get_attribute("data-token")


def is_covered(page: Page, selector: str) -> bool:
    found: bool = picture(page).evaluate(
        "(selector) => getComputedStyle(document.querySelector(selector)).visibility === 'hidden'", selector
    )
    return found


def awaits(page: Page, what: set[str]) -> None:
    until_so(page, lambda: what <= lit(page), f"{what} is not framed in the picture, but {lit(page)} is")


def test_a_whole_lesson_can_be_taken_by_the_keyboard_alone(look: Look, server: Server) -> None:
    page, lesson = look(f"/lessons/{NAME}").page, told(server)
    right = 0
    for n, step in enumerate(lesson["steps"], start=1):
        question = step["question"]
        expect(page.locator("#step-title")).to_have_text(step["title"])
        until_so(page, lambda: is_covered(page, "#stage"), "what is to be guessed can be seen")
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        expect(page.locator("#revealed p").last).to_have_text(question["reveal"])
        expect(page.locator(".choice.right .text")).to_have_text(question["choices"][question["right"]])
        awaits(page, {part["id"] for part in step["look"]})
        assert not is_covered(page, "#stage")
        (there,) = parse_qs(question["shows"].partition("#")[2])["token"]
        until_so(page, lambda there=there: place(page) == there, f"the picture does not go on to word {there}")  # type: ignore[misc]
        right += question["right"] == 0
        page.keyboard.press("Enter")
        assert page.url.endswith(f"#step={n + 1}")
    expect(page.locator("#end-title")).to_be_focused()
    expect(page.locator("#score")).to_contain_text(f"right {right} out of {len(lesson['steps'])}")
    page.keyboard.press("PageUp")
    expect(page.locator("#step-title")).to_have_text(lesson["steps"][-1]["title"])


def test_on_a_phone_the_text_stands_above_the_picture_and_both_are_in_sight(look: Look, server: Server) -> None:
    page, question = look(f"/lessons/{NAME}#step=2", "phone").page, told(server)["steps"][1]["question"]
    assert page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"
    )
    page.locator(".choice").first.click()
    page.click("#reveal")
    expect(page.locator("#revealed p").last).to_have_text(question["reveal"])
    expect(page.locator("#revealed p").last).to_be_in_viewport(ratio=1)
    expect(page.locator("#picture")).to_be_in_viewport(ratio=1)
    expect(page.locator("#next")).to_be_in_viewport(ratio=1)
    awaits(page, {"gates"})


def test_what_was_guessed_is_there_again_and_goes_when_one_starts_over(look: Look, server: Server) -> None:
    page = look(f"/lessons/{NAME}").page
    page.locator(".choice").nth(1).click()
    page.click("#reveal")
    page.reload()
    expect(page.locator(".choice.guessed .text")).to_have_text(told(server)["steps"][0]["question"]["choices"][1])
    page.goto(f"{server.address}/lessons")
    expect(page.locator(f"[data-lesson='en/{NAME}']")).to_have_text("1 of 5 questions guessed")
    page.goto(f"{server.address}/lessons/{NAME}#step=6")
    page.click("#over")
    expect(page.locator("#guess #reveal")).to_be_disabled()
    page.reload()
    assert page.locator(".choice.guessed").count() == 0


def test_steps_on_one_page_load_nothing_anew_and_back_goes_back_one_step(look: Look, server: Server) -> None:
    page, steps = look(f"/lessons/{NAME}").page, told(server)["steps"]
    picture(page).evaluate("() => (window.same = true)")
    for step in steps[1:3]:
        page.click("#next")
        expect(page.locator("#step-title")).to_have_text(step["title"])
    shown = picture(page).locator("#track [aria-current]")
    expect(shown).to_contain_text("Norway")
    page.keyboard.press("ArrowRight")  # handed on
    expect(shown).to_contain_text("is")
    page.go_back()
    expect(page.locator("#step-title")).to_have_text(steps[1]["title"])
    assert picture(page).evaluate("window.same")


def test_a_step_may_lead_to_another_page_and_back(look: Look, server: Server) -> None:
    steps = told(server, "07-why-a-plain-rnn-forgets")["steps"]
    page = look("/lessons/07-why-a-plain-rnn-forgets#step=4").page
    for step, path in ((steps[3], "/compare"), (steps[4], "/"), (steps[3], "/compare")):
        expect(page.locator("#step-title")).to_have_text(step["title"])
        until_so(page, lambda path=path: picture(page).evaluate("location.pathname") == path, f"the picture is not at {path}")
        if path == "/compare":
            expect(picture(page).locator("#result")).to_be_hidden()  # it is what one is to guess
        page.click("#next" if path == "/compare" else "#back")


def test_what_one_step_opens_to_be_looked_at_is_shut_for_the_next_and_what_somebody_opened_is_not(look: Look) -> None:
    page = look(f"/lessons/{NAME}").page
    shown = picture(page)

    def light(one: str) -> None:
        message = {"gatewalk": {"say": "light", "ids": [one]}}
        page.evaluate("(message) => document.querySelector('#picture').contentWindow.postMessage(message, '*')", message)

    for opened_by_hand in (False, True):
        if opened_by_hand:
            shown.locator("#more").dispatch_event("click")
        light("flow-title")
        expect(shown.locator("#more")).to_have_attribute("aria-expanded", "true")
        light("track")
        expect(shown.locator("#track.looked-at")).to_be_attached()
        expect(shown.locator("#more")).to_have_attribute("aria-expanded", str(opened_by_hand).lower())


@pytest.mark.parametrize("path", ["/lessons", f"/lessons/{NAME}", f"/lessons/{NAME}/notes", "/lessons/new"])
def test_axe_finds_nothing_on_the_pages_of_lessons(look: Look, path: str) -> None:
    page = look(path, "phone").page
    page.wait_for_load_state("networkidle")
    assert violations(page, ALL) == []


def test_what_is_on_the_screen_becomes_a_step_and_what_is_wrong_is_said_by_its_line(look: Look) -> None:
    walk = look(ANOTHER[1:], folded=True).page
    with walk.expect_popup() as opened:
        walk.click("#step-of")
    page = opened.value
    text = page.locator("#text")
    expect(text).to_have_value(re.compile(r"link: \./#sentence=Peru is a beautiful country\. I live in ___&cell=lstm&token=2"))
    expect(page.locator("#lesson-check")).to_contain_text("Nothing is wrong.")
    assert not re.search("Norway|Peru", text.input_value().replace("sentence=Peru", "")), "it begins with somebody else's lesson"
    expect(picture(page).locator("#track [aria-current]")).to_contain_text("a")
    picture(page).locator("#track button").nth(3).click()
    expect(picture(page).locator("#track [aria-current]")).to_contain_text("beautiful")
    page.click("#add-step")
    assert "&token=3" in text.input_value().split("step: A new step")[2]
    page.select_option("#kind", "most open")
    expect(page.locator("#lesson-check .wrong")).to_contain_text("not right yet")
    page.locator("#lesson-check button").first.click()
    chosen = text.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert chosen.startswith("at: ")
    text.evaluate("(one) => one.setRangeText('at: Peru')")
    text.press("End")
    text.type(" ")
    expect(page.locator("#lesson-check")).to_contain_text("Nothing is wrong.")
    page.click("[data-mode=preview]")
    expect(page.locator("#step-title")).to_have_text("A new step")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator("#revealed")).to_contain_text("It is the ")
    walk.click("#step-of")
    expect(text).to_be_visible()
    assert text.input_value().count("step: A new step") == 3, "the page that is open takes one more step"
    page.close()


def test_a_file_is_saved_and_loaded_again_and_what_is_typed_stays_in_the_browser(look: Look) -> None:
    page = look("/lessons/new").page
    page.fill("#text", page.input_value("#text").replace("A name in passing", "Ours"))
    page.reload()
    with page.expect_download() as saved:
        page.click("#download")
    assert saved.value.suggested_filename == "ours.txt"
    page.on("dialog", lambda asked: asked.accept())
    page.click("#anew")
    assert "A name in passing" in page.input_value("#text")
    page.set_input_files("#file", saved.value.path())
    expect(page.locator("#text")).to_have_value(saved.value.path().read_text(encoding="utf-8"))


def test_the_worksheet_is_printed_without_its_key(look: Look) -> None:
    page = look(f"/lessons/{NAME}/notes").page
    page.evaluate("() => (window.print = () => {})")
    page.emulate_media(media="print")
    for which, seen in (("sheet", (True, False, False)), ("key", (False, True, False)), ("notes", (False, False, True))):
        page.evaluate("(which) => document.querySelector(`[data-print=${which}]`).click()", which)
        assert tuple(page.is_visible(selector) for selector in ("#sheet", "#key", "#aim")) == seen
    page.emulate_media(media="screen")
