"""A story: a row of words in which it is known what each question's answer is and how long ago its fact was told.

Names may be invented: an invented name is a number below ``Style.invented``, which stands for a vector of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Invented:
    """A word that is not in the vocabulary: the n-th of its batch."""

    number: int


Said = str | Invented
Values = dict[str, Said]  # slot -> what it is filled with


@dataclass(frozen=True)
class Question:
    """An answer that the story's facts determine: the word at ``place``, to be said from the words before it."""

    place: int
    family: str
    form: str  # name, capital, language, ...
    gap: int  # words since the fact was told; 0 if nothing had to be kept
    told_at: int  # the place of the word that told it, or -1
    doubt: bool = False  # nothing tells it: the answer is drawn, and the network should be unsure


@dataclass
class Story:
    words: list[Said] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)  # how much each word counts as something to be foretold
    questions: list[Question] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)  # places of the names of new topics
    distractors: list[int] = field(default_factory=list)  # places of names that change nothing
    fillers: list[int] = field(default_factory=list)  # places of the words of fillers and distractors

    def add(self, word: Said, weight: float = 0.0) -> None:
        self.words.append(word)
        self.weights.append(weight)


@dataclass(frozen=True)
class Manner:
    """How full of facts stories are, or how empty. All are shares."""

    most_fillers: float = 0.9  # of the sentences of a story, at most so many change nothing
    kept: float = 0.5  # of the stories, so many tell facts to be kept for long
    asks: float = 0.6  # of the chances to ask, so many are taken
    families: tuple[tuple[str, float], ...] = ()  # that are told of, and how often each; empty: all, as usual
    alone: bool = False  # each story tells of one family only
    strange: float = 0.6  # of the words in sentences that change nothing, at most so many are exchanged
    plain: float = 0.25  # of the facts and questions, so many are in the plainest words, where a world has others


ORDINARY = Manner()


@dataclass(frozen=True)
class Style:
    """What stories are told with, and how."""

    fillers: tuple[Any, ...]  # sentences of the world that tells
    distractors: tuple[Any, ...]
    invented: int  # how many invented names there are to choose from
    noise: int  # how many other invented words
    invented_topics: float = 0.7  # the share of topics that have an invented name
    invented_in_passing: float = 0.5  # the same for names that change nothing
    manner: Manner = ORDINARY
    plain: float = 1.0  # the share of facts and questions in the plainest words, where a world has others
