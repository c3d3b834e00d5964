"""Which part of a state is its own past, and which is new: found from the equations alone."""

from __future__ import annotations

import pytest

from model import Cell, load_cell
from model.equations.carry import Carry, carries
from model.equations.expressions import to_text

LINEAR = {
    "a number keeps": ("h = 0.9 * h' + W x", "0.9 * h'", "W x", True),
    "nothing is lost": ("h = h' + W x", "h'", "W x", True),
    "the past alone": ("g = tanh(W x)\nh = g * h'", "g * h'", "0", True),
    "the past is taken away": ("h = W x - h'", "-h'", "W x", True),
    "a gate keeps": ("f = sigmoid(W x)\nh = f * h' + f", "f * h'", "f", True),
    "a towards-the-new form": ("z = sigmoid(W x)\nn = tanh(V x)\nh = n + z * (h' - n)", "z * h'", "n + z * (-n)", True),
    "a difference from the new": ("z = sigmoid(W x)\nn = tanh(V x)\nh = h' + z * (n - h')", "h' + z * (-h')", "z * n", True),
    "the past twice": ("f = sigmoid(W x)\nh = f * h' + 0.5 * h' + f", "f * h' + 0.5 * h'", "f", True),
    "two gates": ("f = sigmoid(W x)\ng = tanh(V x)\nh = f * g * h' + g", "f * g * h'", "g", True),
    "a learned weight for each unit": ("h = p * h' + W x + b", "p * h'", "W x + b", True),
    "an activation beside it": ("h = sigmoid(W x) * h' + tanh(V x)", "sigmoid(W x) * h'", "tanh(V x)", True),
    "mixed by a matrix": ("h = U h' + W x", "U h'", "W x", False),
    "mixed and then gated": ("f = sigmoid(W x)\nh = f * (U h' + b) + W x", "f * U h'", "f * b + W x", False),
    "mixed after the gate": ("f = sigmoid(W x)\nh = U (f * h') + W x", "U (f * h')", "W x", False),
    "mixed with something new": ("f = sigmoid(W x)\nh = U (f - h')", "U (-h')", "U f", False),
    "mixed twice": ("h = V (U h') + W x", "V U h'", "W x", False),
    "both ways": ("h = 0.5 * h' + U h' + W x", "0.5 * h' + U h'", "W x", False),
}


@pytest.mark.parametrize("what", LINEAR)
def test_a_state_that_is_linear_in_its_past_splits_into_what_is_kept_and_what_is_written(what: str) -> None:
    text, kept, written, elementwise = LINEAR[what]
    carry = carries(Cell.from_text(text))["h"]
    assert isinstance(carry, Carry)
    assert (to_text(carry.kept), to_text(carry.written)) == (kept, written)
    assert carry.elementwise == elementwise


def test_a_matrix_that_mixes_something_else_does_not_mix_the_state() -> None:
    carry = carries(Cell.from_text("c = (U h') * c' + W x\nh = tanh(c)"))["c"]
    assert isinstance(carry, Carry)
    assert carry.elementwise


def test_the_past_of_another_state_is_new_to_this_one() -> None:
    carry = carries(Cell.from_text("c = 0.5 * c' + h'\nh = tanh(W x + c)"))["c"]
    assert isinstance(carry, Carry)
    assert to_text(carry.written) == "h'"


SQUEEZED = "`{0}'` stands inside `{1}`: old and new are squeezed together, and no part of the old stays apart."
SQUARED = "`{1}` multiplies `{0}'` by itself, so its parts cannot be told apart."
NOT_LINEAR = {
    "tanh": ("h = tanh(W x + U h')", SQUEEZED.format("h", "tanh(W x + U h')")),
    "relu": ("h = relu(h' + W x)", SQUEEZED.format("h", "relu(h' + W x)")),
    "sigmoid of one term": ("h = W x + sigmoid(h')", SQUEEZED.format("h", "sigmoid(h')")),
    "deep inside": ("h = 0.5 * h' + W x * (U (tanh(h') - b))", SQUEEZED.format("h", "tanh(h')")),
    "a square": ("h = h' * h' + W x", SQUARED.format("h", "h' * h'")),
    "a square with a gate between": ("f = sigmoid(W x)\nh = h' * f * h' + f", SQUARED.format("h", "h' * f * h'")),
    "a square of sums": ("h = (h' + W x) * (1 - h')", SQUARED.format("h", "(h' + W x) * (1 - h')")),
    "a square through a matrix": ("h = (U h') * h' + W x", SQUARED.format("h", "U h' * h'")),
    "its own gate in one line": ("h = sigmoid(U h') * h' + W x", SQUARED.format("h", "sigmoid(U h') * h'")),
}


@pytest.mark.parametrize("what", NOT_LINEAR)
def test_a_state_that_is_not_linear_in_its_past_says_why(what: str) -> None:
    text, why = NOT_LINEAR[what]
    assert str(carries(Cell.from_text(text))["h"]) == why


def test_a_past_that_comes_by_another_name_as_well_is_not_taken_for_new() -> None:
    """Else the ledger of ``c = c' + g`` would be another one where a part of ``c'`` is first called ``old``."""
    found = carries(Cell.from_text("old = c'\nc = 0.5 * c' + 0.5 * old + tanh(W x)\nh = tanh(c)"))["c"]
    assert str(found) == "`c` sees its past also by way of `old`: write `c'` in the equation of `c` itself."


def test_a_state_that_only_others_look_back_at_is_made_anew() -> None:
    assert str(carries(load_cell("lstm"))["h"]) == "`h` is recomputed at each step: its equation does not use `h'`."


@pytest.mark.parametrize(
    ("name", "kept", "written"),
    [
        ("lstm", {"c": "f * c'"}, {"c": "i * g"}),
        ("peephole", {"c": "f * c'"}, {"c": "i * g"}),
        ("coupled", {"c": "f * c'"}, {"c": "i * g"}),
        ("gru", {"h": "z * h'"}, {"h": "(1 - z) * n"}),
        ("gru_before", {"h": "z * h'"}, {"h": "(1 - z) * n"}),
        ("clockwork", {"h": "(1 - k) * h'"}, {"h": "k * g"}),
        ("rnn", {}, {}),
    ],
)
def test_each_cell_of_the_house_keeps_and_writes_as_its_paper_says(
    name: str, kept: dict[str, str], written: dict[str, str]
) -> None:
    found = {state: carry for state, carry in carries(load_cell(name)).items() if isinstance(carry, Carry)}
    assert {state: to_text(carry.kept) for state, carry in found.items()} == kept
    assert {state: to_text(carry.written) for state, carry in found.items()} == written


def test_what_comes_from_the_layer_below_is_written() -> None:
    cell = load_cell("depth_gated")
    first, other = (carries(cell, first_layer)["c"] for first_layer in (True, False))
    assert isinstance(first, Carry)
    assert isinstance(other, Carry)
    assert to_text(first.written) == "i * g"
    assert to_text(other.written) == "d * c_below + i * g"
    assert to_text(first.kept) == to_text(other.kept) == "f * c'"
