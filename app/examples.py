"""Sentences to begin with, by what they teach."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.networks import BOTH_WAYS, Networks
from app.schemas import INDIA
from texts import Catalogue, Said, catalogue


@dataclass(frozen=True)
class Example:
    """Titles are texts, those of ``walk.example``, and so is what the sentence means."""

    group: str
    name: str
    sentence: str
    cell: str = "lstm"

    @property
    def title(self) -> str:
        """In English."""
        return catalogue().say(f"walk.example.{self.group}.{self.name}")

    @property
    def meaning(self) -> Said:
        """The sentence in the language of the reader; the network reads it in English."""
        return Said(f"walk.example.{self.group}.{self.name}.means")

    def to_json(self, speech: Catalogue) -> dict[str, str]:
        """As the API shows it."""
        return {
            "group": speech.say(f"walk.example.{self.group}"),
            "title": speech.say(f"walk.example.{self.group}.{self.name}"),
            "sentence": self.sentence,
            "translation": speech.shown(self.meaning),
            "cell": self.cell,
        }


EXAMPLES = (
    Example("subject", "norway", INDIA),
    Example(
        "subject",
        "invented",
        "Narnia is a beautiful country. I live in Narnia. Wakanda is also a beautiful country. You must visit the capital of ___",
    ),
    Example(
        "subject",
        "passing",
        "Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___",
    ),
    Example("kept", "grew-up", "I grew up in France. Norway is a beautiful country. It rained all day. I speak fluent ___"),
    Example("kept", "capital", "We arrived in Japan. The train was late. Its capital is ___"),
    Example(
        "several",
        "four",
        "You pick up the silver key. You find the old rope. You take the red torch. You find the heavy sword. "
        "You open the door with the ___",
    ),
    Example(
        "several",
        "key",
        "You pick up the silver key. You find the old rope. You find the golden key. You open the door with the ___",
    ),
    Example("person", "doctor", "Maria is a doctor. Tom is a baker. Then ___"),
    Example("none", "apple", "The apple is a ___"),
    Example("none", "keys", "The keys on the table ___"),
    *(Example("both", "later", "___ is a beautiful country. I love its capital Oslo.", name) for name in BOTH_WAYS[:1]),
)

FACT = "Norway is a beautiful country."
QUESTION = "You must visit the capital of ___"
PAIRS = (  # the end of the id of a title, and two sentences of which the difference tells something
    (
        "order",
        INDIA,
        f"{FACT} I live in Norway. India is also a beautiful country. {QUESTION}",
    ),
    ("passing", f"{FACT} {QUESTION}", f"{FACT} My friend flew to Peru last year. {QUESTION}"),
    ("invented", f"{FACT} {QUESTION}", f"Narnia is a beautiful country. {QUESTION}"),
)


def at_hand(networks: Networks) -> tuple[Example, ...]:
    """Those whose network has been taught; if there is none, the first one by whatever cell there is."""
    taught = tuple(example for example in EXAMPLES if example.cell in networks.taught)
    return taught or (replace(EXAMPLES[0], cell=next(iter(networks.taught))),)
