"""What can go wrong, in words that say what to do.

ModelError                  anything below
├── EquationError           a cell's text is not right: line, column, and the mend
├── SizeError               what was wanted would need too much memory or time
├── InputError              the sentence, token, word, signal or unit named does not exist
├── EditError               an edit names something that the run does not have
└── CheckpointError         a file of weights is damaged, truncated, or not one of ours
CommandError                what only who runs a command can do something about: a plain sentence in English

A ModelError may reach a reader of any language, so it holds no words, but the id of a text in ``texts/en/model.json`` and what
fills it. ``str(error)`` is English.
"""

from __future__ import annotations

from numbers import Integral
from typing import Any

from texts import Said


class ModelError(ValueError):
    """The base of every error that the model raises on bad input. ``said``: what to tell whoever gave it."""

    def __init__(self, id: str, /, **slots: object) -> None:
        self.said = Said(id, slots)
        super().__init__(str(self.said))

    def __reduce__(self) -> tuple[Any, ...]:  # it goes from one process to another
        return _again, (type(self), self.said.id, dict(self.said.slots))


def _again(kind: type[ModelError], id: str, slots: dict[str, object]) -> ModelError:
    return kind(id, **slots)


class EquationError(ModelError):
    """A cell's text is not right; says where (from 1) and how to mend it."""

    line: int
    column: int
    message: Said
    mend: Said

    def __init__(self, id: str = "model.equation", /, **slots: Any) -> None:
        """``slots``: ``line``, ``column``, ``message`` and ``mend``."""
        place = {name: str(slots[name]) for name in ("line", "column")}  # with a comma they would read as more numbers
        super().__init__(id, **slots | place)
        self.line, self.column = int(place["line"]), int(place["column"])
        self.message, self.mend = slots["message"], slots["mend"]


class SizeError(ModelError):
    """What was wanted would need too much memory or time."""


class InputError(ModelError):
    """The sentence, token, word, signal or unit named does not exist."""


class EditError(ModelError):
    """An edit names something that the run does not have."""


class CheckpointError(ModelError):
    """A file of weights is damaged, truncated, or not one of ours."""


class CommandError(ValueError):
    """A plain sentence for a terminal, such as of training, which no page shows."""


def as_typed(value: object, most: int) -> str:
    """What somebody gave, for a message: not too long, and without signs that cannot be shown or sent."""
    return repr(str(value)[:most])[1:-1]


def check_index(what: str, index: object, count: int) -> None:
    """Refuses an index that does not exist, and says which do. ``what``: layer, token or unit."""
    if isinstance(index, bool) or not isinstance(index, Integral) or not 0 <= int(index) < count:
        if isinstance(index, int) and abs(index) > 10**18:
            raise InputError(f"model.no-{what}.so-large", last=count - 1)
        raise InputError(f"model.no-{what}", index=as_typed(index, 20), last=count - 1)
