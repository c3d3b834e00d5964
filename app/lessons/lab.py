"""What a link into the lab may say: what is learned in it, with which settings, and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields

from app.lessons.lesson import LessonError, no_such
from app.starters import OTHERS
from model import ModelError, cell_names
from model.tasks import TASKS, Recipe, Setting

# As in static/js/core/lab/beside.js: the networks that may learn beside the own one.
BESIDE = ("lstm", "rnn", "no_forget", "bias", "three")
SEED, UPDATES, LANE = 2**32 - 1, 1_000_000, 3  # the greatest there are; four networks at most learn side by side
SETTING, RECIPE = "task-", "learn-"  # as in static/js/core/taught/link.js: how the names of settings begin
# As in static/js/core/lab/fields.js, by what is usual in most tasks.
FIELDS = {
    field.name: field
    for field in (
        Setting("units", 16, 1, 256),
        Setting("layers", 1, 1, 4),
        Setting("rate", 0.01, 0.00001, 10),
        Setting("clip", 1.0, 0.001, 1_000),
        Setting("batch", 32, 1, 128),
        Setting("forget", 1.0, -10, 10),
        Setting("updates", 1_000, 1, 100_000),
    )
}
LEARNED = tuple({field.name: field for field in fields(Recipe)} | FIELDS)  # all that a recipe may say
NONE = "null"  # no bias of its own for the gates that keep
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def check(values: Mapping[str, str], line: int) -> None:
    """Raises a ``LessonError`` for a name that nobody knows, and for a value that is out of its bounds.

    Whether settings go together is known when sequences are made of them, and what a recipe may say besides ``FIELDS`` when it is
    learned.
    """
    for name, text in values.items():
        if name in CHECKS:
            CHECKS[name](name, text, line)
    settings, recipe = _named(SETTING, values), _named(RECIPE, values)
    if (settings or recipe) and "task" not in values:
        name = next(name for name in values if name.startswith((SETTING, RECIPE)))
        raise LessonError(line, "writing.fault.settings-without-task", "writing.mend.settings-without-task", name=name[:40])
    try:
        if settings:
            TASKS[values["task"]].checked({name: _typed(text) for name, text in settings.items()})
        for name, text in recipe.items():
            _learned(name, text, line)
    except ModelError as error:
        raise LessonError(line, error.said.id, "", **error.said.slots) from None


def _learned(name: str, text: str, line: int) -> None:
    if name not in LEARNED:
        raise no_such(name, LEARNED, line, RECIPE)
    if name in FIELDS and (name, text) != ("forget", NONE):
        FIELDS[name].checked(_typed(text))


def _named(prefix: str, values: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in values.items() if name.startswith(prefix)}


def _typed(text: str) -> float | str:
    """Numbers are numbers again, as the page reads them."""
    return float(text) if NUMBER.fullmatch(text.strip()) else text


# Of one value


def _among(names: tuple[str, ...], what: str) -> Callable[[str, str, int], None]:
    def check(_: str, text: str, line: int) -> None:
        if text not in names:
            raise LessonError(line, what, "writing.mend.one-of", name=text[:20], names=names)

    return check


def _whole(most: int) -> Callable[[str, str, int], None]:
    def check(name: str, text: str, line: int) -> None:
        if not re.fullmatch("[0-9]{1,10}", text) or int(text) > most:
            raise LessonError(line, "model.task.whole-number", name=name, low=0, high=most)

    return check


def _each(name: str, text: str, line: int) -> None:
    """Of several networks each has come so far."""
    for one in text.split(" "):
        _whole(UPDATES)(name, one, line)


def _beside(name: str, text: str, line: int) -> None:
    if text and text not in BESIDE:
        raise no_such(text, BESIDE, line, f"{name}=")


CHECKS = {
    "task": _among(tuple(TASKS), "writing.fault.no-task"),
    "cell": _among((*cell_names(), *OTHERS), "writing.fault.no-cell"),
    "seed": _whole(SEED),
    "updates": _whole(int(FIELDS["updates"].high)),
    "at": _each,
    "mark": _whole(UPDATES),
    "lane": _whole(LANE),
    "beside": _beside,
}
