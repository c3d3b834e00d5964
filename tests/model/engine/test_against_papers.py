"""The clockwork RNN and the depth-gated LSTM, which no library has, written out from their papers unit by unit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Cell, Parameters, Run, Stack, load_cell
from tests.model.networks import quietly, random_stack, scaled

Vectors = list[list[float]]  # by step, by unit
Weights = Mapping[str, np.ndarray]
Signals = dict[str, Vectors]

EXACT = {"rtol": 0, "atol": 1e-12}  # of values about 1, in float64


def sigma(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def dot(row: Sequence[float], vector: Sequence[float]) -> float:
    return sum(float(weight) * float(value) for weight, value in zip(row, vector, strict=True))


# J. Koutník, K. Greff, F. Gomez and J. Schmidhuber, "A Clockwork RNN", 2014.
#
# "Neurons are partitioned into g modules ... each assigned a clock period T_n." At step t "only the outputs of
# modules i that satisfy (t MOD T_i) = 0 are executed"; the others keep their output. Periods rise with i, and the
# recurrent weights are block-upper triangular: module i reads module j only if T_i <= T_j.


def clockwork(part: Weights, x: Sequence[Sequence[float]], periods: Sequence[int], units: int) -> Signals:
    modules = [[u for u in range(units) if u * len(periods) // units == m] for m in range(len(periods))]
    h = [0.0] * units
    found: Signals = {"h": [], "g": []}
    for t, vector in enumerate(x):
        new, candidates = list(h), [0.0] * units
        for i, module in enumerate(modules):
            for unit in module:
                total = float(part["b"][unit]) + dot(part["W"][unit], vector)
                for j, other in enumerate(modules):
                    if periods[i] <= periods[j]:
                        total += sum(float(part["U"][unit, source]) * h[source] for source in other)
                candidates[unit] = math.tanh(total)
                if t % periods[i] == 0:
                    new[unit] = candidates[unit]
        h = new
        found["h"].append(h)
        found["g"].append(candidates)
    return found


# K. Yao, T. Cohn, K. Vylomova, K. Duh and C. Dyer, "Depth-Gated LSTM", 2015, and for the first layer the LSTM with
# peepholes that it starts from. In layer L + 1, with c_below the memory cell of layer L at the same step:
#
#     d_t = sigma(b_d + W_xd x_t + w_cd * c_(t-1) + w_ld * c_below_t)
#     c_t = d_t * c_below_t + f_t * c_(t-1) + i_t * tanh(W_xc x_t + W_hc h_(t-1) + b_c)


def peephole_lstm(part: Weights, x: Sequence[Sequence[float]], units: int, below: Vectors | None) -> Signals:
    found: Signals = {name: [] for name in "figdcoh" if below is not None or name != "d"}
    h, c = [0.0] * units, [0.0] * units
    for t, vector in enumerate(x):
        step: dict[str, list[float]] = {name: [] for name in found}
        for u in range(units):
            sums = {
                gate: dot(part[f"W_{gate}"][u], vector) + dot(part[f"U_{gate}"][u], h) + float(part[f"b_{gate}"][u])
                for gate in "figo"
            }
            f = sigma(sums["f"] + float(part["p_f"][u]) * c[u])
            i = sigma(sums["i"] + float(part["p_i"][u]) * c[u])
            g = math.tanh(sums["g"])
            cell = f * c[u] + i * g
            if below is not None:
                lower = below[t][u]
                inside = dot(part["W_d"][u], vector) + float(part["p_d"][u]) * c[u] + float(part["p_b"][u]) * lower
                d = sigma(inside + float(part["b_d"][u]))
                cell += d * lower
                step["d"].append(d)
            o = sigma(sums["o"] + float(part["p_o"][u]) * cell)
            for name, value in (("f", f), ("i", i), ("g", g), ("c", cell), ("o", o), ("h", o * math.tanh(cell))):
                step[name].append(value)
        h, c = step["h"], step["c"]
        for name, values in step.items():
            found[name].append(values)
    return found


# A stack of either, by hand.

PERIODS = (1, 2, 4, 8, 16, 32, 64, 128)


def by_hand(stack: Stack, parameters: Parameters, x: np.ndarray, periods: Sequence[int] = PERIODS) -> list[dict[str, Signals]]:
    """By layer and direction; all values in the order of the sentence."""
    layers: list[dict[str, Signals]] = []
    vectors = x.tolist()
    for number in range(stack.shape.layers):
        layers.append({})
        for direction in stack.shape.directions:
            part = parameters.part(f"layers.{number}.{direction}.")
            order = slice(None) if direction == "forward" else slice(None, None, -1)
            below = layers[number - 1][direction]["c"][order] if number and stack.shape.cell.needs_layer_below else None
            read = vectors[order]
            units = stack.shape.units
            found = clockwork(part, read, periods, units) if stack.shape.cell.clock else peephole_lstm(part, read, units, below)
            layers[number][direction] = {name: values[order] for name, values in found.items()}
        outputs = [signals["h"] for signals in layers[number].values()]
        vectors = [[value for part in step for value in part] for step in zip(*outputs, strict=True)]
    return layers


def assert_same(run: Run, expected: list[dict[str, Signals]]) -> None:
    for layer, directions in zip(run.layers, expected, strict=True):
        for direction, signals in directions.items():
            assert set(signals) == set(layer.signals(direction)) - {"k"}
            for name, values in signals.items():
                np.testing.assert_allclose(layer.signals(direction)[name], values, **EXACT, err_msg=f"{direction} {name}")


def inputs_for(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape)


@quietly(examples=15)
@given(
    units=st.integers(8, 20), tokens=st.integers(1, 40), layers=st.integers(1, 3), both=st.booleans(), seed=st.integers(0, 999)
)
def test_clockwork_is_that_of_its_paper(units: int, tokens: int, layers: int, both: bool, seed: int) -> None:
    stack, parameters = scaled(random_stack(load_cell("clockwork"), 3, units, layers, both, seed=seed), 1.5)
    x = inputs_for(seed, tokens, 3)
    assert_same(stack.run(x), by_hand(stack, parameters, x))


def test_the_slowest_group_of_clockwork_ticks_a_second_time_at_step_128() -> None:
    stack, parameters = random_stack(load_cell("clockwork"), 3, 9, layers=2, seed=1)
    x = inputs_for(2, 131, 3)
    run = stack.run(x)
    assert_same(run, by_hand(stack, parameters, x))
    slowest = run.layers[0].forward["h"][:, 8]
    assert (slowest[:128] == slowest[0]).all()
    assert slowest[128] != slowest[0]
    assert (slowest[128:] == slowest[128]).all()


@pytest.mark.parametrize("periods", [(1,), (2,), (1, 3), (2, 3, 7)])
def test_a_clock_may_have_other_periods(periods: tuple[int, ...]) -> None:
    text = f"k = clock({', '.join(map(str, periods))})\ng = tanh(W x + slow_to_fast(U) h' + b)\nh = k * g + (1 - k) * h'"
    stack, parameters = random_stack(Cell.from_text(text), 2, 7, layers=2, seed=3)
    x = inputs_for(4, 70, 2)
    assert_same(stack.run(x), by_hand(stack, parameters, x, periods))


def test_a_batch_of_clockwork_sentences_is_that_of_the_paper() -> None:
    stack, parameters = random_stack(load_cell("clockwork"), 3, 8, layers=2, bidirectional=True, seed=5)
    assert_batch(stack, parameters)


@quietly(examples=15)
@given(units=st.integers(1, 9), tokens=st.integers(1, 30), layers=st.integers(1, 3), both=st.booleans(), seed=st.integers(0, 999))
def test_depth_gated_is_that_of_its_paper(units: int, tokens: int, layers: int, both: bool, seed: int) -> None:
    stack, parameters = scaled(random_stack(load_cell("depth_gated"), 4, units, layers, both, seed=seed), 1.5)
    x = inputs_for(seed, tokens, 4)
    assert_same(stack.run(x), by_hand(stack, parameters, x))


def test_depth_gated_is_that_of_its_paper_beyond_one_chunk() -> None:
    stack, parameters = random_stack(load_cell("depth_gated"), 4, 5, layers=3, seed=6)
    x = inputs_for(7, 140, 4)
    assert_same(stack.run(x), by_hand(stack, parameters, x))


def test_the_first_layer_of_depth_gated_is_the_peephole_cell() -> None:
    deep, parameters = random_stack(load_cell("depth_gated"), 4, 6, seed=8)
    plain, same = random_stack(load_cell("peephole"), 4, 6, seed=9)
    for name, weight in parameters.items():
        same[name][...] = weight
    plain.refresh()
    x = inputs_for(10, 12, 4)
    for name, values in plain.run(x).layers[0].forward.items():
        np.testing.assert_array_equal(deep.run(x).layers[0].forward[name], values)


def test_a_batch_of_depth_gated_sentences_is_that_of_the_paper() -> None:
    stack, parameters = random_stack(load_cell("depth_gated"), 3, 4, layers=3, bidirectional=True, seed=11)
    assert_batch(stack, parameters)


def assert_batch(stack: Stack, parameters: Parameters) -> None:
    lengths = np.array([9, 1, 6])
    x = inputs_for(12, 9, 3, 3)
    run = stack.forward(x, lengths)
    for sentence, length in enumerate(lengths):
        expected = by_hand(stack, parameters, x[:length, sentence])[-1]
        both = np.concatenate([np.array(signals["h"]) for signals in expected.values()], axis=1)
        np.testing.assert_allclose(run.output[:length, sentence], both, **EXACT)
    stack.release(run)
