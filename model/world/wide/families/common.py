"""What children ask first: opposites, days, sums, and what somebody has just said of himself."""

from __future__ import annotations

from functools import cache

from model.world.story import Invented, Said, Values
from model.world.wide.families.family import Family, Speaker
from model.world.wide.grammar import lists, rows
from model.world.wide.lexicon import NUMBERS

PAIRS = {  # question -> list of pairs, and the slots of its columns
    "ask opposite": ("opposite pairs", "one", "two"),
    "ask next day": ("day pairs", "one", "two"),
    "ask day before": ("day pairs", "one", "two"),
    "ask next month": ("month pairs", "one", "two"),
    "ask month before": ("month pairs", "one", "two"),
    "ask next season": ("season pairs", "one", "two"),
    "ask colour": ("colour facts", "thing", "colour"),
    "ask colour many": ("colour facts many", "thing", "colour"),
    "ask sound": ("animal sounds", "animal", "sound"),
    "ask young": ("animal young", "animal", "young"),
    "ask home": ("animal homes", "animal", "home"),
}
COPIES = {  # what is told -> its slot, and the list it is from
    "name": ("person", ""),
    "pet": ("pet", "pets"),
    "pet name": ("called", "pet names"),
    "age": ("age", "ages"),
    "favourite food": ("food", "foods"),
    "favourite colour": ("colour", "favourite colours"),
    "favourite sport": ("sport", "sports"),
    "favourite subject": ("subject", "school subjects"),
}
COPIED, DOUBT, UNKNOWN = 0.5, 0.06, 0.3  # the share of copies; of them, not told before; of the names, never seen


class Common(Family):
    name = "common"

    def act(self, teller: Speaker) -> None:
        if teller.random.random() >= COPIED:
            self.ask(teller, teller.random.choice(self.questions(teller)))
        elif (known := list(teller.facts.own)) and teller.random.random() < teller.style.manner.asks:
            self.copy(teller, teller.random.choice(known))
        elif teller.random.random() < DOUBT:
            self.copy(teller, teller.random.choice([what for what in COPIES if what not in teller.facts.own] or ["pet"]))
        else:
            self.tell(teller)

    def tell(self, teller: Speaker) -> None:
        what = teller.random.choice(tuple(COPIES))
        slot, said = COPIES[what][0], self.drawn(teller, what)
        teller.say(COPY[what], f"tell {what}", {slot: said}, what)
        teller.facts.own[what] = said

    def copy(self, teller: Speaker, what: str) -> None:
        own = teller.facts.own.get(what)
        teller.say(self, f"ask {what}", {COPIES[what][0]: own or self.drawn(teller, what)}, what, doubt=own is None)

    def drawn(self, teller: Speaker, what: str) -> Said:
        random = teller.random
        if what in ("name", "pet name") and (what == "name" or random.random() < UNKNOWN):
            known = random.choice(teller.lexicon.people).name
            return Invented(random.randrange(teller.style.invented)) if random.random() < UNKNOWN else known
        return random.choice(lists()[f"common: {COPIES[what][1]}"])

    def questions(self, teller: Speaker) -> list[str]:
        return [*PAIRS, "sums", "minus", "count", *["ask fact"] * 4]

    def ask(self, teller: Speaker, form: str) -> None:
        if form in PAIRS:
            heading, *slots = PAIRS[form]
            pair = teller.random.choice(pairs(heading, form == "ask opposite"))
            teller.say(self, form, dict(zip(slots, pair, strict=True)))
        elif form == "ask fact":
            teller.say(self, form, {})
        elif form == "count":
            first = teller.random.randrange(len(NUMBERS) - 3)
            teller.say(self, form, dict(zip(("one", "two", "three", "four"), NUMBERS[first : first + 4], strict=True)))
        else:
            five = teller.random.randrange(2, 11)
            three = teller.random.randrange(1, five)
            values: Values = {"two": NUMBERS[five - three], "three": NUMBERS[three], "five": NUMBERS[five]}
            teller.say(self, form, values)


@cache
def pairs(heading: str, one_answer: bool) -> list[list[str]]:
    """A list of pairs; where something is paired twice, only its first pair, if there is to be one answer."""
    every = rows(f"common: {heading}")
    return [pair for n, pair in enumerate(every) if not one_answer or pair[0] not in [other[0] for other in every[:n]]]


class Copy(Common):
    """The same sentences; the fact is told by the word that is copied."""

    def __init__(self, decides: str) -> None:
        self.decides = decides


COPY = {what: Copy(slot) for what, (slot, _) in COPIES.items()}
