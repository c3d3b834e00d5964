"""Sentences made of other sentences: what tells a fact can also ask for it, once it is known.

``We flew to {name}.`` tells a topic; in a text about Norway ``We flew to <name>.`` asks for it, and so does any sentence that
changes nothing with ``in <name>`` behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Lists = dict[str, list[str]]


@dataclass(frozen=True)
class Rule:
    """The lines under ``sources`` in which ``pattern`` occurs just once, with it exchanged, go under ``heading``."""

    heading: str
    sources: tuple[str, ...]
    pattern: str
    instead: str
    without: str = ""  # lines in which this occurs are left out

    def lines(self, lists: Lists) -> list[str]:
        every = [line for source in self.sources for line in lists.get(source, ())]
        once = [line for line in every if len(re.findall(self.pattern, line)) == 1]
        kept = [line for line in once if not self.without or not re.search(self.without, line)]
        return [re.sub(self.pattern, self.instead, line) for line in kept]


LATER = r"(?<=[\w\]] )"  # not at the beginning of a sentence
RULES = (
    Rule("topic: compare new", ("mention: compare",), r"\{topic\}", "{topic}"),
    Rule(
        "topic: ask name by telling",
        ("topic: tell", "topic: name again", "topic: live", "mention: passing"),
        LATER + r"\{(name|topic|other)\}",
        "<name>",
        without=r"\{(name|topic|other)\}.*\{(name|topic|other|other2)\}|^\{|[.!?:] \{(name|topic|other)\}",
    ),
    Rule("topic: ask name by adding", ("mention: filler",), r"(?<=[\w\]])\.$", " in <name>.", r"[?!:\"].|\..|[{<]|\bin\b"),
    Rule("quest: tell bare", ("quest: tell",), r"\{look\} \{item\}", "{item}"),
    Rule("quest: ask item by telling", ("quest: tell",), r"\{look\} \{item\}", "<item>"),
    Rule("quest: ask look by telling", ("quest: tell",), r"(?<!\{a\} )\{look\} \{item\}", "<look> {item}"),
    Rule("person: ask name by telling", ("person: tell",), LATER + r"\{person\}", "<person>"),
    Rule("person: tell of a phrase", ("person: tell",), r"^\{person\}", "{person}"),
    Rule("person: tell of a phrase with pronoun", ("person: tell with pronoun",), r"^\{person\}", "{person}"),
    Rule("person: ask by telling", ("person: tell with pronoun",), r"\{she\}", "<she>", without=r"\{(her|them)\}"),
    Rule("person: ask her by telling", ("person: tell with pronoun",), r"\{her\}", "<her>", without=r"\{(She|she|them)\}"),
    Rule("origin: ask country by telling", ("origin: tell",), LATER + r"\{country\}", "<country>"),
    Rule("origin: ask country of a person by telling", ("origin: tell of a person",), LATER + r"\{country\}", "<country>"),
)


def with_derived(lists: Lists) -> Lists:
    return lists | {rule.heading: rule.lines(lists) for rule in RULES}
