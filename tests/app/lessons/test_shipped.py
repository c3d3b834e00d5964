"""The lessons that come with Gatewalk: right with these weights and with others, and complete enough to teach from."""

from __future__ import annotations

import re

import pytest

from app.lessons import Lesson, Shelf
from app.lessons.__main__ import main
from app.lessons.kinds import KINDS, NEVER, OTHER, a_place, a_range, a_word
from app.lessons.lesson import Choice, Question
from app.lessons.shelf import OURS
from tests.app.lessons.texts import NETWORKS, shown
from texts import LANGUAGES

LESSONS = {one.name: one.lesson for one in Shelf.of(()).of_language("en") if one.lesson}
each = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def questions(lesson: Lesson) -> list[Question]:
    return [step.question for step in lesson.steps if step.question]


def said_for(question: Question, value: str) -> str:
    reveals = {one.value: one.text for one in question.reveals}
    return reveals.get(value) or reveals.get("") or ""


def test_no_lesson_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == f"{len(OURS)} lessons, no faults\n"
    assert len(LESSONS) >= 10


@each
def test_it_has_all_that_it_takes_to_teach_from_it(lesson: Lesson) -> None:
    assert lesson.aim.startswith("Students ")
    assert len(lesson.mistakes) >= 3 and len(lesson.discuss) >= 3 and len(lesson.worksheet) >= 4
    assert 15 <= lesson.minutes <= 45
    assert len(lesson.steps) >= 4 and len(questions(lesson)) >= 3
    assert all(step.link and step.look for step in lesson.steps)


@each
def test_whatever_turns_out_to_be_right_there_is_a_choice_for_it_and_something_is_said(lesson: Lesson) -> None:
    for question in questions(lesson):
        kind, values = KINDS[question.kind], [choice.value for choice in question.choices]
        assert all(said_for(question, value) for value in values or [""]), question.ask
        if kind.reads in (a_word, a_place) and not kind.makes_choices:
            assert OTHER in values, question.ask
        if question.kind == "change":
            assert NEVER in values and "{word}" not in said_for(question, NEVER)
        if kind.reads is a_range:
            assert covers(question.choices), question.ask


def covers(choices: tuple[Choice, ...]) -> bool:
    """Every number from 1 on is in just one of the ranges."""
    choices = tuple(choice for choice in choices if choice.value != NEVER)
    numbers = [[int(n) for n in re.findall(r"\d+", choice.value)] for choice in choices]
    ends = [some[-1] for some in numbers]
    return (
        numbers[0][0] == 1
        and [some[0] for some in numbers[1:]] == [end + 1 for end in ends[:-1]]
        and choices[-1].value.endswith("more")
    )


@each
def test_what_is_computed_is_said_and_not_written_down(lesson: Lesson) -> None:
    """Where a reveal has a decimal or a percentage, it comes from a slot."""
    for question in questions(lesson):
        for reveal in question.reveals:
            assert re.search(r"\{\w+\}", reveal.text)
            assert not re.search(r"\d[.,]\d|\d\s*%", reveal.text), reveal.text


@each
def test_it_stays_right_with_other_weights(lesson: Lesson) -> None:
    """Those of a peephole LSTM under the name of the LSTM, and those of the two orders of the GRU exchanged."""
    other = {"lstm": NETWORKS["peephole"], "gru": NETWORKS["gru_before"], "gru_before": NETWORKS["gru"]}
    assert shown(lesson, {**NETWORKS, **other}).faults == []


@each
def test_in_every_language_a_place_among_the_choices_is_the_same_answer_to_the_same_question(lesson: Lesson) -> None:
    """So a class may be asked in one language and answer in another."""

    def asked(one: Lesson) -> list[object]:
        return [
            (step.link and (step.link.page, step.link.values), question and (question.kind, said(question), choices(question)))
            for step in one.steps
            for question in [step.question]
        ]

    def said(question: Question) -> dict[str, str]:
        return {name: written.text for name, written in question.fields.items()}

    def choices(question: Question) -> list[str]:
        return [choice.value for choice in question.choices]

    name = next(name for name, one in LESSONS.items() if one is lesson)
    others = {one.language: one.lesson for one in OURS if one.name == name and one.lesson}
    assert set(others) == set(LANGUAGES)
    for language, other in others.items():
        assert asked(other) == asked(lesson), language


def test_no_link_names_a_unit_by_its_number() -> None:
    """The units of other weights mean something else."""
    for lesson in LESSONS.values():
        for step in lesson.steps:
            assert step.link and not re.search(
                r"unit=\d|\"units\":\s*\[", f"{step.link.values}&unit={step.link.values.get('unit', '')}"
            )
