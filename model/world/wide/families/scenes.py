"""Scenes: two people, things or countries told beside each other, so that only what is said of each tells which is meant."""

from __future__ import annotations

from collections.abc import Callable

from model.world.story import Invented, Said, Values
from model.world.wide.families.family import Family, Speaker
from model.world.wide.lexicon import PRONOUNS

UNKNOWN = 0.15  # of the names, so many were never seen
BETWEEN = (0, 0, 0, 1, 1, 2, 3, 5)  # sentences that change nothing, between telling and asking
QUESTIONS = (1, 1, 2)
PRONOUN_SLOTS = ("she", "her", "them", "hers", "herself")


class Scene(Family):
    """Told and asked for at once; the sentences stand under ``tell <kind>`` and ``ask <kind>``."""

    def __init__(self, name: str, kind: str, decides: str, *others: str) -> None:
        """``others`` are more headings of questions."""
        self.name, self.kind, self.decides = name, kind, decides
        self.asks, self.fact = (kind, *others), f"{name} {kind}"

    def play(self, teller: Speaker, values: Values) -> None:
        random = teller.random
        begin = len(teller.story.words)
        teller.say(self, f"tell {self.kind}", values, self.fact)
        if teller.facts.told_at.get(self.fact, -1) < begin:  # not told by name
            teller.facts.tell(self.fact, len(teller.story.words) - 1)
        for _ in range(random.choice(BETWEEN)):
            teller.filler()
        for _ in range(random.choice(QUESTIONS)):
            teller.say(self, f"ask {random.choice(self.asks)}", values, self.fact)


def pronouns(pronoun: str, number: str = "") -> Values:
    """The slots of a pronoun; with a number behind them, of the second or third person in a scene."""
    return {f"{slot}{number}": form for slot, form in zip(PRONOUN_SLOTS, PRONOUNS[pronoun], strict=True)}


def two_people(teller: Speaker, apart: bool = False) -> Values:
    """``one`` and ``two``, with their pronouns; ``apart``: one is known to be a woman, the other a man."""
    random = teller.random
    first = random.choice(tuple(PRONOUNS))
    second = next(one for one in PRONOUNS if one != first) if apart else random.choice(tuple(PRONOUNS))
    unknown = 0.0 if apart else UNKNOWN
    one = a_name(teller, first, unknown)
    two = another(one, lambda: a_name(teller, second, unknown))
    return {"one": one, "two": two, **pronouns(first), **pronouns(second, "2")}


def two_phrases(teller: Speaker) -> Values:
    """The same of people who are not called by name, such as *my aunt*; they are no answer, which is one word."""
    one, two = teller.random.sample([phrase for phrase in teller.lexicon.phrases if phrase.pronoun], 2)
    return {"one": one.name, "two": two.name, **pronouns(one.pronoun), **pronouns(two.pronoun, "2")}


def a_name(teller: Speaker, pronoun: str, unknown: float) -> Said:
    random = teller.random
    if teller.style.invented and random.random() < unknown:
        return Invented(random.randrange(teller.style.invented))
    while True:
        person = random.choice(teller.lexicon.people)
        if person.pronoun == pronoun:
            return person.name


def another(than: Said, draw: Callable[[], Said]) -> Said:
    """Drawn again until it is not the same."""
    while (drawn := draw()) == than:
        pass
    return drawn
