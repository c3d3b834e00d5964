"""Why it remembers: who wrote what is on the belt, in both halves of a network too, and where nothing is known."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import expect

from app.schemas import INDIA
from model import ledger, load_cell, shipped, trace
from model.explain.beliefs import facts_of
from tests.browser.conftest import Lead
from tests.browser.experiments import read
from tests.browser.shown import plotted
from tests.browser.waiting import until_so


@pytest.mark.parametrize("cell", ["lstm", "peephole", "coupled", "gru", "gru_before", "clockwork", "depth_gated"])
def test_the_ledger_is_the_model_s_and_adds_up_to_what_is_there(lead: Lead, cell: str) -> None:
    page = lead(f"cell={cell}&sentence={quote(INDIA)}&fact=topic")
    expect(page.locator("#note")).to_have_text(load_cell(cell).note)
    walked = trace(shipped(cell), INDIA)
    fact = facts_of(walked.network)[0]
    shares = np.abs(ledger(walked.run, fact.state, fact.units).shares)  # (tokens, origins, units)
    weights = np.array(fact.weights) / sum(fact.weights)
    amounts = shares @ weights  # (tokens, origins)
    found: list[Any] = []

    def adds_up() -> bool:
        nonlocal found
        found = plotted(page, "#ledger")
        drawn = np.sum([one["y"] for one in found], axis=0)
        return drawn.shape == amounts.shape[:1] and np.allclose(drawn, amounts.sum(axis=1), rtol=0, atol=2e-3)

    until_so(page, adds_up, "the ledger does not add up")  # that of another walk may stand there before
    drawn: list[int] = []
    for one in found[:-1]:
        alike = [n for n, token in enumerate(walked.tokens) if token.text == one["name"]]
        drawn.append(next(n for n in alike if n not in drawn and np.allclose(one["y"], amounts[:, n], atol=1e-3)))
    assert drawn == sorted(drawn)
    largest = amounts.max(axis=0)
    assert np.delete(largest, drawn).max() <= largest[drawn].min() + 1e-3


def test_where_there_is_no_ledger_it_says_why(lead: Lead) -> None:
    page = lead(f"cell=rnn&sentence={quote(INDIA)}")
    page.locator("#ledger-title").scroll_into_view_if_needed()
    expect(page.locator("#ledger-said")).to_contain_text("There is no exact ledger")
    expect(page.locator("#ledger")).to_be_hidden()


def test_a_piece_of_the_ledger_leads_to_the_word_that_wrote_it(lead: Lead) -> None:
    page = lead()
    page.locator("#track button").nth(20).click()
    plotted(page, "#ledger")
    box = page.locator("#ledger .barlayer .trace").first.locator(".point path").nth(2).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#track button").first).to_have_attribute("aria-current", "step")


def test_both_belts_of_a_network_that_reads_both_ways_are_the_model_s(lead: Lead) -> None:
    text = "___ is a beautiful country. I love its capital Oslo."
    page = lead(f"cell=blanks&sentence={quote(text)}")
    expect(page.locator(".lanes").nth(1)).to_be_visible()
    expect(page.locator("#both")).to_contain_text("cannot honestly predict")
    top = trace(shipped("blanks"), text).run.layers[-1]
    assert top.backward is not None
    for token in (0, 4):
        page.locator("#track button").nth(token).click()
        for half, (values, step) in enumerate(((top.forward, -1), (top.backward, 1))):
            rows = page.locator(".numbers").nth(half).locator("> div")
            for unit, *beside in rows.evaluate_all(
                "(all) => all.map((row) => [...row.querySelectorAll('span')].map((one) => one.innerText))"
            ):
                n = int(unit.removeprefix("unit "))
                there = 0 <= token + step < len(values["c"])
                before = float(values["c"][token + step, n]) if there else 0.0
                f, i, g, o, c, h = (float(values[name][token, n]) for name in "figoch")
                assert [read(one) for one in beside] == pytest.approx([before, f, i * g, c, o, h], abs=0.0052)


def test_the_half_that_is_read_is_in_the_link(lead: Lead) -> None:
    page = lead(f"cell=blanks&sentence={quote('___ is a beautiful country.')}")
    page.select_option("#direction", "backward")
    expect(page.locator("#caption")).to_contain_text("from right to left")
    expect(page).to_have_url(re.compile("direction=backward"))
    page.reload()
    expect(page.locator("#caption")).to_contain_text("from right to left")
    assert page.input_value("#direction") == "backward"


def test_where_it_does_not_know_it_says_so_and_names_nothing(lead: Lead) -> None:
    text = "The apple is a ___"
    page = lead(f"sentence={quote(text)}")
    expect(page.locator("#track button")).to_have_count(5)
    page.locator("#track button").first.click()
    expect(page.locator("#caption")).to_contain_text("Asked “You must visit the capital of ___”, it finds no answer here.")
    shown = page.locator("#track .belief").all_inner_texts()  # in place of answers, what it expects next
    walked = trace(shipped("lstm"), text)
    after = [walked.answer(n, 1)[0] if n in walked.blanks else walked.predictions(n, 1)[0] for n in range(5)]
    assert shown == [word for word, _ in groupby(one.word for one in after if one.p >= 0.5)]
    titles = page.locator("#experiments button").all_inner_texts()
    assert not [title for title in titles if "Keep" in title or "Let" in title]
