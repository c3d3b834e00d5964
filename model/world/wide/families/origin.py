"""Where the speaker, or a person of the story, comes from."""

from __future__ import annotations

from model.world.nouns import Country
from model.world.story import Values
from model.world.wide.families.family import Family, Speaker
from model.world.wide.families.people import new_person
from model.world.wide.families.scenes import Scene, pronouns, two_people
from model.world.wide.grammar import rows

DOUBT = 0.05
OF_A_PERSON, BY_NAME = 0.4, 0.12  # of the origins: told of somebody else; by the name of the people


class Origin(Family):
    name, decides, scenes = "origin", "country", 0.35

    def scene(self, teller: Speaker) -> None:
        """Of several, of a relative, of two people, of somebody who has moved: two countries, and which is meant."""
        random, facts = teller.random, teller.facts
        country, other = random.sample([one for one in teller.lexicon.countries if one.people], 2)
        values: Values = two_people(teller)
        values |= {"country": country.name, "language": country.language, "capital": country.capital, "people": country.people}
        values |= {"country2": other.name, "language2": other.language, "capital2": other.capital, "people2": other.people}
        [values["relative"]] = random.choice(rows("origin: relatives"))
        scene = random.choice(SCENES)
        scene.play(teller, values)
        facts.person = facts.origin_of = None
        if scene is RELATIVE:
            facts.origin = None  # what is spoken at home is not clear any more
        elif scene is I_MOVED:
            facts.origin = country
            facts.tell("origin", facts.told_at[I_MOVED.fact])
        if facts.topic is None:
            facts.mentioned = None  # of two countries, none is the better guess

    def tell(self, teller: Speaker) -> None:
        random, rich = teller.random, teller.style.plain < 1
        country = random.choice(teller.lexicon.countries)
        family, form = (BY_PEOPLE, "tell by people") if rich and country.people and random.random() < BY_NAME else (self, "tell")
        values: Values = {"country": country.name, "people": country.people}
        if rich and random.random() < OF_A_PERSON:
            teller.say(family, f"{form} of a person", {**new_person(teller), **values}, "origin of")
            teller.facts.origin_of = country
        else:
            teller.say(family, form, values, "origin")
            teller.facts.origin = country
        if teller.facts.topic is None:
            teller.facts.mentioned = country.name
            teller.facts.tell("topic", max(teller.facts.told_at.values()))

    def questions(self, teller: Speaker) -> list[str]:
        facts, rich = teller.facts, teller.style.plain < 1
        if rich and facts.about is None and teller.random.random() < DOUBT:
            return ["ask", "ask of a person"]
        if not rich:
            return ["ask"] if facts.origin else []
        speaker, somebody = (["ask"] * 2, ["ask of a person"] * 2)
        speaker += ["ask country", "ask country by telling", "ask capital"]
        somebody += ["ask country of a person", "ask country of a person by telling", "ask capital of a person"]
        speaker += ["ask people"] * bool(facts.origin and facts.origin.people)
        somebody += ["ask people of a person"] * bool(facts.origin_of and facts.origin_of.people)
        return speaker * bool(facts.origin) + somebody * bool(facts.origin_of)

    def ask(self, teller: Speaker, form: str) -> None:
        facts, random = teller.facts, teller.random
        country: Country | None = facts.origin_of if "of a person" in form else facts.origin
        drawn = country or random.choice(teller.lexicon.countries)
        values: Values = {"country": drawn.name, "language": drawn.language, "capital": drawn.capital, "people": drawn.people}
        if "of a person" in form:
            if facts.person is None:
                facts.person, facts.pronoun = random.choice([(p.name, p.pronoun) for p in teller.lexicon.people])
            values |= {"person": facts.person, **pronouns(facts.pronoun or random.choice(("she", "he")))}
        teller.say(self, form, values, "origin of" if "of a person" in form else "origin", country is None)


class OriginByPeople(Origin):
    decides = "people"


BY_PEOPLE = OriginByPeople()
I_MOVED, RELATIVE = Scene("origin", "moved myself", "country"), Scene("origin", "relative", "country")
SCENES = (I_MOVED, RELATIVE, RELATIVE, *(Scene("origin", kind, "country") for kind in ("several", "two people", "moved")))
