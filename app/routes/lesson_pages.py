"""Pages about lessons: the list, a lesson with its picture, what its teacher needs, and the page on which lessons are written."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.dependencies import Here, HereOf
from app.encoding import json_bytes
from app.lessons import Shelf, head
from app.lessons.lines import MOST_CHARACTERS
from app.lessons.pages import PAGES
from app.lessons.samples import FIRST_LESSON, offered
from app.lessons.shelf import FIRST
from app.routes.lessons import computed
from app.templates import embedded

router = APIRouter(include_in_schema=False)
BELOW = "../"  # the way to the root from /lessons/...
FURTHER_BELOW = "../../"


@router.get("/lessons")
async def lessons(request: Request, here: HereOf) -> Response:
    """Which there are, in the order in which they are taught."""
    shelf: Shelf = request.app.state.lessons
    language = _language(request)
    listed = [
        {"name": one.name, "language": one.language, "own": one.own, "faults": one.faults}
        | ({**head(one.lesson), "asks": sum(1 for step in one.lesson.steps if step.question)} if one.lesson else {"title": None})
        for one in shelf.of_language(language)
    ]
    return _page(here, "lessons.html", "./", lessons=listed, language=language, languages=shelf.languages)


@router.get("/lessons/new")
async def new(here: HereOf) -> Response:
    """Where a teacher writes one."""
    parts, kinds = {page.address: tuple(page.parts) for page in PAGES.values()}, offered()
    given = embedded(json_bytes({"kinds": kinds, "starter": FIRST_LESSON}))
    return _page(
        here, "lesson_new.html", BELOW, page_address="lessons/new", kinds=kinds, parts=parts, most=MOST_CHARACTERS, given=given
    )


@router.get("/lessons/{name}")
async def lesson(name: str, request: Request, here: HereOf) -> Response:
    """A page for oneself: step by step beside the picture."""
    language = _language(request)
    told = (await computed(name, language, request, here))[1]
    found = orjson.loads(told)
    kept = embedded(json_bytes({"name": f"{language}/{name}", "lesson": found}))
    return _page(
        here,
        "lesson.html",
        BELOW,
        page_address=f"lessons/{name}",
        called=name,
        title=found["title"],
        lesson=kept,
        **_way(language),
    )


@router.get("/lessons/{name}/notes")
async def notes(name: str, request: Request, here: HereOf) -> Response:
    """What its teacher needs, and a worksheet to print."""
    language = _language(request)
    found = orjson.loads((await computed(name, language, request, here))[1])
    return _page(
        here,
        "lesson_notes.html",
        FURTHER_BELOW,
        page_address=f"lessons/{name}/notes",
        called=name,
        lesson=found,
        **_way(language),
    )


def _language(request: Request) -> str:
    return request.query_params.get("language", FIRST)[:12]


def _way(language: str) -> dict[str, str]:
    """What addresses of the same language end with."""
    return {"asked": "" if language == FIRST else f"?language={language}"}


def _page(here: Here, template: str, root: str, **values: Any) -> Response:
    html = here.prepared.templates.page(template, here.language, root=root, here="lessons", **values)
    return Response(html, media_type="text/html")
