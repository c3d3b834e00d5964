"""People: a name, and the pronoun that goes with it. For some names nothing tells which."""

from __future__ import annotations

from model.world.story import Invented, Values
from model.world.wide.families.family import Family, Speaker
from model.world.wide.families.scenes import Scene, pronouns, two_people
from model.world.wide.lexicon import PRONOUNS

UNKNOWN_NAMES, WITH_PRONOUN, PHRASES, DOUBT = 0.15, 0.2, 0.2, 0.05
ASKS = ("ask", "ask", "ask by telling", "ask her", "ask her by telling", "ask them", "ask herself", "ask hers")
NAMES = ("ask name", "ask name by telling")


def new_person(teller: Speaker) -> Values:
    """Somebody, as values for the slots; from now on the story's person."""
    random, facts, rich = teller.random, teller.facts, teller.style.plain < 1
    if rich and teller.style.invented and random.random() < UNKNOWN_NAMES:
        facts.person, facts.pronoun = Invented(random.randrange(teller.style.invented)), ""
    else:
        people = teller.lexicon.people if rich else [person for person in teller.lexicon.people if person.pronoun]
        person = random.choice(people)
        facts.person, facts.pronoun = person.name, person.pronoun
    return {"person": facts.person, **pronouns(facts.pronoun or random.choice(tuple(PRONOUNS)))}


def new_phrase(teller: Speaker) -> Values:
    """Somebody who is not called by name, such as *my aunt*."""
    facts, phrase = teller.facts, teller.random.choice(teller.lexicon.phrases)
    facts.person, facts.pronoun = phrase.name, phrase.pronoun
    return {"person": facts.person, **pronouns(facts.pronoun or teller.random.choice(tuple(PRONOUNS)))}


class People(Family):
    name, decides, scenes = "person", "person", 0.2

    def scene(self, teller: Speaker) -> None:
        teller.random.choice(SCENES).play(teller, two_people(teller, apart=True))
        teller.facts.person = None  # after two it is not clear any more who is meant

    def tell(self, teller: Speaker) -> None:
        random, facts = teller.random, teller.facts
        of_a_phrase = teller.style.plain < 1 and random.random() < PHRASES
        values = new_phrase(teller) if of_a_phrase else new_person(teller)
        forms, unknown, she = ("tell", "tell with pronoun"), not facts.pronoun, values["she"] == "she"
        if of_a_phrase:
            forms = ("tell of a phrase", "tell of a phrase with pronoun")
        elif random.random() < 0.3:
            forms = ("tell", "tell of a woman" if she else "tell of a man")
        form = forms[teller.style.plain < 1 and random.random() < (0.5 if unknown else WITH_PRONOUN)]
        if form != forms[0]:
            facts.pronoun = str(values["she"])
        teller.say(self, form, values, "person")

    def questions(self, teller: Speaker) -> list[str]:
        facts, rich = teller.facts, teller.style.plain < 1
        if facts.person is None:
            return ["ask"] if rich and teller.random.random() < DOUBT else []
        if not rich:
            return ["ask"]
        names = [] if " " in str(facts.person) else [*NAMES]
        return [*ASKS, *names] if facts.pronoun or teller.random.random() < 0.5 else names

    def ask(self, teller: Speaker, form: str) -> None:
        facts = teller.facts
        nobody, values = facts.person is None, Values()
        if nobody:
            values |= new_phrase(teller) if teller.random.random() < 0.5 else new_person(teller)  # the sentence may name somebody
        else:
            values = {"person": facts.person or "", **pronouns(facts.pronoun or teller.random.choice(tuple(PRONOUNS)))}
        doubt = not facts.pronoun and form not in NAMES
        teller.say(self, form, values, "" if nobody else "person", doubt)
        if nobody:
            facts.person = None


SCENES = tuple(Scene("person", kind, "one") for kind in ("several", "several things", "beside another", "beside another"))
