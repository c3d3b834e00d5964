"""What an equation is, what it does, and between which numbers its values lie: from the trees alone."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from model import Cell, cell_names, load_cell
from model.engine.shape import Direction
from model.equations.kinds import Meaning, meanings
from tests.model.networks import all_cells, cell_of, fewest_units, places, random_stack, scaled

# Every layer but the first, which has no layer below. "gate keeps 0 1" is a gate that keeps, with values from 0 to 1.
SHIPPED = {
    "rnn": {"h": "state output -1 1"},
    "lstm": {
        "f": "gate keeps 0 1",
        "i": "gate writes 0 1",
        "g": "candidate writes -1 1",
        "o": "gate shows 0 1",
        "c": "state belt - -",
        "h": "state output -1 1",
    },
    "peephole": {
        "f": "gate keeps 0 1",
        "i": "gate writes 0 1",
        "g": "candidate writes -1 1",
        "c": "state belt - -",
        "o": "gate shows 0 1",
        "h": "state output -1 1",
    },
    "coupled": {
        "f": "gate keeps 0 1",
        "i": "gate writes 0 1",
        "g": "candidate writes -1 1",
        "o": "gate shows 0 1",
        "c": "state belt -1 1",
        "h": "state output -0.76159 0.76159",  # tanh(1)
    },
    "gru": {
        "r": "gate resets 0 1",
        "z": "gate keeps writes 0 1",
        "n": "candidate writes -1 1",
        "h": "state belt output -1 1",
    },
    "gru_before": {
        "r": "gate resets 0 1",
        "z": "gate keeps writes 0 1",
        "n": "candidate writes -1 1",
        "h": "state belt output -1 1",
    },
    "clockwork": {
        "k": "clock erases writes 0 1",
        "g": "candidate writes -1 1",
        "h": "state belt output -1 1",
    },
    "depth_gated": {
        "f": "gate keeps 0 1",
        "i": "gate writes 0 1",
        "g": "candidate writes -1 1",
        "d": "gate joins 0 1",
        "c": "state belt - -",
        "o": "gate shows 0 1",
        "h": "state output -1 1",
    },
}


def said(meaning: Meaning) -> str:
    ends = (f"{end:.5g}" if math.isfinite(end) else "-" for end in meaning.range)
    return " ".join((meaning.kind, *meaning.does, *ends))


@pytest.mark.parametrize("name", cell_names())
def test_the_equations_of_the_shipped_cells_are_what_their_papers_call_them(name: str) -> None:
    assert {signal: said(meaning) for signal, meaning in meanings(load_cell(name), first_layer=False).items()} == SHIPPED[name]


def without_roles(cell: Cell) -> Cell:
    lines = cell.text.splitlines()
    return Cell.from_text("\n".join(re.sub(r"^(?!title:|paper:|note:)[a-z ]*?(\w+ *=)", r"\1", line) for line in lines))


@pytest.mark.parametrize("name", all_cells())
def test_the_words_before_an_equation_say_nothing_of_what_it_is(name: str) -> None:
    cell = cell_of(name)
    bare = without_roles(cell)
    assert not any(equation.role for equation in bare.equations(first_layer=False))
    for first in (True, False):
        assert meanings(bare, first) == meanings(cell, first)


@pytest.mark.parametrize("scale", [1.0, 6.0])
@pytest.mark.parametrize("name", all_cells())
def test_no_value_of_a_run_lies_outside_its_range(name: str, scale: float) -> None:
    cell = cell_of(name)
    stack, _ = scaled(random_stack(cell, 3, fewest_units(cell) + 4, 2, True, seed=1), scale)
    run = stack.run(np.random.default_rng(2).normal(0, 3, (40, 3)))
    for layer, direction, signal in places(stack.shape):
        low, high = meanings(cell, first_layer=layer == 0)[signal].range
        values = run.layers[layer].signals(direction)[signal]
        rounding = 1e-14  # of a mixture of two numbers, in which z and 1 - z are rounded each for itself
        assert low - rounding <= values.min() and values.max() <= high + rounding


@pytest.mark.parametrize("name", cell_names())
def test_a_range_of_a_shipped_cell_is_no_wider_than_its_values_can_be(name: str) -> None:
    """With large weights the values come near both of its ends, and go beyond any number where there is none."""
    cell = load_cell(name)
    lowest, highest = extremes(cell, "forward")
    for signal, meaning in meanings(cell).items():
        for end, reached in zip(meaning.range, (lowest[signal], highest[signal]), strict=True):
            assert abs(reached) > 5 if math.isinf(end) else reached == pytest.approx(end, abs=0.1)


def extremes(cell: Cell, direction: Direction) -> tuple[dict[str, float], dict[str, float]]:
    """Over many runs; inputs that stay for a while let a state that counts grow."""
    lowest = dict.fromkeys(cell.signals(), math.inf)
    highest = dict.fromkeys(cell.signals(), -math.inf)
    for seed in range(12):
        stack, _ = scaled(random_stack(cell, 3, 24, seed=seed), 8.0)
        x = np.repeat(np.random.default_rng(seed).normal(0, 2, (4, 3)), 15, axis=0)
        for signal, values in stack.run(x).layers[0].signals(direction).items():
            lowest[signal] = min(lowest[signal], float(values.min()))
            highest[signal] = max(highest[signal], float(values.max()))
    return lowest, highest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = sigmoid(W_a x)\nh = tanh(a * h' + W x)", {"a": "gate resets 0 1"}),
        (
            "a = sigmoid(W_a x)\nh = tanh((1 - a) * h' + W x)",
            {"a": "gate 0 1"},
        ),  # what is left of 1 multiplies, a itself does not
        ("a = sigmoid(W_a x)\nh = tanh(a + W x)", {"a": "other 0 1"}),  # nothing is multiplied by it
        ("a = relu(W_a x)\nh = a * W x", {"a": "other 0 -"}),  # not between 0 and 1
        ("a = tanh(W_a x)\nh = a * W x", {"a": "other -1 1"}),
        ("f = sigmoid(W_f x)\na = 1 - f\nh = a * W x + f * U h'", {"a": "gate writes 0 1", "f": "gate keeps 0 1"}),
        ("a = 0.5 * sigmoid(W_a x)\nh = a * tanh(W x)", {"a": "gate 0 0.5"}),
        ("a = 2 * sigmoid(W_a x)\nh = a * tanh(W x)", {"a": "other 0 2", "h": "state output -2 2"}),
        ("k = clock(2, 3)\nh = k * W x", {"k": "clock 0 1", "h": "state output - -"}),
        ("a = -relu(W x)\nh = a", {"a": "other - 0", "h": "state output - 0"}),
        ("a = sigmoid(W x)\nh = a - 3", {"h": "state output -3 -2"}),
        ("a = tanh(W x)\nd = sigmoid(V x)\nh = a * d * d", {"h": "state output -1 1"}),
        ("h = W x + sigmoid(3) * tanh(0)", {"h": "state output - -"}),
        ("g = tanh(W x)\nc = c' + g\nh = tanh(c)", {"c": "state belt - -", "g": "candidate writes -1 1"}),
        ("z = sigmoid(V x)\ng = 3 * tanh(W x)\nh = z * h' + (1 - z) * g", {"h": "state belt output -3 3"}),
        ("z = sigmoid(V x)\ni = 1 - z\ng = tanh(W x)\nh = g * i + h' * z", {"h": "state belt output -1 1"}),
        ("z = tanh(V x)\ng = tanh(W x)\nh = z * h' + (1 - z) * g", {"h": "state belt output - -"}),  # no share of 1
        (
            "z = 0.5 + 0.5 * tanh(V x)\ng = tanh(W x)\nh = z * h' + (1 - z) * g",
            {"z": "gate keeps writes 0 1", "h": "state belt output -1 1"},
        ),
        (
            "e = sigmoid(W_e x)\ni = sigmoid(W_i x)\ng = tanh(W x)\nc = (1 - e) * c' + i * g\nh = tanh(c)",
            {"e": "gate erases 0 1", "i": "gate writes 0 1", "c": "state belt - -"},
        ),
        (  # what is put on is not all named, so there is no belt to be drawn; its gates do the same
            "f = sigmoid(W_f x)\nc = f * c' + (1 - f) * (W x)\nh = tanh(c)",
            {"f": "gate keeps writes 0 1", "c": "state - -"},
        ),
        ("k = 0.9\ng = tanh(W x)\nh = k * h' + g", {"k": "other keeps 0.9 0.9"}),  # the same at every step
        ("o = sigmoid(W_o x)\ng = tanh(W x)\nc = c' + g\nh = tanh(c) * o", {"o": "gate shows 0 1"}),
        (  # what comes late has come all the same
            "a = tanh(W x)\nu = a'\nq = u'\nr = q'\ns = r'\nt = s'\ng = t'\nc = g * c' + a\nh = tanh(c)",
            {"t": "state -1 1", "g": "other keeps -1 1", "c": "state belt - -"},
        ),
        ("d = c'\nc = d' + tanh(W x)\nh = tanh(c)", {"d": "state - -", "c": "state - -"}),  # it grows at every second step
        (
            "z = sigmoid(V x)\ni = 1 - z\ng = tanh(W x)\nh = g * i' + h' * z",
            {"h": "state output - -"},
        ),  # the share of another step
    ],
)
def test_what_a_signal_is_follows_from_how_it_is_made_and_used(text: str, expected: dict[str, str]) -> None:
    found = meanings(Cell.from_text(text))
    assert {signal: said(found[signal]) for signal in expected} == expected


def test_a_layer_may_have_one_like_itself_below_it() -> None:
    cell = Cell.from_text("h = tanh(W x) + h_below")
    assert said(meanings(cell)["h"]) == "state output -1 1"
    assert said(meanings(cell, first_layer=False)["h"]) == "state output - -"


def test_what_does_not_end_is_null_where_it_is_told_as_json() -> None:
    found = meanings(load_cell("lstm"))
    assert found["c"].to_json() == {"kind": "state", "does": ("belt",), "range": [None, None]}
    assert found["f"].to_json() == {"kind": "gate", "does": ("keeps",), "range": [0, 1]}


def test_signals_are_told_of_in_the_order_of_their_equations() -> None:
    for name in all_cells():
        for first in (True, False):
            assert tuple(meanings(cell_of(name), first)) == cell_of(name).signals(first)
