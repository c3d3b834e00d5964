"""The pages that a step may lead to: their addresses, what their links may say, and the parts that can be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Page(NamedTuple):
    address: str  # below the root of the app
    takes: tuple[str, ...]  # the names in a link, see static/js/core/walk/link.js and static/js/core/compare/link.js
    parts: Mapping[str, str]  # what it is called in a lesson -> the id of the element
    begins: tuple[str, ...] = ()  # how other names in a link begin: those of settings

    def takes_name(self, name: str) -> bool:
        return name in self.takes or name.startswith(self.begins)


WALK = (
    *("sentence", "cell", "signal", "fact", "speed", "theme", "lanes", "names", "direction", "changes", "more", "hides"),
    *("token", "part", "unit"),
)
GROWING = ("sentence", "snapshot", "theme")
LAB = ("task", "cell", "text", "seed", "updates", "beside", "at", "mark", "lane", "theme")
COMPARE = ("mode", "cells", "cell", "filler", "hidden", "token", "theme", "fact", "question", "right", "first", "second")

PAGES: Mapping[str, Page] = {
    "walk": Page(
        "",
        WALK,
        {
            "words": "track",
            "belt": "stage",
            "gates": "gates",
            "answer": "answer",
            "caption": "caption",
            "what if": "changed",
            "number": "number",
            "cell": "cell-title",
            "who wrote what": "ledger-title",
            "how far back": "flow-title",
            "lanes": "lines-title",
            "all units": "maps-title",
        },
    ),
    "compare": Page(
        "compare",
        COMPARE,
        {
            "words": "words",
            "lanes": "pictures",
            "slider": "filler",
            "cells": "cells",
            "answers": "column-title",
            "how far": "far-title",
        },
    ),
    "growing": Page(
        "growing",
        GROWING,
        {"words": "words", "curves": "curves", "slider": "at", "answer": "answer", "findings": "findings"},
    ),
    "lab": Page(
        "lab",
        LAB,
        {"run": "run", "curves": "charts", "inside": "watched-title", "slow motion": "slowly-title", "cell": "cell-title"},
        ("task-", "learn-"),
    ),
}
