"""Pages in the two languages that are made up: nothing on them is left in English, and nothing is cut or in the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Look
from tests.browser.saving import saved
from tests.browser.waiting import frames
from texts.made_up import ACCENTS

LONG, MIRRORED = "en-xa", "ar-xb"
PAGES = ["#more=1", "compare", "lab", "growing", "lessons", "lessons/new", "teach", "join", "api", "nothing-here"]
# All that is seen, heard or read out. What stands in an element marked ``translate=no`` or ``lang=en`` is of the network, the
# author of a cell, or for programs; what one can choose in a lesson is of its author; a field holds what was typed.
SPOKEN = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder"]
OTHERS = "[translate=no], [lang=en], #choices .text"
# A word alone in a chart may be the network's: it stands there as it would within a text.
SAID = """([spoken, others]) => {
  const kept = `${others}, code, math, script, style, textarea, noscript, #languages li`;
  const said = [document.title];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.closest(kept)) continue;
    for (const name of spoken) if (node.hasAttribute(name)) said.push(node.getAttribute(name));
    const within = node.closest(".js-plotly-plot") ? "[" : "";
    const texts = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    for (const { data } of texts) said.push(within + data);
  }
  return said;
}"""
# The words of the sentences and answers that the page shows. They may also stand within a text of the page, as in “p of Norway”.
SHOWN = "(others) => [...document.querySelectorAll(others)].map((one) => one.value ?? one.textContent).join(' ')"
JOINED = {"and"}  # by the browser, which knows no list in a language that is made up
BRACKET = "["  # with it begins a text of the page in the longest language, whatever fills its slots
UNCHANGED = re.compile(r"[^\W\d_]{3,}")
NAMES = {
    "Gatewalk",
    "LSTM",
    "GRU",
    "RNN",
    "JSON",
    "CSV",
    "PNG",
    "SVG",
    "HTML",
    "Python",
    "NumPy",
    "OpenAPI",
    "safetensors",
    "tanh",
    "sigmoid",
}


def english_left(page: Page) -> set[str]:
    return left_in(page.evaluate(SAID, [SPOKEN, OTHERS]), page)


def left_in(texts: Iterable[str], page: Page) -> set[str]:
    """A word alone, such as “Close”, is English that is left, also if a network knows it."""
    network = set(UNCHANGED.findall(page.evaluate(SHOWN, OTHERS)))
    left: set[str] = set()
    for text in texts:
        words = {word for word in UNCHANGED.findall(text) if word.translate(ACCENTS) != word} - NAMES
        left |= words - network - JOINED if text.strip().startswith(BRACKET) else words
    return left


def settled(page: Page) -> Page:
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    frames(page)
    return page


def fits(page: Page) -> bool:
    """However wide the page is."""
    for width, height in [(1440, 900), (390, 844), (320, 640)]:
        page.set_viewport_size({"width": width, "height": height})
        frames(page, 2)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            return False
    return True


@pytest.mark.parametrize("path", PAGES)
def test_in_the_longest_language_no_english_is_left_and_nothing_sticks_out(look: Look, path: str) -> None:
    sight = look(f"/{LONG}/{path}")
    page = settled(sight.page)
    if path == "nothing-here":
        sight.faults.clear()  # the browser writes down that the answer was 404
    assert english_left(page) == set()
    for dialog in page.locator("dialog").all():
        dialog.evaluate("(dialog) => dialog.open || dialog.showModal()")
        frames(page)
        assert english_left(page) == set()
        dialog.evaluate("(dialog) => dialog.close()")
    for button in page.locator("[data-table]").filter(visible=True).all():
        button.click()
        assert english_left(page) == set()
        page.locator("#tables button").first.click()
    page.locator("main details").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    assert english_left(page) == set()
    assert fits(page)


def test_no_english_is_left_in_what_is_saved_or_printed(look: Look, browser: Browser, tmp_path: Path) -> None:
    page = settled(look(f"/{LONG}/#token=11&more=1").page)
    page.locator("#experiments button").first.click()
    expect(page.locator("#changes li")).not_to_have_count(0)
    page.locator(".belt .main-svg").first.wait_for()
    files = saved(page, ("json", "svg", "html"), tmp_path)
    told = json.loads(files["json"].read_text(encoding="utf-8"))
    assert left_in([told["network"], *told["changes"]], page) == set() and told["changes"]
    texts = re.findall(r"<text[^>]*>(?:<tspan[^>]*>)?([^<]+)", files["svg"].read_text(encoding="utf-8"))
    assert left_in(texts, page) == set() and texts
    page.evaluate("window.print = () => undefined")
    page.locator("[data-print=worksheet]").click()
    expect(page.locator(".sheet")).to_have_count(2)
    assert english_left(page) == set()
    alone = browser.new_context(offline=True).new_page()
    alone.goto(files["html"].as_uri())
    expect(alone.locator("html")).to_have_attribute("lang", "en-XA")
    expect(alone.locator("#changes li")).not_to_have_count(0)
    assert english_left(alone) == set()
    alone.context.close()


@pytest.mark.parametrize("path", ["", "compare", "lab", "lessons", "teach"])
def test_from_right_to_left_nothing_sticks_out_of_a_page(look: Look, path: str) -> None:
    page = settled(look(f"/{MIRRORED}/{path}", folded=True).page)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert fits(page)


def test_a_language_is_chosen_in_the_head_of_a_page_and_keeps_what_the_page_shows(look: Look) -> None:
    page = look("/compare#filler=5").page
    page.click("#languages summary")
    page.click("#languages >> text=Deutsch")
    page.wait_for_url(re.compile(r"/de/compare#.*filler=5"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    pages = page.locator("nav a").evaluate_all("(all) => all.map((one) => new URL(one.href).pathname)")
    assert [pages[0], *(one for one in pages if not one.startswith("/de/"))] == ["/de/"]
    page.locator("nav a[href$=lessons]").click()
    page.wait_for_url(re.compile(r"/de/lessons(#|$)"))


def test_the_languages_open_and_close_by_keyboard_and_by_a_press_elsewhere(look: Look) -> None:
    page = look("/lessons").page  # the head is the same on every page
    menu, summary = page.locator("#languages"), page.locator("#languages summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    page.locator("main").click(position={"x": 5, "y": 5})
    expect(menu).not_to_have_attribute("open", "")
