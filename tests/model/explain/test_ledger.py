"""The ledger: which token wrote what is in a state now."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from model import (
    Cell,
    Edit,
    InputError,
    Network,
    Run,
    SizeError,
    cell_names,
    ledger,
    ledger_states,
    load_cell,
    trace,
    why_no_ledger,
)
from model.engine.edits import MOST_EDITS
from model.engine.shape import Direction
from model.equations.carry import Carry, carries
from model.equations.expressions import Signal
from model.explain.meaning import Scope
from tests.model.by_text import EXACT, Array, Case, Reading, Signals, Text, edited
from tests.model.networks import SENTENCE, places, quietly, random_network

LIMIT = 1e-12  # of numbers about 1 in float64, added up from a few dozen in another order
OWN = {
    "a number keeps": "h = 0.9 * h' + W x",
    "nothing is lost": "c = c' + tanh(V x)\nh = tanh(W x + c)",
    "towards the new": "z = sigmoid(W x + b_z)\nn = tanh(V x + U h')\nh = n + z * (h' - n)",
    "the past alone": "g = sigmoid(W x)\nh = g * h'",
    "a weight for each unit": "h = p * h' + W x + b",
    "mixed by a matrix": "h = U h' + W x",
    "mixed and gated": "f = sigmoid(W x + V h')\nh = f * (U h' - b) + 0.5 * h' + W x",
    "two states": "a = 0.5 * a' + h'\nh = U h' + W x - a",
    "slow to fast": "k = clock(1, 2)\nh = slow_to_fast(U) h' + k * (W x)",
}


def cells() -> list[str]:
    return [*OWN, *(name for name in cell_names() if name != "rnn")]


def net(name: str, layers: int = 1, bidirectional: bool = False, seed: int = 7) -> Network:
    cell = Cell.from_text(OWN[name], name) if name in OWN else load_cell(name)
    return random_network(cell, layers, bidirectional, seed=seed)


def run_of(name: str, *edits: Edit, layers: int = 1, bidirectional: bool = False) -> Run:
    return trace(net(name, layers, bidirectional), SENTENCE, edits).run


def followed_alone(run: Run, state: str, source: int, layer: int, direction: Direction) -> np.ndarray:
    """What token ``source`` wrote, carried on by the kept part step by step, in plain loops over tokens."""
    order = range(len(run)) if direction == "forward" else range(len(run) - 1, -1, -1)
    scope, past = Scope(run, layer, direction), Signal(state, "before")
    carry = carries(run.stack.shape.cell, layer == 0)[state]
    assert isinstance(carry, Carry)
    share, found = np.zeros(run.stack.shape.units), np.zeros((len(run), run.stack.shape.units))
    for t in order:
        share = scope.value(carry.kept, instead={past: share}, token=t)
        if t == source:
            share = share + scope.value(carry.written, token=t)
        found[t] = share
    return found


# The shares


@pytest.mark.parametrize(("layers", "bidirectional"), [(1, False), (2, True)])
@pytest.mark.parametrize("name", cells())
def test_the_shares_of_all_tokens_add_up_to_the_state_at_every_token(name: str, layers: int, bidirectional: bool) -> None:
    run = run_of(name, layers=layers, bidirectional=bidirectional)
    for layer in range(layers):
        for direction in run.stack.shape.directions:
            for state in ledger_states(run, layer):
                found = ledger(run, state, None, layer, direction)
                values = run.layers[layer].signals(direction)[state]
                np.testing.assert_allclose(found.shares.sum(axis=1), values, rtol=0, atol=LIMIT)


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("name", cells())
def test_a_share_is_what_a_token_wrote_and_every_later_step_kept(name: str, direction: Direction) -> None:
    run = run_of(name, layers=2, bidirectional=True)
    for layer in (0, 1):
        for state in ledger_states(run, layer):
            found = ledger(run, state, None, layer, direction)
            for source in (0, 4, 12):
                expected = followed_alone(run, state, source, layer, direction)
                np.testing.assert_allclose(found.shares[:, source], expected, rtol=0, atol=LIMIT)


def test_nothing_is_written_by_a_token_that_was_not_read_yet() -> None:
    run = run_of("lstm", bidirectional=True)
    later = np.triu_indices(len(run), 1)
    assert not ledger(run, "c").shares[later].any()
    assert not ledger(run, "c", direction="backward").shares.transpose(1, 0, 2)[later].any()


@pytest.mark.parametrize(
    ("name", "state", "written", "kept"),
    [
        ("lstm", "c", lambda s: s["i"] * s["g"], lambda s: s["f"]),
        ("peephole", "c", lambda s: s["i"] * s["g"], lambda s: s["f"]),
        ("coupled", "c", lambda s: (1 - s["f"]) * s["g"], lambda s: s["f"]),
        ("gru", "h", lambda s: (1 - s["z"]) * s["n"], lambda s: s["z"]),
        ("clockwork", "h", lambda s: s["k"] * s["g"], lambda s: 1 - s["k"]),
    ],
)
def test_the_diagonal_of_a_ledger_is_what_was_written(
    name: str, state: str, written: Callable[[Signals], Array], kept: Callable[[Signals], Array]
) -> None:
    walked = trace(random_network(load_cell(name), seed=9), SENTENCE)
    found, signals = ledger(walked.run, state, (2, 0)), dict(walked.run.layers[0].forward)
    every = np.arange(len(walked))
    np.testing.assert_allclose(found.shares[every, every], written(signals)[:, [2, 0]], **EXACT)
    np.testing.assert_allclose(found.kept, kept(signals)[:, [2, 0]], **EXACT)
    assert (found.shares[np.triu_indices(len(walked), 1)] == 0).all()  # nobody writes before he is read


def test_a_unit_that_sleeps_keeps_everything_and_writes_nothing() -> None:
    run = trace(random_network(load_cell("clockwork"), units=8), SENTENCE).run
    found = ledger(run, "h")
    assert found.kept is not None
    assert found.kept[:, 3].tolist() == [float(token % 8 != 0) for token in range(13)]
    assert [source for source in range(13) if found.shares[source, source, 3]] == [0, 8]


def test_where_a_matrix_mixes_the_units_there_is_no_single_factor_that_is_kept() -> None:
    assert ledger(run_of("mixed by a matrix"), "h").kept is None


@pytest.mark.parametrize("name", ["lstm", "mixed by a matrix"])
def test_some_units_have_the_same_shares_as_among_all(name: str) -> None:
    run = run_of(name)
    state = ledger_states(run)[0]
    every, some = ledger(run, state), ledger(run, state, [2, 0])
    assert (every.units, some.units) == ((0, 1, 2), (2, 0))
    np.testing.assert_array_equal(some.shares, every.shares[:, :, [2, 0]])
    if every.kept is not None:
        np.testing.assert_array_equal(some.kept, every.kept[:, [2, 0]])
    assert ledger(run, state, []).shares.shape == (13, 13, 0)


def test_the_top_layer_is_meant_when_none_is_named() -> None:
    run = run_of("lstm", layers=2)
    np.testing.assert_array_equal(ledger(run, "c").shares, ledger(run, "c", None, 1).shares)


# Edits


@pytest.mark.parametrize("name", ["lstm", "gru", "mixed by a matrix", "mixed and gated", "clockwork"])
def test_an_edit_that_sets_a_state_wipes_its_past_in_those_units_only(name: str) -> None:
    state = ledger_states(run_of(name))[0]
    run = run_of(name, Edit(6, state, (1,), 0.75))
    found = ledger(run, state)
    assert not found.shares[6, :6, 1].any()
    assert found.shares[6, 6, 1] == 0.75
    assert found.shares[6, :6].any()
    np.testing.assert_allclose(found.shares.sum(axis=1), run.layers[0].forward[state], rtol=0, atol=LIMIT)
    if found.kept is not None:
        assert found.kept[6, 1] == 0
        assert not found.shares[7:, :6, 1].any()


def test_an_edit_of_all_units_wipes_all_of_the_past() -> None:
    run = run_of("lstm", Edit(6, "c", "all", 0.5))
    assert not ledger(run, "c", [2]).shares[6:, :6].any()


def test_only_an_edit_of_this_state_in_this_layer_and_direction_wipes_it() -> None:
    others = (
        Edit(6, "h", "all", 0.5, 1),
        Edit(6, "c", "all", 0.5, 0),
        Edit(6, "c", "all", 0.5, 1, "backward"),
        Edit(6, "i", "all", 0.5, 1),
    )
    run = run_of("lstm", *others, layers=2, bidirectional=True)
    shares = ledger(run, "c", None, 1).shares
    assert shares[6, :6].any()
    np.testing.assert_allclose(shares.sum(axis=1), run.layers[1].forward["c"], rtol=0, atol=LIMIT)


def test_a_forget_gate_held_open_keeps_what_was_written_and_held_shut_loses_it() -> None:
    kept = ledger(run_of("lstm", *(Edit(t, "f", "all", 1.0) for t in range(5, 13))), "c").shares
    np.testing.assert_allclose(kept[12, 4], kept[4, 4], rtol=0, atol=LIMIT)
    lost = ledger(run_of("lstm", Edit(5, "f", "all", 0.0)), "c").shares
    assert not lost[5:, :5].any()


def test_as_many_edits_as_may_be_still_add_up() -> None:
    run = trace(net("lstm"), "a " * 100, [Edit(n % 100, "c", (n % 3,), 0.5) for n in range(MOST_EDITS)]).run
    found = ledger(run, "c")
    np.testing.assert_allclose(found.shares.sum(axis=1), run.layers[0].forward["c"], rtol=0, atol=LIMIT)


# Whatever is run and edited


@quietly(examples=150)
@given(edited())
def test_the_ledger_adds_up(case: Case) -> None:
    """Shares add up to the state; what a token wrote is the equation without the past; what is kept of it, the rest."""
    stack, parameters, x, edits = case
    run, text = stack.run(x, edits), Text(stack.shape.cell)
    forced = {(e.layer, e.direction, e.signal, e.token, u) for e in edits for u in (range(99) if e.units == "all" else e.units)}
    for layer, direction, state in places(stack.shape):
        if state not in ledger_states(run, layer):
            continue
        found = ledger(run, state, None, layer, direction)
        now = run.layers[layer].signals(direction)
        reading = Reading(text, stack, parameters, layer, direction)
        below = dict(run.layers[layer - 1].signals(direction)) if layer else None
        np.testing.assert_allclose(found.shares.sum(axis=1), now[state], **EXACT)
        for token in range(len(x)):
            held = [u for u in range(stack.shape.units) if (layer, direction, state, token, u) in forced]
            names = reading.at(token, run.layers[layer].input, now, below)
            written = np.array(text.value(state, names | {f"{state}_before": np.zeros(stack.shape.units)}), float)
            kept = text.value(state, names | {f"{state}_before": np.ones(stack.shape.units)}) - written
            kept[held] = 0
            if found.kept is not None:
                np.testing.assert_allclose(found.kept[token], kept, **EXACT)
            back = token - 1 if direction == "forward" else token + 1
            for writer in range(len(x)):
                old = found.shares[back, writer] if 0 <= back < len(x) else np.zeros(stack.shape.units)
                share = text.value(state, names | {f"{state}_before": old}) - written
                share[held] = 0
                if writer == token:
                    expected = written.copy()
                    expected[held] = now[state][token, held]
                    assert not np.any(old)
                    np.testing.assert_allclose(found.shares[token, writer], expected, **EXACT)
                else:
                    np.testing.assert_allclose(found.shares[token, writer], share, **EXACT)


# What has no ledger


@pytest.mark.parametrize(
    ("text", "states", "why"),
    [
        ("h = tanh(W x + U h')", (), "squeezed together"),
        ("h = relu(W x + h')", (), "squeezed together"),
        ("h = 0.001 * (h' * h') + W x", (), "multiplies `h'` by itself"),
        ("c = c' + W x\nh = tanh(c + U h')", ("c",), "squeezed together"),
        ("g = tanh(W x + U h')\nh = g * tanh(h')", (), "squeezed together"),
    ],
)
def test_a_state_without_a_ledger_says_why(text: str, states: tuple[str, ...], why: str) -> None:
    run = trace(random_network(Cell.from_text(text)), SENTENCE).run
    assert ledger_states(run) == states
    assert all(why_no_ledger(run, state) is None for state in states)
    assert why in str(why_no_ledger(run, "h"))
    with pytest.raises(InputError, match="there is no exact ledger of `h`: ") as caught:
        ledger(run, "h")
    assert why in str(caught.value)


def test_an_lstm_s_hidden_state_has_no_past_of_its_own() -> None:
    assert "recomputed at each step" in str(why_no_ledger(run_of("lstm"), "h"))


def test_a_state_that_sees_its_past_through_another_signal_is_told_what_to_do() -> None:
    cell = Cell.from_text("f = sigmoid(W_f x)\nold = f * c'\nc = old + tanh(W x)\nh = tanh(c)")
    walked = trace(random_network(cell), SENTENCE)
    assert "by way of `old`" in str(why_no_ledger(walked.run, "c"))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("f",), "'f' is not a state of this cell; its states are c, h"),
        (("q" * 300,), f"'{'q' * 24}' is not a state"),
        ((None,), "'None' is not a state"),
        (("c", [3]), "there is no unit 3; they run from 0 to 2"),
        (("c", [-1]), "there is no unit -1"),
        (("c", [0.5]), "there is no unit 0.5"),
        (("c", None, 1), "there is no layer 1; they run from 0 to 0"),
        (("c", None, -1), "there is no layer -1"),
        (("c", None, 0, "backward"), "this network has no direction 'backward'"),
    ],
)
def test_what_is_not_there_is_refused_in_words(asked: tuple[object, ...], message: str) -> None:
    with pytest.raises(InputError) as caught:
        ledger(run_of("lstm"), *asked)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


def test_a_cell_without_any_state_says_that_it_has_none() -> None:
    run = trace(random_network(Cell.from_text("h = tanh(W x)")), SENTENCE).run
    assert ledger_states(run) == ()
    with pytest.raises(InputError, match="it has none"):
        ledger(run, "h")


def test_a_ledger_that_would_be_too_large_is_refused_but_some_of_its_units_are_not() -> None:
    run = trace(random_network(load_cell("coupled"), units=60, width=2, dtype=np.float32), "a " * 1000).run
    with pytest.raises(SizeError, match="choose fewer units or a shorter text"):
        ledger(run, "c")
    assert ledger(run, "c", [59]).shares.shape == (1000, 1000, 1)


def test_where_units_mix_choosing_few_does_not_make_it_smaller() -> None:
    run = trace(random_network(Cell.from_text("h = 0.01 * (U h') + W x"), units=60, width=2), "a " * 1000).run
    with pytest.raises(SizeError):
        ledger(run, "h", [0])
