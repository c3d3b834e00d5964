"""Pages about lessons: the list, a lesson with its picture, what its teacher needs, and the page on which lessons are written."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.dependencies import Here, HereOf
from app.encoding import json_bytes
from app.languages import spoken
from app.lessons import Shelf, Shelved, head
from app.lessons.lines import MOST_CHARACTERS
from app.lessons.pages import PAGES
from app.lessons.samples import empty_lesson, first_lesson, offered
from app.lessons.sheet import first_sentence
from app.routes.lessons import computed, lesson_named
from app.templates import embedded

router = APIRouter(include_in_schema=False)
BELOW = "../"  # the way to the root from /lessons/...
FURTHER_BELOW = "../../"


@router.get("/lessons")
async def lessons(http: Request, here: HereOf) -> Response:
    """Which there are, in the order in which they are taught."""
    shelf: Shelf = http.app.state.lessons
    speech, listed = spoken(here.language), shelf.of_language(here.language)
    lines = [
        {"name": one.name, "own": one.own, "faults": [fault.to_json(speech) for fault in one.faults], **_written_in(one)}
        | ({**head(one.lesson), "asks": sum(1 for step in one.lesson.steps if step.question)} if one.lesson else {"title": None})
        for one in listed
    ]
    return _page(here, "lessons.html", "./", lessons=lines, lacks=any(_is_foreign(one, here) for one in listed))


@router.get("/lessons/new")
async def new(here: HereOf) -> Response:
    """Where a teacher writes one."""
    speech = spoken(here.language)
    parts, kinds = {name: tuple(page.parts) for name, page in PAGES.items()}, offered(speech)
    given = embedded(json_bytes({"kinds": kinds, "starter": first_lesson(speech), "empty": empty_lesson(speech)}))
    return _page(
        here, "lesson_new.html", BELOW, page_address="lessons/new", kinds=kinds, parts=parts, most=MOST_CHARACTERS, given=given
    )


@router.get("/lessons/{name}")
async def lesson(name: str, http: Request, here: HereOf) -> Response:
    """A page for oneself: step by step beside the picture."""
    shelf: Shelf = http.app.state.lessons
    shelved = lesson_named(name, here.language, http)
    shown = orjson.loads((await computed(shelved, http, here))[1])
    kept = embedded(json_bytes({"name": "/".join(shelved.place), "lesson": shown}))
    about = {"called": name, "title": shown["title"], "lesson": kept, "lacks": _is_foreign(shelved, here), **_written_in(shelved)}
    about |= {"follows": shelf.following(here.language, name)}
    return _page(here, "lesson.html", BELOW, page_address=f"lessons/{name}", **about)


@router.get("/lessons/{name}/notes")
async def notes(name: str, http: Request, here: HereOf) -> Response:
    """What its teacher needs, and a worksheet to print."""
    shelved = lesson_named(name, here.language, http)
    shown = orjson.loads((await computed(shelved, http, here))[1])
    about = {"called": name, "lesson": shown, "lacks": _is_foreign(shelved, here), **_written_in(shelved)}
    about |= {"sentence": first_sentence(shelved.lesson) if shelved.lesson else []}
    return _page(here, "lesson_notes.html", FURTHER_BELOW, page_address=f"lessons/{name}/notes", **about)


def _is_foreign(one: Shelved, here: Here) -> bool:
    """Whether a lesson is in another language than the page around it."""
    return one.language.lower() != spoken(here.language).language.address


def _written_in(one: Shelved) -> dict[str, str]:
    """For ``lang``, ``dir`` and what a browser keeps: that of the lesson, not of the page."""
    language = spoken(one.language.lower()).language
    known = language.address == one.language.lower()
    return {"language": one.language, "direction": language.direction if known else "auto", "kept_as": "/".join(one.place)}


def _page(here: Here, template: str, root: str, **values: Any) -> Response:
    html = here.prepared.templates.page(template, here.language, root=root, here="lessons", **values)
    return Response(html, media_type="text/html")
