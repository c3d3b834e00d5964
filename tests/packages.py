"""The lists of packages: what is asked for, what is locked, and what those need in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
Environment = Mapping[
    str, str
]  # what markers such as ``sys_platform == "win32"`` ask for; what it does not hold is as it is here


@dataclass(frozen=True)
class Locked:
    version: str
    marker: Marker | None
    checksums: tuple[str, ...]

    def belongs(self, environment: Environment) -> bool:
        return self.marker is None or self.marker.evaluate(dict(environment))


def asked_for(list_: str) -> Iterator[Requirement]:
    for line in (ROOT / list_).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            yield from asked_for(line.removeprefix("-r "))
        elif line and not line.startswith("#"):
            yield Requirement(line)


def locked(lock: str) -> dict[str, Locked]:
    """By the name of the package. An entry is one line that is broken before each checksum."""
    text = re.sub(r" \\\n\s*", " ", (ROOT / lock).read_text(encoding="utf-8"))
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            package, *checksums = line.split(" --hash=sha256:")
            one = Requirement(package)
            (exactly,) = one.specifier
            assert exactly.operator == "==" and canonicalize_name(one.name) not in found, line
            found[canonicalize_name(one.name)] = Locked(exactly.version, one.marker, tuple(checksums))
    return found


def needed(first: Iterable[Requirement], environment: Environment) -> Iterator[Requirement]:
    """These and all that they need in turn, as the installed packages say. What is not installed here is asked nothing."""
    known: set[str] = set()
    waiting = [(each, "") for each in first]
    while waiting:
        each, extra = waiting.pop()
        if each.marker and not each.marker.evaluate({**environment, "extra": extra}):
            continue
        yield each
        name = canonicalize_name(each.name)
        for wanted in {"", *each.extras}:
            if f"{name}[{wanted}]" not in known:
                known.add(f"{name}[{wanted}]")
                waiting += [(Requirement(text), wanted) for text in _needs_of(name)]


def _needs_of(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
