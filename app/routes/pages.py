"""Pages for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.assets import Assets
from app.cells import cell_of
from app.dependencies import HereOf
from app.encoding import json_bytes
from app.examples import FACT, PAIRS, QUESTION, Example
from app.lab import tasks
from app.networks import BOTH_WAYS, Networks
from app.reference import operations
from app.schemas import INDIA
from app.sending import ASK_AGAIN, sent
from app.starters import starters
from app.templates import Templates
from model import cell_names, load_cell

router = APIRouter(include_in_schema=False)


@router.get("/")  # walks a sentence; its first walk comes with it
@router.get("/compare")  # lays cells, or two sentences, side by side
@router.get("/teach")  # the teacher's side of a room
@router.get("/join")  # the students'
@router.get("/lab")  # on which a network learns
@router.get("/growing")  # reads one sentence with every snapshot of a network
@router.get("/api")  # what programs may ask for, with a form to try it
async def page(request: Request, here: HereOf) -> Response:
    """One of those that are the same for all."""
    return sent(here.prepared.pages[request.scope["route"].path], request, ASK_AGAIN)


# What stands on them. Each is made once, see ``main.py``.


def walk_page(templates: Templates, assets: Assets, networks: Networks, examples: Sequence[Example], trace: bytes) -> str:
    """``trace``: of the first example, with its numbers packed."""
    first = examples[0]
    both_ways = [(name, networks.of(name).config.cell.title) for name in BOTH_WAYS]
    return templates.whole_page(
        "walk.html",
        here="",
        examples=[(name, list(some)) for name, some in groupby(examples, key=lambda example: example.group)],
        cells=[*_cells(), *((name, f"{title}, both ways") for name, title in both_ways)],
        plotly=assets.plotly_address,
        plotly_style=assets.plotly_style,
        first=first,
        cell=embedded(json_bytes(cell_of(first.cell, networks))),
        trace=embedded(trace),
    )


def compare_page(templates: Templates, assets: Assets) -> str:
    return templates.whole_page(
        "compare.html",
        here="compare",
        fact=FACT,
        question=QUESTION,
        first=PAIRS[0][1],
        second=PAIRS[0][2],
        pairs=PAIRS,
        cells=_cells(),
        plotly=assets.plotly_address,
        plotly_style=assets.plotly_style,
    )


def api_page(templates: Templates, document: Mapping[str, Any]) -> str:
    return templates.whole_page("api.html", here="api", operations=operations(document))


def lab_page(templates: Templates) -> str:
    return templates.whole_page(
        "lab.html",
        here="lab",
        tasks=embedded(json_bytes(tasks())),
        starters=embedded(json_bytes([asdict(starter) for starter in starters()])),
    )


def teach_page(templates: Templates) -> str:
    return templates.whole_page("teach.html", here="teach")


def growing_page(templates: Templates) -> str:
    return templates.whole_page("growing.html", here="growing", sentence=INDIA)


def join_page(templates: Templates) -> str:
    return templates.whole_page("join.html", here="join")


def _cells() -> list[tuple[str, str]]:
    """Of every cell, taught or not, its name and its title."""
    return [(name, load_cell(name).title) for name in cell_names()]


def embedded(json: bytes) -> str:
    """JSON that may stand in a script element: nothing in it ends the element."""
    return json.decode().replace("<", "\\u003c")
