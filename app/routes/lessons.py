"""Lessons: which there are, one with its steps, and whether a text is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from app.dependencies import Here, HereOf
from app.encoding import json_bytes
from app.languages import requested_language, spoken
from app.lessons import Fault, Shelf, Shelved, Showing, head, parse, public
from app.lessons.schemas import CheckedOut, CheckIn, LessonOut, ListedOut
from app.limits import Work
from app.problems import Problem
from app.requests import Part
from app.routes.in_words import InWords
from texts import Catalogue, Said, language_of

router = APIRouter(prefix="/api/v1/lessons", tags=["lessons"], route_class=InWords)
Tag = Annotated[
    str, Query(max_length=12, description="That of the address if none is named. What is not there in it is there in English.")
]
Name = Annotated[str, Path(max_length=61, examples=["01-the-belt"])]
Key = Annotated[int, Query(ge=0, le=1, description="With 1 also what is right.")]


async def _language(http: Request, language: Tag = "") -> str:
    """Of the lessons that are wanted; whatever is wrong with them is said in it as well, if the app speaks it."""
    if language_of(language.lower()):
        http.scope["language"] = language.lower()
    return language or requested_language(http)


Language = Annotated[str, Depends(_language)]
NOTHING: dict[str, Any] = {"title": None, "for_whom": None, "minutes": None, "aim": None}


@router.get("", response_model=list[ListedOut])
async def lessons(http: Request, here: HereOf, language: Language) -> Response:
    """Every lesson, in the order in which they are taught."""
    shelf: Shelf = http.app.state.lessons
    return _json([_listed(one, spoken(here.language)) for one in shelf.of_language(language)])


@router.get("/{name}", response_model=LessonOut)
async def lesson(name: Name, http: Request, here: HereOf, language: Language, key: Key = 0) -> Response:
    """One lesson, with its steps. What is right in it is computed from the networks when somebody first asks for it, and kept."""
    shelved = lesson_named(name, language, http)
    return Response((await computed(shelved, http, here))[key], media_type="application/json")


def lesson_named(name: str, language: str, http: Request) -> Shelved:
    shelf: Shelf = http.app.state.lessons
    shelved = shelf.find(language, name)
    if not shelved:
        raise Problem(404, Said("errors.lesson.none", {"name": name}), "name")
    return shelved


async def computed(shelved: Shelved, http: Request, here: Here) -> tuple[bytes, bytes]:
    """A lesson as JSON, without what is right and with it."""
    shelf: Shelf = http.app.state.lessons
    if shelved.lesson is None:
        raise _wrong(shelved, shelved.faults[0])
    place = shelved.place
    async with shelf.making[place]:  # a class opens it at the same time, and one of them is enough to compute it
        if place not in shelf.shown:
            showing = Showing(shelved.lesson, here.networks.taught, spoken(shelved.language.lower()))
            await _shown(here, showing)
            shown = showing.whole()
            if shown is None:
                raise _wrong(shelved, showing.faults[0])
            shelf.shown[place] = json_bytes(public(shown)), json_bytes(shown)
    return shelf.shown[place]


@router.post("/check", response_model=CheckedOut)
async def check(request: CheckIn, here: HereOf) -> Response:
    """What is wrong in the text of a lesson, by its lines; or the lesson, computed from the networks."""
    read, faults = parse(request.text)
    shown, speech = None, spoken(here.language)
    if read:
        showing = Showing(read, here.networks.taught, speech)
        await _shown(here, showing)
        shown, faults = showing.whole(), showing.faults
    return _json({"faults": [fault.to_json(speech) for fault in faults], "lesson": shown})


async def _shown(here: Here, showing: Showing) -> None:
    """Each step waits for its turn."""

    def parts() -> Iterator[Part]:
        for _ in showing.turns():
            yield b"", True
        yield b"", False

    await here.light(Work(showing.work, len(showing.lesson.steps) + 1), parts())


def _listed(one: Shelved, speech: Catalogue) -> dict[str, Any]:
    about = head(one.lesson) if one.lesson else NOTHING
    faults = [fault.to_json(speech) for fault in one.faults]
    return {"name": one.name, "language": one.language, "own": one.own, **about, "faults": faults}


def _wrong(one: Shelved, fault: Fault) -> Problem:
    return Problem(422, Said("errors.lesson.broken", {"name": one.name, "fault": fault.said}), "name")


def _json(data: Any) -> Response:
    return Response(json_bytes(data), media_type="application/json")
