"""India, then Norway: a country is told of, then another one, and names are dropped in passing.

Some names are invented, new ones in each batch. Of listed countries each can have a place of its own in the memory, and what was
told first may stay beside what is told now. What can be any name has to share its units with all others, so the old one must go
first: then the forget gates do what the textbooks say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from model.errors import InputError
from model.tasks.sequences import ANSWER, LITTLE, NOTHING, One, Sequences, of_symbols
from model.tasks.task import Preset, Recipe, Setting, Task, Values

COUNTRIES = ("India", "Norway", "Peru", "Kenya", "Japan", "Chile", "Egypt", "Spain", "Nepal", "Cuba", "Ghana", "Italy")
ADJECTIVES = ("beautiful", "small", "cold", "large", "quiet")
MOST_LISTED, LONGEST_WORD = 40, 40  # words of one's own, and their letters
FRESH = 8  # vectors of a batch that stand for invented names
TELLING = ("{name} is a {adjective} country .", "{name} is also a {adjective} country .")
STAYING = "I live in {name} ."
PASSING = ("My friend flew to {name} last year .", "A letter from {name} came today .")
FILLERS = ("The weather is fine .", "We had a good time there .", "The food was very good .", "It rained all day .")
ASKING = "You must visit the capital of"
QUESTION = ASKING + " {name}"
SLOTS = ("{name}", "{adjective}")
PATTERNS = (*TELLING, STAYING, QUESTION, *PASSING, *FILLERS)
# A word at the beginning of a sentence is the same word: so whoever types a sentence is understood.
WORDS = {word.casefold(): word for word in reversed(" ".join(PATTERNS).split())}  # as it is written first
Word = tuple[str | int, int]  # a word, or the number of an invented name; and its mark as a target


@dataclass(frozen=True)
class Style:
    countries: tuple[str, ...]
    adjectives: tuple[str, ...]
    passing: float  # how often a name is dropped in passing, each time that it may be
    fillers: int  # sentences of fillers, at most, behind each country
    invented: float  # how many names are invented


def story(random: Random, style: Style) -> list[Word]:
    names = random.sample(style.countries, 4)
    fresh = random.sample(range(FRESH), 4)
    one, other, *dropped = [
        number if random.random() < style.invented else name for name, number in zip(names, fresh, strict=True)
    ]
    words = list(about(random, style, TELLING[0], one, dropped[0]))
    if random.random() < 0.7:
        words += about(random, style, TELLING[1], other, dropped[1])
        one = other
    return [*words, *sentence(QUESTION, one, ANSWER)]


def about(random: Random, style: Style, telling: str, name: str | int, dropped: str | int) -> Iterator[Word]:
    yield from sentence(telling, name, NOTHING, random.choice(style.adjectives))
    if random.random() < 0.5:
        yield from sentence(STAYING, name, LITTLE)
    if random.random() < style.passing:
        yield from sentence(random.choice(PASSING), dropped, NOTHING)
    for _ in range(random.randint(0, style.fillers)):
        yield from sentence(random.choice(FILLERS))


def sentence(pattern: str, name: str | int = "", mark: int = NOTHING, adjective: str = "") -> Iterator[Word]:
    """``mark``: of the name, as something to be foretold."""
    slots: dict[str, Word] = {"{name}": (name, mark), "{adjective}": (adjective, LITTLE)}
    yield from (slots.get(word, (word, LITTLE)) for word in pattern.split())


def make(seed: int, count: int, settings: Values) -> Sequences:
    random, style = Random(f"india {seed}"), style_of(settings)
    known = {word.casefold(): word for word in (*style.countries, *style.adjectives, *reversed(WORDS.values()))}
    symbols = tuple(word for word in known.values() if word not in SLOTS)
    row = {word.casefold(): n for n, word in enumerate(symbols)}

    def one(words: Sequence[Word]) -> One:
        rows = [row[word.casefold()] if isinstance(word, str) else len(symbols) + word for word, _ in words]
        return One(rows, [*(mark for _, mark in words[1:]), NOTHING])

    made = of_symbols((one(story(random, style)) for _ in range(count)), symbols)
    return replace(made, reads="words", fresh=FRESH, more={"typed": [*chain(*typed(settings))]})


def style_of(settings: Values) -> Style:
    own, adjectives = typed(settings)
    countries = own or COUNTRIES[: int(settings["how_many"])]
    if len(countries) < 4:
        raise InputError("model.task.countries")
    shares = {name: float(settings[name]) / 100 for name in ("passing", "invented")}
    return Style(countries, adjectives or ADJECTIVES, fillers=int(settings["fillers"]), **shares)


def typed(settings: Values) -> list[tuple[str, ...]]:
    """Countries and adjectives of one's own, which may be of any language."""
    return [listed(str(settings[name]), name) for name in ("countries", "adjectives")]


def listed(text: str, name: str) -> tuple[str, ...]:
    """Words with commas or new lines between them, each once."""
    names = tuple({word.casefold(): word for word in map(str.strip, re.split(r"[,;\n]", text)) if word}.values())
    if len(names) > MOST_LISTED or any(len(word) > LONGEST_WORD for word in names):
        raise InputError("model.task.too-many-words", name=name, most=MOST_LISTED, letters=LONGEST_WORD)
    if taken := [word for word in names if word.casefold() in WORDS]:
        raise InputError("model.task.taken", name=name, word=taken[0])
    return names


TASK = Task(
    name="india",
    paper="S. Hochreiter and J. Schmidhuber, Long Short-Term Memory, Neural Computation 9, 1997",
    settings=(
        Setting("how_many", 6, 4, len(COUNTRIES)),
        Setting("countries", "", 0, 1_000),
        Setting("adjectives", "", 0, 1_000),
        Setting("passing", 50, 0, 100),
        Setting("fillers", 1, 0, 8),
        Setting("invented", 30, 0, 100),
    ),
    make=make,
    recipe=Recipe(units=48, width=24, rate=0.01, span=64, until=0.95, on="invented"),
    sets={"taught": {}, "unseen": {"invented": 0}, "invented": {"invented": 50}},
    question=ASKING,
    presets=(
        Preset("six", {}),
        Preset("twelve", {"how_many": 12}),
        Preset("half", {"how_many": 12, "invented": 50}, {"until": 0.98}),
    ),
)
