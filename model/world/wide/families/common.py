"""What children ask first: opposites, days, sums, and what somebody has just said of himself."""

from __future__ import annotations

from functools import cache

from model.world.story import Invented, Said, Values
from model.world.wide.families.family import Family, Speaker
from model.world.wide.families.scenes import Scene, two_people
from model.world.wide.grammar import lists, rows
from model.world.wide.lexicon import FIGURES, NUMBERS

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
    "ask workplace": ("job places", "one", "two"),
    "ask tool": ("tool pairs", "one", "two"),
    "ask plural": ("plural pairs", "one", "two"),
    "ask singular": ("plural pairs", "one", "two"),
    "ask past": ("past pairs", "one", "two"),
    "ask more": ("more pairs", "one", "two"),
    "ask ordinal": ("ordinal pairs", "one", "two"),
    "ask continent": ("continent pairs", "one", "two"),
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
    "favourite animal": ("animal", "wild animals"),
    "favourite drink": ("drink", "drinks"),
    "breakfast": ("eaten", "breakfasts"),
    "birthday": ("month", "month names"),
    "day": ("day", "day names"),
    "lucky number": ("number", "lucky numbers"),
    "how many": ("many", "how many numbers"),
    "time": ("time", "times"),
    "hobby": ("hobby", "hobbies"),
    "instrument": ("instrument", "instruments"),
    "job": ("job", "jobs"),
    "best friend": ("friend", ""),
    "teacher": ("teacher", ""),
    "eyes": ("eyes", "eye colours"),
    "weather": ("weather", "weathers"),
    "mood": ("mood", "moods"),
    "vehicle": ("vehicle", "vehicles"),
}
PAIRED: dict[str, dict[str, tuple[str, ...]]] = {  # of a scene -> its slots, and the lists they are from
    "two pets": {"pet": ("pets",), "called": ("pet names",)},
    "two ages": {"age": ("ages",)},
    "two likings": {"liked": ("foods", "hobbies", "drinks", "sports", "school subjects")},
    "two lessons": {"day": ("day names",), "subject": ("school subjects",)},
    "two jobs": {"job": ("jobs",)},
}
SUMS = (
    *("sums", "sums many", "sums in figures", "minus", "minus many", "minus in figures"),
    *("count", "count in figures", "count down"),
)
SHARE_OF_SCENES = 0.12  # of the chances to say something
COPIED, DOUBT, UNKNOWN = 0.5, 0.06, 0.3  # the share of copies; of them, not told before; of the names, never seen


class Common(Family):
    name = "common"

    def act(self, teller: Speaker) -> None:
        if teller.random.random() < SHARE_OF_SCENES:
            self.scene(teller)
        elif teller.random.random() >= COPIED:
            self.ask(teller, teller.random.choice(self.questions(teller)))
        elif (known := list(teller.facts.own)) and teller.random.random() < teller.style.manner.asks:
            self.copy(teller, teller.random.choice(known))
        elif teller.random.random() < DOUBT:
            self.copy(teller, teller.random.choice([what for what in COPIES if what not in teller.facts.own] or ["pet"]))
        else:
            self.tell(teller)

    def scene(self, teller: Speaker) -> None:
        """Two of a kind beside each other."""
        scene, values = teller.random.choice(SCENES), two_people(teller)
        for slot, headings in PAIRED[scene.kind].items():
            some = [one for one in lists()[f"common: {teller.random.choice(headings)}"] if " " not in one]
            values[slot], values[f"{slot}2"] = teller.random.sample(some, 2)
        scene.play(teller, values)
        for what in ("pet", "pet name", "age"):
            teller.facts.own.pop(what, None)  # which is meant would be unclear

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
        if not COPIES[what][1] or (what == "pet name" and random.random() < UNKNOWN):
            known = random.choice(teller.lexicon.people).name
            return Invented(random.randrange(teller.style.invented)) if random.random() < UNKNOWN else known
        return random.choice(lists()[f"common: {COPIES[what][1]}"])

    def questions(self, teller: Speaker) -> list[str]:
        return [*PAIRS, *SUMS, *["ask fact"] * 10]

    def ask(self, teller: Speaker, form: str) -> None:
        if form in PAIRS:
            heading, *slots = PAIRS[form]
            pair = teller.random.choice(pairs(heading, form == "ask opposite"))
            teller.say(self, form, dict(zip(slots, pair, strict=True)))
        elif form == "ask fact":
            teller.say(self, form, {})
        elif form.startswith("count"):
            first = teller.random.randrange(len(NUMBERS) - 3)
            teller.say(self, form, dict(zip(("one", "two", "three", "four"), numbers(form)[first : first + 4], strict=True)))
        else:
            least, said = 2 if form.endswith("many") else 1, numbers(form)
            five = teller.random.randrange(2 * least, 11)
            three = teller.random.randrange(least, five - least + 1)
            values: Values = {"two": said[five - three], "three": said[three], "five": said[five]}
            teller.say(self, form, values)


def numbers(form: str) -> tuple[str, ...]:
    return FIGURES if form.endswith("figures") else NUMBERS


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
SCENES = tuple(Scene("common", kind, next(iter(slots))) for kind, slots in PAIRED.items())
