"""Errors, in one shape everywhere: ``application/problem+json`` (RFC 9457), or a page for who asked for a page."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from model import EditError, ModelError

JSON = "application/problem+json"
MOST_OF_A_NAME = 40  # characters of a key, which may be as long as a body
DETAILS = {
    404: "There is nothing at this address. Look at the address, or begin at the first page.",
    405: "This address exists, but it is asked for in another way.",
    500: "Something went wrong here, and it is not your fault. Try it again; if it stays, tell whoever runs this page.",
}


class Problem(Exception):
    """``detail`` is for people: what is wrong, and what to do. ``field``: which part of the request is at fault."""

    def __init__(self, status: int, detail: str, field: str | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.field, self.headers = status, detail, field, headers or {}


COME_BACK = 2  # seconds


def come_back(why: str) -> Problem:
    return Problem(503, f"{why} Try it again in {COME_BACK} seconds; nothing is lost.", headers={"retry-after": str(COME_BACK)})


NO_JSON = Problem(422, "The body is not valid JSON.", "body")


def response_to(request: Request, problem: Problem) -> Response:
    if not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
        html = request.app.state.prepared.templates.page(
            "problem.html", title=HTTPStatus(problem.status).phrase, detail=problem.detail, status=problem.status
        )
        return Response(html, problem.status, {"vary": "accept"} | problem.headers, "text/html")
    return Response(as_json(problem), problem.status, problem.headers, JSON)


def as_json(problem: Problem) -> bytes:
    title = HTTPStatus(problem.status).phrase
    told: dict[str, Any] = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail}
    if problem.field is not None:
        told["field"] = problem.field
    return orjson.dumps(told)


def add_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return response_to(request, error)

    @app.exception_handler(ModelError)
    async def of_the_model(request: Request, error: ModelError) -> Response:
        return response_to(request, Problem(422, sentence(str(error)), "edits" if isinstance(error, EditError) else None))

    @app.exception_handler(RequestValidationError)
    async def not_valid(request: Request, error: RequestValidationError) -> Response:
        errors = error.errors()
        if errors[0]["type"] == "json_invalid":
            return response_to(request, NO_JSON)
        # Of what may be one thing or another, the deepest fault is that of the one that was meant.
        fault = max(errors, key=lambda one: len(one["loc"]))
        where = ".".join(str(part)[:MOST_OF_A_NAME] for part in fault["loc"] if _is_asked_for(part)) or "body"
        return response_to(request, Problem(422, f"`{where}`: {sentence(fault['msg'])}", where))

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 400:  # FastAPI's word for a body that broke the parser, as one nested too deep does
            return response_to(request, NO_JSON)
        detail = DETAILS.get(error.status_code) or sentence(str(error.detail))
        return response_to(request, Problem(error.status_code, detail, headers=dict(error.headers or {})))


def _is_asked_for(part: int | str) -> bool:
    """Whether a part of the place is one of the request: Pydantic adds which of several types it tried."""
    return isinstance(part, int) or re.fullmatch(r"(?!body$|float$)\w+", part) is not None


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
