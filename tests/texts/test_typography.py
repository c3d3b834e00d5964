"""Marks are those of the language: its quotation marks, its apostrophes, and the spaces that it has before or after them."""

from __future__ import annotations

import re

import pytest

from texts import LANGUAGES
from texts.report import forms_of, own_texts

TYPED = re.compile(r"`[^`]*`|\+ - \* ' \( \) =|%\d\d|Content-Type:")  # it is of no language
LINK = re.compile(r"\]\(\w+\)")
NOTHING = "\u2060"  # is neither a letter, a mark nor a space
HAN = r"[\u4e00-\u9fff]"
WRONG = {
    "en": {"a straight quotation mark": r'"'},
    "zh-Hans": {
        "a mark of half width": rf"{HAN}[,.:;?!()]|[,.:;?!()]{HAN}",
        "a space that Chinese does not write": rf"{HAN} {HAN}|[，。：；？！（）、] | [，。：；？！（）、]",
        "a word in Latin letters without a space": rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}",
        "half of a mark for what is left out": r"(?<!…)…(?!…)",
        "a straight quotation mark": r'"',
    },
    "es": {
        "a question or a call that is not opened": r"^[^¿]*\?|^[^¡]*!",
        "a quotation mark of another language": r'["“”„]',
        "percent without its space": r"[^\u00a0\u202f]%",
    },
    "fr": {
        "a mark without its narrow or hard space": r"[^\u00a0\u202f\s][:;?!»](?=\s|$)|[ ][:;?!»]|«[^\u00a0\u202f]",
        "percent without its space": r"[^\u00a0\u202f]%",
        "an apostrophe of a typewriter": r"\w'\w",
        "a quotation mark of another language": r'["“”„]',
    },
    "de": {
        "a quotation mark of another language": r'["”«»]|“\w',
        "an apostrophe of a typewriter": r"\w'\w",
        "percent without its space": r"[^\u00a0\u202f-]%",
    },
}


@pytest.mark.parametrize("tag", WRONG)
def test_marks_are_those_of_the_language(tag: str) -> None:
    found = [
        (id, what, said[max(0, at.start() - 20) : at.end() + 20])
        for id, text in own_texts(tag).items()
        for said in (TYPED.sub(NOTHING, LINK.sub("]", form)) for form in forms_of(text).values())
        for what, mark in WRONG[tag].items()
        for at in re.finditer(mark, said)
    ]
    assert found == []


def test_every_language_has_such_a_rule() -> None:
    assert WRONG.keys() == LANGUAGES.keys()
