"""Whatever is sent, nothing of it is a fault of the app, nothing gets stuck, nothing is kept, and none of it is in the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.benchmarks.fuzz import PATIENT, Seen, ask_all, made_for, memory_of
from tests.fuzzing import SECRET, Asked, requests
from tests.serving import Server, doubled, serving

REQUESTS, BEFORE, SENTENCES = 1_200, 500, 800
MOST_GROWTH = 3  # MB; it is one, and would be more if three kilobytes were kept of each


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Server]:
    """With rooms of its own: as many are opened as one address may have."""
    with doubled(workers=2, log=log, GATEWALK_ROOMS=str(log.parent), **PATIENT) as server:
        yield server
    assert server.process.returncode == 0


def sentences(begin: int, end: int) -> Iterator[Asked]:
    """All different, of a few lengths."""
    for n in range(begin, end):
        body = json.dumps({"sentence": f"{SECRET} number {n} is " + "so " * (n % 9) + "big."}).encode()
        yield Asked("POST", "/api/v1/traces?numbers=packed", (("Content-Type", "application/json"),), body)


def test_memory_stays_as_it_is_over_many_sentences() -> None:
    with serving() as server:
        seen = ask_all(server, sentences(0, BEFORE), Seen())
        (before,) = memory_of(server)
        ask_all(server, sentences(BEFORE, BEFORE + SENTENCES), seen)
        (after,) = memory_of(server)
    assert dict(seen.statuses) == {200: BEFORE + SENTENCES}
    assert after - before < MOST_GROWTH


def test_requests_with_anything_wrong_in_them_are_all_answered_and_none_by_a_fault(server: Server, log: Path) -> None:
    workers, seen = server.workers(), Seen()
    ask_all(server, islice(made_for(server), REQUESTS), seen)
    assert (seen.faults, seen.stuck, seen.unanswered) == ([], [], [])
    assert seen.statuses.total() == REQUESTS
    assert set(seen.statuses) >= {200, 404, 405, 422}  # they reach every part
    assert server.workers() == workers
    said = log.read_text()
    assert "Traceback" not in said and " ERROR " not in said
    assert SECRET not in said


def test_the_same_seed_asks_the_same() -> None:
    schema = {"required": ["sentence"], "properties": {"sentence": {"type": "string", "maxLength": 9_000}}, "type": "object"}
    body = {"content": {"application/json": {"schema": schema}}}
    document = {"components": {"schemas": {}}, "paths": {"/x": {"post": {"requestBody": body}}}}
    first, again, other = (list(islice(requests(document, seed), 50)) for seed in (1, 1, 2))
    assert first == again != other
