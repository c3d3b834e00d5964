"""What is said against a text of a cell, and where."""

from __future__ import annotations

from model import Cell, EquationError


def refusal(text: str) -> EquationError | None:
    """What is said against the text; anything but an EquationError comes through."""
    try:
        Cell.from_text(text)
    except EquationError as error:
        return error
    return None


def place_of(text: str) -> tuple[int, int] | None:
    error = refusal(text)
    return (error.line, error.column) if error else None
