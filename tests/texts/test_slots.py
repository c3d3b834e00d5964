"""Whoever says a text fills its slots: each of them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from texts.report import own_texts, slots_of
from texts.used import ROOT

ENGLISH = own_texts("en")
NESTED = r"(?:[^{}]|\{[^{}]*\})*"
IN_SCRIPTS = re.compile(rf'\bt\("([\w.-]+)"(?:\)|,\s*\{{({NESTED})\}})')
IN_TEMPLATES = re.compile(r"""\b(?:t|rich)\(["']([\w.-]+)["'](?=[,)])((?:[^()]|\([^()]*\))*)\)""")
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def needed(id: str) -> set[str]:
    """A text with plural forms needs its number, also where no form shows it."""
    return slots_of(ENGLISH[id]) | (set() if isinstance(ENGLISH[id], str) else {"n"})


def names(given: str) -> Iterator[str]:
    """Of an object as it stands in a script: ``word, n: seen[1], to: f(a, b)``."""
    deep, last = 0, ""
    for sign in given + ",":
        deep += (sign in "([{") - (sign in ")]}")
        if sign == "," and not deep:
            yield from [last.split(":")[0].strip()] if last.strip() else []
            last = ""
        else:
            last += sign


def test_the_names_of_what_is_given_are_found() -> None:
    assert list(names(" word, n: seen[1, 2], to: f(a, { b: 1 }), ...more ")) == ["word", "n", "to", "...more"]


def test_a_script_fills_every_slot_of_the_texts_that_it_says() -> None:
    for path in SCRIPTS:
        for id, given in IN_SCRIPTS.findall(path.read_text(encoding="utf-8")):
            filled = set(names(given))
            assert needed(id) == filled or any(name.startswith("...") for name in filled), (path.name, id)


def test_a_template_fills_every_slot_of_the_texts_that_it_says() -> None:
    for path in TEMPLATES:
        for id, given in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            assert needed(id) <= set(re.findall(r"(\w+)=", given)), (path.name, id)
