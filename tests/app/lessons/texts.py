"""A lesson that is right, to be changed by the tests, and ways to read one."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.lessons import Lesson, Showing, parse
from app.networks import Networks
from texts import catalogue

NETWORKS = Networks.that_come_with_the_app().taught
INDIA = "India is a beautiful country. I live in India. Norway is also a beautiful country. You must visit the capital of ___"
HEAD = "title: A try\nfor: Everybody\nminutes: 5\naim: To try it.\n"
STEP = f"step: One\nsay: Look.\nlink: ./#sentence={INDIA}&token=0\n"
ANSWER = "question: answer\nask: Which?\nchoice: Norway\nchoice: other -> Another\nreveal: It says {answer}.\n"
WHOLE = HEAD + STEP + ANSWER


def read(text: str) -> Lesson:
    lesson, faults = parse(text)
    assert lesson, faults
    return lesson


class Heard(NamedTuple):
    """A fault in English."""

    line: int
    what: str
    mend: str


def faults_in(text: str) -> list[Heard]:
    """Of the text alone or, where it is a lesson, of what the networks make of it."""
    lesson, faults = parse(text)
    return [Heard(**fault.to_json(catalogue())) for fault in (faults if lesson is None else shown(lesson).faults)]


def shown(lesson: Lesson, networks: Any = NETWORKS) -> Showing:
    showing = Showing(lesson, networks)
    for _ in showing.turns():
        pass
    showing.whole()
    return showing


def asked(question: str, link: str = f"./#sentence={INDIA}&token=0") -> dict[str, Any]:
    """What becomes of a question about what a link shows."""
    showing = shown(read(f"{HEAD}step: One\nsay: Look.\nlink: {link}\n{question}"))
    assert not showing.faults, showing.faults
    found: dict[str, Any] = showing.steps[0]["question"]
    return found
