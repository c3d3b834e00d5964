"""The app, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from app.assets import assets as all_assets
from app.desk import Desk
from app.middleware import Body, Head, Headers, Host, Log, Mishap
from app.problems import add_handlers
from app.ready import ready
from app.routes import assets, health, pages, walks
from app.schemas import ProblemOut
from app.settings import Settings

PROBLEMS = {
    405: "Asked for in another way",
    408: "It took too long to arrive",
    413: "Too long",
    421: "Asked for by a name that its host has not set",
    422: "Something in the request is not right",
    503: "Too many are asking; come back",
}


def _documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": ProblemOut.model_json_schema()}}
    return {status: {"description": PROBLEMS[status], "content": content} for status in statuses}


@asynccontextmanager
async def _with_all_ready(app: FastAPI) -> AsyncIterator[None]:
    """What never changes is made before the first request is taken."""
    ready(), all_assets(), pages.walk_page(), pages.compare_page(), pages.api_page(app)
    yield


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or Settings.from_environment()
    app = FastAPI(
        title="Gatewalk",
        version="1",
        docs_url=None,  # they would need scripts from elsewhere; /api shows the same
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_with_all_ready,
        redirect_slashes=False,  # a redirect would name a scheme and a host that this app does not know behind a proxy
    )
    app.state.settings = settings
    app.state.desk = Desk(settings.at_once, settings.most_waiting, settings.most_seconds)
    app.include_router(assets.router)
    app.include_router(pages.router)
    app.include_router(walks.router, responses=_documented(*PROBLEMS))
    app.include_router(walks.fixed, responses=_documented(405, 421))
    app.include_router(health.router, responses=_documented(405))
    add_handlers(app)
    app.add_middleware(Mishap)
    app.add_middleware(Head)
    app.add_middleware(Body, settings=settings)
    app.add_middleware(Host, settings=settings)
    app.add_middleware(Headers, settings=settings)
    app.add_middleware(Log)
    return app
