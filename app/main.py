"""The app, put together."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from app import answers
from app.apart import Apart
from app.assets import read_assets
from app.cells import cells, scores_are_there
from app.desk import Desk
from app.encoding import FORMS, Numbers, json_bytes
from app.examples import Example, at_hand
from app.handlers import add_handlers
from app.lab import tasks
from app.languages import Languages, Led, spoken
from app.lessons import Shelf
from app.middleware import NOT_KEPT, Body, Head, Headers, Host, Log, Mishap, Refused, headers_for
from app.networks import Networks
from app.paged import ByLanguage, Make
from app.patience import Untaken
from app.prefix import Prefix
from app.prepared import Prepared
from app.reference import Document
from app.rooms import Rooms
from app.routes import api, files, health, lab, lesson_pages, lessons, pages, rooms
from app.schemas import ProblemOut, SentenceIn
from app.settings import Settings
from app.templates import Templates

PROBLEMS = {
    400: "Not a request of HTTP, or one for several hosts",
    403: "Only the teacher may do that",
    404: "There is no such room, or no such lesson",
    405: "Asked for in another way",
    408: "It took too long to arrive",
    409: "The question is closed",
    413: "Too long",
    421: "Asked for by a name that its host has not set",
    422: "Something in the request is not right",
    429: "Too many rooms, or too many wrong letters",
    431: "Its head is too long",
    503: "Too many are asking, or the app is being stopped; come back",
    507: "There is no space left for it",
}

OF_ROOMS = (403, 404, 409, 429, 507)

# FastAPI would tell OpenTelemetry of every request as soon as something else in the process sets that up, or a variable of the
# environment asks for it. Nothing that anyone types leaves the app, so all of it is off.
TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


def _documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": ProblemOut.model_json_schema()}}
    return {status: {"description": PROBLEMS[status], "content": content} for status in statuses}


def create_app(settings: Settings | None = None, prepared: Prepared | None = None) -> FastAPI:
    """Without settings they are those of the environment. What another app has prepared may be used again."""
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        # What is there by now stays, and what a request makes ends with it: there is next to nothing to collect.
        gc.freeze()
        gc.set_threshold(20_000)
        app.state.apart = Apart(settings) if sys.platform != "win32" else None  # there nobody can be asked to wait for all others
        app.state.rooms = rooms_here = Rooms(settings)  # an app may be served again when it was stopped
        rooms_here.begin()
        # What uvicorn hands to ``Patience``.
        yield {"settings": settings, "untaken": Untaken(), "headers": [*headers_for(settings), *NOT_KEPT]}
        await rooms_here.end()
        if apart := app.state.apart:
            app.state.apart = None
            apart.end()

    app = FastAPI(
        title="Gatewalk",
        version="1",
        telemetry=TELEMETRY,
        docs_url=None,  # they would need scripts from elsewhere; /api shows the same
        redoc_url=None,
        openapi_url=None,  # a route of ours sends it, see routes/api.py
        lifespan=lifespan,
        servers=[{"url": settings.root_path}] if settings.root_path else None,
        redirect_slashes=False,  # a redirect would name a scheme and a host that this app does not know behind a proxy
    )
    app.include_router(files.router)  # first what is asked most
    app.include_router(api.router, responses=_documented(*PROBLEMS.keys() - OF_ROOMS))
    app.include_router(api.fixed, responses=_documented(400, 405, 421, 431))
    app.include_router(rooms.router, responses=_documented(*PROBLEMS))
    app.include_router(lessons.router, responses=_documented(*PROBLEMS.keys() - OF_ROOMS, 404))
    app.include_router(lab.router, responses=_documented(*PROBLEMS.keys() - OF_ROOMS))
    app.include_router(lab.fixed, responses=_documented(400, 405, 421, 431))
    app.include_router(pages.router)
    app.include_router(lesson_pages.router)
    app.include_router(rooms.way_in)
    app.include_router(health.router, responses=_documented(405))
    add_handlers(app)
    app.add_middleware(Head)
    app.add_middleware(Led)
    app.add_middleware(Body, settings=settings)
    app.add_middleware(Host, settings=settings)
    app.add_middleware(Refused)
    app.add_middleware(Mishap)
    app.add_middleware(Languages)
    if settings.root_path:
        app.add_middleware(Prefix, root_path=settings.root_path)
    app.add_middleware(Headers, settings=settings)
    app.add_middleware(Log)
    app.state.settings = settings
    app.state.lessons = Shelf.of(settings.lessons)
    app.state.light, app.state.heavy = (Desk(settings.most_waiting, settings.most_seconds) for _ in range(2))
    app.state.apart = None  # until the app serves
    app.state.rooms = Rooms(settings)
    app.state.prepared = prepared or prepare(app.openapi)
    return app


def descriptions(networks: Networks, examples: Sequence[Example], document: Document) -> ByLanguage:
    """What the API says of itself and of what comes with the app."""
    makers: dict[str, Make] = {
        "cells": lambda language: json_bytes(cells(networks), language=language),
        "examples": lambda language: json_bytes([example.to_json(spoken(language)) for example in examples]),
        "tasks": lambda language: json_bytes(tasks(spoken(language))),
        "document": lambda _: json_bytes(document()),
    }
    return ByLanguage("application/json", makers, late=["document"])


def prepare(document: Document) -> Prepared:
    """``document``: makes the OpenAPI document of the app, which takes a tenth of a second."""
    scores_are_there()
    networks, assets = Networks.that_come_with_the_app(), read_assets()
    templates, examples = Templates(assets), at_hand(networks)
    traces: dict[tuple[str, str, Numbers], bytes] = {}
    for example in examples:
        request = SentenceIn(sentence=example.sentence, cell=example.cell)
        trace = answers.trace_of(answers.walk_of(networks.of(example.cell), request))
        traces |= {(example.sentence, example.cell, numbers): json_bytes(trace, numbers) for numbers in FORMS}
    templates.whole_page("problem.html", "", title="", detail="", status=0)  # made anew each time; here, to see that it can be
    templates.whole_page("api.html", "", here="api", operations=[])  # for the same reason: the document is made later
    return Prepared(
        networks=networks,
        assets=assets,
        templates=templates,
        descriptions=descriptions(networks, examples, document),
        traces=traces,
        pages=pages.all_pages(pages.Made(templates, assets, networks, examples, traces, document)),
    )
