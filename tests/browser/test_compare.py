"""The page that lays cells, or two sentences, side by side: what it shows is the model's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.routes.pages import PAIRS
from model import Trace, load_cell, shipped, trace
from model.explain import main_fact
from model.network.shipped import scores
from tests.browser.comparing import NAMES, STORY, agrees, opened, read, ready, rows, said
from tests.browser.conftest import LookOnce, Sight
from tests.browser.leading import led
from tests.browser.waiting import until
from texts import catalogue

Look = Callable[..., Sight]
Lead = Callable[..., Page]


KNOWN = 0.5  # of less it does not know
KEPT = {"lstm": "f", "peephole": "f", "coupled": "f", "gru": "z", "gru_before": "z", "depth_gated": "f"}


WRITES = ("lstm", "peephole", "coupled", "depth_gated")  # cells with a gate of that kind; the same ones show through one


@pytest.fixture(scope="module")
def lead(look_once: LookOnce) -> Iterator[Lead]:
    """To a comparison of so many tokens on the page that these tests share; nothing may go wrong on it."""
    with look_once() as look:
        page = look("/compare", reduced_motion="reduce").page
        yield lambda count, **view: ready(Sight(led(page, urlencode(view))), count)


def test_what_every_cell_answers_and_what_it_costs_is_the_model_s(lead: Lead) -> None:
    walks = {name: trace(shipped(name), STORY) for name in NAMES}
    page = lead(len(walks["lstm"]), cells=",".join(NAMES), filler=12)
    answers = {name: said(walked) for name, walked in walks.items()}
    for token in (0, 3, 17, len(walks["lstm"]) - 1):
        page.locator("#words button").nth(token).click()
        told = rows(page, "#answers")
        assert [row[0] for row in told] == [load_cell(name).title for name in NAMES]
        for name, (_, word, p, right, parameters, multiplications, milliseconds) in zip(NAMES, told, strict=True):
            words = answers[name][token]
            if words[0].p >= KNOWN:
                assert (word, read(p)) == (words[0].word, pytest.approx(words[0].p, abs=0.0051))
            else:
                assert (word, p) == ("does not know", "–")
            assert agrees(right, words, "Norway"), (name, right)
            held = shipped(name).parameters
            assert read(parameters) == held.flat.size
            weights = [held[key].size for key in held if key.startswith("layers.") and held[key].ndim == 2]
            assert read(multiplications) == sum(weights)
            assert read(milliseconds) >= 0


def test_every_lane_is_the_model_s_and_a_cell_without_gates_says_so_once(lead: Lead) -> None:
    walks = {name: trace(shipped(name), STORY) for name in NAMES}
    page = lead(len(walks["lstm"]), cells=",".join(NAMES), filler=12)
    head, told = opened(page, "lanes")
    columns = {name: [row[n] for row in told] for n, name in enumerate(head)}
    for name, walked in walks.items():
        title, fact = walked.network.config.cell.title, main_fact(walked)
        assert fact
        units, weights = list(fact.units), np.array(fact.weights) / sum(fact.weights)

        def mean(signal: str, walked: Trace = walked, units: list[int] = units, weights: Any = weights) -> Any:
            return pytest.approx(walked[signal][:, units] @ weights, abs=0.0052)

        def lane(begin: str, title: str = title) -> list[str]:
            return next((values for key, values in columns.items() if key.startswith(f"{title}: {begin}")), [])

        for text, words in zip(lane("would answer"), said(walked), strict=True):
            word, p = text.rsplit(" ", 1)
            if words[0].p >= KNOWN:
                assert (word, read(p)) == (words[0].word, pytest.approx(words[0].p, abs=0.0051))
            else:
                assert text == "does not know"
        assert all(agrees(text, words, "Norway") for text, words in zip(lane("p of"), said(walked), strict=True))
        if name in KEPT:
            assert list(map(read, lane(f"keeps {KEPT[name]}"))) == mean(KEPT[name])
        if name == "clockwork":
            assert [1 - read(value) for value in lane("keeps (1 − k)")] == mean("k")
        for begin, signal in (("writes", "i"), ("shows", "o")):
            assert list(map(read, lane(f"{begin} {signal}"))) == mean(signal) if name in WRITES else set(lane(begin)) <= {""}
        if name in ("gru", "gru_before"):
            assert list(map(read, lane("reset r"))) == mean("r")
    none = page.locator("#pictures .block").nth(NAMES.index("rnn")).locator(".nothing")
    assert none.all_inner_texts() == ["has none"]


def test_the_memory_that_is_shown_is_that_of_the_units_that_hold_the_fact(lead: Lead) -> None:
    page = lead(26, filler=12, cells="rnn,lstm,depth_gated")
    head, told = opened(page, "memory")
    for name in ("rnn", "lstm", "depth_gated"):
        walked = trace(shipped(name), STORY)
        fact, title = main_fact(walked), walked.network.config.cell.title
        assert fact
        units = fact.units[:14]
        begin = head.index(f"{title}: unit {units[0]}")
        assert head[begin : begin + len(units)] == [f"{title}: unit {unit}" for unit in units]
        for token, row in enumerate(told):
            assert list(map(read, row[begin : begin + len(units)])) == pytest.approx(
                walked[fact.state][token, list(units)], abs=6e-5
            )
    most = max(Counter(name.partition(": unit ")[0] for name in head).values())
    expect(page.locator("#legend-memory")).to_contain_text(f"memory of the {most} units")


def test_the_chart_is_what_was_measured_and_the_sentences_below_say_it(look: Look) -> None:
    page = ready(look("/compare"), 26)
    until(page, "document.querySelector('#chart').data?.length >= 12")
    drawn = page.evaluate("document.querySelector('#chart').data.map(({name, y, error_y}) => ({name, y, error_y}))")
    titles = {name: load_cell(name).title for name in NAMES} | {"lstm_two": "LSTM, 2 layers"}
    for name, title in titles.items():
        measured = scores()[name]["by_gap"]
        line = next(one for one in drawn if one["name"] == title)
        assert line["y"] == [score["accuracy"] for score in measured.values()]
        low = [y - less for y, less in zip(line["y"], line["error_y"]["arrayminus"], strict=True)]
        of_each = scores()[name].get("seeds", {}).values()
        least = {gap: min(one["by_gap"][gap] for one in of_each) if of_each else score["low"] for gap, score in measured.items()}
        assert low == pytest.approx(list(least.values()))
    _, told = opened(page, "scores")
    *told, guesses = told
    assert guesses[0] == "always the commonest answer"
    assert [float(share) for share in guesses[1:-1]] == pytest.approx(list(scores()["lstm"]["commonest"].values()), abs=6e-4)
    line = next(one for one in drawn if one["name"] == guesses[0])
    assert line["y"] == list(scores()["lstm"]["commonest"].values())
    assert [row[0] for row in told[len(titles) :]] == [
        f"{load_cell(name).title}, this text, gap 25" for name in ("rnn", "lstm", "gru", "clockwork")
    ]
    for name, row in zip(titles, told[: len(titles)], strict=True):
        assert [text.split(" ")[0] for text in row[1:-1]] == [f"{s['accuracy']:.3f}" for s in scores()[name]["by_gap"].values()]
    text = page.locator("#findings").inner_text()
    for name, gap in (("rnn", "1-10"), ("rnn", "101-200"), *((name, "101-200") for name in titles if name != "coupled")):
        assert f"{100 * scores()[name]['by_gap'][gap]['accuracy']:.1f}\u00a0%" in text, name
    assert "share of 3 trainings each" in text and "Compare it with an LSTM of 2 layers and no depth gate" in text
    assert not re.search(r"\b(better|worse)\b", text)
    not_above = "is not above that" in text
    assert not_above == (scores()["clockwork"]["by_gap"]["101-200"]["low"] <= scores()["lstm"]["commonest"]["101-200"])
    expect(page.locator("#far")).to_contain_text("3 trainings each.")
    misled = scores()["lstm"]["asked"]["topic, other things described between"]["101-200"]["accuracy"]
    assert f"of them the LSTM is right in {100 * misled:.1f}\u00a0% of the questions." in text


def test_two_sentences_are_laid_over_each_other_and_their_difference_is_the_model_s(lead: Lead) -> None:
    page = lead(25, mode="sentences")
    first, second = (trace(shipped("lstm"), text) for text in PAIRS[0][1:])
    assert page.locator("#words .differs").all_inner_texts() == ["India\nNorway", "India\nNorway", "Norway\nIndia"]
    _, told = opened(page, "lanes")
    for token, row in enumerate(told):
        one, other = (next((w.p for w in said(walked)[token] if w.word == "Norway"), 0.0) for walked in (first, second))
        assert read(row[-1].split(" to ")[0]) == pytest.approx(other - one, abs=0.011)
    head, told = opened(page, "memory")
    units = [int(name.split()[-1]) for name in head if name.startswith("Difference")]
    assert units
    for token, row in enumerate(told):
        found = [read(value) for value in row[-len(units) :]]
        assert found == pytest.approx(second["c"][token, units] - first["c"][token, units], abs=1.1e-4)


def test_sentences_of_unequal_length_show_where_one_has_no_word(lead: Lead) -> None:
    page = lead(25, mode="sentences")
    page.select_option("#presets", label=catalogue().say(f"examples.pair.{PAIRS[1][0]}"))
    ready(Sight(page), 21)
    assert page.locator("#words .missing").count() == 8
    page.locator("#words button").nth(8).click()
    assert rows(page, "#answers")[0][1] == "no word here"
    assert rows(page, "#answers")[1][1] == said(trace(shipped("lstm"), PAIRS[1][2]))[8][0].word
    page.locator("#words button").nth(20).click()
    assert [row[1] for row in rows(page, "#answers")] == ["Norway", "Norway"]
