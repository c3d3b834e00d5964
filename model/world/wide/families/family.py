"""What a family of facts is: how they are told, what can be asked, and what is answered."""

from __future__ import annotations

from random import Random
from typing import Protocol

from model.world.nouns import Country
from model.world.story import Said, Story, Style, Values
from model.world.wide.facts import Facts
from model.world.wide.lexicon import Lexicon


class Speaker(Protocol):
    """What a family needs of whoever tells the story."""

    random: Random
    style: Style
    lexicon: Lexicon
    story: Story
    facts: Facts
    country_of: dict[str, Country]

    def name(self, invented: float, but: Said | None = None) -> Said: ...

    def known(self, name: Said | None) -> bool: ...

    def say(self, family: Family, form: str, values: Values, fact: str = "", doubt: bool = False) -> None: ...

    def distractor(self, heading: str = "") -> None: ...

    def filler(self) -> None: ...


class Family:
    """Facts of one kind."""

    name: str
    decides = ""  # the slot that tells the fact
    scenes = 0.0  # of the chances to say something, so many are taken for a scene

    def tell(self, teller: Speaker) -> None:
        """Tells a new fact, which replaces an old one of its kind. Some families only ask."""

    def questions(self, teller: Speaker) -> list[str]:
        """The forms of question that the facts told so far can answer; one that stands twice is asked twice as often."""
        raise NotImplementedError

    def ask(self, teller: Speaker, form: str) -> None:
        raise NotImplementedError

    def act(self, teller: Speaker) -> None:
        """A scene, or one sentence: a question, if there is one, or a new fact."""
        if self.scenes and teller.style.plain < 1 and teller.random.random() < self.scenes:
            self.scene(teller)
            return
        asks = self.questions(teller)
        if asks and (type(self).tell is Family.tell or teller.random.random() < teller.style.manner.asks):
            self.ask(teller, teller.random.choice(asks))
        else:
            self.tell(teller)

    def scene(self, teller: Speaker) -> None:
        """Two of a kind beside each other, and which is meant. Only where there are ``scenes``."""
        raise NotImplementedError
