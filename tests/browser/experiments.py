"""What is changed in a walk, and the numbers that must follow from it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from model import Edit, Trace, shipped
from model.explain.beliefs import facts_of

TOPIC = facts_of(shipped("lstm"))[0]


NORWAY = 11


SENTENCE = range(11, 18)  # "Norway is also a beautiful country ."


def read(text: str) -> float:
    return float(text.replace("−", "-").replace("×", "").replace("+", "").replace(" ", ""))


def percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"


def held(signal: str, value: float, tokens: range | list[int], units: Any = TOPIC.units) -> list[Edit]:
    return [Edit(token, signal, units, value) for token in tokens]


def experiment(page: Page, title: str) -> None:
    page.locator("#experiments button", has_text=re.compile(title)).click()
    expect(page.locator("#effect")).to_be_visible()


def numbers_are(page: Page, walked: Trace, original: Trace, token: int) -> None:
    """The belt and the table of gates at a token, and their ghosts."""
    page.locator("#track button").nth(token).click()
    found: Any = page.evaluate(
        """() => ({
          lanes: [...document.querySelectorAll('.lanes:first-of-type .numbers > div')].map((row) =>
            [...row.children].map((one) => one.textContent)),
          gates: [...document.querySelectorAll('#gates tbody tr')].map((row) => [...row.querySelectorAll('td')].map((one) =>
            [one.textContent, one.style.getPropertyValue('--was')])),
        })"""
    )
    for (unit, *beside), gates in zip(found["lanes"], found["gates"], strict=True):
        n = int(unit.removeprefix("unit "))
        values = {name: float(walked[name][token, n]) for name in "figoch"}
        before = float(walked["c"][token - 1, n]) if token else 0.0
        expected = [before, values["f"], values["i"] * values["g"], values["c"], values["o"], values["h"]]
        assert [read(text) for text in beside] == pytest.approx(expected, abs=0.0052)
        for (text, was), name in zip(gates, "figo", strict=True):
            assert read(text) == pytest.approx(values[name], abs=0.0052)
            assert float(was) == pytest.approx(float(original[name][token, n]), abs=1.1e-4)
