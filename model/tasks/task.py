"""What a task is: how its sequences are made, and how it is best learned. Its words stand in ``texts``, by these names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from model.errors import InputError, as_typed
from model.tasks.sequences import Sequences

MOST_SEQUENCES = 4_000
MOST_PLACES = 400_000  # in all sequences together
Value = int | float | str
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Setting:
    """A number between ``low`` and ``high``, or a text of at most ``high`` characters."""

    name: str
    default: Value
    low: float
    high: float

    def checked(self, value: object) -> Value:
        if isinstance(self.default, str):
            if not isinstance(value, str):
                raise InputError("model.task.text", name=self.name)
            if len(value) > self.high:
                raise InputError("model.task.characters", name=self.name, n=len(value), most=int(self.high))
            return value
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            raise InputError("model.task.number", name=self.name, low=_plain(self.low), high=_plain(self.high))
        if isinstance(self.default, int) and value != int(value):
            raise InputError("model.task.whole-number", name=self.name, low=_plain(self.low), high=_plain(self.high))
        return type(self.default)(value)


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


@dataclass(frozen=True)
class Recipe:
    """With what it is learned well; each of these may be changed on the page."""

    cell: str = "lstm"
    units: int = 16
    width: int = 16  # of a word's vector, where words are read
    batch: int = 32  # sequences of an update
    rate: float = 0.01
    clip: float = 1.0
    span: float = 32.0  # tokens; gates that keep begin open for up to so many, each unit for a span of its own
    forget: float | None = None  # instead: one bias for all of them
    little: float = 0.02  # how much a word counts that is no answer
    much: float = 3.0  # and an answer
    tolerance: float = 0.1  # how far a number may be off
    count: int = 2_000  # sequences that are learned from
    unseen: int = 300  # and that are judged by
    updates: int = 1_000  # when to stop at the latest
    until: float = 0.98  # the share right at which it is solved
    by: Literal["sequences", "answers"] = "answers"
    on: str = "unseen"  # of which set
    mark_every: int = 20  # updates, after which it is judged


@dataclass(frozen=True)
class Preset:
    """Settings by a name, and what is then better changed in the recipe."""

    name: str
    settings: Values
    recipe: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """``sets``: what the settings are for each of its sets, where they differ from those of ``taught``.

    ``question``: words after which its answer is due, if these are always the same.
    """

    name: str
    paper: str
    settings: tuple[Setting, ...]
    make: Callable[[int, int, Values], Sequences]
    recipe: Recipe = Recipe()
    sets: Mapping[str, Values] = field(default_factory=lambda: {"taught": {}, "unseen": {}})
    presets: tuple[Preset, ...] = ()
    question: str = ""

    def generate(self, seed: int, count: int, settings: Values | None = None) -> Sequences:
        """So many sequences, the same for the same seed and settings. Raises an ``InputError`` in words."""
        if not 1 <= count <= MOST_SEQUENCES:
            raise InputError("model.task.count", most=MOST_SEQUENCES)
        values = self.checked(settings or {})
        if count * int(values.get("length", 1)) > MOST_PLACES:
            raise InputError("model.task.places", most=MOST_PLACES)
        return self.make(seed, count, values)

    def checked(self, given: Mapping[str, object]) -> dict[str, Value]:
        """All settings; those that are not given are as usual."""
        known = {setting.name: setting for setting in self.settings}
        for name in given:
            if name not in known:
                if not known:
                    raise InputError("model.task.no-settings", name=as_typed(name, 40))
                raise InputError("model.task.no-setting", name=as_typed(name, 40), settings=list(known))
        return {name: setting.checked(given.get(name, setting.default)) for name, setting in known.items()}

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "paper": self.paper,
            "question": self.question,
            "settings": [asdict(setting) for setting in self.settings],
            "recipe": asdict(self.recipe),
            "sets": {name: dict(values) for name, values in self.sets.items()},
            "presets": [asdict(preset) for preset in self.presets],
        }
