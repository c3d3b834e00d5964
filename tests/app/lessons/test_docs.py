"""What the page on lessons says is so: its example is a lesson, and its tables are those of the code."""

from __future__ import annotations

import re

from app.lessons.kinds import KINDS
from app.lessons.pages import PAGES
from app.lessons.parser import HEAD, QUESTION, STEP
from app.lessons.scene import MOST_WORDS
from tests.app.lessons.texts import read, shown
from tests.pages import TEXTS, says
from texts import catalogue

PAGE = TEXTS["lessons.md"]
EXAMPLE = re.findall(r"```lesson\n(.*?)```", PAGE, re.DOTALL)[0]


def rows(first: str) -> list[list[str]]:
    """The cells of the table whose head begins so."""
    table = PAGE.split(f"| {first} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def named(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def asks(kind: str) -> str:
    return catalogue().say(f"writing.kind.{kind.replace(' ', '-')}")


def test_the_example_is_a_lesson_and_nothing_is_wrong_in_it() -> None:
    lesson = read(EXAMPLE)
    assert shown(lesson).faults == []
    assert len([step for step in lesson.steps if step.question]) == 2


def test_the_names_of_the_lines_are_those_that_are_read() -> None:
    tables = PAGE.split("| name | how often |")[1:]
    for table, counts in zip(tables, (HEAD, {**STEP, **QUESTION}), strict=True):
        found = dict(re.findall(r"^\| `(\w+)` \| ([\d to]+) \|", table.split("\n\n")[0], re.MULTILINE))
        assert found == {name: str(least) if least == most else f"{least} to {most}" for name, (least, most) in counts.items()}


def test_the_kinds_of_questions_are_those_that_there_are() -> None:
    found = {named(row[0])[0]: (row[1], named(row[2]), named(row[4])) for row in rows("kind")}
    assert found == {name: (asks(name), kind.needs, kind.slots) for name, kind in KINDS.items()}


def test_the_parts_of_the_pages_are_those_that_there_are() -> None:
    assert {named(row[0])[0]: named(row[1]) for row in rows("page")} == {name: tuple(page.parts) for name, page in PAGES.items()}


def test_how_long_a_text_may_be_is_how_long_it_may_be() -> None:
    assert says(PAGE, f"A text has {MOST_WORDS} words and signs at most.")
