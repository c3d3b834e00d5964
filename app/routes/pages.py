"""Pages for people."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from app.assets import Asset, plotly_name, plotly_style
from app.dependencies import SettingsOf
from app.encoding import json_bytes
from app.examples import EXAMPLES
from app.ready import ready
from app.reference import operations
from app.schemas import INDIA
from app.sending import ASK_AGAIN, sent
from app.templates import page
from app.walks import cell_of
from model import cell_names, load_cell

router = APIRouter(include_in_schema=False)

FACT = "Norway is a beautiful country."
QUESTION = "You must visit the capital of ___"
PAIRS = (  # a title, and two sentences of which the difference tells something
    (
        "India then Norway, Norway then India",
        INDIA,
        f"{FACT} I live in Norway. India is also a beautiful country. {QUESTION}",
    ),
    ("Without and with a name in passing", f"{FACT} {QUESTION}", f"{FACT} My friend flew to Peru last year. {QUESTION}"),
    ("A known and an invented country", f"{FACT} {QUESTION}", f"Narnia is a beautiful country. {QUESTION}"),
)


@router.get("/")
async def walk(request: Request, settings: SettingsOf) -> Response:
    """The page that walks a sentence. Its first walk comes with it."""
    return sent(walk_page(), request, ASK_AGAIN)


@router.get("/compare")
async def compare(request: Request, settings: SettingsOf) -> Response:
    """The page that lays cells, or two sentences, side by side."""
    return sent(compare_page(), request, ASK_AGAIN)


@router.get("/api")
async def api(request: Request) -> Response:
    """What programs may ask for, with a form to try it."""
    return sent(api_page(request.app), request, ASK_AGAIN)


@cache
def walk_page() -> Asset:
    first = EXAMPLES[0]
    html = page(
        "walk.html",
        here="/",
        examples=[(name, list(some)) for name, some in groupby(EXAMPLES, key=lambda example: example.group)],
        cells=[*((name, load_cell(name).title) for name in cell_names()), ("blanks", "LSTM, both ways")],
        plotly=f"/assets/{plotly_name()}",
        plotly_style=plotly_style(),
        first=first,
        cell=embedded(json_bytes(cell_of(first.cell))),
        trace=embedded(ready().traces[first.sentence, first.cell, "packed"]),
    )
    return Asset.of("text/html", html.encode())


@cache
def compare_page() -> Asset:
    html = page(
        "compare.html",
        here="/compare",
        fact=FACT,
        question=QUESTION,
        first=PAIRS[0][1],
        second=PAIRS[0][2],
        pairs=PAIRS,
        cells=[(name, load_cell(name).title) for name in cell_names()],
        plotly=f"/assets/{plotly_name()}",
        plotly_style=plotly_style(),
    )
    return Asset.of("text/html", html.encode())


@cache
def api_page(app: FastAPI) -> Asset:
    return Asset.of("text/html", page("api.html", here="/api", operations=operations(app.openapi())).encode())


def embedded(json: bytes) -> str:
    """JSON that may stand in a script element: nothing in it ends the element."""
    return json.decode().replace("<", "\\u003c")
