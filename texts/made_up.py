"""Two languages that are made of English: one whose texts are marked and longer, and one that is written from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

KEPT = re.compile(r"(\{\w+\}|`[^`]*`|\]\(\w+\))")  # slots, code, and where links lead
SLOT = re.compile(r"\{\w+\}")
ACCENTS = str.maketrans("aceginorsuyzACEGINORSUYZ", "áçéğíñóřšúýžÁÇÉĞÍÑÓŘŠÚÝŽ")
LONGER = 0.5  # by so much: German and French take up to this more than English
RIGHT_TO_LEFT = "\u202e", "\u202c"  # a browser shows what is between them backwards


def bracketed(text: str | Mapping[str, str]) -> str | dict[str, str]:
    """``More`` as ``[Móřé~~]``."""
    return _of_each_form(text, lambda one: f"[{_but_slots(one, lambda part: part.translate(ACCENTS))}{_filling(one)}]")


def mirrored(text: str | Mapping[str, str]) -> str | dict[str, str]:
    """The same letters, shown from right to left as Arabic is."""
    begin, end = RIGHT_TO_LEFT
    return _of_each_form(text, lambda one: _but_slots(one, lambda part: f"{begin}{part}{end}" if part.strip() else part))


def _of_each_form(text: str | Mapping[str, str], make: Callable[[str], str]) -> str | dict[str, str]:
    return make(text) if isinstance(text, str) else {form: make(one) for form, one in text.items()}


def _but_slots(text: str, make: Callable[[str], str]) -> str:
    return "".join(part if KEPT.fullmatch(part) else make(part) for part in KEPT.split(text))


def _filling(text: str) -> str:
    """Words, not one long one, which could not be broken between lines. What is put into a slot is not longer than in English."""
    length = len(SLOT.sub("", text))
    return " ~~~~" * round(LONGER * length / 5) if length > 8 else "~" * round(LONGER * length)
