"""The terms of a signal: what each part of its sum was at every token, and what they add up to."""

from __future__ import annotations

import re

import numpy as np
import pytest

from model import Cell, Edit, load_cell, pre_activation, terms, trace
from tests.model.by_text import ACTIVATIONS, EXACT, Text
from tests.model.networks import SENTENCE, all_cells, cell_of, places, random_network

LIMIT = 1e-12  # of numbers about 1 in float64, added up from a few dozen in another order


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("name", all_cells())
def test_the_terms_of_a_signal_add_up_to_what_stood_inside_its_activation(name: str, both: bool) -> None:
    walked = trace(random_network(cell_of(name), 2, both, seed=12), SENTENCE)
    for layer, direction, signal in places(walked.network.config.stack):
        total = sum(terms(walked, signal, layer, direction).values())
        inside = pre_activation(walked, signal, layer, direction)
        function = re.match(r"(sigmoid|tanh|relu)\(.*\)$", Text(walked.network.config.cell).lines[signal])
        assert (inside is None) == (function is None)
        if function is None:
            np.testing.assert_allclose(total, walked.signal(signal, layer, direction), **EXACT)
        else:
            np.testing.assert_allclose(total, inside, **EXACT)
            np.testing.assert_allclose(ACTIVATIONS[function[1]](inside), walked.signal(signal, layer, direction), **EXACT)


def test_a_term_is_called_as_it_is_written_and_holds_what_it_says() -> None:
    network = random_network(load_cell("peephole"))
    walked, part = trace(network, SENTENCE), network.parameters.part("layers.0.forward.")
    found = terms(walked, "f")
    assert list(found) == ["W_f x", "U_f h'", "p_f * c'", "b_f"]
    assert all(term.shape == (len(walked), 3) for term in found.values())
    np.testing.assert_allclose(found["W_f x"], walked.run.layers[0].input @ part["W_f"].T, rtol=0, atol=LIMIT)
    np.testing.assert_allclose(found["p_f * c'"][1:], part["p_f"] * walked["c"][:-1], rtol=0, atol=LIMIT)
    assert not found["p_f * c'"][0].any()
    np.testing.assert_array_equal(found["b_f"], np.tile(part["b_f"], (len(walked), 1)))


def test_a_term_that_is_written_twice_is_counted_twice() -> None:
    walked = trace(random_network(Cell.from_text("h = tanh(W x + U h' + 0.5 * (U h') - b + b + b)")), SENTENCE)
    found = terms(walked, "h")
    assert list(found) == ["W x", "U h'", "0.5 * U h'", "-b", "b"]
    np.testing.assert_allclose(found["b"], -2 * found["-b"])
    np.testing.assert_allclose(sum(found.values()), pre_activation(walked, "h"), rtol=0, atol=LIMIT)


def test_a_term_that_is_taken_away_has_its_sign_in_its_name() -> None:
    found = terms(trace(random_network(load_cell("coupled")), SENTENCE), "i")
    assert list(found) == ["1", "-f"]
    assert (found["-f"] < 0).all()


def test_what_stood_inside_is_not_what_an_edit_forced() -> None:
    walked = trace(random_network(load_cell("lstm")), SENTENCE, [Edit(4, "f", (1,), 0.25)])
    plain = trace(walked.network, SENTENCE)
    inside, before = pre_activation(walked, "f"), pre_activation(plain, "f")
    assert inside is not None
    assert before is not None
    assert walked["f"][4, 1] == 0.25
    np.testing.assert_allclose(inside[4], before[4], rtol=0, atol=LIMIT)
