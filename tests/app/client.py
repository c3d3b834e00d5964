"""Asks the app without a network in between."""

from __future__ import annotations

from typing import Any

import anyio
import httpx

from app.main import create_app
from app.settings import Settings


def ask(method: str, path: str, settings: Settings | None = None, **more: Any) -> httpx.Response:
    return ask_all([(method, path, more)], settings)[0]


def ask_all(requests: list[tuple[str, str, dict[str, Any]]], settings: Settings | None = None) -> list[httpx.Response]:
    """All of them at the same time."""
    app = create_app(settings or Settings())

    async def run() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        answers: list[httpx.Response | None] = [None] * len(requests)
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://gatewalk.test") as client,
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
