"""Asks the app without a network in between."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import Any

import anyio
import httpx
from fastapi import FastAPI

from app.main import create_app
from app.prepared import Prepared
from app.settings import Settings

PATIENT = Settings(most_seconds=600, rooms=os.environ["GATEWALK_ROOMS"])  # on a busy machine too nobody is sent away


@cache
def prepared() -> Prepared:
    """What takes long to make and is the same for every app."""
    found: Prepared = create_app(PATIENT).state.prepared
    return found


def an_app(settings: Settings | None = None) -> FastAPI:
    return create_app(settings or PATIENT, prepared())


@cache
def usual_app() -> FastAPI:
    """For whoever only asks: an app looks into its routes when it is first asked, and that takes longer than an answer."""
    return an_app()


def client_of(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://gatewalk.test")


async def until(it_is_so: Callable[[], bool]) -> None:
    """Lets all others go on meanwhile."""
    while not it_is_so():
        await anyio.sleep(0)


def ask(method: str, path: str, settings: Settings | None = None, **more: Any) -> httpx.Response:
    return ask_all([(method, path, more)], settings)[0]


def ask_all(requests: list[tuple[str, str, dict[str, Any]]], settings: Settings | None = None) -> list[httpx.Response]:
    """All of them at the same time."""
    app = an_app(settings) if settings else usual_app()

    async def run() -> list[httpx.Response]:
        answers: list[httpx.Response | None] = [None] * len(requests)
        async with (
            client_of(app) as client,
            anyio.create_task_group() as group,
        ):

            async def one(n: int, method: str, path: str, more: dict[str, Any]) -> None:
                answers[n] = await client.request(method, path, **more)

            for n, (method, path, more) in enumerate(requests):
                group.start_soon(one, n, method, path, more)
        return [answer for answer in answers if answer is not None]

    return anyio.run(run)


def post(path: str, body: Any, settings: Settings | None = None) -> httpx.Response:
    return ask("POST", f"/api/v1/{path}", settings, json=body)
