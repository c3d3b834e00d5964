"""The worlds that stories are told from, with one way to use each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from random import Random
from typing import Any, Protocol

from model.network import Vocabulary, key_of
from model.world import textbook, wide
from model.world.nouns import Country, Person, Thing
from model.world.story import Invented, Manner, Said, Story, Style


class Known(Protocol):
    """What a story has told so far."""

    @property
    def topic(self) -> Said | None: ...

    @property
    def told_at(self) -> Mapping[str, int]: ...


class Teller(Protocol):
    """Tells one story after another from one random source."""

    random: Random
    story: Story
    exchanged: float  # the share of words in sentences that change nothing that are others

    @property
    def facts(self) -> Known: ...

    def begin(self) -> None: ...

    def tell(self, length: int) -> Story: ...

    def tell_fact(self, family: str) -> None: ...

    def questions(self, family: str) -> list[str]: ...

    def ask(self, family: str, form: str) -> None: ...

    def filler(self) -> None: ...

    def distractor(self) -> None: ...


class Lexicon(Protocol):
    @property
    def countries(self) -> tuple[Country, ...]: ...

    @property
    def people(self) -> tuple[Person, ...]: ...

    @property
    def things(self) -> tuple[Thing, ...]: ...

    @property
    def objects(self) -> tuple[tuple[str, str], ...]: ...  # one, many


@dataclass(frozen=True)
class World:
    """``plain``: what a word that is no answer counts in the loss, at most."""

    name: str
    plain: float
    teller: Callable[[Random, Style], Teller]
    style: Callable[[Manner], Style]
    sentences: Callable[[str], tuple[Any, ...]]  # of a list that both worlds read
    denials: Callable[[], tuple[Any, ...]]  # sentences that name a place and say that it is not the topic
    lexicon: Callable[[], Lexicon]
    vocabulary: Callable[[], Vocabulary]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Word -> its row, for the words that were met so far."""
        return {}

    def row_of(self, word: Said) -> int:
        """The row of a word in the table: those of the vocabulary first, then the invented ones."""
        if isinstance(word, Invented):
            return len(self.vocabulary()) + word.number
        row = self.rows.get(word)
        if row is None:
            row = self.rows[word] = self.vocabulary().index[key_of(word)]
        return row


WORLDS = {
    world.name: world
    for world in (
        World(
            "textbook",
            textbook.PLAIN,
            textbook.Teller,
            textbook.training_style,
            textbook.sentences,
            lambda: (),
            textbook.lexicon,
            textbook.vocabulary,
        ),
        World(
            "wide",
            wide.PLAIN,
            wide.Teller,
            wide.training_style,
            wide.sentences,
            lambda: wide.grammar()["mention: deny"],
            wide.lexicon,
            wide.vocabulary,
        ),
    )
}


@cache
def world_in_words_of(name: str, other: str) -> World:
    """The stories of one world as rows of the vocabulary of another, which has all their words; without a name, its own."""
    return replace(WORLDS[name or other], vocabulary=WORLDS[other].vocabulary)
