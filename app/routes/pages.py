"""Pages for people."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.examples import EXAMPLES
from app.ready import ready
from app.reference import operations
from app.templates import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
async def walk() -> str:
    """The page that walks a sentence. Its first walk comes with it."""
    return _walk_page()


@router.get("/api")
async def api(request: Request) -> str:
    """What programs may ask for, with a form to try it."""
    return page("api.html", here="/api", operations=operations(request.app.openapi()))


@cache
def _walk_page() -> str:
    first = EXAMPLES[0]
    trace = embedded(ready().traces[first.sentence, first.cell, "packed"])
    groups = [(name, list(some)) for name, some in groupby(EXAMPLES, key=lambda example: example.group)]
    return page("walk.html", here="/", examples=groups, first=first, trace=trace)


def embedded(json: bytes) -> str:
    """JSON that may stand in a script element: nothing in it ends the element."""
    return json.decode().replace("<", "\\u003c")
