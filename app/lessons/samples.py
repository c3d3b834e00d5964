"""For the page on which lessons are written: a lesson to begin with, and of each kind of question one that works.

The names of the lines are the same in all languages, and so are the words of the network. What students read is a text, and
stands in angle brackets here: ``<at Peru>`` is the text ``writing.sample.at`` with that word. They are about the sentence of the
first lesson; whoever writes puts in words of the own one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.lessons.kinds import KINDS
from texts import Catalogue

HEAD = """\
title: <first.title>
for: <first.for>
minutes: 10
aim: <first.aim>
mistake: <first.mistake>
discuss: <first.discuss>
worksheet: <first.worksheet>
key: <first.key>
"""
EMPTY = """\
title: <empty.title>
for: <first.for>
minutes: 10
aim: <empty.aim>
"""
STEP = """\

step: <first.step>
say: <first.say>
link: ./#sentence=Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___&token=0
look: words
question: answer
ask: <first.ask>
choice: Norway
choice: Peru
choice: other -> <another-word>
reveal: <it-says>
"""
SAMPLES = {
    "answer": """\
ask: <answer.ask>
choice: Norway
choice: Peru
choice: other -> <another-word>
reveal: <it-says>
""",
    "change": """\
ask: <change.ask>
choice: Peru -> <at Peru>
choice: never -> <never>
choice: other -> <at-another-word>
reveal: never -> <change.never>
reveal: <change.reveal>
""",
    "gate": """\
gate: i
at: Peru
ask: <gate.ask>
choice: above -> <gate.above>
choice: below -> <gate.below>
reveal: <gate.reveal>
""",
    "lead": """\
word: Norway
over: Peru
ask: <lead.ask>
choice: fact -> <lead.fact>
choice: others -> <lead.others>
reveal: <lead.reveal>
""",
    "knows": """\
word: Norway
ask: <knows.ask>
choice: yes -> <yes>
choice: no -> <no>
reveal: <it-says>
""",
    "learned": """\
word: Norway
ask: <learned.ask>
choice: 0 to 300 -> <learned.early>
choice: 301 to 1500 -> <learned.later>
choice: 1501 or more -> <learned.last>
choice: never -> <never>
reveal: never -> <learned.never>
reveal: <learned.reveal>
""",
    "most open": """\
at: Norway
ask: <most-open.ask>
choice: f -> <most-open.forget>
choice: i -> <most-open.input>
choice: o -> <most-open.output>
reveal: <most-open.reveal>
""",
    "where": """\
gate: i
ask: <where.ask>
choice: Norway -> <at Norway>
choice: Peru -> <at Peru>
choice: other -> <at-another-word>
reveal: <where.reveal>
""",
    "unit": """\
gate: i
at: country
ask: <unit.ask>
reveal: <unit.reveal>
""",
    "holders": """\
ask: <holders.ask>
choice: 1 to 9 -> <holders.few>
choice: 10 to 40 -> <holders.some>
choice: 41 or more -> <holders.many>
reveal: <holders.reveal>
""",
    "lasts": """\
at: Norway
ask: <lasts.ask>
choice: 1 to 5 -> <lasts.few>
choice: 6 to 12 -> <lasts.some>
choice: 13 or more -> <lasts.many>
choice: never -> <lasts.end>
reveal: never -> <lasts.never>
reveal: <lasts.reveal>
""",
    "term": """\
gate: i
at: Norway
ask: <term.ask>
choice: word -> <term.word>
choice: before -> <term.before>
choice: bias -> <term.bias>
reveal: <term.reveal>
""",
    "reaches": """\
cells: rnn, lstm
at: Norway
word: Norway
ask: <reaches.ask>
choice: rnn -> <reaches.rnn>
choice: lstm -> <reaches.lstm>
reveal: <reaches.reveal>
""",
    "beyond": """\
ask: <beyond.ask>
choice: yes -> <yes>
choice: no -> <no>
reveal: <beyond.reveal>
""",
    "weights": """\
cells: lstm, gru
ask: <weights.ask>
choice: lstm -> <weights.lstm>
choice: gru -> <weights.gru>
reveal: <weights.reveal>
""",
}
TEXT = re.compile(r"<([a-z.-]+)(?: (\w+))?>")


def first_lesson(speech: Catalogue) -> str:
    slots = KINDS["answer"].slots
    return _said(HEAD, speech, slots, "1.") + _said(STEP, speech, slots)


def empty_lesson(speech: Catalogue) -> str:
    """Without a step, for whoever comes with a picture of the own."""
    return _said(EMPTY, speech, ())


def offered(speech: Catalogue) -> list[dict[str, str]]:
    """Of each kind its name, and the lines of one, below ``question:``."""
    made = {name: _said(SAMPLES[name], speech, kind.slots) for name, kind in KINDS.items()}
    return [{"kind": name, "lines": f"question: {name}\n{lines}"} for name, lines in made.items()]


def _said(lines: str, speech: Catalogue, slots: Iterable[str], step: str = "") -> str:
    """What the lesson fills stays a slot of it; ``step``: of which step, on the worksheet."""
    own: dict[str, object] = {slot: f"{{{step}{slot}}}" for slot in slots}

    def text(match: re.Match[str]) -> str:
        return speech.say(f"writing.sample.{match[1]}", **(own | ({"word": match[2]} if match[2] else {})))

    return TEXT.sub(text, lines)
