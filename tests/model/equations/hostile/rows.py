"""A text that is no cell: where it is wrong, what is said, and what mends it.

The place is marked in the text itself: ``¦`` stands just before the character that the error must point at, and
is taken out before the text is read. A row is ``(text, part of the message, part of the mend)``.
"""

from __future__ import annotations

from typing import NamedTuple

PLACE = "¦"


class Broken(NamedTuple):
    text: str
    line: int
    column: int
    message: str
    mend: str


Row = tuple[str, str, str]

FINE = "h = tanh(W x + U h' + b)"
STOPS = "the equation stops too early"
MISSING = "something is missing here"
EXPECTED = "stands where a name or a number was expected"
WRITTEN = "an equation is written `name = ...`"
NO_CHARACTER = "cannot stand in an equation"


def broken(row: Row) -> Broken:
    """The row with its mark turned into a line and a column, both from 1."""
    marked, message, mend = row
    before, mark, after = marked.partition(PLACE)
    assert mark, marked
    assert PLACE not in after, marked
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Broken(before + after, len(lines), len(lines[-1]) + 1, message, mend)
