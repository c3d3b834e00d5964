"""What the text is about: a country, or a place with an invented name."""

from __future__ import annotations

from model.world.story import Said, Values
from model.world.wide.families.family import Family, Speaker

DOUBT = 0.04  # of the chances, so often it is asked for what nothing told
IN_PASSING = 0.08  # of the first names, so many are only named in passing
COMPARED = 0.1  # of the first topics, so many are told as larger, warmer, ... than another place
IN_A_ROW = 0.25  # of the first topics, so many are soon followed by a second one of the same kind
TELLS = ("tell", "tell", "tell", "also", "also", "move")
SENTENCES = {"tell": 5.0, "return": 1.0, "describe": 2.0, "name again": 1.5, "live": 1.5, "mention": 5.0}  # that are no questions


class Topic(Family):
    name, decides = "topic", "name"

    def act(self, teller: Speaker) -> None:
        random, facts = teller.random, teller.facts
        if facts.about is None:
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

    def go_on(self, teller: Speaker, form: str) -> None:
        if form == "mention":
            teller.distractor()
        elif form == "return" and teller.facts.older:
            self.back(teller)
        elif form in ("describe", "name again", "live"):
            begin = len(teller.story.words)
            teller.say(self, form, {})
            teller.story.fillers += range(begin, len(teller.story.words))
        else:
            self.tell(teller)

    def tell(self, teller: Speaker) -> None:
        name = teller.name(teller.style.invented_topics, teller.facts.topic)
        if teller.facts.about is None and teller.style.plain < 1 and teller.random.random() < COMPARED:
            teller.say(BY_COMPARISON, "compare new", {"topic": name}, "topic")
        else:
            again = teller.facts.about is not None and teller.style.plain < 1
            teller.say(self, teller.random.choice(TELLS) if again else "tell", {"name": name}, "topic")
        teller.facts.new_topic(name)

    def in_a_row(self, teller: Speaker) -> None:
        """*India is a country. I live in India. Norway is also a country.* and the question, with little between."""
        random = teller.random
        self.tell(teller)
        if random.random() < 0.8:
            self.go_on(teller, "live")
        if random.random() < 0.2:
            teller.filler()
        name = teller.name(teller.style.invented_topics, teller.facts.topic)
        teller.say(self, "also", {"name": name}, "topic")
        teller.facts.new_topic(name)
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
