"""A request for each error that a request alone can bring about, by the id of its text."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from model import Cell, Network
from model.network import Config, Vocabulary, save_network


class Bad(NamedTuple):
    """``path``: below api/v1, with the room where ROOM stands in it."""

    path: str
    body: Any = None
    method: str = "POST"
    sent: bytes | None = None  # in place of JSON
    headers: Any = ()


@cache
def own(units: int = 4, layers: int = 1, words: int = 3, **provenance: Any) -> str:
    """The file of a network of somebody's own, in base64."""
    config = Config(Cell.from_text("h = tanh(W x + U h' + b)"), Vocabulary(f"a{n}" for n in range(words)), 3, units, layers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.safetensors"
        save_network(Network(config, Network.create(config, 1).parameters, provenance), path)
        return b64encode(path.read_bytes()).decode()


def carried(**body: Any) -> dict[str, Any]:
    return {"sentence": "a0 a1", **body}


TOKEN = "a-student-of-this-class"
WALK = {"sentence": "Norway is big."}
EDIT: dict[str, Any] = {"token": 1, "signal": "f", "value": 1}
QUESTION: dict[str, Any] = {"name": "first", "text": "?", "kind": "choice", "choices": ["a", "b"]}
ANSWER: dict[str, Any] = {"token": TOKEN, "question": "first", "value": 0}
THERE: dict[str, Any] = {"token": TOKEN, "number": 0}
JSON = {"content-type": "application/json"}
NAMED = ("host", "gatewalk.test")


def edits(*some: Any) -> dict[str, Any]:
    return WALK | {"edits": list(some)}


def compared(sentences: Iterable[str], *cells: str, **more: Any) -> Bad:
    return Bad("comparisons", {"sentences": list(sentences), "cells": list(cells), **more})


OF_REQUESTS = {
    "errors.status.404": Bad("nothing", method="GET"),
    "errors.status.405": Bad("traces", method="GET"),
    "errors.hosts": Bad("cells", method="GET", headers=[NAMED, NAMED]),
    "errors.other-name": Bad("cells", method="GET", headers=[("host", "other")]),
    "errors.too-long": Bad("traces", sent=b"x" * 500_000, headers=JSON),
    "errors.no-json": Bad("traces", sent=b"{", headers=JSON),
    "errors.say-json": Bad("traces", sent=b"{}", headers={"content-type": "text/plain"}),
}
OF_WALKS = {
    "errors.no-word": Bad("traces", {"sentence": " "}),
    "errors.characters": Bad("traces", {"sentence": "so " * 1_500}),
    "errors.tokens": Bad("traces", {"sentence": "so " * 500}),
    "errors.edits": Bad("traces", edits(*[EDIT] * 201)),
    "errors.no-fact": Bad("traces", WALK | {"beliefs": ["x"]}),
    "errors.nothing-to-compare": compared(["so"]),
    "errors.compared-words": compared(["so " * 390] * 2, "rnn", "gru", "lstm"),
    "errors.ledger": Bad("ledgers", {"sentence": "so " * 300, "state": "c"}),
    "errors.numbers": Bad("traces?numbers=x", WALK),
    "errors.no-task": Bad("tasks/x", {}),
    "errors.layer-below": Bad("programs", {"text": "h = tanh(W x + h_below)"}),
    "errors.lesson.none": Bad("lessons/nothing", method="GET"),
    "errors.lesson.broken": Bad("lessons/50-ours", method="GET"),
    "model.equation": Bad("programs", {"text": "h = tanh(W x"}),
    "model.edit": Bad("traces", edits(EDIT | {"token": 99})),
    "model.input.no-state": Bad("ledgers", WALK | {"state": "f"}),
    "model.input.no-probability": Bad("gradients", WALK | {"token": 1, "word": "qwertz"}),
}
OF_CARRIED = {
    "errors.carried.no-base64": Bad("traces", carried(network="?")),
    "errors.carried.units": Bad("traces", carried(network=own(units=257))),
    "errors.carried.layers": Bad("traces", carried(network=own(layers=5))),
    "errors.carried.words": Bad("traces", carried(network=own(words=1_001))),
    "errors.carried.facts": Bad("traces", carried(network=own(facts=1))),
    "errors.no-facts": Bad("traces", carried(network=own(), beliefs=["x"])),
    "errors.bring-untaught": Bad("gradients", carried(network=own(), token=0, word="a0", untaught=True)),
    "errors.validation.taken": compared(["so"], networks={"rnn": own()}),
    "errors.carried": Bad("traces", carried(network="eA==")),
}
OF_ROOMS = {
    "errors.room.none": Bad("rooms/nothing", method="GET"),
    "errors.room.no-letters": Bad("rooms/join", {"letters": "B"}),
    "errors.room.other-letters": Bad("rooms/join", {"letters": "BHKT"}),
    "errors.room.too-many.address": Bad("rooms"),
    "errors.room.not-teacher": Bad("rooms/ROOM/view", {"state": "./"}, headers={"room-key": "x"}),
    "errors.room.closed-question": Bad("rooms/ROOM/answers", ANSWER | {"question": "other"}),
    "errors.room.no-answer": Bad("rooms/ROOM/answers", ANSWER | {"value": 9}),
    "errors.room.full": Bad("rooms/ROOM/answers", ANSWER | {"token": "one-more-of-this-class"}),
}
OF_FIELDS = {
    "missing": Bad("traces", {}),
    "extra-forbidden": Bad("traces", WALK | {"x": 1}),
    "string-type": Bad("traces", {"sentence": 1}),
    "string-unicode": Bad("traces", sent=rb'{"sentence": "\ud800"}', headers=JSON),
    "string-too-short": Bad("rooms/ROOM/presence", THERE | {"token": "x"}),
    "string-too-long": Bad("ledgers", WALK | {"state": "x" * 99}),
    "string-pattern-mismatch": Bad("rooms/ROOM/presence", THERE | {"token": "?" * 20}),
    "int-type": Bad("arithmetic", WALK | {"token": "x", "signal": "f", "unit": 1}),
    "int-parsing": Bad("lessons/01-the-belt?key=x", method="GET"),
    "int-parsing-size": Bad(f"rooms/ROOM/events?after={'9' * 5_000}", method="GET"),
    "float-type": Bad("rooms/ROOM/answers", ANSWER | {"value": "x"}),
    "float-parsing": Bad("rooms/ROOM/question", QUESTION | {"right": "x"}),
    "greater-than-equal": Bad("traces", edits(EDIT | {"token": -1})),
    "less-than-equal": Bad("traces", edits(EDIT | {"value": 1e300})),
    "bool-type": Bad("gradients", WALK | {"token": 1, "word": "so", "untaught": "x"}),
    "literal-error": Bad("traces", edits(EDIT | {"direction": "up"})),
    "list-type": Bad("traces", WALK | {"edits": 1}),
    "tuple-type": Bad("rooms/ROOM/question", QUESTION | {"choices": 1}),
    "dict-type": Bad("tasks/india", {"settings": 1}),
    "model-attributes-type": Bad("rooms/join", [1]),
    "model-type": Bad("traces", [1]),
    "too-short": compared([], "rnn"),
    "too-long": compared(["so"] * 9, "rnn"),
    "network": Bad("traces", WALK | {"cell": "x"}),
    "twice": compared(["so"], "rnn", "rnn"),
    "empty": Bad("rooms/ROOM/sentences", {"token": TOKEN, "text": ""}),
    "choices": Bad("rooms/ROOM/question", QUESTION | {"choices": ["a"]}),
    "right": Bad("rooms/ROOM/question", QUESTION | {"right": 1}),
}
BAD: dict[str, Bad] = {
    **OF_REQUESTS,
    **OF_WALKS,
    **OF_CARRIED,
    **OF_ROOMS,
    **{f"errors.validation.{id}": one for id, one in OF_FIELDS.items()},
}
# A request alone does not bring these about: they need a server that is full, slow, broken, or without what was taught.
OF_OTHER_CAUSES = {
    "errors.status.500",
    "errors.status.other",
    "errors.too-slow",
    "errors.long-head",
    "errors.no-http",
    "errors.busy",
    "errors.connections",
    "errors.stopping",
    "errors.broken-off",
    "errors.not-taught",
    "errors.growing.not-taught",
    "errors.growing.no-fact",
    "errors.growing.no-snapshots",
    "errors.room.guessed",
    "errors.room.too-many.all",
    "errors.room.too-many.letters",
    "errors.room.no-space",
    "errors.room.away",
}
# No JSON that the app reads is wrong in these ways today; Pydantic may find them in what is asked for tomorrow.
OF_NO_JSON = {"int-from-float", "finite-number", "bool-parsing", "invalid-key", "other"}
