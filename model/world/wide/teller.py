"""Tells stories: facts told, kept in mind through other things, and asked about, from one random source."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

from model.errors import CommandError
from model.network import key_of
from model.world.story import Invented, Question, Said, Story, Style, Values
from model.world.templates import Slot, Template, Word
from model.world.wide.facts import Facts
from model.world.wide.families import FAMILIES, KEPT, SHARES
from model.world.wide.families.family import Family
from model.world.wide.grammar import Sentences, grammar, pieces_of
from model.world.wide.lexicon import lexicon, vocabulary
from model.world.wide.patterns import expand

ANSWER, PLAIN = 1.0, 0.03  # weights in the loss, of answers and of the words of a pattern; what nothing determines has weight 0
GAP, MOST_FOR_GAPS, FOR_OTHERS = 15, 4, 3  # words; at most so many times; times, if it must be told from another
FOR_DOUBT = 0.4  # times: an answer that is drawn says little
IN_FRONT, AT_THE_END = 0.12, 0.05  # of the sentences, so many have words in front, or behind
NO_POINTS, SLOPPY = 0.12, 0.3  # of the stories: without full stops; with misspelt words
BEGINS_STRANGE = 0.1  # of the sentences that change nothing, so many begin with a word never seen
ASKED_AGAIN = 0.6  # of the questions, so many are followed by another
MISSPELT, UNKNOWN = 0.06, 0.03  # of the words of a sloppy story; of all others: there are more words than anybody has read
STRANGE_ADJECTIVE = 0.08  # of the adjectives, so many are words never seen
CHANGED = 0.4  # of the stories: in facts and questions, some words are others
OTHER_WORDS, APART = 0.18, 2  # of the words that stand apart from any slot by more words than that, so many are others
ONLY_IF_TOLD = frozenset(("topic", "old"))
VOWELS = tuple("aeiou")


class Teller:
    """Tells one story after another from one random source."""

    def __init__(self, random: Random, style: Style) -> None:
        self.random, self.style, self.lexicon = random, style, lexicon()
        self.country_of = {country.name: country for country in self.lexicon.countries}
        self.begin()

    def begin(self) -> None:
        self.story, self.facts = Story(), Facts()
        self.points, self.exchanged, self.misspelt, self.changed = True, 0.0, 0.0, False

    def tell(self, length: int) -> Story:
        """A story of at least ``length`` words; its last sentence is finished."""
        random, manner = self.random, self.style.manner
        self.begin()
        self.points = random.random() >= NO_POINTS
        self.exchanged = random.choice((0.0, 0.0, 0.5, 1.0)) * manner.strange
        self.misspelt = 0.0
        if self.style.noise and self.style.plain < 1:
            self.misspelt = MISSPELT if random.random() < SLOPPY else UNKNOWN
        self.changed = bool(self.style.noise) and self.style.plain < 1 and random.random() < CHANGED
        shares = dict(manner.families or SHARES)
        families = random.choices(*zip(*shares.items(), strict=True), k=1 if manner.alone else random.choice((1, 1, 2, 3)))
        kept = {family: share for family, share in KEPT.items() if family in (families if manner.alone else shares)}
        if kept and random.random() < manner.kept:
            while len(self.story.words) < length:
                self.keep(random.choices(*zip(*kept.items(), strict=True))[0], length)
            return self.story
        fillers = manner.most_fillers * random.random()
        while len(self.story.words) < length:
            if random.random() < fillers:
                self.filler()
            else:
                self.act(random.choice(families))
        return self.story

    def act(self, family: str) -> None:
        """One sentence of a family; if it was a question, perhaps more of them."""
        count = len(self.story.questions)
        FAMILIES[family].act(self)
        while len(self.story.questions) > count and self.random.random() < ASKED_AGAIN:
            count = len(self.story.questions)
            self.ask(family)

    def keep(self, family: str, length: int) -> None:
        """A fact told, perhaps over an older one, then other things for a while, short or long, then questions."""
        random = self.random
        several = family == "quest"  # things are kept beside each other, and do not take each other's place
        for _ in range(random.choice((1, 3, 4, 5, 6) if several else (1, 2, 2, 3))):
            self.tell_fact(family)
            if random.random() < 0.3:
                self.filler()
        until = len(self.story.words) + length ** random.random()
        while len(self.story.words) < until:
            self.filler()
        for _ in range(random.choice((2, 3, 4) if several else (1, 2, 3))):
            self.ask(family)

    # Facts and questions.

    def tell_fact(self, family: str) -> None:
        FAMILIES[family].tell(self)

    def ask(self, family: str, form: str = "") -> None:
        """Asks for a fact that was told, if it can be asked for: in any form, unless one is given."""
        if forms := [form] if form else self.questions(family):
            FAMILIES[family].ask(self, self.random.choice(forms))

    def questions(self, family: str) -> list[str]:
        """The questions of a family that the facts told so far can answer."""
        return FAMILIES[family].questions(self)

    def name(self, invented: float, but: Said | None = None) -> Said:
        random = self.random
        while True:
            if self.style.invented and random.random() < invented:
                name: Said = Invented(random.randrange(self.style.invented))
            else:
                name = random.choice(self.lexicon.countries).name
            if name != but:
                return name

    def known(self, name: Said | None) -> bool:
        return isinstance(name, str) and name in self.country_of

    # Sentences.

    def say(self, family: Family, form: str, values: Values, fact: str = "", doubt: bool = False) -> None:
        """Says one of the sentences under a heading. ``fact`` is told by it, or asked for."""
        spoken = self.decorated(self.spoken(f"{family.name}: {form}", values))
        begin, apart = len(self.story.words), far_from_slots(spoken) if self.changed else ()
        for n, piece in enumerate(spoken, 1):
            if isinstance(piece, Word):
                strange = self.changed and n - 1 in apart and self.random.random() < OTHER_WORDS
                self.story.add(self.any_word()) if strange else self.word(piece.text)
            elif piece.name == "a":
                self.story.add(self.article(spoken[n:], values))
            elif piece.is_answer:
                said = piece.name[1:] if piece.name.startswith("=") else values[piece.name]
                self.answer(family, piece.name, said, fact, doubt)
            else:
                self.put(self.value(piece.name, values))
                if piece.name == family.decides and fact and self.facts.told_at.get(fact, -1) < begin:
                    self.facts.tell(fact, len(self.story.words) - 1)
                    if family.name == "topic":
                        self.story.topics.append(len(self.story.words) - 1)

    def answer(self, family: Family, form: str, said: Said, fact: str, doubt: bool) -> None:
        if said in self.lexicon.articles and self.random.random() < 0.5:
            self.story.add("the")
        place, told_at = len(self.story.words), self.facts.told_at.get(fact, -1) if not doubt else -1
        question = Question(place, family.name, form, place - told_at if told_at >= 0 else 0, told_at, doubt)
        self.story.questions.append(question)
        self.story.add(said, ANSWER * (FOR_DOUBT if doubt else self.importance(fact, question.gap)))

    def spoken(self, heading: str, values: Values) -> Template:
        """One of the sentences under a heading whose slots can be filled, in the plainest words or in any."""
        plain, rich = grammar().get(f"plain: {heading}"), grammar().get(heading)
        chosen = plain if plain and (not rich or self.random.random() < self.style.plain) else rich
        if not chosen:
            raise CommandError(f"there are no sentences under {heading!r}")
        return self.one_of(chosen, values)

    def one_of(self, some: tuple[Sentences, ...], values: Values) -> Template:
        known = {"topic": self.facts.about is not None, "old": bool(self.facts.older)}
        missing = {slot for slot in ONLY_IF_TOLD if not known[slot] and slot not in values}
        for _ in range(100):
            chosen = self.random.choice(some)
            if not chosen.slots & missing:
                return pieces_of(expand(chosen.pattern, self.random))
        raise CommandError(f"no sentence beside {chosen} can be said yet")

    def decorated(self, spoken: Template) -> Template:
        """Sometimes with words in front, or at the end, that change nothing."""
        if self.style.plain == 1 or spoken[-1] != Word(".") or spoken[0] == Word('"'):
            return spoken
        if self.random.random() < IN_FRONT and "front: front" in grammar():
            spoken = self.one_of(grammar()["front: front"], {}) + spoken
        if self.random.random() < AT_THE_END and "front: end" in grammar():
            spoken = spoken[:-1] + self.one_of(grammar()["front: end"], {}) + spoken[-1:]
        return spoken

    def word(self, text: str) -> None:
        """A word of a pattern; in a sloppy story it may be misspelt, and is then a word never seen."""
        if text == ".":
            if self.points:
                self.story.add(".")
        elif self.misspelt and self.random.random() < self.misspelt:
            self.story.add(self.stranger())
        else:
            self.story.add(text, PLAIN)

    def put(self, said: Said) -> None:
        """What fills a slot; some countries stand with an article. A phrase is several words."""
        if said in self.lexicon.articles:
            self.story.add("the")
        for word in phrase(said):
            self.story.add(word)

    def value(self, slot: str, values: Values) -> Said:
        """What fills a slot: what the family says, or anything that changes no fact."""
        if slot in values:
            return values[slot]
        random, words, facts = self.random, self.lexicon, self.facts
        match slot:
            case "topic":
                return facts.about or ""
            case "old":
                return facts.older[-1]
            case "name" | "other" | "other2":
                return self.name(self.style.invented_in_passing, facts.about)
            case "country":
                return random.choice(words.countries).name
            case "language":
                return random.choice(words.countries).language
            case "capital":
                return random.choice(words.countries).capital
            case "adjective" | "trade" | "place" | "item2" | "look2":
                if slot == "adjective" and self.style.noise and random.random() < STRANGE_ADJECTIVE:
                    return self.stranger()
                lists = {"adjective": words.adjectives, "trade": words.trades, "place": words.places}
                return random.choice(lists.get(slot) or (words.items if slot == "item2" else words.looks))
            case "someone":
                return self.stranger() if self.style.noise and random.random() < 0.5 else random.choice(words.people).name
            case "people":
                return random.choice([country.people for country in words.countries if country.people])
            case "person" | "person2":
                return random.choice(words.people).name
        raise CommandError(f"nothing fills the slot {slot!r}")

    def article(self, after: Template, values: Values) -> str:
        piece = after[0]
        if isinstance(piece, Slot):
            values[piece.name] = self.value(piece.name, values)  # drawn here, said next
            said = values[piece.name]
        else:
            said = piece.text
        return "an" if isinstance(said, str) and said[0].lower() in VOWELS else "a"

    def importance(self, fact: str, gap: int) -> float:
        """An answer counts more the longer its fact had to be kept, and if it must be told from another."""
        passing = fact == "topic" and any(place > self.facts.told_at.get(fact, -1) for place in self.story.distractors[-1:])
        replaced = self.facts.tellings[fact] > 1 or (fact.startswith("item ") and len(self.facts.look_of) > 1)
        return min(MOST_FOR_GAPS, 1 + gap / GAP) * (FOR_OTHERS if replaced or passing else 1)

    # What changes nothing.

    def filler(self) -> None:
        """A sentence that no fact depends on: ordinary, with a stray name, or half understood."""
        kind, manner = self.random.random(), self.style.manner
        begin = len(self.story.words)
        if kind < 0.2:
            self.distractor()
        elif kind < 0.2 + manner.strange / 2 and self.style.noise:
            self.noise()
        else:
            self.plain(self.random.choice(self.style.fillers))
        self.story.fillers += range(begin, len(self.story.words))

    def distractor(self, heading: str = "") -> None:
        """A sentence that names a place in passing: one of those under a heading, or any."""
        self.plain(self.random.choice(grammar()[heading]) if heading else self.one_of_distractors())

    def one_of_distractors(self) -> Sentences:
        while True:
            chosen: Sentences = self.random.choice(self.style.distractors)
            if "topic" not in chosen.slots or self.facts.about is not None:
                return chosen

    def plain(self, chosen: Sentences) -> None:
        """A sentence as it stands, but some begin with a word never seen; in some stories, others are exchanged as well.

        A word never seen may also be the name of a new topic. Only what follows tells, so this must be met often.
        """
        exchanged, begins_strange = (self.exchanged, BEGINS_STRANGE) if self.style.noise else (0.0, 0.0)
        spoken, values = self.decorated(pieces_of(expand(chosen.pattern, self.random))), Values()
        for n, piece in enumerate(spoken):
            if isinstance(piece, Slot):
                if piece.name == "a":
                    self.story.add(self.article(spoken[n + 1 :], values))
                    continue
                said = self.value(piece.name, values)
                self.put(said)
                if piece.name in ("name", "other", "other2"):
                    self.story.distractors.append(len(self.story.words) - 1)
                    if self.facts.topic is None and chosen in tells_in_passing():
                        self.facts.mentioned = said
                        self.facts.tell("topic", len(self.story.words) - 1)
            elif n == 0 and self.random.random() < begins_strange:
                self.story.add(self.stranger())
            elif piece.text != "." and exchanged and self.random.random() < exchanged:
                self.story.add(self.any_word())
            else:
                self.word(piece.text)

    def noise(self) -> None:
        """Any words in any order, known ones and words never seen: none of it tells a fact."""
        known = self.random.random()
        for _ in range(self.random.randint(2, 10)):
            self.story.add(self.any_word(known))
        if self.points:
            self.story.add(".")

    def stranger(self) -> Invented:
        return Invented(self.style.invented + self.random.randrange(self.style.noise))

    def any_word(self, known: float = 0.5) -> Said:
        if self.random.random() >= known:
            return self.stranger()
        return self.random.choice(glue() if self.random.random() < 0.6 else no_names())


def phrase(said: Said) -> tuple[Said, ...]:
    """A name is one word; a phrase such as "beside the lamps" is several."""
    if isinstance(said, str) and " " in said and key_of(said) not in vocabulary().index:
        return tuple(said.split())
    return (said,)


def far_from_slots(spoken: Template) -> frozenset[int]:
    """The places of words that say little of what is told or asked: apart from slots, and no small words."""
    slots = [n for n, piece in enumerate(spoken) if isinstance(piece, Slot)]
    return frozenset(
        n
        for n, piece in enumerate(spoken)
        if isinstance(piece, Word) and piece.text.isalpha() and piece.text.lower() not in glue()
        if slots and all(abs(n - slot) > APART for slot in slots)
    )


@cache
def tells_in_passing() -> frozenset[Sentences]:
    """Sentences in passing after which, if nothing else was told, the name is the best guess."""
    return frozenset((*grammar()["mention: passing"], *grammar()["mention: subject"]))


@cache
def no_names() -> tuple[str, ...]:
    return tuple(word for word in vocabulary().words if word[0].isalpha() and word.islower())


@cache
def glue() -> tuple[str, ...]:
    """The small words that hold sentences together: those that many fillers share."""
    pieces = (
        piece
        for one in grammar()["mention: filler"]
        for part in one.pattern
        if isinstance(part, str)
        for piece in pieces_of(part)
    )
    count = Counter(piece.text.lower() for piece in pieces if isinstance(piece, Word) and piece.text.isalpha())
    return tuple(word for word, times in count.most_common(60))
