"""A live run: one vector at a time, with nothing known of what comes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Cell, InputError, LiveRun, Stack, cell_names, load_cell, trace
from model.engine.stack import AT_ONCE
from tests.model.by_text import EXACT, Array, Layers, a_stack, assert_run, cells, seeds, vectors
from tests.model.networks import SENTENCE, all_cells, cell_of, fewest_units, quietly, random_network, random_stack

LIMIT = 1e-12  # of numbers about 1 in float64, added up from a few dozen in another order


@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("name", all_cells())
def test_a_live_run_gives_what_a_run_over_the_whole_gives(name: str, layers: int) -> None:
    cell = cell_of(name)
    stack, _ = random_stack(cell, 4, fewest_units(cell), layers, seed=3)
    x = np.random.default_rng(0).normal(size=(20, 4))
    run, live = stack.run(x), LiveRun(stack)
    for token in range(20):
        for number, signals in enumerate(live.step(x[token])):
            assert list(signals) == list(cell.signals(first_layer=number == 0))
            for name_of_signal, values in signals.items():
                np.testing.assert_allclose(values, run.layers[number].forward[name_of_signal][token], rtol=0, atol=LIMIT)
    assert live.steps == 20


@quietly(examples=80)
@given(name=cells, layers=st.integers(1, 3), tokens=st.integers(1, 10), seed=seeds)
def test_a_live_run_is_the_run_step_by_step(name: str, layers: int, tokens: int, seed: int) -> None:
    stack, _ = a_stack(name, layers, False, seed)
    x = vectors(seed, tokens, 3)
    assert_live(stack, x)


@pytest.mark.parametrize("name", cell_names())
def test_a_live_run_may_be_long(name: str) -> None:
    stack, _ = a_stack(name, 2, False, seed=3)
    assert_live(stack, vectors(3, 140, 3))


def assert_live(stack: Stack, x: Array) -> None:
    live = LiveRun(stack)
    steps = [live.step(vector) for vector in x]
    assert live.steps == len(x)
    joined: Layers = [
        {"forward": {name: np.array([step[layer][name] for step in steps]) for name in steps[0][layer]}}
        for layer in range(stack.shape.layers)
    ]
    assert_run(stack.run(x), joined)


def test_two_live_runs_of_one_stack_do_not_disturb_each_other() -> None:
    stack, _ = random_stack(load_cell("lstm"), 2, 3)
    x = np.random.default_rng(1).normal(size=(6, 2))
    alone = LiveRun(stack)
    expected = [alone.step(v)[0]["h"] for v in x]
    first, second = LiveRun(stack), LiveRun(stack)
    for v, h in zip(x, expected, strict=True):
        second.step(v + 1)
        np.testing.assert_array_equal(first.step(v)[0]["h"], h)
        stack.run(x)


def test_a_clock_goes_on_where_it_was_however_long_the_run() -> None:
    stack, _ = random_stack(load_cell("clockwork"), 2, 8)
    live = LiveRun(stack)
    ticks = [live.step(np.zeros(2))[0]["k"][7] for _ in range(260)]
    assert [step for step, tick in enumerate(ticks) if tick] == [0, 128, 256]


def test_what_a_step_gave_cannot_be_used_to_change_the_run() -> None:
    stack, _ = random_stack(load_cell("lstm"), 2, 3)
    live, other = LiveRun(stack), LiveRun(stack)
    signals = live.step(np.ones(2))[0]
    with pytest.raises(ValueError, match="read-only"):
        signals["c"][...] = 100
    signals["c"] = np.full(3, 100.0)
    other.step(np.ones(2))
    np.testing.assert_array_equal(live.step(np.ones(2))[0]["h"], other.step(np.ones(2))[0]["h"])


def test_a_live_run_takes_lists_and_numbers_of_another_type() -> None:
    stack, _ = random_stack(load_cell("gru"), 2, 3, dtype=np.float32)
    first, second = LiveRun(stack).step([1, 2]), LiveRun(stack).step(np.array([1.0, 2.0]))  # type: ignore[arg-type]
    np.testing.assert_array_equal(first[0]["h"], second[0]["h"])
    assert first[0]["h"].dtype == np.float32


def test_a_network_that_reads_both_ways_cannot_be_run_live() -> None:
    stack, _ = random_stack(load_cell("lstm"), 2, 3, bidirectional=True)
    with pytest.raises(InputError, match="needs the whole sentence"):
        LiveRun(stack)


@pytest.mark.parametrize("wrong", [np.zeros(3), np.zeros((1, 2)), np.zeros(0), 1.0])
def test_a_vector_of_the_wrong_shape_is_refused(wrong: np.ndarray) -> None:
    stack, _ = random_stack(load_cell("lstm"), 2, 3)
    with pytest.raises(InputError, match="vector of 2 numbers"):
        LiveRun(stack).step(wrong)


def test_a_step_whose_numbers_grow_too_large_is_refused_and_leaves_the_run_where_it_was() -> None:
    stack, parameters = random_stack(Cell.from_text("h = relu(W x + U h')"), 1, 2, dtype=np.float32)
    parameters.flat[:] = 2
    live = LiveRun(stack)
    live.step(np.ones(1))
    before = live.step(np.ones(1))[0]["h"]
    for hopeless in (3e38, 2e38):
        with pytest.raises(InputError, match="at step 2 the numbers grew too large"):
            live.step(np.array([hopeless]))
    assert live.steps == 2
    np.testing.assert_array_equal(live.step(np.ones(1))[0]["h"], 2 + 4 * before)


@pytest.mark.parametrize("hopeless", [1e39, float("nan"), float("-inf")])
def test_an_input_that_is_not_finite_is_refused_as_such(hopeless: float) -> None:
    stack, _ = random_stack(load_cell("lstm"), 2, 3, dtype=np.float32)
    with pytest.raises(InputError, match="the input holds a number that is not finite"):
        stack.run(np.array([[0.0, 1.0], [hopeless, 0.0]]))


# Going on from what was read


@quietly(examples=60)
@given(name=cells, layers=st.integers(1, 3), tokens=st.integers(1, 9), more=st.integers(1, 5), seed=seeds)
def test_going_on_from_each_token_is_the_run_of_what_was_read_till_then(
    name: str, layers: int, tokens: int, more: int, seed: int
) -> None:
    stack, _ = a_stack(name, layers, False, seed, scale=0.5)
    x, questions = vectors(seed, tokens, 3), [vectors(seed + n, more, 3) for n in (1, 2)]
    found = stack.go_on(stack.run(x), np.stack(questions, axis=1))
    assert found.shape == (2, tokens, stack.shape.units)
    for question, answers in zip(questions, found, strict=True):
        for token in range(tokens):
            whole = stack.run(np.concatenate([x[: token + 1], question]))
            np.testing.assert_allclose(answers[token], whole.output[-1], **EXACT)


def test_going_on_from_very_many_tokens_is_the_same_as_from_a_few() -> None:
    stack, _ = a_stack("clockwork", 2, False, seed=6)
    x, question = vectors(6, 2 * AT_ONCE + 7, 3), vectors(7, 3, 3)
    (found,) = stack.go_on(stack.run(x), question[:, None])
    for token in (0, AT_ONCE - 1, AT_ONCE, 2 * AT_ONCE + 6):
        whole = stack.run(np.concatenate([x[: token + 1], question]))
        np.testing.assert_allclose(found[token], whole.output[-1], **EXACT)


def test_a_network_that_reads_both_ways_cannot_go_on_from_a_part_of_a_sentence() -> None:
    network = random_network(load_cell("lstm"), bidirectional=True)
    with pytest.raises(InputError, match="whole sentence"):
        network.stack.go_on(trace(network, SENTENCE).run, np.zeros((1, network.config.width)))
