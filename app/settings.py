"""What a host may set, each by a variable of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any

PREFIX = "GATEWALK_"
MOST_CHARACTERS, MOST_EDITS = 1_000_000, 1_000  # that a request may hold, whatever is set
LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
NAME = rf"(\*\.)?{LABEL}(\.{LABEL})*|\[[0-9a-f:.]+\]"  # of a host, or of all below one; or an address of IPv6
ORIGIN = rf"https?://({NAME})(:\d{{1,5}})?"


def setting(default: Any, help: str, most: int = 10**9, parsed: Callable[[str], str] | None = None) -> Any:
    """``most``: of a number; ``parsed``: how one of several texts is kept, or a ``ValueError`` that says what it must be."""
    return field(default=default, metadata={"help": help, "most": most, "parsed": parsed})


def a_host(text: str) -> str:
    """As requests name it: in small letters, without a port and without the dot at the end."""
    name = without_port(text)
    if not re.fullmatch(rf"\*|{NAME}", name):
        raise ValueError("names such as walk.school.example, *.school.example for all below it, or * for any")
    return name


def an_origin(text: str) -> str:
    if not re.fullmatch(ORIGIN, text.lower()):
        raise ValueError("origins such as https://school.example, with https:// or http:// and nothing behind the name")
    return text.lower()


def without_port(host: str) -> str:
    return re.sub(r":\d*$", "", host.strip().lower()).removesuffix(".")


@dataclass(frozen=True)
class Settings:
    """``most_tokens`` is read from ``GATEWALK_MOST_TOKENS``, and so on."""

    most_tokens: int = setting(400, "words and signs in one text")
    most_characters: int = setting(4_000, "characters in one text", MOST_CHARACTERS)
    most_edits: int = setting(200, "edits in one request", MOST_EDITS)
    most_bytes: int = setting(100_000, "bytes in the body of one request")
    at_once: int = setting(2, "walks that one worker computes at the same time")
    most_waiting: int = setting(100, "requests that may wait for that; others are told when to come back")
    most_seconds: int = setting(10, "seconds that a request may wait, and that its head and its body may take to arrive")
    hosts: tuple[str, ...] = setting(
        ("*",), "names under which the app may be asked for, with commas between them; * is any", parsed=a_host
    )
    embed_in: tuple[str, ...] = setting(
        (), "sites that may show the app in a frame, with commas between them; none by default", parsed=an_origin
    )

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
        """Raises a ``ValueError`` that names the variable and what it may be."""
        given = {}
        for each in fields(Settings):
            name = PREFIX + each.name.upper()
            if name in environment:
                given[each.name] = _parsed(name, environment[name], each.default, **each.metadata)
        return Settings(**given)


def misspelled(environment: Mapping[str, str] = os.environ) -> list[str]:
    """A line for each variable that looks like a setting and is none."""
    known = [PREFIX + each.name.upper() for each in fields(Settings)]
    strange = sorted(name for name in environment if name.upper().startswith(PREFIX) and name not in known)
    nearest = {name: get_close_matches(name.upper(), known, 1, 0) for name in strange}
    return [f"{name} is not a setting and does nothing; did you mean {nearest[name][0]}?" for name in strange]


def _parsed(name: str, text: str, default: Any, most: int, parsed: Callable[[str], str] | None, help: str) -> Any:
    if parsed:
        try:
            return tuple(parsed(part.strip()) for part in text.split(",") if part.strip())
        except ValueError as error:
            raise ValueError(f"{name} must hold {error}, and is {text[:80]!r}") from None
    if not text.strip().isdecimal() or not 0 < int(text[:20]) <= most:
        limit = f" of {most:,} at most" if most < 10**9 else " above 0"
        raise ValueError(f"{name} must be a whole number{limit}, and is {text[:40]!r}")
    return int(text)
