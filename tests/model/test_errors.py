"""An error of the model says what is wrong in any language, and goes whole from one process to another."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from model import Cell, CheckpointError, EditError, EquationError, InputError, ModelError, SizeError, load_cell, shipped, trace
from model.engine import Edit, StackShape
from model.network import read_network
from texts import Said, catalogue


def refused(do: Callable[[], object]) -> ModelError:
    with pytest.raises(ModelError) as caught:
        do()
    return caught.value


BROKEN: dict[type[ModelError], Callable[[], object]] = {
    EquationError: lambda: Cell.from_text("h = tanh(W x"),
    SizeError: lambda: StackShape(load_cell("lstm"), 8, 0).parameter_shapes(),
    InputError: lambda: shipped("lstm").tokens("   "),
    EditError: lambda: trace(shipped("lstm"), "so", [Edit(7, "f", "all", 1.0)]),
    CheckpointError: lambda: read_network(b"nothing", "mine"),
}


@pytest.mark.parametrize("kind", BROKEN, ids=lambda kind: kind.__name__)
def test_it_holds_the_id_of_a_text_and_what_fills_it(kind: type[ModelError]) -> None:
    error = refused(BROKEN[kind])
    assert type(error) is kind
    assert error.said.id.startswith("model.")
    assert catalogue().has(error.said.id)
    assert str(error) == str(error.said) == catalogue().shown(error.said)
    assert "{" not in str(error)


@pytest.mark.parametrize("kind", BROKEN, ids=lambda kind: kind.__name__)
def test_it_is_the_same_in_another_process(kind: type[ModelError]) -> None:
    error = refused(BROKEN[kind])
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.said, str(again), vars(again)) == (kind, error.said, str(error), vars(error))


def test_all_of_it_is_said_in_the_language_of_the_reader() -> None:
    said = refused(BROKEN[EditError]).said
    assert str(said) == "edit 1: there is no token 7; they run from 0 to 0"
    longer = catalogue("en-XA").shown(said)
    assert longer.count("[") == 2  # the edit, and what is wrong with it
    assert "7" in longer


def test_a_text_of_a_cell_is_refused_with_its_place_and_its_mend_each_by_itself() -> None:
    error = refused(BROKEN[EquationError])
    assert isinstance(error, EquationError)
    assert (error.line, error.column) == (1, 9)
    assert (error.message, error.mend) == (Said("model.parser.never-closed"), Said("model.mend.close"))
