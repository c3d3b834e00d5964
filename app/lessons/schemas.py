"""What requests and responses about lessons look like."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from app.lessons.lines import MOST_CHARACTERS
from app.schemas import Strict

EXAMPLE = """\
title: A try
for: Everybody
minutes: 5
aim: To see how a lesson is written.
step: One word
say: Which country will it answer with?
link: ./#sentence=Norway is a beautiful country. You must visit the capital of ___&token=0
look: words
question: answer
ask: What do you think?
choice: Norway
choice: other -> Another word
reveal: It says {answer}.
"""
Right = "Null without `key=1`."


class FaultOut(BaseModel):
    """Something that is wrong in the text of a lesson."""

    line: int
    what: str
    mend: str


class ListedOut(BaseModel):
    """A lesson of which something is wrong has faults, and no title."""

    name: str
    language: str = Field(description="English where the lesson is not there in the language that was asked for.")
    own: bool = Field(description="Of this school, not one that comes with Gatewalk.")
    title: str | None
    for_whom: str | None
    minutes: int | None
    aim: str | None
    faults: list[FaultOut]


class LinkOut(BaseModel):
    page: str
    address: str = Field(description="Seen from the first page, such as `./compare#mode=cells`.")


class PartOut(BaseModel):
    """A part of the page to look at, and the id of its element."""

    part: str
    id: str


class QuestionOut(BaseModel):
    kind: str
    ask: str
    choices: list[str]
    right: int | None = Field(description=f"Which of the choices, from 0. {Right}")
    reveal: str | None = Field(description=f"What is said then. {Right}")
    shows: str | None = Field(description=f"The address of what to look at then: where it happens. {Right}")
    slots: dict[str, str] | None = Field(description=f"What was found. {Right}")


class StepOut(BaseModel):
    title: str
    say: list[str]
    link: LinkOut | None
    look: list[PartOut]
    question: QuestionOut | None


class ItemOut(BaseModel):
    question: str
    key: str | None = Field(description=Right)


class LessonOut(BaseModel):
    title: str
    for_whom: str
    minutes: int
    aim: str
    mistakes: list[str] = Field(description="What students get wrong.")
    discuss: list[str] = Field(description="Questions to ask a class.")
    worksheet: list[ItemOut]
    steps: list[StepOut]


class CheckIn(Strict):
    """The text of a lesson."""

    text: Annotated[str, Field(max_length=MOST_CHARACTERS, examples=[EXAMPLE])]


class CheckedOut(BaseModel):
    """What is wrong in a text or, where nothing is, the lesson with all that is right."""

    faults: list[FaultOut]
    lesson: LessonOut | None
