"""From the text of a lesson to the lesson, or to all that is wrong in it. No network is needed for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import TypeVar

from app.lessons.kinds import KINDS
from app.lessons.lesson import Choice, Fault, Item, Lesson, LessonError, Link, Question, Step, Written, fault
from app.lessons.lines import Line, lines_of
from app.lessons.links import link_of
from app.lessons.pages import PAGES

Counts = Mapping[str, tuple[int, int]]  # how often a line of a name may stand there, at least and at most

HEAD: Counts = {
    "title": (1, 1),
    "for": (1, 1),
    "minutes": (1, 1),
    "aim": (1, 1),
    "mistake": (0, 12),
    "discuss": (0, 12),
    "worksheet": (0, 20),
    "key": (0, 20),
}
STEP: Counts = {"step": (1, 1), "say": (1, 8), "link": (0, 1), "look": (0, 1)}
QUESTION: Counts = {"question": (0, 1), "ask": (1, 1), "choice": (2, 6), "reveal": (1, 7)}
FIELDS = sorted({field for kind in KINDS.values() for field in (*kind.needs, *kind.may)})
NAMES = (*HEAD, *STEP, *QUESTION, *FIELDS)
MOST_STEPS, MOST_FAULTS = 30, 20
MOST_TEXT = 2_000  # characters of one line, with all that goes on with it
MOST_MINUTES = 600
ARROW = "->"
Made = TypeVar("Made")
SLOT = re.compile(r"\{([^{}]*)\}")


def parse(text: str) -> tuple[Lesson | None, list[Fault]]:
    """The faults are in the order of their lines, and some 20 of them at most; without any there is a lesson."""
    lines, faults = lines_of(text)
    if lines or not faults:
        reader = _Reader()
        lesson = reader.lesson(lines)
        faults += reader.faults
        if not faults:
            return lesson, []
    once = {str(fault): fault for fault in faults}
    return None, sorted(once.values(), key=lambda fault: (fault.line, str(fault)))[:MOST_FAULTS]


class _Reader:
    """Goes on behind what is wrong, so that all of it is found at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, line: int, what: str, mend: str, **slots: object) -> None:
        self.faults.append(fault(line, what, mend, **slots))

    def lesson(self, lines: list[Line]) -> Lesson | None:
        known = [line for line in lines if self.is_known(line)]
        begins = [n for n, line in enumerate(known) if line.name == "step"]
        steps = [self.step(known[begin:end]) for begin, end in pairwise([*begins, len(known)])]
        if not 1 <= len(begins) <= MOST_STEPS:
            self.fault(1, "writing.fault.steps", "writing.mend.steps", count=len(begins), most=MOST_STEPS)
        head = known[: begins[0]] if begins else known
        self.counted(head, HEAD, 1, "head")
        worksheet = tuple(self.worksheet([line for line in head if line.name in ("worksheet", "key")]))
        minutes = _first(head, "minutes")
        if minutes and not (minutes.text.isdecimal() and 0 < int(minutes.text[:9]) <= MOST_MINUTES):
            self.fault(minutes.line, "writing.fault.minutes", "writing.mend.minutes", most=MOST_MINUTES)
        if self.faults:
            return None
        title, for_whom, aim = (_first(head, name).text for name in ("title", "for", "aim"))
        mistakes, discuss = (_texts(head, name) for name in ("mistake", "discuss"))
        return Lesson(title, for_whom, int(minutes.text), aim, mistakes, discuss, worksheet, tuple(filter(None, steps)))

    def is_known(self, line: Line) -> bool:
        if line.name not in NAMES:
            near = get_close_matches(line.name, NAMES, 1)
            mend = "writing.mend.near-name" if near else "writing.mend.goes-on"
            self.fault(line.number, "writing.fault.other-name", mend, name=line.name[:20], near="".join(near))
        elif not line.text:
            self.fault(line.number, "writing.fault.empty", "writing.mend.empty", name=line.name)
        elif len(line.text) > MOST_TEXT:
            slots = {"name": line.name, "length": len(line.text), "most": MOST_TEXT}
            self.fault(line.number, "writing.fault.long-line", "writing.mend.long-line", **slots)
        else:
            return True
        return False

    def counted(self, lines: list[Line], counts: Counts, begin: int, where: str) -> None:
        """``begin``: the line to name where something is missing; ``where``: "head" or "step"."""
        for line in lines:
            if line.name not in counts:
                slots = {"name": line.name, "names": list(counts)}
                self.fault(line.number, f"writing.fault.astray.in-{where}", "writing.mend.astray", **slots)
        for name, (least, most) in counts.items():
            there = [line for line in lines if line.name == name]
            if len(there) < least:
                mend = "writing.mend.missing-some" if least > 1 else "writing.mend.missing"
                self.fault(begin, f"writing.fault.missing.in-{where}", mend, name=name, least=least)
            if len(there) > most:
                what = f"writing.fault.too-often.in-{where}"
                self.fault(there[most].number, what, "writing.mend.too-often", name=name, most=most)

    def worksheet(self, lines: list[Line]) -> Iterable[Item]:
        for n in range(0, len(lines), 2):
            pair = lines[n : n + 2]
            if [line.name for line in pair] != ["worksheet", "key"]:
                return self.fault(pair[0].number, "writing.fault.no-key", "writing.mend.no-key")
            yield Item(pair[0].text, Written(pair[1].text, pair[1].number))

    def step(self, lines: list[Line]) -> Step | None:
        before, begin = len(self.faults), lines[0].number
        kind = _first(lines, "question")
        fields = self.fields_of(kind) if kind else {}
        counts = {**STEP, **({**QUESTION, **fields} if kind else {})}
        if kind and kind.text in KINDS and KINDS[kind.text].makes_choices:
            counts |= {"choice": (0, 0)}
        self.counted(lines, counts, begin, "step")
        missing = len(self.faults) > before
        look, link, question = _first(lines, "look"), None, None
        parts = tuple(part.strip() for part in look.text.split(",")) if look else ()
        if said := _first(lines, "link"):
            link = self.tried(lambda: link_of(said))
        elif kind:
            self.fault(kind.line, "writing.fault.question-without-link", "writing.mend.question-without-link")
        if kind and kind.text in KINDS and not missing:
            question = self.tried(lambda: _question(kind, lines, fields))
        if look and not (said and link is None):
            self.tried(lambda: _looked_at(parts, link, look.line))
        if len(self.faults) > before:
            return None
        return Step(_first(lines, "step").text, _texts(lines, "say"), link, parts, question, begin)

    def tried(self, make: Callable[[], Made]) -> Made | None:
        try:
            return make()
        except LessonError as error:
            self.faults.append(error.fault)
            return None

    def fields_of(self, kind: Written) -> Counts:
        if kind.text not in KINDS:
            slots = {"kind": kind.text[:20], "names": list(KINDS)}
            self.fault(kind.line, "writing.fault.no-kind", "writing.mend.one-of", **slots)
            return dict.fromkeys(FIELDS, (0, 1))
        row = KINDS[kind.text]
        return {**dict.fromkeys(row.needs, (1, 1)), **dict.fromkeys(row.may, (0, 1))}


def _question(kind: Written, lines: list[Line], fields: Counts) -> Question:
    choices = tuple(_choice(line) for line in lines if line.name == "choice")
    values = [choice.value for choice in choices]
    reveals = tuple(_reveal(line, values) for line in lines if line.name == "reveal")
    _each_once(choices, "choice")
    _each_once(reveals, "reveal")
    slots = KINDS[kind.text].slots
    for one in reveals:
        if unknown := next((slot for slot in SLOT.findall(one.text) if slot not in slots), None):
            its = [f"{{{slot}}}" for slot in slots]
            raise LessonError(one.line, "writing.fault.no-slot", "writing.mend.one-of", slot=f"{{{unknown[:20]}}}", names=its)
    given = {name: said for name in fields if (said := _first(lines, name))}
    return Question(kind.text, given, _first(lines, "ask").text, choices, reveals, kind.line)


def _each_once(many: Iterable[Choice], name: str) -> None:
    seen: set[str] = set()
    for one in many:
        if one.value in seen:
            raise LessonError(one.line, "writing.fault.twice", "writing.mend.twice", name=name)
        seen.add(one.value)


class _Nothing(Written):
    def __bool__(self) -> bool:
        return False


def _first(lines: Iterable[Line], name: str) -> Written:
    """False if there is none."""
    return next((Written(line.text, line.number) for line in lines if line.name == name), _Nothing("", 0))


def _texts(lines: Iterable[Line], name: str) -> tuple[str, ...]:
    return tuple(line.text for line in lines if line.name == name)


def _choice(line: Line) -> Choice:
    """What it stands for and what is read, or both in one."""
    value, arrow, text = (part.strip() for part in line.text.partition(ARROW))
    if not value or (arrow and not text):
        raise LessonError(line.number, "writing.fault.arrow", "writing.mend.arrow")
    return Choice(value, text or value, line.number)


def _reveal(line: Line, values: list[str]) -> Choice:
    value, arrow, text = (part.strip() for part in line.text.partition(ARROW))
    if not arrow:
        return Choice("", line.text, line.number)
    if values and value not in values:
        slots = {"value": value[:40], "names": values}
        raise LessonError(line.number, "writing.fault.no-choice", "writing.mend.no-choice", **slots)
    return Choice(value, text, line.number)


def _looked_at(parts: Iterable[str], link: Link | None, line: int) -> None:
    if link is None:
        raise LessonError(line, "writing.fault.look-without-link", "writing.mend.look-without-link")
    for part in parts:
        if part not in PAGES[link.page].parts:
            raise LessonError(
                line, "writing.fault.no-part", "writing.mend.it-has", part=part[:20], names=list(PAGES[link.page].parts)
            )
