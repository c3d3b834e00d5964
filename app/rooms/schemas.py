"""The requests to a room, and its answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.rooms.events import Kind
from app.rooms.screened import screened
from app.schemas import Strict, refused

Token = Annotated[
    str,
    Field(
        min_length=16,
        max_length=64,
        pattern=r"^[\w-]+$",
        examples=["a-name-that-a-browser-draws"],
        description="By chance, made by the browser and kept there; the same one again is the same student.",
    ),
]
Number = Annotated[int, Field(ge=0, le=1_000_000_000, strict=True)]
Name = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[\w-]+$", examples=["first"])]
Line = Annotated[str, Field(max_length=500), AfterValidator(screened)]
Paragraph = Annotated[str, Field(max_length=2_000), AfterValidator(screened)]
Slot = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Tag = Annotated[str, Field(max_length=20, pattern=r"^[A-Za-z0-9-]*$")]
MOST_CHOICES, MOST_WORDS = 12, 400
MOST_SLOTS = 6
MOST_PLACES = 1_000_000  # of words that were not sent with the question


def _not_empty(text: str) -> str:
    if not text:
        raise refused("empty")
    return text


class JoinIn(Strict):
    letters: Annotated[str, Field(max_length=40, examples=["BHKT"])]


class ViewIn(Strict):
    """What the teacher shows."""

    state: Annotated[
        str,
        Field(
            max_length=20_000, examples=["./#sentence=Norway+is+___"], description="The address of it, seen from the first page."
        ),
    ]
    look: Annotated[
        tuple[Annotated[str, Field(max_length=40, pattern=r"^[\w-]+$")], ...],
        Field(max_length=12, description="What to look at in it: the ids of elements."),
    ] = ()
    position: Annotated[Number | None, Field(description="At which word.")] = None
    follow: Annotated[bool, Field(strict=True, description="All go along; else they may look around.")] = True
    eyes_front: Annotated[bool, Field(strict=True, description="All look at the wall.")] = False


class NamedIn(Strict):
    """A text of the app, which each page says in its own language."""

    id: Annotated[str, Field(max_length=60, pattern=r"^rooms\.ready\.[a-z-]+$", examples=["rooms.ready.forgets"])]
    slots: Annotated[
        dict[Annotated[str, Field(max_length=20, pattern=r"^[a-z]+$")], Line | Slot],
        Field(default_factory=dict, max_length=MOST_SLOTS, description="What fills it: words of the network, and numbers."),
    ]


Phrase = Line | NamedIn


class StepIn(Strict):
    """A step of a lesson."""

    name: Annotated[str, Field(max_length=61, pattern=r"^[a-z0-9-]+$", examples=["01-the-belt"])]
    step: Annotated[int, Field(ge=0, le=1_000, strict=True, description="From 0 on.")]
    kind: Annotated[
        str, Field(max_length=20, pattern=r"^[a-z ]*$", description="Of its question, as lessons name it.", examples=["answer"])
    ] = ""


class QuestionIn(Strict):
    """A question as it stands. To change it, send it again whole, by the same name."""

    name: Name
    text: Annotated[Phrase, Field(examples=["Which word will make it forget India?"])]
    language: Annotated[Tag, Field(description="Of what is written by hand.", examples=["en"])] = ""
    kind: Annotated[Literal["choice", "number", "word"], Field(description="A word is answered by its place.")] = "word"
    choices: Annotated[tuple[Phrase, ...], Field(max_length=MOST_CHOICES, examples=[["Norway", "Peru"]])] = ()
    words: Annotated[
        tuple[Line, ...],
        Field(
            max_length=MOST_WORDS,
            description="Of the sentence that it is about; a word that is asked is one of them.",
        ),
    ] = ()
    lesson: Annotated[StepIn | None, Field(description="The step that asks it: in which other languages it is, too.")] = None
    shown: Annotated[bool, Field(strict=True, description="Whether it is on the screens.")] = True
    open: Annotated[bool, Field(strict=True, description="Whether answers are taken.")] = True
    live: Annotated[bool, Field(strict=True, description="Whether all see how many answered what.")] = False
    revealed: Annotated[bool, Field(strict=True, description="With how many answered what.")] = False
    right: Annotated[float | None, Field(ge=-1e9, le=1e9, description="The right answer, once it is revealed.")] = None
    said: Annotated[Paragraph | NamedIn, Field(description="What there is to say of it, once it is revealed.")] = ""

    @model_validator(mode="after")
    def _can_be_answered(self) -> QuestionIn:
        if self.kind == "choice" and len(self.choices) < 2:
            raise refused("choices")
        if (self.right is not None or self.said) and not self.revealed:
            raise refused("right")
        return self

    def takes(self, value: float) -> bool:
        if self.kind == "number":
            return True
        among = len(self.choices if self.kind == "choice" else self.words) or MOST_PLACES
        return value.is_integer() and 0 <= value < among


class AnswerIn(Strict):
    """One student's answer. It replaces the one before."""

    token: Token
    question: Name
    value: Annotated[
        float,
        Field(ge=-1e9, le=1e9, allow_inf_nan=False, strict=True, examples=[0], description="Of a choice its place, from 0 on."),
    ]


class SaidIn(Strict):
    """A sentence for the teacher. It replaces the one before of the same student."""

    token: Token
    text: Annotated[
        str,
        Field(max_length=400, examples=["Peru is big. I live in ___"]),
        AfterValidator(screened),
        AfterValidator(_not_empty),
    ]


class RemovalIn(Strict):
    student: Annotated[str, Field(max_length=40, examples=["0123456789abcdef"])]


class PresenceIn(Strict):
    """A sign of life, every 15 seconds and when something changes."""

    token: Token
    number: Annotated[Number, Field(description="Of the last event that is on the screen.", examples=[0])]
    state: Literal["follows", "around", "away", "left"] = "follows"


class AddressIn(Strict):
    address: Annotated[
        str, Field(max_length=500, pattern=r"^https?://[!-~]+$", examples=["https://walk.school.example/join#BHKT"])
    ]


class OpenedOut(BaseModel):
    room: str = Field(description="What the addresses below are made with. It cannot be guessed.")
    letters: str = Field(description="What students type to join.")
    key: str = Field(description="For the teacher alone: the header `room-key`.")
    hours: int = Field(description="That the room lives.")


class RoomOut(BaseModel):
    room: str
    letters: str
    last: int = Field(description="The number of the newest event.")


class NumberOut(BaseModel):
    number: int = Field(description="Of the newest event.")


class EventOut(BaseModel):
    number: int
    kind: Kind
    body: dict[str, Any]


class EventsOut(BaseModel):
    last: int
    anew: bool = Field(description="Whether numbers that were known before count no more.")
    events: list[EventOut]


class AttendanceOut(BaseModel):
    there: int
    in_step: int
    behind: int
    around: int = Field(description="They look around on their own.")
    away: int = Field(description="Their page is hidden, or has given no sign of life.")


class ValueOut(BaseModel):
    value: float
    count: int


class TallyOut(BaseModel):
    question: str
    count: int
    values: list[ValueOut]


class SaidOut(BaseModel):
    student: str = Field(description="A name for this room alone.")
    text: str


class ClassOut(BaseModel):
    """What only the teacher sees."""

    changes: int
    attendance: AttendanceOut
    tally: TallyOut | None
    sentences: list[SaidOut]


class DoneOut(BaseModel):
    done: Literal[True] = True
