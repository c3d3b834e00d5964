"""A comparison as it is asked for, and what is read of it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from app.routes.pages import FACT, QUESTION
from model import Prediction, Trace, cell_names
from model.explain import beliefs, main_fact
from tests.browser.conftest import Sight

FILLER = "The old clock on the kitchen wall stood still for many years."  # the first sentence of it


STORY = f"{FACT} {FILLER} {QUESTION}"


NAMES = list(cell_names())


def address(**view: object) -> str:
    return f"/compare#{urlencode(view)}"


def ready(sight: Sight, count: int) -> Page:
    """The page, once it shows a text of so many tokens."""
    expect(sight.page.locator("#at")).to_contain_text(f"of {count}")
    return sight.page


def read(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def rows(page: Page, table: str) -> list[list[str]]:
    return page.locator(f"{table} tbody tr").evaluate_all("all => all.map(row => [...row.cells].map(cell => cell.textContent))")


def opened(page: Page, table: str) -> tuple[list[str], list[list[str]]]:
    page.locator(f"[data-table={table}]").click()
    found = page.locator("#table thead th").all_inner_texts(), rows(page, "#table")
    page.locator("#tables button").click()
    return found


def said(walked: Trace) -> list[Sequence[Prediction]]:
    """At each token what would be answered; in a blank what is put there."""
    fact = main_fact(walked)
    assert fact
    found: list[Sequence[Prediction]] = list(beliefs(walked, [fact], 3)[0])
    for blank in walked.blanks:
        found[blank] = walked.answer(blank)
    return found


def agrees(shown: str, words: Sequence[Prediction], right: str) -> bool:
    """Whether what is told of the right answer is true, even where it is only told to lie below something."""
    p = next((one.p for one in words if one.word == right), None)
    if shown.startswith("below "):
        return p is None and min(words[-1].p, 1 - sum(one.p for one in words)) <= read(shown[6:]) + 0.0051
    return abs(read(shown) - (p or 0)) <= 0.0051 if p is not None else read(shown) == 0
