"""The language of the patterns: what is read, what is said, and what is refused."""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest

from model.errors import CommandError
from model.world.templates import Slot, Word
from model.world.wide import grammar, vocabulary
from model.world.wide.grammar import lists, pieces_of
from model.world.wide.patterns import covering, expand, parse
from tests.together import of_each


def said(text: str, times: int = 200) -> set[str]:
    random = Random(1)
    return {expand(parse(text), random) for _ in range(times)}


def test_each_option_is_said() -> None:
    assert said("It is [cold|warm|] [|very] here.") == {
        f"It is {a}{b}here." for a in ("cold ", "warm ", "") for b in ("", "very ")
    }


def test_options_stand_within_options_and_within_words() -> None:
    assert said("[A[b|c]|d]e") == {"Abe", "Ace", "de"}


def test_options_are_said_about_equally_often() -> None:
    random, pattern = Random(2), parse("[a|b|c]")
    counts = [0, 0, 0]
    for _ in range(3000):
        counts["abc".index(expand(pattern, random))] += 1
    assert min(counts) > 900


def test_few_sentences_hold_every_option() -> None:
    assert covering(parse("[a|b|c] x [d|e]")) == ["a x d", "b x e", "c x e"]
    assert {word for text in covering(parse("[a [b|c]|d]")) for word in text.split()} == set("abcd")


@pytest.mark.parametrize("text", ["a ] b", "a [b", "a | b", "[a|b]]", "[a|[b]"])
def test_brackets_that_do_not_match_are_refused(text: str) -> None:
    with pytest.raises(CommandError, match=re.escape(text)):
        parse(text)


def test_slots_are_told_from_words_and_the_asked_one_from_the_others() -> None:
    assert pieces_of("In {Name}'s north they speak <language>.") == (
        *(Word("In"), Slot("name", False), Word("'s"), Word("north")),
        *(Word("they"), Word("speak"), Slot("language", True), Word(".")),
    )
    assert pieces_of("Bees make <=honey>.")[2] == Slot("=honey", True)


@cache
def said_under(heading: str) -> list[tuple[str, list[tuple[Word | Slot, ...]]]]:
    """Each line, and the pieces of the sentences that hold all its options."""
    both = zip(lists()[heading], grammar()[heading], strict=True)
    return [(line, [pieces_of(text) for text in covering(sentences.pattern)]) for line, sentences in both]


@of_each(sorted(lists()))
def test_what_asks_has_one_question_and_what_tells_has_none(heading: str) -> None:
    asks = heading.split(": ")[-1].startswith(("ask", "know", "sums", "minus", "count"))
    for line, told in said_under(heading):
        for pieces in told:
            assert len([piece for piece in pieces if isinstance(piece, Slot) and piece.is_answer]) == asks, line


def test_the_vocabulary_holds_every_word_that_can_be_said() -> None:
    index = vocabulary().index
    for heading in lists():
        for line, told in said_under(heading):
            words = {piece.text for pieces in told for piece in pieces if isinstance(piece, Word)}
            assert all(word.casefold().replace("’", "'") in index for word in words), line


def test_a_word_is_spelled_with_a_capital_letter_only_if_it_is_a_name() -> None:
    words = {word.casefold(): word for word in vocabulary().words}
    for word in ("the", "then", "yesterday", "my", "people", "its", "but", "in"):
        assert words[word] == word
    for name in ("Norway", "Monday", "New Zealand", "English", "Anna", "I"):
        assert words[name.casefold()] == name
