"""The languages: their rows beside CLDR, the choice by a browser's header, and the two that are made up."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.numbers import format_decimal

from texts import LANGUAGES, MADE_UP, catalogue, language_of, preferred
from texts.made_up import SLOT

COUNTS = [*range(0, 130), 0.0, 0.5, 1.0, 1.5, 2.0, 1_000, 2_000_001]
each = pytest.mark.parametrize("tag", LANGUAGES)


@each
def test_the_plural_forms_of_a_language_are_those_of_cldr(tag: str) -> None:
    locale = Locale.parse(tag, sep="-")
    for n in COUNTS:
        assert LANGUAGES[tag].plural(n) == locale.plural_form(int(n) if n == int(n) else n), n


@each
def test_numbers_are_written_as_cldr_has_them(tag: str) -> None:
    for value in (0, 7, 1_234, 12_345.5, 1_234_567):  # in Spanish no point stands in 1234, and here one does, as in its tables
        told = format_decimal(value, locale=tag.replace("-", "_"), group_separator=True)
        assert catalogue(tag).number(value) == told or (tag == "es" and value == 1_234)
    assert catalogue(tag).number(-1.25, 1) == catalogue(tag).number(-1.25, 1).replace("-", "−")


def test_a_language_is_known_by_the_first_part_of_an_address_in_small_letters() -> None:
    for language in (*LANGUAGES.values(), *MADE_UP.values()):
        assert language_of(language.address) is language and language.address == language.address.lower()
    assert language_of("xx") is None


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("xx,fr;q=0.4,es;q=0.6", "es"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8", "en"),
        ("zh-HK,zh-Hant;q=0.9,de;q=0.5", "de"),
        ("en; q=0.3, de; q=0.9", "de"),
        ("de-AT; q=0.1, fr;q = 0.2", "fr"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("de;q=x, fr;q=0.1", "fr"),
        ("," * 5_000 + "de", "en"),
    ],
)
def test_the_browsers_best_liked_language_that_is_here_is_chosen(header: str, tag: str) -> None:
    assert preferred(header).tag == tag


def test_the_bracketed_language_marks_every_text_and_makes_it_longer() -> None:
    english, marked = catalogue().texts, catalogue("en-XA").texts
    assert marked.keys() == english.keys()
    for id, text in marked.items():
        one, plain = (text, english[id]) if isinstance(text, str) else (text["other"], english[id]["other"])  # type: ignore[index]
        own, theirs = (len(SLOT.sub("", str(text))) for text in (one, plain))
        assert one.startswith("[") and one.endswith("]") and own > 1.2 * theirs


def test_the_mirrored_language_says_the_same_from_right_to_left() -> None:
    assert MADE_UP["ar-XB"].direction == "rtl"
    assert catalogue("ar-XB").say("common.theme") == "\u202eTheme\u202c"
