"""Pages for people."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.assets import plotly_name, plotly_style
from app.encoding import json_bytes
from app.examples import EXAMPLES
from app.ready import ready
from app.reference import operations
from app.templates import page
from app.walks import cell_of
from model import cell_names, load_cell, shipped

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
    return page(
        "walk.html",
        here="/",
        examples=[(name, list(some)) for name, some in groupby(EXAMPLES, key=lambda example: example.group)],
        cells=[*((name, load_cell(name).title) for name in cell_names()), ("blanks", "LSTM that reads both ways")],
        plotly=f"/assets/{plotly_name()}",
        plotly_style=plotly_style(),
        first=first,
        cell=embedded(json_bytes(cell_of(shipped(first.cell)))),
        trace=embedded(ready().traces[first.sentence, first.cell, "packed"]),
    )


def embedded(json: bytes) -> str:
    """JSON that may stand in a script element: nothing in it ends the element."""
    return json.decode().replace("<", "\\u003c")
