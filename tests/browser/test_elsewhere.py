"""What a class does goes as well in Firefox and in WebKit, the engine of Safari."""

from __future__ import annotations

import json

import pytest

from tests.browser.chromium import missing
from tests.browser.elsewhere import BROWSERS, Driven, click, drag, press, until
from tests.serving import Server

pytestmark = pytest.mark.long

LINK = "#sentence=Peru is a lovely place. I live in ___&cell=gru&token=4"
TOKENS = "document.querySelectorAll('#track button').length"
CHANGES = "document.querySelectorAll('#changes li').length"
PLAYS = "document.querySelector('#play').textContent"
FAST = """(() => {
  const speed = document.querySelector("#speed");
  speed.value = "fast";
  speed.dispatchEvent(new Event("change"));
})()"""
DOOR = ".lanes:first-of-type .door[data-signal=f]"
# Of the first equation: where its line begins, and how far below its letter a subscript ends.
FORMULA = """(() => {
  const [list, math, sub] = ["#equations", "#equations math", "#equations msub"].map((one) => document.querySelector(one));
  const [letter, script] = [...sub.children].map((one) => one.getBoundingClientRect());
  const indent = math.getBoundingClientRect().left - list.getBoundingClientRect().left;
  return JSON.stringify({ indent, below: script.bottom - letter.bottom });
})()"""


@pytest.mark.parametrize("name", BROWSERS)
def test_a_sentence_is_walked_played_changed_and_linked_to(name: str, server: Server) -> None:
    if packages := missing(name):
        pytest.skip(f"{name} is not there; on Debian: apt install {' '.join(packages)}")
    start = BROWSERS[name]
    with start() as page:
        page.open(server.address)
        walks(page)
        plays(page)
        changes(page)
        formulas(page)
        assert page.faults == []
        page.open(f"{server.address}/{LINK}")
        until(page, f"{TOKENS} === 10 && document.querySelector('#cell').value === 'gru'")
        assert page.faults == []


def walks(page: Driven) -> None:
    """What was typed, and back again."""
    until(page, f"{TOKENS} === 25 && document.querySelector('.belt .point') !== null")
    click(page, "#text")
    page.run("document.querySelector('#text').select()")
    press(page, "Norway is big", "Enter")
    until(page, f"{TOKENS} === 3")
    page.run("history.back()")
    until(page, f"{TOKENS} === 25")


def plays(page: Driven) -> None:
    page.run("document.querySelector('[data-command=begin]').click()")
    page.run(
        "(document.querySelector('#speed').value = 'fast', document.querySelector('#speed').dispatchEvent(new Event('change')))"
    )
    click(page, "#play")
    until(page, "document.querySelector('#track [aria-current]').textContent.startsWith('is')")
    press(page, "ArrowRight")  # stops it
    until(page, f"{PLAYS} === 'Play'")


def changes(page: Driven) -> None:
    """By a gate that is dragged shut; and back again."""
    drag(page, DOOR, 0, 60)
    until(page, f"{CHANGES} === 1")
    page.run("history.back()")
    until(page, f"{CHANGES} === 0")


def formulas(page: Driven) -> None:
    page.run("document.querySelectorAll('#more[aria-expanded=false]').forEach((one) => one.click())")
    until(page, "document.querySelector('#equations msub') && document.fonts.check('20px \"Noto Sans Math\"')")
    found = json.loads(page.run(FORMULA))
    assert abs(found["indent"]) <= 1 and found["below"] >= 1
