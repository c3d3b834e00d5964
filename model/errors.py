"""What can go wrong, in words that say what to do.

ModelError                  anything below
├── EquationError           a cell's text is not right: line, column, and the mend
├── SizeError               what was asked for would need too much memory or time
├── InputError              the sentence, token, word, signal or unit named does not exist
├── EditError               an edit names something that the run does not have
└── CheckpointError         a file of weights is damaged, truncated, or not one of ours
"""

from __future__ import annotations

from numbers import Integral


class ModelError(ValueError):
    """The base of every error that the model raises on bad input."""


class EquationError(ModelError):
    """A cell's text is not right; says where (from 1) and how to mend it."""

    def __init__(self, message: str, line: int, column: int, mend: str = "") -> None:
        self.message, self.line, self.column, self.mend = message, line, column, mend
        end = f"; {mend}" if mend else ""
        super().__init__(f"line {line}, column {column}: {message}{end}")


class SizeError(ModelError):
    """What was asked for would need too much memory or time."""


class InputError(ModelError):
    """The sentence, token, word, signal or unit named does not exist."""


class EditError(ModelError):
    """An edit names something that the run does not have."""


class CheckpointError(ModelError):
    """A file of weights is damaged, truncated, or not one of ours."""


def check_index(what: str, index: object, count: int, error: type[ModelError] = InputError, where: str = "") -> None:
    """Refuses an index that does not exist, and says which do. ``where`` is said first, such as ``edit 3: ``."""
    if isinstance(index, bool) or not isinstance(index, Integral) or not 0 <= int(index) < count:
        shown = f"{what} that large" if isinstance(index, int) and abs(index) > 10**18 else f"{what} {str(index)[:20]}"
        raise error(f"{where}there is no {shown}; they run from 0 to {count - 1}")
