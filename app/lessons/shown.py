"""A lesson in the words of the API: links that open, choices, and what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.lessons.findings import Inquiry
from app.lessons.kinds import KINDS, read_as, right_choice
from app.lessons.lesson import Choice, Fault, Lesson, LessonError, Step, Written
from app.lessons.pages import PAGES
from app.lessons.parser import SLOT
from app.lessons.scene import MOST_WORDS, Scene
from model import ModelError, Network
from texts import Catalogue, Said, catalogue

Shown = dict[str, Any]
MOST_WORK = 4 * MOST_WORDS  # words that may be walked for one question: some 20 ms
HIDDEN = ("right", "reveal", "shows", "slots", "key")  # from whoever has not asked for the key


def head(lesson: Lesson) -> Shown:
    return {"title": lesson.title, "for_whom": lesson.for_whom, "minutes": lesson.minutes, "aim": lesson.aim}


def public(shown: Any) -> Any:
    """The same without what is right."""
    if isinstance(shown, dict):
        return {name: None if name in HIDDEN else public(value) for name, value in shown.items()}
    return [public(one) for one in shown] if isinstance(shown, list | tuple) else shown


class Showing:
    """Made step by step, so that others get their turn in between. What is wrong in one step does not keep the next from it."""

    def __init__(self, lesson: Lesson, networks: Mapping[str, Network], speech: Catalogue | None = None) -> None:
        """``speech``: the language of the lesson, for what is computed in it; English without one."""
        self.lesson, self.networks, self.speech = lesson, networks, speech or catalogue()
        self.steps: list[Shown] = []
        self.faults: list[Fault] = []

    @property
    def work(self) -> float:
        """Words that are walked, about: what stands in a link is seldom more than its text."""
        questions = [
            (step.link.values, KINDS[step.question.kind].walks) for step in self.lesson.steps if step.link and step.question
        ]
        return float(sum(walks * sum(len(value.split()) for value in values.values()) for values, walks in questions))

    def turns(self) -> Iterator[None]:
        """One for each step."""
        for step in self.lesson.steps:
            try:
                self.steps.append(_step(step, self.networks, self.speech))
            except LessonError as error:
                self.faults.append(error.fault)
                self.steps.append({"question": None})
            yield

    def whole(self) -> Shown | None:
        """None if anything is wrong in it; then ``faults`` says what."""
        slots, worksheet = _slots(self.steps), []
        for item in self.lesson.worksheet:
            try:
                worksheet.append({"question": item.question, "key": filled(item.key, slots)})
            except LessonError as error:
                self.faults.append(error.fault)
        if self.faults:
            return None
        notes = {"mistakes": self.lesson.mistakes, "discuss": self.lesson.discuss, "worksheet": worksheet}
        return {**head(self.lesson), **notes, "steps": self.steps}


def _step(step: Step, networks: Mapping[str, Network], speech: Catalogue) -> Shown:
    shown: Shown = {"title": step.title, "say": step.say, "link": None, "look": [], "question": None}
    if step.link:
        scene, parts = Scene(step.link, networks), PAGES[step.link.page].parts
        if scene.changes:
            scene.walk(scene.cells[0])  # says whether they can be made
        shown |= {"link": {"page": step.link.page, "address": scene.address}}
        shown |= {"look": [{"part": part, "id": parts[part]} for part in step.look]}
        if step.question and not scene.cells:
            raise LessonError(step.question.line, "writing.fault.lab-question", "writing.mend.lab-question")
        if step.question:
            shown |= {"question": _question(Inquiry(step.question, scene, speech))}
    return shown


def _question(inquiry: Inquiry) -> Shown:
    question, kind = inquiry.question, KINDS[inquiry.question.kind]
    if inquiry.work * kind.walks > MOST_WORK:
        raise LessonError(question.line, "writing.fault.too-much-work", "writing.mend.too-much-work")
    try:
        finding = kind.find(inquiry)
    except ModelError as error:
        raise LessonError(question.line, "writing.fault.uncomputed", why=error.said) from None
    choices = tuple(Choice(value, value, question.line) for value in finding.made) or question.choices
    right = right_choice(inquiry, choices, finding.right)
    by_value = {one.value: one for one in question.reveals}
    said = by_value.get(choices[right].value) or by_value.get("")
    if not said:
        value = choices[right].value
        raise LessonError(question.line, "writing.fault.unrevealed", "writing.mend.unrevealed", value=value)
    return {
        "kind": question.kind,
        "ask": question.ask,
        "choices": [read_as(choice, inquiry) for choice in choices],
        "right": right,
        "reveal": filled(Written(said.text, said.line), finding.slots),
        "shows": inquiry.scene.address_at(finding.place),
        "slots": dict(finding.slots),
    }


def filled(said: Written, slots: Mapping[str, str]) -> str:
    """What is put in is not looked through for slots again."""

    def put(slot: re.Match[str]) -> str:
        if slot[1] not in slots:
            there = [f"{{{name}}}" for name in slots] or Said("writing.none")
            what = f"{{{slot[1][:20]}}}"
            raise LessonError(said.line, "writing.fault.no-value", "writing.mend.one-of", slot=what, names=there)
        return slots[slot[1]]

    return SLOT.sub(put, said.text)


def _slots(steps: list[Shown]) -> dict[str, str]:
    """For the worksheet: ``2.answer`` is the slot ``answer`` of the second step's question, ``2.right`` its right choice."""
    slots: dict[str, str] = {}
    for n, step in enumerate(steps, start=1):
        if question := step["question"]:
            slots |= {f"{n}.{slot}": value for slot, value in question["slots"].items()}
            slots[f"{n}.right"] = question["choices"][question["right"]]
    return slots
