"""Why, asked from outside: gradients against what edits really change, and ledgers against the state.

A gradient says how much log p changes if one value of the walk is moved a little and everything after it is computed anew.
An edit forces a value. So each gradient is compared with the slope between two walks in which an edit forces the value
a step up and a step down.

The step: walks are computed in float32, whose logits of up to 60 come with an error of up to some ROUNDED, and log p with as
much of it as there is left for other words, 1 - p. A slope over 2 * STEP then is off by ROUNDED / STEP * (1 - p). A longer step
would bend: its error grows with the square and was 0.2 % of the GRU's steepest gradients at 0.01, 1 % at 0.03.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.networks import NAMES
from app.schemas import INDIA
from model import ledger_states, shipped, trace
from model.equations import meanings
from tests.app.client import ask_all, post

STEP, ROUNDED, RELATIVE = 0.005, 1e-5, 0.01
NORWAY, ASKED = 11, 23  # tokens: the name that changes the answer, and the word before the blank
FORCED = [{"token": NORWAY, "signal": "f", "units": "all", "value": 0.9}]
Place = tuple[str, int, int]  # signal, token, unit


def answered(path: str, **body: Any) -> Any:
    answer = post(path, {"sentence": INDIA, **body})
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()


def some_places(gradients: dict[str, list[list[float]]]) -> Iterator[Place]:
    """Of each signal the three where the gradient is largest by size, and three others where it is not next to nothing."""
    random = np.random.default_rng(0)
    for signal, of_it in gradients.items():
        size = np.abs(of_it)
        order = np.argsort(-size, axis=None)
        worth = int((size > 0.02 * size.max()).sum())
        for place in (*order[:3], *random.choice(order[3:worth], 3, replace=False)):
            token, unit = np.unravel_index(place, size.shape)
            yield signal, int(token), int(unit)


def slopes(cell: str, word: str, places: list[Place], values: dict[str, list[list[float]]], edits: list[Any]) -> np.ndarray:
    requests = [
        ("POST", "/api/v1/gradients", {"json": {
            "sentence": INDIA, "cell": cell, "token": ASKED, "word": word,
            "edits": [*edits, {"token": token, "signal": signal, "units": [unit], "value": values[signal][token][unit] + step}],
        }})
        for signal, token, unit in places
        for step in (STEP, -STEP)
    ]  # fmt: skip
    answers = [answer for n in range(0, len(requests), 50) for answer in ask_all(requests[n : n + 50])]
    assert {answer.status_code for answer in answers} == {200}
    up, down = np.reshape([answer.json()["log_probability"] for answer in answers], (-1, 2)).T
    return np.asarray((up - down) / (2 * STEP))


@pytest.mark.parametrize("word", ["Norway", "India"])  # the answer, which is all but certain, and one that it could have been
@pytest.mark.parametrize(
    ("cell", "edits"),
    [("lstm", []), ("lstm", FORCED), ("gru", []), ("rnn", [])],
    ids=["lstm", "lstm, edited", "gru", "rnn"],
)
def test_a_gradient_is_the_slope_that_edits_show(cell: str, edits: list[Any], word: str) -> None:
    found = answered("gradients", cell=cell, token=ASKED, word=word, edits=edits)
    values = answered("traces", cell=cell, edits=edits)["signals"]
    assert set(found["signals"]) == set(values)
    places = list(some_places(found["signals"]))
    gradient = np.array([found["signals"][signal][token][unit] for signal, token, unit in places])
    slope = slopes(cell, word, places, values, edits)
    left = -np.expm1(found["log_probability"])  # 1 - p
    np.testing.assert_allclose(gradient, slope, rtol=RELATIVE, atol=ROUNDED / STEP * left)
    assert np.abs(gradient).max() > 50 * ROUNDED / STEP * left  # there was something to be seen


def test_what_was_forced_has_a_gradient_and_what_only_led_to_it_has_none() -> None:
    shut = [{"token": NORWAY, "signal": "c", "units": [7], "value": 0.3}]
    signals = answered("gradients", token=ASKED, word="India", edits=shut)["signals"]
    assert signals["c"][NORWAY][7] != 0
    assert [signals[gate][NORWAY][7] for gate in "fig"] == [0, 0, 0]


# Ledgers


def edits_of(cell: str, state: str) -> list[Any]:
    """A gate that keeps, or where there is none the candidate, held for all units, and the state itself forced for others."""
    network = shipped(cell).config
    told = meanings(network.cell, network.layers == 1)
    gates = [name for name, what in told.items() if what.kind == "gate" and "keeps" in what.does]
    gate = [*gates, *(name for name, what in told.items() if what.kind == "candidate")][0]
    return [
        {"token": NORWAY, "signal": gate, "units": "all", "value": 0.75},
        {"token": 15, "signal": state, "units": [1, 2, 5], "value": [0.5, -0.25, 2.0]},
    ]


STATES = [(cell, state) for cell in NAMES for state in ledger_states(trace(shipped(cell), "So").run)]


@pytest.mark.parametrize("edited", [False, True], ids=["as it is", "edited"])
@pytest.mark.parametrize(("cell", "state"), STATES)
def test_what_the_words_wrote_adds_up_to_the_state_at_every_token(cell: str, state: str, edited: bool) -> None:
    edits = edits_of(cell, state) if edited else []
    book = answered("ledgers", cell=cell, state=state, edits=edits)
    walked = np.array(answered("traces", cell=cell, edits=edits)["signals"][state])
    shares, tokens = np.array(book["shares"]), len(walked)
    assert (book["state"], book["units"]) == (state, list(range(walked.shape[1])))
    assert shares.shape == (tokens, tokens, walked.shape[1])
    np.testing.assert_allclose(shares.sum(axis=1), walked, atol=(tokens + 1) * 0.5e-4)  # each has 4 decimals
    assert all((shares[token, token + 1 :] == 0).all() for token in range(tokens))  # nothing is written before its time
    kept = np.array(book["kept"])
    np.testing.assert_allclose(shares[1:, 0], kept[1:] * shares[:-1, 0], atol=2e-4)
    if edited:
        assert (shares[15, :15][:, [1, 2, 5]] == 0).all()  # what was forced owes nothing to the past
        np.testing.assert_allclose(shares[15, 15, [1, 2, 5]], [0.5, -0.25, 2.0])


def test_a_ledger_of_some_units_is_that_part_of_the_whole() -> None:
    whole, some = (np.array(answered("ledgers", state="c", units=units)["shares"]) for units in (None, [9, 4]))
    np.testing.assert_array_equal(some, whole[:, :, [9, 4]])


def test_in_the_other_direction_words_write_to_those_before_them() -> None:
    shares = np.array(answered("ledgers", cell="blanks", state="c", direction="backward")["shares"])
    state = np.array(answered("traces", cell="blanks")["backward"]["c"])
    np.testing.assert_allclose(shares.sum(axis=1), state, atol=(len(state) + 1) * 0.5e-4)
    assert all((shares[token, :token] == 0).all() for token in range(len(state)))


def test_a_layer_below_has_a_ledger_of_its_own() -> None:
    shares = np.array(answered("ledgers", cell="depth_gated", state="c", layer=0)["shares"])
    state = np.array(answered("traces", cell="depth_gated")["layers"][0]["forward"]["c"])
    np.testing.assert_allclose(shares.sum(axis=1), state, atol=(len(state) + 1) * 0.5e-4)


@pytest.mark.parametrize(
    ("cell", "state", "said"),
    [
        ("rnn", "h", "old and new are squeezed together"),
        ("lstm", "h", "recomputed at each step"),
        ("lstm", "f", "not a state of this cell; its states are"),
        ("gru", "c", "not a state of this cell; its states are h"),
    ],
)
def test_where_there_is_no_ledger_it_is_said_why(cell: str, state: str, said: str) -> None:
    answer = post("ledgers", {"sentence": INDIA, "cell": cell, "state": state})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]
