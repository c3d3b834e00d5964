"""Tells stories: facts told, kept in mind through other things, and asked about, from one random source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from random import Random

from model.world.nouns import ITEMS, LOOKS, Country
from model.world.story import Invented, Question, Story, Style, Values
from model.world.templates import Slot, Template, Word
from model.world.textbook.grammar import grammar, sentences
from model.world.textbook.lexicon import lexicon, vocabulary

VOWELS = tuple("aeiou")


SHARES = {"topic": 6.0, "origin": 1.5, "quest": 1.5, "person": 1.0, "kind": 0.7, "number": 1.0}  # of the stories
KEPT = {"topic": 6.0, "origin": 1.5, "quest": 2.0, "person": 0.7}  # of the stories that tell facts to be kept for long


ANSWER, PLAIN, FAINT = 5.0, 0.15, 0.02  # weights in the loss; what nothing determines has weight 0
GAP, MOST_FOR_GAPS, FOR_OTHERS = 15, 4, 2  # words; at most so many times; times, if it must be told from another
BROKEN_OFF = 0.15  # of the sentences that tell something, so many stop at the word that tells it
FEW = 0.15  # how often things are asked for while few are known: otherwise it is enough to know the last ones
DECIDES = {"topic": "name", "origin": "country", "quest": "look", "person": "person"}  # the slot that tells the fact


@dataclass
class Facts:
    """What is known so far."""

    topic: str | Invented | None = None
    origin: Country | None = None
    look_of: dict[str, str] = field(default_factory=dict)  # item -> look
    pronoun: str | None = None
    told_at: dict[str, int] = field(default_factory=dict)  # family, or item -> place
    tellings: Counter[str] = field(default_factory=Counter)  # family, or item -> how often


class Teller:
    """Tells one story after another from one random source."""

    def __init__(self, random: Random, style: Style) -> None:
        self.random, self.style, self.lexicon = random, style, lexicon()
        self.country_of = {country.name: country for country in self.lexicon.countries}
        self.begin()

    def tell(self, length: int) -> Story:
        """A story of at least ``length`` words; its last sentence is finished."""
        random, manner = self.random, self.style.manner
        self.begin()
        self.points = random.random() > 0.12
        self.exchanged = random.choice((0.0, 0.5, 1.0)) * manner.strange
        self.items = random.sample(ITEMS, random.choice((2, 3, 4, 4, 4)))  # the fewer, the more often one is found again
        every, shares = zip(*(manner.families or SHARES.items()), strict=True)
        families = random.choices(every, shares, k=1 if manner.alone else random.choice((1, 2, 2, 3)))
        kept = [(family, share) for family, share in KEPT.items() if family in (families if manner.alone else every)]
        if kept and random.random() < manner.kept:
            while len(self.story.words) < length:
                self.keep(random.choices(*zip(*kept, strict=True))[0], length)
            return self.story
        fillers = manner.most_fillers * random.random()
        while len(self.story.words) < length:
            if random.random() < fillers:
                self.filler()
            else:
                self.family(random.choice(families))
        return self.story

    def begin(self) -> None:
        self.story, self.facts = Story(), Facts()
        self.points, self.exchanged, self.items = True, 0.0, list(ITEMS)

    def keep(self, family: str, length: int) -> None:
        """A fact told, perhaps over an older one, then other things for a while, short or long, then questions."""
        random = self.random
        several = family == "quest"  # things are kept beside each other, and do not take each other's place
        for _ in range(random.choice((1, 3, 4, 5, 6) if several else (1, 2, 2, 3))):
            self.tell_or_break_off(family)
            if random.random() < 0.3:
                self.filler()
        until = len(self.story.words) + length ** random.random()
        while len(self.story.words) < until:
            self.filler()
        for _ in range(random.choice((1, 2, 3) if several else (1, 1, 2))):
            self.ask(family, random.choice(self.questions(family)))

    # Facts and questions.

    def family(self, family: str) -> None:
        """Asks after a fact of the family, if there is one, or tells one."""
        asks = self.questions(family)
        must_ask = f"{family}: tell" not in grammar()
        few = family == "quest" and len(self.facts.look_of) < min(3, len(self.items))
        if asks and (must_ask or self.random.random() < (FEW if few else self.style.manner.asks)):
            self.ask(family, self.random.choice(asks))
        else:
            self.tell_or_break_off(family)

    def tell_or_break_off(self, family: str) -> None:
        """A new fact. Some sentences break off at the known name that tells it, and the question comes at once.

        So the name alone must do, as when a reader asks in the middle of a sentence what is believed now.
        """
        values, decides = self.news(family), DECIDES[family]
        clear = self.points and family in ("topic", "person") and isinstance(values[decides], str)
        if clear and self.random.random() < BROKEN_OFF:
            self.say(family, "tell", values, until=decides)
            self.ask(family, self.random.choice(self.questions(family)))
        else:
            self.say(family, "tell", values)

    def tell_fact(self, family: str) -> None:
        """A new fact, in a whole sentence."""
        self.say(family, "tell", self.news(family))

    def questions(self, family: str) -> list[str]:
        """The questions of a family that the facts told so far can answer."""
        facts = self.facts
        match family:
            case "topic":
                known = facts.topic in self.country_of
                return ["ask name", "ask capital", "ask language"] if known else ["ask name"] if facts.topic else []
            case "origin":
                return ["ask"] if facts.origin else []
            case "quest":  # the item told last is asked for least: to know it is no art
                *others, last = facts.look_of or [""]
                return [f"ask {item}" for item in (*others, *others, last) if item]
            case "person":
                return ["ask"] if facts.pronoun else []
            case "kind":
                return ["ask", "ask", "ask of a substance"]
            case _:
                return ["ask one", "ask many"]

    def news(self, family: str) -> Values:
        """A new fact, which replaces an old one of its kind."""
        random, words, facts = self.random, self.lexicon, self.facts
        match family:
            case "topic":
                facts.topic = self.name(self.style.invented_topics)
                return {"name": facts.topic, "adjective": random.choice(words.adjectives)}
            case "origin":
                facts.origin = random.choice(words.countries)
                return {"country": facts.origin.name}
            case "quest":
                item, look = random.choice(self.items), random.choice(LOOKS)
                facts.look_of.pop(item, None)  # told last, it stands last
                facts.look_of[item] = look
                return {"item": item, "look": look}
            case _:
                person = random.choice(words.people)
                facts.pronoun = person.pronoun
                return {"person": person.name, "trade": random.choice(words.trades)}

    def ask(self, family: str, form: str) -> None:
        self.say(family, form, self.answers(family, form))

    def answers(self, family: str, form: str) -> Values:
        """What a question's slots are filled with: its answer, and what else it mentions."""
        random, words, facts = self.random, self.lexicon, self.facts
        match family:
            case "topic":
                country = self.country_of.get(facts.topic) if isinstance(facts.topic, str) else None
                known: Values = {"capital": country.capital, "language": country.language} if country else {}
                return {"name": facts.topic or "", **known}
            case "origin":
                return {"language": facts.origin.language if facts.origin else ""}
            case "quest":
                return {"look": facts.look_of[form.removeprefix("ask ")]}
            case "person":
                return {"she": facts.pronoun or ""}
            case "kind":
                thing = random.choice([t for t in words.things if bool(t.article) == (form == "ask")])
                return {"thing": thing.name, "substance": thing.name, "kind": thing.kind}
            case _:
                subject, other = random.sample(words.objects, 2)
                return {
                    "subject": subject[form == "ask many"],
                    "other": random.choice(other),
                    "beside": random.choice(words.prepositions),
                    "is": "is",
                    "are": "are",
                }

    def name(self, invented: float) -> str | Invented:
        random = self.random
        if self.style.invented and random.random() < invented:
            return Invented(random.randrange(self.style.invented))
        return random.choice(self.lexicon.countries).name

    def say(self, family: str, form: str, values: Values, until: str = "") -> None:
        """Says one of the sentences under a heading, whole or until a slot."""
        chosen = self.random.choice(grammar()[f"{family}: {form}"])
        story, key = self.story, form.removeprefix("ask ") if family == "quest" and form != "tell" else family
        weight = PLAIN
        for n, piece in enumerate(chosen):
            if isinstance(piece, Word):
                if piece.text != "." or self.points:
                    story.add(piece.text, weight if n else FAINT)
                continue
            if piece.name == "a":
                story.add(article(chosen[n + 1], values), PLAIN)
            elif piece.is_answer:
                told_at = self.facts.told_at.get(key, -1)
                place = len(story.words)
                story.questions.append(Question(place, family, piece.name, place - told_at if told_at >= 0 else 0, told_at))
                story.add(values[piece.name], ANSWER * self.importance(key, story.questions[-1].gap))
                weight = FAINT  # what follows the answer is not determined
            else:
                if piece.name == DECIDES.get(family):
                    fact = str(values.get("item", family))
                    self.facts.told_at[fact] = len(story.words)
                    self.facts.tellings[fact] += 1
                    if family == "topic":
                        story.topics.append(len(story.words))
                story.add(values[piece.name], 0.0)
                if piece.name == until:
                    return

    def importance(self, key: str, gap: int) -> float:
        """An answer counts more the longer its fact had to be kept, and if it must be told from another."""
        replaced = self.facts.tellings[key] > 1
        beside = key in self.facts.look_of and len(set(self.facts.look_of.values())) > 1
        return min(MOST_FOR_GAPS, 1 + gap / GAP) * (FOR_OTHERS if replaced or beside else 1)

    # What changes nothing.

    def filler(self) -> None:
        """A sentence that no fact depends on: ordinary, with a stray name, or half understood."""
        kind = self.random.random()
        begin = len(self.story.words)
        if kind < 0.2:
            self.distractor()
        elif kind < 0.55 and self.style.noise and self.style.manner.strange:
            self.noise()
        else:
            self.plain(self.random.choice(self.style.fillers))
        self.story.fillers += range(begin, len(self.story.words))

    def distractor(self) -> None:
        """A sentence that names a place in passing."""
        self.plain(self.random.choice(self.style.distractors))

    def plain(self, sentence: Template) -> None:
        """A sentence as it stands, but some begin with a word never seen; in some stories, others are exchanged as well.

        A word never seen may also be the name of a new topic. Only what follows tells, so this must be met often.
        """
        exchanged, begins_strange = (self.exchanged, self.style.manner.strange / 2) if self.style.noise else (0.0, 0.0)
        for n, piece in enumerate(sentence):
            if isinstance(piece, Slot):
                self.story.distractors.append(len(self.story.words))
                self.story.add(self.name(self.style.invented_in_passing), 0.0)
            elif piece.text == ".":
                if self.points:
                    self.story.add(".", FAINT)
            elif n == 0 and self.random.random() < begins_strange:
                self.story.add(self.stranger(), 0.0)
            elif self.random.random() < exchanged:
                self.story.add(self.any_word(names=n > 0), 0.0)
            else:
                self.story.add(piece.text, FAINT)

    def noise(self) -> None:
        """Any words in any order, known ones, names, and words never seen: none of it tells a fact.

        A sentence that begins with a name is about it, so these do not.
        """
        known = self.random.random()
        for n in range(self.random.randint(2, 10)):
            self.story.add(self.any_word(known, names=n > 0 and self.points), 0.0)
        if self.points:
            self.story.add(".", 0.0)

    def stranger(self) -> Invented:
        return Invented(self.style.invented + self.random.randrange(self.style.noise))

    def any_word(self, known: float = 0.5, names: bool = True) -> str | Invented:
        random = self.random
        if names and random.random() < 0.15:
            return self.name(self.style.invented_in_passing)
        if random.random() >= known:
            return self.stranger()
        return random.choice(glue() if random.random() < 0.6 else every_word() if names else no_names())


def article(after: Word | Slot, values: Values) -> str:
    word = values[after.name] if isinstance(after, Slot) else after.text
    return "an" if isinstance(word, str) and word[0].lower() in VOWELS else "a"


@cache
def every_word() -> tuple[str, ...]:
    return tuple(word for word in vocabulary().words if word[0].isalpha())


@cache
def no_names() -> tuple[str, ...]:
    names = {country.name for country in lexicon().countries} | {person.name for person in lexicon().people}
    return tuple(word for word in every_word() if word not in names)


@cache
def glue() -> tuple[str, ...]:
    """The small words that hold sentences together: those that many fillers share."""
    lists = (*sentences("fillers_train.txt"), *sentences("distractors_train.txt"))
    count = Counter(
        piece.text.lower() for template in lists for piece in template if isinstance(piece, Word) and piece.text.isalpha()
    )
    return tuple(word for word, times in count.most_common(60) if times > 2)
