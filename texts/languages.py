"""The languages that the interface speaks: a row for each, with what its numbers and plural forms look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


def _one_is_one(n: float) -> str:
    return "one" if n == 1 else "other"


def _one_below_two(n: float) -> str:
    return "one" if 0 <= n < 2 else "other"


def _always_other(_: float) -> str:
    return "other"


@dataclass(frozen=True)
class Language:
    tag: str  # as in ``lang`` (BCP 47); its small letters are its part of an address
    name: str  # in itself
    plural: Callable[[float], str] = _one_is_one  # the form that goes with a number
    decimal: str = "."
    group: str = ","  # between thousands
    direction: str = "ltr"
    made_of: str = ""  # another language, for one that is made up

    @property
    def address(self) -> str:
        return self.tag.lower()


ENGLISH = "en"
# The plural forms, points and commas are those of CLDR; tests compare them with Babel's.
LANGUAGES = {
    language.tag: language
    for language in (
        Language(ENGLISH, "English"),
        Language("zh-Hans", "简体中文", _always_other),
        Language("es", "Español", decimal=",", group="."),
        Language("fr", "Français", _one_below_two, decimal=",", group="\u202f"),
        Language("de", "Deutsch", decimal=",", group="."),
    )
}
# For tests and for who writes pages: what has no brackets was not taken from a catalogue, and what is cut has too little room.
MADE_UP = {
    language.tag: language
    for language in (
        Language("en-XA", "[Ḿáðé úþ]", made_of=ENGLISH),
        Language("ar-XB", "Made up, from right to left", direction="rtl", made_of=ENGLISH),
    )
}
_BY_ADDRESS = {language.address: language for language in (*LANGUAGES.values(), *MADE_UP.values())}


def language_of(address: str) -> Language | None:
    """By the first part of an address."""
    return _BY_ADDRESS.get(address)


LIKED = re.compile(r"\s*([a-z0-9-]{1,40})\s*(?:;\s*q\s*=\s*([\d.]{1,5})\s*)?", re.IGNORECASE)
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")  # who reads these is not sent to the other script by a "zh" behind them


def preferred(accepted: str) -> Language:
    """By a header such as ``fr-CH, fr;q=0.9, en;q=0.8``: the one that is liked best of those that are here, else English."""
    best, liked, passed = LANGUAGES[ENGLISH], 0.0, set[str]()
    for part in accepted[:1_000].split(","):
        if not (match := LIKED.fullmatch(part)):
            continue
        tag, weight = match[1].lower(), _weight(match[2])
        if tag.startswith(TRADITIONAL):
            passed.add("zh")
        language = next((one for one in LANGUAGES.values() if _means(tag, one)), None)
        if language and tag not in passed and weight > liked:
            best, liked = language, weight
    return best


def _weight(text: str | None) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def _means(tag: str, language: Language) -> bool:
    """``de-AT`` means German."""
    return not tag.startswith(TRADITIONAL) and tag.partition("-")[0] == language.tag.lower().partition("-")[0]
