"""What a picture of the belt is made of gives the numbers that the equations give."""

from __future__ import annotations

import numpy as np
import pytest

from model import Cell, cell_names, load_cell, trace
from model.equations.belt import Factor, belt
from tests.model.networks import SENTENCE, random_network


@pytest.mark.parametrize("name", cell_names())
def test_what_stays_and_what_is_put_on_add_up_to_the_belt(name: str) -> None:
    layers = 2 if name == "depth_gated" else 1
    walked = trace(random_network(load_cell(name), layers, units=8), SENTENCE)
    found = belt(load_cell(name), layers == 1)
    if name == "rnn":
        assert found is None
        return
    assert found

    def value(factor: Factor) -> np.ndarray:
        values = walked.signal(factor.signal, 0 if factor.below else None)
        return 1 - values if factor.left_of_one else values

    state = walked.signal(found.state)
    old = np.vstack([np.zeros_like(state[:1]), state[:-1]])
    kept = old * np.prod([value(factor) for factor in found.keeps.factors], axis=0)
    put = sum(np.prod([value(factor) for factor in product.factors], axis=0) for product in found.puts)
    np.testing.assert_allclose(kept + put, state, atol=1e-6)
    if found.shows:
        np.testing.assert_allclose(walked.signal(found.shows) * np.tanh(state), walked.signal("h"), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "keeps", "puts", "shows"),
    [
        ("lstm", "f", ["i * g"], "o"),
        ("coupled", "f", ["i * g"], "o"),
        ("gru", "z", ["(1 - z) * n"], None),
        ("clockwork", "(1 - k)", ["k * g"], None),
        ("depth_gated", "f", ["d * c_below", "i * g"], "o"),
    ],
)
def test_a_belt_is_told_in_the_words_of_the_equation(name: str, keeps: str, puts: list[str], shows: str | None) -> None:
    found = belt(load_cell(name), first_layer=name != "depth_gated")
    assert found
    assert (found.keeps.text, [product.text for product in found.puts], found.shows) == (keeps, puts, shows)


def test_a_belt_that_keeps_everything_says_1() -> None:
    found = belt(Cell.from_text("g = tanh(W x + b)\nc = c' + g\nh = tanh(c)"))
    assert found
    assert (found.keeps.text, found.keeps.factors, found.shows) == ("1", (), None)


@pytest.mark.parametrize("equation", ["c = f * f * c' + tanh(W x)", "c = 0.5 * c' + f", "c = f * c' - f"])
def test_what_is_no_product_of_signals_is_no_belt_to_be_drawn(equation: str) -> None:
    found = belt(Cell.from_text(f"f = sigmoid(W_f x + b_f)\n{equation}\nh = tanh(c)"))
    assert found is None
