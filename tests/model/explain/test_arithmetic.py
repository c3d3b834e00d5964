"""Arithmetic: where one number comes from, term by term, with names that a reader can follow."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from model import Arithmetic, Cell, Edit, InputError, Network, arithmetic, formula_of_number, load_cell, trace
from tests.model.by_text import ACTIVATIONS, Matrix, Text
from tests.model.networks import SENTENCE, all_cells, cell_of, places, random_network

LIMIT = 1e-12  # of numbers about 1 in float64, added up from a few dozen in another order


def opened(network: Network, token: int, signal: str, unit: int, *edits: Edit) -> Arithmetic:
    return arithmetic(trace(network, SENTENCE, edits).run, token, signal, unit)


def products(found: Arithmetic) -> list[str]:
    """Each term as a reader sees it."""
    return [" * ".join(factor.label for factor in term.factors) for term in found.terms]


# The terms


@pytest.mark.parametrize(("layers", "bidirectional"), [(1, False), (2, True)])
@pytest.mark.parametrize("name", all_cells())
def test_the_terms_of_every_number_add_up_to_it(name: str, layers: int, bidirectional: bool) -> None:
    network = random_network(cell_of(name), layers, bidirectional, seed=9)
    run = trace(network, SENTENCE).run
    for layer, direction, signal in places(network.config.stack):
        recorded = run.layers[layer].signals(direction)[signal]
        for token in (0, 5, 12):
            found = arithmetic(run, token, signal, 2, layer, direction)
            assert found.recorded == recorded[token, 2]
            assert found.total == pytest.approx(sum(term.value for term in found.terms), abs=LIMIT)
            assert found.result == pytest.approx(found.recorded, abs=LIMIT)
            assert not found.forced
            assert sum(found.by_source().values()) == pytest.approx(found.total, abs=LIMIT)


def test_in_single_precision_the_terms_add_up_to_the_number_to_its_precision() -> None:
    network = random_network(load_cell("lstm"), units=64, width=32, dtype=np.float32)
    for signal in network.config.cell.signals():
        found = opened(network, 9, signal, 40)
        assert found.result == pytest.approx(found.recorded, abs=1e-6)


def test_a_gate_opens_into_each_weight_times_each_value_with_its_labels() -> None:
    network = random_network(load_cell("lstm"))
    walked, part = trace(network, SENTENCE), network.parameters.part("layers.0.forward.")
    found = arithmetic(walked.run, 4, "f", 1)
    assert (found.signal, found.unit, found.token, found.function) == ("f", 1, 4, "sigmoid")
    expected = {f"W_f[1, {k}] * x[{k}]": part["W_f"][1, k] * walked.run.layers[0].input[4, k] for k in range(3)}
    expected |= {f"U_f[1, {k}] * h'[{k}]": part["U_f"][1, k] * walked["h"][3, k] for k in range(3)}
    expected["b_f[1]"] = part["b_f"][1]
    assert dict(zip(products(found), [t.value for t in found.terms], strict=True)) == pytest.approx(expected, abs=1e-15)
    assert found.result == pytest.approx(1 / (1 + math.exp(-sum(expected.values()))), abs=LIMIT)


def test_the_largest_term_comes_first() -> None:
    sizes = [abs(term.value) for term in opened(random_network(load_cell("gru")), 6, "n", 0).terms]
    assert sizes == sorted(sizes, reverse=True)


def test_terms_are_grouped_by_where_they_come_from_the_largest_first() -> None:
    found = opened(random_network(load_cell("peephole")), 5, "i", 2)
    sums = found.by_source()
    assert set(sums) == {"x", "h'", "p_i * c'", "b_i"}
    assert sums["x"] == pytest.approx(sum(term.value for term in found.terms if term.source == "x"))
    assert [abs(value) for value in sums.values()] == sorted(map(abs, sums.values()), reverse=True)


def test_before_the_first_token_all_states_are_0() -> None:
    found = opened(random_network(load_cell("lstm")), 0, "f", 0)
    assert [term.value for term in found.terms if term.source == "h'"] == [0, 0, 0]


def test_in_the_backward_direction_the_step_before_is_the_token_after() -> None:
    run = trace(random_network(load_cell("rnn"), bidirectional=True), SENTENCE).run
    found = arithmetic(run, 4, "h", 0, 0, "backward")
    backward = run.layers[0].signals("backward")["h"]
    values = {factor.label: factor.value for term in found.terms for factor in term.factors if factor.label.startswith("h'")}
    assert values == {f"h'[{k}]": backward[5, k] for k in range(3)}


@pytest.mark.parametrize(
    ("cell", "signal", "terms", "function"),
    [
        ("lstm", "c", {"f[1] * c'[1]": "f * c'", "i[1] * g[1]": "i * g"}, None),
        ("lstm", "h", {"o[1] * tanh(c)[1]": "o * tanh(c)"}, None),
        ("coupled", "i", {"1": "1", "-1 * f[1]": "f"}, None),
        ("gru", "h", {"(1 - z)[1] * n[1]": "(1 - z) * n", "z[1] * h'[1]": "z * h'"}, None),
        ("clockwork", "k", {"clock(1, 2, 4, 8, 16, 32, 64, 128)[1]": "clock(1, 2, 4, 8, 16, 32, 64, 128)"}, None),
        ("constants", "f", {"1": "1"}, None),
        ("constants", "a", {"0.5": "0.5", "sigmoid(0)[1]": "sigmoid(0)"}, None),
    ],
)
def test_a_number_without_a_matrix_opens_into_its_products(
    cell: str, signal: str, terms: dict[str, str], function: str | None
) -> None:
    found = opened(random_network(cell_of(cell)), 4, signal, 1)
    assert dict(zip(products(found), [term.source for term in found.terms], strict=True)) == terms
    assert found.function == function


def test_a_factor_before_a_matrix_stands_in_each_of_its_terms() -> None:
    network = random_network(load_cell("gru"))
    walked = trace(network, SENTENCE)
    found = arithmetic(walked.run, 3, "n", 2)
    reset = [term for term in found.terms if term.factors[0].label == "r[2]"]
    assert sorted(" * ".join(f.label for f in term.factors) for term in reset) == [
        "r[2] * U_n[2, 0] * h'[0]",
        "r[2] * U_n[2, 1] * h'[1]",
        "r[2] * U_n[2, 2] * h'[2]",
        "r[2] * b_hn[2]",
    ]
    assert {term.factors[0].value for term in reset} == {walked["r"][3, 2]}


def test_a_matrix_before_a_product_multiplies_the_values_of_the_product() -> None:
    network = random_network(load_cell("gru_before"))
    walked = trace(network, SENTENCE)
    found = {t.factors[-1].label: t.factors[-1].value for t in arithmetic(walked.run, 3, "n", 2).terms if t.source == "r * h'"}
    assert found == pytest.approx({f"(r * h')[{k}]": walked["r"][3, k] * walked["h"][2, k] for k in range(3)})


def test_of_two_matrices_multiplied_one_is_opened_and_the_other_named_whole() -> None:
    network = random_network(Cell.from_text("h = tanh((W x) * (U h'))"))
    found = opened(network, 4, "h", 1)
    assert sorted(products(found)) == [f"(U h')[1] * W[1, {k}] * x[{k}]" for k in range(3)]


def test_links_that_slow_to_fast_leaves_out_are_no_terms() -> None:
    network = random_network(load_cell("clockwork"), units=16)
    found = opened(network, 7, "g", 6)  # unit 6 is in group 3: it hears units 6 to 15
    links = {term.factors[0].label for term in found.terms if term.source == "h'"}
    assert links == {f"U[6, {k}]" for k in range(6, 16)}


def test_a_clock_s_number_says_whether_its_group_ticked() -> None:
    network = random_network(load_cell("clockwork"), units=8)
    ticked = [[opened(network, token, "k", unit).result for unit in range(4)] for token in range(5)]
    assert ticked == [[1, 1, 1, 1], [1, 0, 0, 0], [1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 0]]


def test_a_forced_number_says_so_and_still_shows_what_it_would_have_been() -> None:
    network = random_network(load_cell("lstm"))
    plain = opened(network, 4, "f", 1)
    forced = opened(network, 4, "f", 1, Edit(4, "f", (1,), 0.125))
    assert (forced.forced, forced.recorded) == (True, 0.125)
    assert forced.result == pytest.approx(plain.result, abs=LIMIT)
    assert not opened(network, 4, "f", 0, Edit(4, "f", (1,), 0.125)).forced
    assert not opened(network, 5, "f", 1, Edit(4, "f", (1,), 0.125)).forced
    assert opened(network, 4, "f", 2, Edit(4, "f", "all", 0.5)).forced


def test_what_follows_from_a_forced_number_is_made_of_it() -> None:
    found = opened(random_network(load_cell("lstm")), 4, "c", 1, Edit(4, "f", "all", 0.125))
    assert {f.label: f.value for term in found.terms for f in term.factors}["f[1]"] == 0.125
    assert found.result == pytest.approx(found.recorded, abs=LIMIT)


def test_the_top_layer_is_meant_when_none_is_named() -> None:
    run = trace(random_network(load_cell("lstm"), 3), SENTENCE).run
    assert arithmetic(run, 4, "f", 1) == arithmetic(run, 4, "f", 1, 2)
    assert arithmetic(run, 4, "f", 1) != arithmetic(run, 4, "f", 1, 0)


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("name", all_cells())
def test_the_arithmetic_of_a_number_adds_up_to_it(name: str, both: bool) -> None:
    network = random_network(cell_of(name), 2, both, units=9, seed=10, dtype=np.float32)
    walked = trace(network, SENTENCE, [Edit(4, "h", (1, 8), (0.25, -0.5), 0)])
    random, text = np.random.default_rng(11), Text(network.config.cell)
    for layer, direction, signal in places(network.config.stack):
        weights = text.weights(network.parameters.part(f"layers.{layer}.{direction}."), network.config.units)
        for token in {0, 4, int(random.integers(len(walked)))}:
            unit = 1 if token == 4 else int(random.integers(9))
            found = arithmetic(walked.run, token, signal, unit, layer, direction)
            values = [term.value for term in found.terms]
            assert sum(values) == pytest.approx(found.total, abs=1e-12)
            assert sum(found.by_source().values()) == pytest.approx(found.total, abs=1e-12)
            assert values == sorted(values, key=lambda value: -abs(value))
            assert values == pytest.approx([np.prod([f.value for f in term.factors]) for term in found.terms], abs=1e-15)
            assert found.result == pytest.approx(ACTIVATIONS[found.function](np.float64(found.total)), abs=1e-12)
            assert found.recorded == walked.run.layers[layer].signals(direction)[signal][token, unit]
            assert found.forced == ((layer, direction, signal, token, unit) == (0, "forward", "h", 4, 1))
            if not found.forced:
                assert found.result == pytest.approx(found.recorded, rel=2e-6, abs=2e-6)
            for factor in (factor for term in found.terms for factor in term.factors):
                assert_weight(network.config.cell, weights, factor.label, factor.value)


def assert_weight(cell: Cell, weights: dict[str, object], label: str, value: float) -> None:
    """A factor that has the name of a weight has its value: ``W_f[3, 0]``, ``b_f[3]``. No link runs from fast to slow."""
    named = re.fullmatch(r"(\w+)\[([\d, ]+)\]", label)
    if named and named[1] in weights:
        at, slow = tuple(int(n) for n in named[2].split(",")), f"slow_to_fast({named[1]})" in cell.text
        weight = weights[f"Slow_{named[1]}" if slow else named[1]]
        assert value == (weight.weights if isinstance(weight, Matrix) else weight)[at]


def test_two_factors_that_are_nearly_the_same_are_two() -> None:
    text = "a = sigmoid(W x + 0.2222222 * p * h')\nd = sigmoid(V x + 0.22222239 * p * h')\nh = a - d"
    walked = trace(random_network(Cell.from_text(text)), SENTENCE)
    for signal, factor in (("a", 0.2222222), ("d", 0.22222239)):
        found = arithmetic(walked.run, 8, signal, 1)
        assert found.result == pytest.approx(found.recorded, abs=1e-14)
        assert any(math.isclose(part.value, factor, rel_tol=1e-12) for term in found.terms for part in term.factors)


def test_the_numbers_of_a_formula_are_those_of_the_arithmetic() -> None:
    walked = trace(random_network(load_cell("gru"), 2, True), SENTENCE)
    for signal in ("r", "n", "h"):
        shown = formula_of_number(walked.run, 4, signal, 2, layer=1, direction="backward")
        last = re.findall(r'data-value="([^"]+)"', shown)[-1]
        found = arithmetic(walked.run, 4, signal, 2, 1, "backward")
        assert float(last) == pytest.approx(abs(found.result), rel=1e-12)


# What does not exist


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ((13, "f", 0), "there is no token 13; they run from 0 to 12"),
        ((-1, "f", 0), "there is no token -1"),
        ((True, "f", 0), "there is no token True"),
        ((1.0, "f", 0), "there is no token 1.0"),
        (("1", "f", 0), "there is no token 1;"),
        ((0, "f", 3), "there is no unit 3; they run from 0 to 2"),
        ((0, "f", -1), "there is no unit -1"),
        ((0, "f", None), "there is no unit None"),
        ((0, "q", 0), "there is no signal 'q'; this layer has f, i, g, c, o, h"),
        ((0, "d", 0, 0), "there is no signal 'd'"),
        ((0, "x", 0), "there is no signal 'x'"),
        ((0, "f" * 500, 0), f"there is no signal '{'f' * 24}';"),
        ((0, None, 0), "there is no signal 'None'"),
        ((0, "f", 0, 1), "there is no layer 1; they run from 0 to 0"),
        ((0, "f", 0, -1), "there is no layer -1"),
        ((0, "f", 0, 0, "backward"), "this network has no direction 'backward'"),
        ((0, "f", 0, 0, "up"), "this network has no direction 'up'"),
    ],
)
def test_a_number_that_is_not_there_is_refused_in_words(asked: tuple[object, ...], message: str) -> None:
    run = trace(random_network(load_cell("depth_gated")), SENTENCE).run
    with pytest.raises(InputError) as caught:
        arithmetic(run, *asked)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("place", range(4))
def test_a_huge_number_is_refused_like_any_other(place: int) -> None:
    asked: list[object] = [0, "f", 0, 0]
    asked[place] = 10**5000 if place != 1 else "f" * 10**6
    with pytest.raises(InputError) as caught:
        arithmetic(trace(random_network(load_cell("lstm")), SENTENCE).run, *asked)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 100
