"""The cells that come with Gatewalk, one text file each. A new file here is a new cell.

Nothing else is needed: its step, gradients, formulas, arithmetic and diagram come from its equations.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from model.equations import Cell
from model.errors import InputError, as_typed

FOLDER = Path(__file__).parent
FAMILIAR = ("rnn", "lstm", "peephole", "coupled", "gru", "gru_before", "clockwork", "depth_gated")


def cell_names() -> tuple[str, ...]:
    """The names of all cells, the familiar ones first."""
    names = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem.isidentifier())  # letters, digits and _
    return (*(name for name in FAMILIAR if name in names), *(name for name in names if name not in FAMILIAR))


@cache
def load_cell(name: str) -> Cell:
    """The cell of that name, from its file."""
    if name not in cell_names():
        raise InputError("model.no-cell", name=as_typed(name, 40), cells=cell_names())
    return Cell.from_text((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name)
