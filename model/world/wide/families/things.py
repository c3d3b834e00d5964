"""Things that somebody finds, gets or has, and how they look."""

from __future__ import annotations

from model.world.nouns import ITEMS, LOOKS
from model.world.story import Invented, Said, Values
from model.world.wide.families.family import Family, Speaker
from model.world.wide.families.scenes import Scene, another, two_people, two_phrases
from model.world.wide.grammar import grammar, lists, rows

UNKNOWN_LOOK, UNKNOWN_ITEM, BARE = 0.2, 0.1, 0.1
FEW = 0.25  # how often is asked while few things are known: otherwise it is enough to know the last ones
ASK = "ask look of "


class Things(Family):
    name, decides, scenes = "quest", "look", 0.45

    def scene(self, teller: Speaker) -> None:
        """Two things, owners or looks beside each other."""
        random, scene = teller.random, teller.random.choice(SCENES)
        look, item = self.look(teller), self.item(teller)
        values: Values = {**two_people(teller), "item": item, "item2": another(item, lambda: self.item(teller)), "look": look}
        values["look2"] = another(look, lambda: self.look(teller))
        values["where"], values["where2"] = random.choice(rows("quest: wheres"))
        if scene in OF_PHRASES:
            values |= two_phrases(teller)
        colours = lists()["quest: colours"]
        if scene is CHANGE:
            values["look"], values["look2"] = random.sample(colours, 2)
        elif scene is TWO_LOOKS:
            values["look2"] = random.choice(colours)
            values["look"] = random.choice([one for one in teller.lexicon.looks if one not in colours])
        scene.play(teller, values)
        for thing in (item, values["item2"]):
            teller.facts.look_of.pop(thing, None)  # whose is meant would be unclear

    def tell(self, teller: Speaker) -> None:
        random, facts, rich = teller.random, teller.facts, teller.style.plain < 1
        item, look = self.item(teller), self.look(teller)
        facts.look_of.pop(item, None)  # told last, it stands last
        fact = f"item {item}"
        if rich and random.random() < BARE:
            teller.say(BARE_THINGS, "tell bare", {"item": item}, fact)
            facts.look_of[item] = None
        else:
            teller.say(self, "tell", {"item": item, "look": look}, fact)
            facts.look_of[item] = look

    def item(self, teller: Speaker) -> Said:
        """The tests of memory have four; elsewhere a thing told before is often told again."""
        random, known = teller.random, list(teller.facts.look_of)
        if teller.style.plain == 1:
            return random.choice(ITEMS)
        if len(known) > 1 and random.random() < 0.4:
            return random.choice(known)
        if teller.style.invented and random.random() < UNKNOWN_ITEM:
            return Invented(random.randrange(teller.style.invented))
        return random.choice(random.choice((ITEMS, teller.lexicon.items, teller.lexicon.items, teller.lexicon.nouns)))

    def look(self, teller: Speaker) -> Said:
        random = teller.random
        if teller.style.plain == 1:
            return random.choice(LOOKS)
        if teller.style.invented and random.random() < UNKNOWN_LOOK:
            return Invented(random.randrange(teller.style.invented))
        return random.choice(random.choice((LOOKS, teller.lexicon.looks, teller.lexicon.looks)))

    def questions(self, teller: Speaker) -> list[str]:
        """By item; the item told last is asked for least: to know it is no art."""
        look_of, rich = teller.facts.look_of, teller.style.plain < 1
        *others, last = look_of or [""]
        if not rich:
            return [f"{ASK}{item}" for item in (*others, *others, last) if item]
        if not look_of:
            return []
        if 1 < len(look_of) < 3 and teller.random.random() > FEW:
            return []
        looks = [look for look in look_of.values() if look]
        bare = len(look_of) == 1
        forms = ["ask look", "ask look", "ask look by telling"] * any(looks) + ["bound"] * 2 + ["ask item by look"] * bool(looks)
        return forms + ["ask item", "ask item by telling", "ask look of one"] * bare

    def ask(self, teller: Speaker, form: str) -> None:
        random, look_of = teller.random, teller.facts.look_of
        if form.startswith(ASK) and form != f"{ASK}one":
            item: Said = form.removeprefix(ASK)
            teller.say(self, form, {"look": look_of[item] or ""}, f"item {item}")
            return
        *others, last = look_of
        item = random.choice((*others, *others, last))
        if form == "ask item by look":
            single = [one for one in look_of if look_of[one] and list(look_of.values()).count(look_of[one]) == 1]
            if not single:
                return
            item = random.choice(single)
        look = look_of[item]
        if form == "bound":
            form = f"{ASK}{item}" if f"quest: {ASK}{item}" in grammar() else "ask look"
        values: Values = {"item": item, "look": look or self.look(teller)}
        teller.say(self, form, values, f"item {item}", doubt=look is None and not form.startswith("ask item"))


class BareThings(Things):
    decides = "item"


BARE_THINGS = BareThings()
TWO_LOOKS, CHANGE = Scene("quest", "two looks", "item"), Scene("quest", "change", "look")
OF_PHRASES = (Scene("quest", "owners", "look"), Scene("quest", "two things", "item"), Scene("quest", "mine", "look"))
SCENES = (
    *(Scene("quest", "owners", "look", "who owns"), Scene("quest", "two things", "item", "who has")),
    *(Scene("quest", "places", "item"), Scene("quest", "choice", "look"), Scene("quest", "gift", "look")),
    *(Scene("quest", "mine", "look"), TWO_LOOKS, CHANGE, *OF_PHRASES),
)
