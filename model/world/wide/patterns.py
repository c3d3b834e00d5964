"""The language of the patterns: ``[a|b]`` is one of these, and may be nested; ``{slot}`` and ``<slot>`` are filled in later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from model.errors import CommandError

SIGN = re.compile(r"[\[\]|]")


@dataclass(frozen=True)
class Choice:
    """One of these is said, each as often as another."""

    options: tuple[Pattern, ...]


Pattern = tuple["str | Choice", ...]


def parse(text: str) -> Pattern:
    """Reads ``It is [|very ]big.``; brackets that do not match are refused."""
    pattern, rest = _sequence(text, 0, "")
    if rest < len(text):
        raise CommandError(f"{text!r}: there is a {text[rest]} without a [ before it")
    return pattern


def _sequence(text: str, start: int, ends: str) -> tuple[Pattern, int]:
    """What stands from ``start`` up to one of the signs ``ends`` or to the end, and where it stops."""
    parts: list[str | Choice] = []
    while start < len(text):
        match = SIGN.search(text, start)
        stop = match.start() if match else len(text)
        if stop > start:
            parts.append(text[start:stop])
        if not match or match.group() in ends or match.group() == "]":
            return tuple(parts), stop
        if match.group() == "|":
            raise CommandError(f"{text!r}: a | stands outside of brackets")
        options: list[Pattern] = []
        while not options or text[stop] == "|":
            option, stop = _sequence(text, stop + 1, "|]")
            if stop >= len(text):
                raise CommandError(f"{text!r}: a [ is not closed")
            options.append(option)
        parts.append(Choice(tuple(options)))
        start = stop + 1
    return tuple(parts), start


def expand(pattern: Pattern, random: Random) -> str:
    """One of the sentences."""
    return " ".join(_expanded(pattern, random).split())


def _expanded(pattern: Pattern, random: Random) -> str:
    return "".join(part if isinstance(part, str) else _expanded(random.choice(part.options), random) for part in pattern)


def covering(pattern: Pattern) -> list[str]:
    """Few sentences in which every option occurs at least once."""
    columns = [
        [part] if isinstance(part, str) else [one for option in part.options for one in covering(option)] for part in pattern
    ]
    rows = zip_longest(*columns) if columns else [()]
    return ["".join(column[-1] if part is None else part for part, column in zip(row, columns, strict=True)) for row in rows]
