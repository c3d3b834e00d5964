"""The texts of one language, as they are read and said."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from pathlib import Path
from typing import NamedTuple

from texts.languages import ENGLISH, LANGUAGES, MADE_UP, Language
from texts.made_up import bracketed, mirrored

FOLDER = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
Text = str | Mapping[str, str]  # or by plural form
log = logging.getLogger("gatewalk")


class Said(NamedTuple):
    """What is to be said, before it is known in which language: an error, or a part of one."""

    id: str
    slots: Mapping[str, object] = {}

    def __str__(self) -> str:
        return catalogue().say(self.id, **self.slots)


class Catalogue:
    def __init__(self, language: Language, texts: Mapping[str, Text]) -> None:
        self.language, self.texts = language, texts

    def say(self, id: str, **slots: object) -> str:
        """A text by its id. Numbers are written as the language writes them."""
        text = self.texts.get(id)
        if text is None:
            log.warning("There is no text %s.", id)
            return id
        if not isinstance(text, str):
            n = slots.get("n")
            form = self.language.plural(n) if isinstance(n, int | float) else "other"
            text = text.get(form) or text["other"]

        def filled(slot: re.Match[str]) -> str:
            if slot[1] not in slots:
                log.warning("The text %s lacks a value for %s.", id, slot[0])
                return slot[0]
            return self.shown(slots[slot[1]])

        return SLOT.sub(filled, text)

    def shown(self, value: object) -> str:
        """What fills a slot: a word as it is, a number, a text of its own, or several of these, one by one."""
        if isinstance(value, Said):
            return self.say(value.id, **value.slots)
        if isinstance(value, list | tuple):
            parts = [self.shown(one) for one in value]
            return reduce(lambda before, one: self.say("common.list", before=before, next=one), parts) if parts else ""
        return self.number(value) if isinstance(value, int | float) else str(value)

    def has(self, id: str) -> bool:
        return id in self.texts

    def number(self, value: float, decimals: int | None = None) -> str:
        """1234.5 as 1,234.5 in English. Without ``decimals`` as many as it has."""
        plain = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
        marks = {",": self.language.group, ".": self.language.decimal, "-": "−"}
        return "".join(marks.get(mark, mark) for mark in plain)

    def percent(self, share: float, decimals: int = 0) -> str:
        return self.say("common.percent", number=self.number(100 * share, decimals))

    def families(self, names: Iterable[str]) -> dict[str, Text]:
        """What a page needs."""
        chosen = tuple(f"{name}." for name in names)
        return {id: text for id, text in self.texts.items() if id.startswith(chosen)}


@cache
def catalogue(tag: str = ENGLISH) -> Catalogue:
    """Of a language that is there, made up or not. It is read once."""
    if language := MADE_UP.get(tag):
        make = mirrored if language.direction == "rtl" else bracketed
        return Catalogue(language, {id: make(text) for id, text in catalogue(language.made_of).texts.items()})
    language = LANGUAGES[tag]
    texts = dict(catalogue().texts) if tag != ENGLISH else {}
    for file in sorted((FOLDER / tag).glob("*.json")):
        try:
            texts |= read(file)
        except (OSError, ValueError) as error:
            if tag == ENGLISH:
                raise ValueError(f"texts/{tag}/{file.name}: {error}") from error
            log.error("texts/%s/%s cannot be read, so English stands in its place: %s", tag, file.name, error)
    return Catalogue(language, texts)


def read(file: Path) -> dict[str, Text]:
    """Raises a ValueError that says what is wrong in it."""
    texts = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(texts, dict):
        raise ValueError("it is no object of ids and texts")
    for id, text in texts.items():
        forms = text.values() if isinstance(text, dict) and "other" in text else [text]
        if not all(isinstance(form, str) for form in forms):
            raise ValueError(f"{id} is neither a text nor one text for each plural form, `other` among them")
    return texts
