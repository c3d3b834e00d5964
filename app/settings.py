"""What a host may set, each by a variable of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

PREFIX = "GATEWALK_"


def setting(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True)
class Settings:
    """``most_tokens`` is read from ``GATEWALK_MOST_TOKENS``, and so on."""

    most_tokens: int = setting(400, "words and signs in one text")
    most_characters: int = setting(4_000, "characters in one text")
    most_edits: int = setting(200, "edits in one request")
    most_bytes: int = setting(100_000, "bytes in the body of one request")
    at_once: int = setting(2, "walks that one worker computes at the same time")
    most_waiting: int = setting(100, "requests that may wait for that; others are told when to come back")
    most_seconds: int = setting(10, "seconds that a request may wait, and that its head and its body may take to arrive")
    hosts: tuple[str, ...] = setting(("*",), "names under which the app may be asked for, with commas between them; * is any")
    embed_in: tuple[str, ...] = setting((), "sites that may show the app in a frame, with commas between them; none by default")

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
        """Raises a ``ValueError`` that names the variable and what it may be."""
        given = {}
        for each in fields(Settings):
            name = PREFIX + each.name.upper()
            if name in environment:
                given[each.name] = _parsed(name, environment[name], each.default)
        return Settings(**given)


def _parsed(name: str, text: str, default: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if not text.strip().isdecimal() or not 0 < int(text) <= 10**9:
        raise ValueError(f"{name} must be a whole number above 0, and is {text[:40]!r}")
    return int(text)
