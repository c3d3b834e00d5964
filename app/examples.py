"""Sentences to begin with, by what they teach."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.networks import BOTH_WAYS, Networks
from app.schemas import INDIA


@dataclass(frozen=True)
class Example:
    group: str
    title: str
    sentence: str
    cell: str = "lstm"


EXAMPLES = (
    Example("A change of subject", "India, then Norway", INDIA),
    Example(
        "A change of subject",
        "Countries that do not exist",
        "Narnia is a beautiful country. I live in Narnia. Wakanda is also a beautiful country. You must visit the capital of ___",
    ),
    Example(
        "A change of subject",
        "A name in passing",
        "Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___",
    ),
    Example(
        "Kept in mind",
        "Where I grew up",
        "I grew up in France. Norway is a beautiful country. It rained all day. I speak fluent ___",
    ),
    Example("Kept in mind", "Its capital", "We arrived in Japan. The train was late. Its capital is ___"),
    Example(
        "Several things at once",
        "Four things to carry",
        "You pick up the silver key. You find the old rope. You take the red torch. You find the heavy sword. "
        "You open the door with the ___",
    ),
    Example(
        "Several things at once",
        "A better key",
        "You pick up the silver key. You find the old rope. You find the golden key. You open the door with the ___",
    ),
    Example("She or he", "A doctor and a baker", "Maria is a doctor. Tom is a baker. Then ___"),
    Example("Without memory", "The apple", "The apple is a ___"),
    Example("Without memory", "Keys and tables", "The keys on the table ___"),
    *(
        Example("From both sides", "The country comes later", "___ is a beautiful country. I love its capital Oslo.", name)
        for name in BOTH_WAYS[:1]
    ),
)

FACT = "Norway is a beautiful country."
QUESTION = "You must visit the capital of ___"
PAIRS = (  # a title, and two sentences of which the difference tells something
    (
        "India then Norway, Norway then India",
        INDIA,
        f"{FACT} I live in Norway. India is also a beautiful country. {QUESTION}",
    ),
    ("Without and with a name in passing", f"{FACT} {QUESTION}", f"{FACT} My friend flew to Peru last year. {QUESTION}"),
    ("A known and an invented country", f"{FACT} {QUESTION}", f"Narnia is a beautiful country. {QUESTION}"),
)


def at_hand(networks: Networks) -> tuple[Example, ...]:
    """Those whose network has been taught; if there is none, the first one by whatever cell there is."""
    found = tuple(example for example in EXAMPLES if example.cell in networks.taught)
    return found or (replace(EXAMPLES[0], cell=next(iter(networks.taught))),)
