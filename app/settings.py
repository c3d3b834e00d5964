"""What a host may set, each by a variable of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.addresses import a_proxy
from texts import LANGUAGES, MADE_UP

PREFIX = "GATEWALK_"
MOST_CHARACTERS, MOST_EDITS = 1_000_000, 1_000  # that a request may hold, whatever is set
LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
NAME = rf"(\*\.)?{LABEL}(\.{LABEL})*|\[[0-9a-f:.]+\]"  # of a host, or of all below one; or an address of IPv6
OWN = "api|assets|compare|growing|healthz|join|lab|lessons|readyz|teach"  # with which the addresses of the app begin, and:
OWN += "".join(f"|{language.address}" for language in (*LANGUAGES.values(), *MADE_UP.values()))
ORIGIN = rf"https?://({NAME})(:\d{{1,5}})?"


def setting(default: Any, help: str, most: int = 10**9, parsed: Callable[[str], str] | None = None) -> Any:
    """``most``: of a number; ``parsed``: how a text is kept, or a ``ValueError`` that says what it must be."""
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


def a_path(text: str) -> str:
    """Without a slash at its end. What begins as the addresses of the app do could not be told from them."""
    path = text.rstrip("/")
    if not re.fullmatch(rf"((?!/({OWN})(/|$))(/[\w.~@+-]+)+)?", path, re.ASCII):
        raise ValueError(f"a path such as /gatewalk, which begins with none of the words {OWN.replace('|', ', ')}")
    return path


def a_place(text: str) -> str:
    """Of rooms: a path, or the address of a server."""
    if "://" not in text:
        return text
    try:
        address = urlsplit(text)
        if address.scheme in ("redis", "rediss") and address.hostname and (address.port is None or address.port):
            return text
    except ValueError:
        pass
    raise ValueError("the path of a file or of a folder, or an address such as redis://valkey:6379")


def a_folder(text: str) -> str:
    if not Path(text).is_dir():
        raise ValueError("folders that exist, each with a folder for each language in it")
    return text


def without_port(host: str) -> str:
    return re.sub(r":\d*$", "", host.strip().lower()).removesuffix(".")


@dataclass(frozen=True)
class Settings:
    """``most_tokens`` is read from ``GATEWALK_MOST_TOKENS``, and so on."""

    most_tokens: int = setting(400, "words and signs in one text")
    most_characters: int = setting(4_000, "characters in one text", MOST_CHARACTERS)
    most_edits: int = setting(200, "edits in one request", MOST_EDITS)
    most_bytes: int = setting(400_000, "bytes in the body of one request")
    most_waiting: int = setting(100, "requests that may wait for their turn in one worker, of light and of heavy ones each")
    most_seconds: int = setting(10, "seconds that a request may wait, and that its head and its body may take to arrive")
    hosts: tuple[str, ...] = setting(
        ("*",), "names under which the app may be asked for, with commas between them; * is any", parsed=a_host
    )
    root_path: str = setting("", "path at which a proxy shows the app, if it is not the root of a host", parsed=a_path)
    proxies: tuple[str, ...] = setting(
        (), "proxies that are believed when they say who asks, with commas between them; none by default", parsed=a_proxy
    )
    embed_in: tuple[str, ...] = setting(
        (), "sites that may show the app in a frame, with commas between them; none by default", parsed=an_origin
    )
    lessons: tuple[str, ...] = setting(
        (), "folders with more lessons, with commas between them; none by default", parsed=a_folder
    )
    rooms: str = setting("", "where rooms are kept: a file, a folder, or redis://…; else among temporary files", parsed=a_place)
    room_hours: int = setting(24, "hours that a room lives at most", 168)
    most_rooms: int = setting(1_000, "rooms that may be open at the same time", 20_000)
    most_rooms_of_one: int = setting(40, "rooms of them that may have been opened from one address")
    most_in_room: int = setting(2_000, "students in one room", 10_000)

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
            if isinstance(default, str):
                return parsed(text.strip())
            return tuple(parsed(part.strip()) for part in text.split(",") if part.strip())
        except ValueError as error:
            raise ValueError(f"{name} must hold {error}, and is {text[:80]!r}") from None
    if not text.strip().isdecimal() or not 0 < int(text[:20]) <= most:
        limit = f" of {most:,} at most" if most < 10**9 else " above 0"
        raise ValueError(f"{name} must be a whole number{limit}, and is {text[:40]!r}")
    return int(text)
