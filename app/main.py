"""The app, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from app.desk import Desk
from app.middleware import Body, Headers, Host, Log, Mishap
from app.problems import add_handlers
from app.ready import prepare
from app.routes import assets, health, pages, walks
from app.schemas import ProblemOut
from app.settings import Settings

PROBLEMS = {
    405: "Asked for in another way",
    408: "It took too long to arrive",
    413: "Too long",
    421: "Asked for by a name that its host has not set",
    422: "Something in the request is not right",
    503: "Not ready, or too many are asking; come back",
}


def _documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": ProblemOut.model_json_schema()}}
    return {status: {"description": PROBLEMS[status], "content": content} for status in statuses}


@asynccontextmanager
async def _with_all_ready(app: FastAPI) -> AsyncIterator[None]:
    prepare()
    yield


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or Settings.from_environment()
    app = FastAPI(
        title="Gatewalk", version="1", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=_with_all_ready
    )
    app.state.settings = settings
    app.state.desk = Desk(settings.at_once, settings.most_waiting, settings.most_seconds)
    app.include_router(assets.router)
    app.include_router(pages.router)
    app.include_router(walks.router, responses=_documented(*PROBLEMS))
    app.include_router(health.router, responses=_documented(405, 421, 503))
    add_handlers(app)
    app.add_middleware(Mishap)
    app.add_middleware(Body, settings=settings)
    app.add_middleware(Host, settings=settings)
    app.add_middleware(Headers, settings=settings)
    app.add_middleware(Log)
    return app
