"""What a story has told so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from model.world.nouns import Country
from model.world.story import Said


@dataclass
class Facts:
    topic: Said | None = None
    mentioned: Said | None = None  # the last name in passing: without a topic, it is the best guess
    older: list[Said] = field(default_factory=list)  # topics of before, the last one last
    origin: Country | None = None  # of the speaker
    origin_of: Country | None = None  # of the person told last
    person: Said | None = None  # the person told last
    pronoun: str = ""  # of that person; empty if nothing tells it
    look_of: dict[Said, Said | None] = field(default_factory=dict)  # item -> look; None if it was not told
    own: dict[str, Said] = field(default_factory=dict)  # what else somebody told: name, pet, ...
    told_at: dict[str, int] = field(default_factory=dict)  # fact -> place
    tellings: Counter[str] = field(default_factory=Counter)  # fact -> how often

    @property
    def about(self) -> Said | None:
        """What a reader takes the text to be about."""
        return self.topic or self.mentioned

    def tell(self, fact: str, place: int) -> None:
        self.told_at[fact] = place
        self.tellings[fact] += 1

    def new_topic(self, name: Said) -> None:
        if self.topic is not None and self.topic != name:
            self.older = [old for old in self.older if old not in (self.topic, name)] + [self.topic]
        self.topic = name
