"""What a picture of the belt is made of gives the numbers that the equations give."""

from __future__ import annotations

import numpy as np
import pytest

from model import Cell, Edit, cell_names, load_cell, trace
from model.engine.shape import Direction
from model.equations.belt import Belt, Factor, belt, why_no_belt
from tests.model.networks import SENTENCE, all_cells, cell_of, random_network


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


def test_a_gate_shows_the_belt_on_whichever_side_it_stands() -> None:
    for shown in ("o * tanh(c)", "tanh(c) * o", "o * c", "c * o"):
        found = belt(Cell.from_text(f"o = sigmoid(W_o x)\ng = tanh(W x)\nc = c' + g\nh = {shown}"))
        assert found and found.shows == "o", shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("h = tanh(W x + U h')", "old and new are squeezed together"),
        ("f = sigmoid(V x)\nc = f * c' + (1 - f) * (W x)\nh = tanh(c)", "give each factor an equation of its own"),
        ("h = tanh(W x)", "Nothing is handed to the next step."),
    ],
)
def test_where_there_is_no_belt_it_is_said_why(text: str, why: str) -> None:
    assert why in str(why_no_belt(Cell.from_text(text)))


def test_where_there_is_a_belt_there_is_nothing_to_be_said() -> None:
    assert why_no_belt(load_cell("lstm")) is None


# Standing still

WITH_BELT = [(name, first) for name in all_cells() for first in (True, False) if belt(cell_of(name), first)]
HELD = range(5, 10)  # tokens, of 13


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize(("name", "first"), WITH_BELT, ids=str)
def test_with_the_standing_values_the_state_stays_to_the_last_bit_and_only_in_the_units_that_are_held(
    name: str, first: bool, direction: Direction
) -> None:
    """Nothing is added to it but a product with 0, and it is multiplied by 1: there is nothing to be rounded."""
    moves, layer = belt(cell_of(name), first), 0 if first else 1
    assert moves and moves.standing
    network = random_network(cell_of(name), 2, True, units=9, seed=3, dtype=np.float32)
    edits = [Edit(t, signal, (1, 8), value, layer, direction) for t in HELD for signal, value in moves.standing.items()]
    state = trace(network, SENTENCE, edits).signal(moves.state, layer, direction)
    before = state[HELD[0] - 1] if direction == "forward" else state[HELD[-1] + 1]
    for token in HELD:
        np.testing.assert_array_equal(state[token, [1, 8]], before[[1, 8]])
    assert before.all()
    assert (state[HELD] != before)[:, [0, 2, 3]].any()


def test_every_shipped_cell_with_a_belt_can_be_made_to_stand_still_in_every_layer() -> None:
    found = {name: belt(load_cell(name), first_layer=False) for name in cell_names()}
    assert {name: moves.standing for name, moves in found.items() if moves} == {
        "lstm": {"f": 1, "i": 0},
        "peephole": {"f": 1, "i": 0},
        "coupled": {"f": 1, "i": 0},
        "gru": {"z": 1},
        "gru_before": {"z": 1},
        "clockwork": {"k": 0},
        "depth_gated": {"f": 1, "d": 0, "i": 0},
    }


@pytest.mark.parametrize(
    ("right", "standing"),
    [
        ("c' + g", {"g": 0}),
        ("f * c' + (1 - f)", {"f": 1}),
        ("(1 - f) * c' + f * g", {"f": 0}),
        ("f * g * c' + i", {"f": 1, "g": 1, "i": 0}),
        ("f * c' + f * g", {"f": 1, "g": 0}),
        ("f * c' + (1 - f) * g + i * g", {"f": 1, "i": 0}),
        ("f * c' + c_below * i", {"f": 1, "i": 0}),
        ("f * c' + f", None),  # f would have to be 1 and 0
        ("f * (1 - f) * c' + g", None),
        ("f * c' + c_below", None),  # what comes from below is not this layer's to set
        ("c_below * c' + g", None),
    ],
)
def test_standing_values_are_found_wherever_there_are_some(right: str, standing: dict[str, float] | None) -> None:
    gates = "\n".join(f"{name} = sigmoid(W_{name} x + b_{name})" for name in "fig")
    found = belt(Cell.from_text(f"{gates}\nc = {right}\nh = tanh(c)"), first_layer=False)
    assert isinstance(found, Belt)
    assert found.standing == standing
