"""The app, put together."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from fastapi import FastAPI

from app import answers
from app.assets import Asset, read_assets
from app.cells import cells, scores_are_there
from app.desk import Desk
from app.encoding import FORMS, Numbers, json_bytes
from app.examples import at_hand
from app.middleware import NOT_KEPT, Body, Head, Headers, Host, Log, Mishap, Refused, headers_for
from app.networks import Networks
from app.patience import Untaken
from app.prepared import Prepared
from app.problems import add_handlers
from app.routes import api, files, health, pages
from app.schemas import ProblemOut, SentenceIn
from app.settings import Settings
from app.templates import Templates

PROBLEMS = {
    400: "Not a request of HTTP, or one for several hosts",
    405: "Asked for in another way",
    408: "It took too long to arrive",
    413: "Too long",
    421: "Asked for by a name that its host has not set",
    422: "Something in the request is not right",
    431: "Its head is too long",
    503: "Too many are asking, or the app is being stopped; come back",
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
        # What uvicorn hands to ``Patience``.
        yield {"settings": settings, "untaken": Untaken(), "headers": [*headers_for(settings), *NOT_KEPT]}

    app = FastAPI(
        title="Gatewalk",
        version="1",
        docs_url=None,  # they would need scripts from elsewhere; /api shows the same
        redoc_url=None,
        openapi_url=None,  # a route of ours sends it, see routes/api.py
        lifespan=lifespan,
        redirect_slashes=False,  # a redirect would name a scheme and a host that this app does not know behind a proxy
    )
    app.include_router(api.router, responses=_documented(*PROBLEMS))  # first, as it is asked most
    app.include_router(api.fixed, responses=_documented(400, 405, 421, 431))
    app.include_router(files.router)
    app.include_router(pages.router)
    app.include_router(health.router, responses=_documented(405))
    add_handlers(app)
    app.add_middleware(Head)
    app.add_middleware(Body, settings=settings)
    app.add_middleware(Host, settings=settings)
    app.add_middleware(Refused)
    app.add_middleware(Mishap)
    app.add_middleware(Headers, settings=settings)
    app.add_middleware(Log)
    app.state.settings = settings
    app.state.desk = Desk(settings.at_once, settings.most_waiting, settings.most_seconds)
    app.state.prepared = prepared or prepare(app.openapi())
    return app


def prepare(document: Mapping[str, Any]) -> Prepared:
    """``document``: the OpenAPI document of the app."""
    scores_are_there()
    networks, assets = Networks.that_come_with_the_app(), read_assets()
    templates, examples = Templates(assets), at_hand(networks)
    traces: dict[tuple[str, str, Numbers], bytes] = {}
    for example in examples:
        asked = SentenceIn(sentence=example.sentence, cell=example.cell)
        found = answers.trace_of(answers.walked(networks.of(example.cell), asked))
        traces |= {(example.sentence, example.cell, numbers): json_bytes(found, numbers) for numbers in FORMS}
    templates.whole_page("problem.html", title="", detail="", status=0)  # made anew each time; here, to see that it can be
    first = traces[examples[0].sentence, examples[0].cell, "packed"]
    texts = {
        "/": pages.walk_page(templates, assets, networks, examples, first),
        "/compare": pages.compare_page(templates, assets),
        "/api": pages.api_page(templates, document),
    }
    return Prepared(
        networks=networks,
        assets=assets,
        templates=templates,
        cells=Asset.of("application/json", json_bytes(cells(networks))),
        examples=Asset.of("application/json", json_bytes([asdict(example) for example in examples])),
        document=Asset.of("application/json", json_bytes(document)),
        traces=traces,
        pages={path: Asset.of("text/html", text.encode()) for path, text in texts.items()},
    )
