"""What the text is about: a country, or a place with an invented name."""

from __future__ import annotations

from model.world.story import Said, Values
from model.world.wide.families.family import Family, Speaker

DOUBT = 0.04  # of the chances, so often it is asked for what nothing told
IN_PASSING = 0.08  # of the first names, so many are only named in passing
COMPARED = 0.1  # of the first topics, so many are told as larger, warmer, ... than another place
IN_A_ROW = 0.25  # of the first topics, so many are soon followed by a second one of the same kind
COMPARISON, ROW = "compare new", "tell row"  # the second: several countries one after the other, of which one is meant
TELLS = ("tell", "tell", "tell", "also", "also", "move", "move")
SENTENCES = {"tell": 5.0, "return": 1.0, "describe": 2.0, "name again": 1.5, "live": 1.5, "mention": 5.0}  # that are no questions
IN_SCENES, ONE_MORE = 0.6, 0.35  # of the topics told in many words; of the scenes, so many end in a second question
SCENES = {  # what is said one after the other, as in the few sentences that somebody types, and how often
    "tell around ask": 3.0,
    "tell live also ask": 3.0,
    "tell live also around ask": 1.5,
    "tell live change ask": 2.0,
    "tell subject ask": 3.0,
    "tell mention ask": 3.0,
    "tell live subject ask": 3.0,
    "tell live mention ask": 1.5,
    "tell around subject around ask": 2.0,
    "tell around mention around ask": 3.0,
    "tell stay mention filler ask": 1.0,
    "tell somebody ask": 1.5,
    "tell somebody around ask": 1.5,
    "tell somebody somebody ask": 1.0,
    "tell change around ask": 1.0,
    "tell change change around ask": 2.0,
    "tell around change change change ask": 1.5,
    "tell change stay change change change ask": 1.0,
    "tell around change around back around ask": 1.5,
    "tell mention change around ask": 1.0,
    "tell subject also around ask": 1.0,
    "row ask": 1.5,
    "row around ask": 2.0,
    "tell around row around ask": 1.0,
    "row mention around ask": 0.7,
    "row change around ask": 0.5,
    "compared around ask": 1.5,
    "compared mention around ask": 0.5,
    "mention around ask": 0.7,
}
AROUND = ("", "", "stay", "stay", "filler", "somebody", "stay stay", "stay filler", "filler mention")
TELLING = ("tell", "compared", "row", "mention", "subject")
STAY = ("describe", "describe", "live", "name again")


class Topic(Family):
    name, decides = "topic", "name"

    def act(self, teller: Speaker) -> None:
        random, facts = teller.random, teller.facts
        if teller.style.plain < 1 and random.random() < IN_SCENES:
            [scene] = random.choices(*zip(*SCENES.items(), strict=True))
            self.play(teller, scene)
        elif facts.about is None:
            kind = random.random()
            if kind < DOUBT:
                self.ask(teller, random.choice(("ask name", "ask name", "ask capital", "ask language")))
            elif kind < DOUBT + IN_PASSING:
                teller.distractor()
            elif random.random() < IN_A_ROW and teller.style.plain < 1:
                self.in_a_row(teller)
            else:
                self.tell(teller)
        elif random.random() < teller.style.manner.asks:
            self.ask(teller, random.choice(self.questions(teller)))
        else:
            [form] = random.choices(*zip(*SENTENCES.items(), strict=True))
            self.go_on(teller, form)

    def play(self, teller: Speaker, scene: str) -> None:
        """One thing after the other; a topic that was only denied is told."""
        random = teller.random
        for part in scene.split():
            if teller.facts.about is None and part not in TELLING:
                self.tell(teller)
            match part:
                case "around":
                    self.play(teller, random.choice(AROUND))
                case "stay":
                    self.go_on(teller, random.choice(STAY))
                case "change":
                    self.tell(teller, random.choice(TELLS))
                case "compared":
                    self.tell(teller, COMPARISON)
                case "row":
                    self.tell(teller, ROW)
                case "also":
                    self.tell(teller, "also")
                case "subject":
                    teller.distractor("mention: subject")
                case "ask":
                    for _ in range(1 + (random.random() < ONE_MORE)):
                        self.ask(teller, random.choice(self.questions(teller)))
                case form:
                    self.go_on(teller, form)

    def go_on(self, teller: Speaker, form: str) -> None:
        if form == "mention":
            teller.distractor()
        elif form == "filler":
            teller.filler()
        elif form in ("return", "back") and teller.facts.older:
            self.back(teller)
        elif form in ("describe", "name again", "live", "somebody"):
            begin = len(teller.story.words)
            teller.say(self, form, {})
            teller.story.fillers += range(begin, len(teller.story.words))
        else:
            self.tell(teller)

    def tell(self, teller: Speaker, form: str = "") -> None:
        random, facts, rich = teller.random, teller.facts, teller.style.plain < 1
        if not form and rich and facts.about is None and random.random() < COMPARED:
            form = COMPARISON
        elif not form:
            form = random.choice(TELLS) if rich and facts.about is not None else "tell"
        name = teller.name(teller.style.invented_topics, facts.topic)
        if form == COMPARISON:
            teller.say(BY_COMPARISON, form, {"topic": name}, "topic")
        elif form == ROW:
            self.row(teller, name)
        else:
            teller.say(self, form, {"name": name}, "topic")
        facts.new_topic(name)

    def row(self, teller: Speaker, name: Said) -> None:
        """*First I lived in Egypt, then in Turkey, and now in Norway.*"""
        names: list[Said] = [name]
        while len(names) < 4:
            other = teller.name(teller.style.invented_topics)
            names += [other] * (other not in names)
        teller.say(self, ROW, dict(zip(("name", "one", "two", "three"), names, strict=True)), "topic")

    def in_a_row(self, teller: Speaker) -> None:
        """*India is a country. I live in India. Norway is also a country.* and the question, with little between."""
        random = teller.random
        self.tell(teller)
        if random.random() < 0.8:
            self.go_on(teller, "live")
        if random.random() < 0.2:
            teller.filler()
        self.tell(teller, "also")
        if random.random() < 0.3:
            random.choice((teller.distractor, teller.filler))()
        self.ask(teller, random.choice(self.questions(teller)))

    def back(self, teller: Speaker) -> None:
        """To an earlier topic, mostly the one before."""
        older = teller.facts.older
        old = older[-1] if teller.random.random() < 0.7 else teller.random.choice(older)
        values: Values = {"old": old}
        teller.say(BACK, "return", values, "topic")
        teller.facts.new_topic(old)

    def questions(self, teller: Speaker) -> list[str]:
        about = teller.facts.about
        name = (
            ["ask name", "ask name", "ask name", "ask name by telling", "ask name by adding"]
            if teller.style.plain < 1
            else ["ask name"]
        )
        return (name if about else []) + ["ask capital", "ask language"] * teller.known(about)

    def ask(self, teller: Speaker, form: str) -> None:
        """A question; of an invented country now and then for its capital or language, which nobody knows."""
        random, about = teller.random, teller.facts.about
        if about is not None and not teller.known(about) and random.random() < 3 * DOUBT and teller.style.plain < 1:
            form = random.choice(("ask capital", "ask language"))
        country = teller.country_of.get(about) if isinstance(about, str) else None
        doubt = about is None or (country is None and not form.startswith("ask name"))
        drawn = country or random.choice(teller.lexicon.countries)
        said: Said = about if about is not None else drawn.name
        values: Values = {"name": said, "capital": drawn.capital, "language": drawn.language}
        teller.say(self, form, values, "topic", doubt)


class Back(Topic):
    decides = "old"


class ByComparison(Topic):
    decides = "topic"


class Knowledge(Family):
    """Capitals and languages, without any story."""

    name = "topic"

    def questions(self, teller: Speaker) -> list[str]:
        return ["know capital", "know language"]

    def ask(self, teller: Speaker, form: str) -> None:
        country = teller.random.choice(teller.lexicon.countries)
        teller.say(self, form, {"country": country.name, "capital": country.capital, "language": country.language})


BACK, BY_COMPARISON = Back(), ByComparison()
