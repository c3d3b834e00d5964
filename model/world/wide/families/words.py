"""What needs no memory: one or many, and what kind of thing something is."""

from __future__ import annotations

from model.world.story import Values
from model.world.wide.families.family import Family, Speaker

VERBS = ("is", "was", "has", "does", "are", "were", "have", "do", "am")


class Number(Family):
    name = "number"

    def questions(self, teller: Speaker) -> list[str]:
        if teller.style.plain == 1:
            return ["ask one", "ask many"]
        return [*["ask one", "ask many"] * 2, "ask one of people", "ask many people", *["ask any"] * 6]

    def ask(self, teller: Speaker, form: str) -> None:
        random = teller.random
        subject, other = random.sample(teller.lexicon.objects, 2)
        if form.endswith("people"):
            subject = random.choice(teller.lexicon.groups)
        others: Values = {"other": random.choice(other), "others": other[1], "another": other[0], "subjects": subject[1]}
        near = random.choice(teller.lexicon.near).format(**others)
        verbs: Values = {verb: verb for verb in VERBS}
        teller.say(self, form, {"subject": subject["many" in form], "near": near, **others, **verbs})


class Kinds(Family):
    name = "kind"

    def questions(self, teller: Speaker) -> list[str]:
        return ["ask", "ask", "ask of a substance"]

    def ask(self, teller: Speaker, form: str) -> None:
        thing = teller.random.choice([t for t in teller.lexicon.things if bool(t.article) == (form == "ask")])
        teller.say(self, form, {"thing": thing.name, "substance": thing.name, "kind": thing.kind})
