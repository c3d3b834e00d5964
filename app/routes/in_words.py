"""Routes that FastAPI reads itself: what is wrong in a request is said as everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from app.problems import Problem, no_json, of_validation
from app.routes.api import IS_JSON


class InWords(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handler(http: Request) -> Response:
            if self.body_field and not IS_JSON.match(http.headers.get("content-type", "")):
                raise no_json("errors.say-json")
            try:
                return await handle(http)
            except RequestValidationError as error:
                raise _in_words(error) from None
            except HTTPException as error:
                raise no_json() if error.status_code == 400 else error from None  # no text at all, or one without an end

        return handler


def _in_words(error: RequestValidationError) -> Problem:
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return no_json()
    return of_validation([{**fault, "loc": [part for part in fault["loc"] if part != "body"]} for fault in faults])
