"""Errors, in one shape everywhere: ``application/problem+json`` (RFC 9457). Their words are in ``texts/en/errors.json``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from model import EditError, ModelError
from texts import Catalogue, Said, catalogue

JSON = "application/problem+json"
MOST_OF_A_NAME = 40  # characters of a key, which may be as long as a body
STATUSES = {status: Said(f"errors.status.{status}") for status in (404, 405, 500)}  # what there is to say of each alone
CHOICE = re.compile(r"'[^']*'")
STOPS = (".", "!", "?", "。", "！", "？")


class Problem(Exception):
    """``said`` is for people: what is wrong, and what to do. ``field``: which part of the request is at fault."""

    def __init__(self, status: int, said: Said, field: str | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(said)
        self.status, self.said, self.field, self.headers = status, said, field, headers or {}

    def __str__(self) -> str:
        return self.detail()

    def detail(self, speech: Catalogue | None = None) -> str:
        """In English, if no other language is named."""
        return sentence(self.said, speech or catalogue())

    def title(self, speech: Catalogue | None = None) -> str:
        speech, id = speech or catalogue(), f"errors.title.{self.status}"
        return speech.say(id) if speech.has(id) else speech.say("errors.title.other", status=self.status)


COME_BACK = 2  # seconds


def come_back(id: str) -> Problem:
    """``id``: of a text that says why, and when."""
    return Problem(503, Said(id, {"n": COME_BACK}), headers={"retry-after": str(COME_BACK)})


def no_json(id: str = "errors.no-json") -> Problem:
    return Problem(422, Said(id), "body")


def as_json(problem: Problem, speech: Catalogue | None = None) -> bytes:
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": problem.title(speech),
        "status": problem.status,
        "detail": problem.detail(speech),
        **plain(problem.said),
    }
    if problem.field is not None:
        document["field"] = problem.field
    return orjson.dumps(document)


def plain(said: Said) -> dict[str, Any]:
    """For programs. A value may be a text of its own, and then has a code and values too."""
    return {"code": said.id, "values": {name: _simple(value) for name, value in said.slots.items()}}


def said_again(data: Mapping[str, Any]) -> Said:
    """What ``plain`` has taken apart."""
    return Said(data["code"], {name: _again(value) for name, value in data["values"].items()})


def _again(value: Any) -> Any:
    if isinstance(value, list):
        return [_again(one) for one in value]
    return said_again(value) if isinstance(value, dict) else value


def of_model(error: ModelError) -> Problem:
    return Problem(422, error.said, "edits" if isinstance(error, EditError) else None)


def of_validation(errors: Sequence[Any]) -> Problem:
    """``errors``: Pydantic's. Those of our own hold what they say; the others have a text by their type."""
    # Of what may be one thing or another, the deepest fault is that of the one that was meant.
    fault = max(errors, key=lambda one: len(one["loc"]))
    where = ".".join(str(part)[:MOST_OF_A_NAME] for part in fault["loc"] if _is_of_the_request(part)) or "body"
    id, values = f"errors.validation.{fault['type'].replace('_', '-')}", fault.get("ctx", {})
    if not catalogue().has(id):
        id, values = "errors.validation.other", {"why": fault["msg"]}
    return Problem(422, Said(id, {"field": where} | _counted(values)), where)


def _counted(values: Mapping[str, Any]) -> dict[str, Any]:
    """A text that depends on a number knows it as ``n``; of several that are expected, only Pydantic's English says "or"."""
    slots = {"n" if name in ("max_length", "min_length") else name: _simple(value) for name, value in values.items()}
    return slots | ({"expected": CHOICE.findall(slots["expected"])} if "expected" in slots else {})


def _simple(value: Any) -> Any:
    if isinstance(value, Said):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_simple(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float | str) else str(value)


def _is_of_the_request(part: int | str) -> bool:
    """Whether a part of the place is one of the request: Pydantic adds which of several types it tried."""
    return isinstance(part, int) or re.fullmatch(r"(?!float$)\w+", part) is not None


def sentence(said: Said, speech: Catalogue) -> str:
    """With a capital and a full stop, where it is a part of one, as those of the model are. That is seen in English too."""
    text = speech.shown(said).strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith(STOPS) or str(said).endswith(STOPS) else speech.say("errors.full-stop", text=text)
