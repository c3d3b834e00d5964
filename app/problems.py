"""Errors, in one shape everywhere: ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson

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


def no_json(why: str = "The body is not valid JSON.") -> Problem:
    return Problem(422, why, "body")


def as_json(problem: Problem) -> bytes:
    title = HTTPStatus(problem.status).phrase
    told: dict[str, Any] = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail}
    if problem.field is not None:
        told["field"] = problem.field
    return orjson.dumps(told)


def of_model(error: ModelError) -> Problem:
    return Problem(422, sentence(str(error)), "edits" if isinstance(error, EditError) else None)


def of_validation(errors: Sequence[Any]) -> Problem:
    """``errors``: Pydantic's."""
    # Of what may be one thing or another, the deepest fault is that of the one that was meant.
    fault = max(errors, key=lambda one: len(one["loc"]))
    where = ".".join(str(part)[:MOST_OF_A_NAME] for part in fault["loc"] if _is_asked_for(part)) or "body"
    return Problem(422, f"`{where}`: {sentence(fault['msg'])}", where)


def _is_asked_for(part: int | str) -> bool:
    """Whether a part of the place is one of the request: Pydantic adds which of several types it tried."""
    return isinstance(part, int) or re.fullmatch(r"(?!float$)\w+", part) is not None


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
