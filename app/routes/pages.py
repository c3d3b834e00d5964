"""Pages for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.assets import Assets
from app.cells import cell_of
from app.dependencies import HereOf
from app.encoding import Numbers, json_bytes
from app.examples import FACT, PAIRS, QUESTION, Example
from app.lab import tasks
from app.languages import requested_language, spoken
from app.networks import BOTH_WAYS, Networks, title_of
from app.paged import ByLanguage, Make
from app.reference import Document, operations
from app.schemas import INDIA
from app.sending import ASK_AGAIN, sent
from app.starters import starters
from app.templates import Templates, embedded
from model import cell_names
from texts import Catalogue

router = APIRouter(include_in_schema=False)


@router.get("/")  # walks a sentence; its first walk comes with it
@router.get("/compare")  # lays cells, or two sentences, side by side
@router.get("/teach")  # the teacher's side of a room
@router.get("/join")  # the students'
@router.get("/lab")  # on which a network learns
@router.get("/growing")  # reads one sentence with every snapshot of a network
@router.get("/api")  # what programs may ask for, with a form to try it
async def page(http: Request, here: HereOf) -> Response:
    """One of those that are the same for all."""
    return sent(here.prepared.pages.of(http.scope["route"].path, requested_language(http)), http, ASK_AGAIN)


# What stands on them, in the words of one language.


class Made(NamedTuple):
    """What the app has made by then."""

    templates: Templates
    assets: Assets
    networks: Networks
    examples: Sequence[Example]
    traces: Mapping[tuple[str, str, Numbers], bytes]
    document: Document


Values = dict[str, Any]


def walk_page(made: Made, speech: Catalogue) -> Values:
    first = made.examples[0]
    return {
        "examples": [(name, list(some)) for name, some in groupby(made.examples, key=lambda example: example.group)],
        "cells": [*_cells(speech), *((name, speech.shown(title_of(name))) for name in BOTH_WAYS)],
        "first": first,
        "cell": embedded(json_bytes(cell_of(first.cell, made.networks), language=speech.language.address)),
        "trace": embedded(made.traces[first.sentence, first.cell, "packed"]),
        **_plotly(made),
    }


def compare_page(made: Made, speech: Catalogue) -> Values:
    first = PAIRS[0]
    pairs = [(speech.say(f"examples.pair.{name}"), one, other) for name, one, other in PAIRS]
    sentences = {"fact": FACT, "question": QUESTION, "first": first[1], "second": first[2], "pairs": pairs}
    return {**sentences, "cells": _cells(speech), **_plotly(made)}


def lab_page(made: Made, speech: Catalogue) -> Values:
    return {
        "tasks": embedded(json_bytes(tasks(speech))),
        "starters": embedded(json_bytes([asdict(starter) for starter in starters(speech)])),
    }


def growing_page(made: Made, speech: Catalogue) -> Values:
    return {"sentence": INDIA}


def api_page(made: Made, speech: Catalogue) -> Values:
    return {"operations": operations(made.document())}


def nothing(made: Made, speech: Catalogue) -> Values:
    return {}


PAGES = {  # path: template, and what it is given
    "/": ("walk.html", walk_page),
    "/compare": ("compare.html", compare_page),
    "/lab": ("lab.html", lab_page),
    "/growing": ("growing.html", growing_page),
    "/teach": ("teach.html", nothing),
    "/join": ("join.html", nothing),
    "/api": ("api.html", api_page),
}


def all_pages(made: Made) -> ByLanguage:
    def maker(path: str) -> Make:
        template, given = PAGES[path]

        def make(language: str) -> bytes:
            page = made.templates.whole_page(template, language, here=path[1:], **given(made, spoken(language)))
            return page.encode()

        return make

    return ByLanguage("text/html", {path: maker(path) for path in PAGES}, late=["/api"])


def _plotly(made: Made) -> Values:
    return {"plotly": made.assets.plotly_address, "plotly_style": made.assets.plotly_style}


def _cells(speech: Catalogue) -> list[tuple[str, str]]:
    """Of every cell, taught or not, its name and its title."""
    return [(name, speech.shown(title_of(name))) for name in cell_names()]
