"""The process that does the heavy work: it answers as the worker would, part by part, and is replaced when it dies."""

from __future__ import annotations

import gzip
import json
import os
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest

from app.apart import Answers
from app.compressed import chosen
from app.problems import said_again
from app.requests import KINDS, RawRequest, parts_of
from app.schemas import INDIA
from app.settings import Settings
from tests.app.client import PATIENT, prepared
from tests.serving import Server, doubled

CELLS = ["rnn", "gru", "lstm", "coupled"]
COMPARED: dict[str, Any] = {"sentences": [INDIA, INDIA + " so so so"], "cells": CELLS}
WRONG = {"sentence": "Zanzibar " * 200, "edits": [{"token": 999, "signal": "f", "value": 1.0}]}


def said(number: int, body: Any = None, **more: Any) -> tuple[dict[str, Any], bytes]:
    begun = {"kind": "comparisons", "form": ["packed", ""], "coding": ""} if body else {}
    return {"number": number, "given_up": [], **begun, **more}, json.dumps(body).encode()


def without_time(walks: Any) -> Any:
    return [{name: value for name, value in walk.items() if name != "milliseconds"} for walk in walks]


def test_two_answers_that_are_made_in_turns_do_not_disturb_each_other() -> None:
    answers, found = Answers(prepared().networks, Settings()), {1: b"", 2: b""}
    bodies = {1: COMPARED, 2: {**COMPARED, "cells": CELLS[::-1]}}
    for turn in range(8):
        for number in (1, 2):
            told, whole = answers.next(*said(number, bodies[number] if turn == 0 else None))
            assert told == {"more": turn < 7}
            assert len(whole) == (0 if turn < 7 else 8)
            found[number] += b"".join(whole)
    for number, body in bodies.items():
        walks = json.loads(found[number])["walks"]
        assert [(walk["sentence"], walk["cell"]) for walk in walks] == [(n, cell) for n in (0, 1) for cell in body["cells"]]
    assert not answers.begun


def test_what_nobody_waits_for_any_more_is_not_kept() -> None:
    answers = Answers(prepared().networks, Settings())
    answers.next(*said(1, COMPARED))
    answers.next(*said(2, COMPARED, given_up=[1]))
    assert list(answers.begun) == [2]


def test_what_is_wrong_is_told_and_what_was_typed_is_not_in_what_it_says_of_its_own_faults(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    answers = Answers(prepared().networks, Settings())
    told, _ = answers.next(*said(1, WRONG, kind="traces"))
    assert (told["status"], told["field"]) == (422, "edits")
    assert "no token 999" in str(said_again(told["said"]))

    def fails(*_: object) -> None:
        raise RuntimeError("Zanz" + "ibar")  # the log shows the line, not what it says

    monkeypatch.setattr("app.answers.walk_of", fails)
    told, _ = answers.next(*said(2, WRONG, kind="traces"))
    assert told["status"] == 500
    heard = capfd.readouterr()
    assert "RuntimeError" in heard.err
    assert "Zanzibar" not in heard.err + heard.out


UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize("coding", UNPACKED)
@pytest.mark.parametrize("kind", ["comparisons", "ledgers"])
def test_a_compressed_answer_is_the_same(kind: str, coding: Any) -> None:
    body = {"comparisons": COMPARED, "ledgers": {"sentence": INDIA, "state": "c", "units": [1, 2]}}[kind]
    question = RawRequest(kind, json.dumps(body).encode(), coding=coding)
    found = json.loads(UNPACKED[coding](b"".join(part for part, _ in parts_of(question, prepared().networks, PATIENT))))
    asked = KINDS[kind].schema.model_validate(body)
    plain = parts_of(question._replace(coding=""), prepared().networks, PATIENT)
    again = json.loads(b"".join(part for part, _ in plain))
    assert asked
    assert without_time(found["walks"]) == without_time(again["walks"]) if kind == "comparisons" else found == again


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("", ""), ("gzip, deflate", "gzip"), ("gzip, deflate, br", "br"), ("BR;q=0.5", "br"), ("br;q=0, gzip", "gzip"), ("*", "")],
)
def test_an_answer_comes_in_the_best_form_that_is_named(accepted: str, coding: str) -> None:
    assert chosen(accepted) == coding


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with doubled(log=tmp_path_factory.mktemp("log") / "log.txt") as server:
        yield server


def asked(server: Server, path: str, body: Any, **headers: str) -> tuple[int, Any]:
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(f"{server.address}/api/v1/{path}", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            coding = answer.headers["content-encoding"] or ""
            return answer.status, json.loads(UNPACKED[coding](answer.read()))
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def processes_apart(server: Server) -> list[int]:
    pid = server.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_process_apart_answers_as_the_worker_does_and_waits_for_all_others(server: Server) -> None:
    status, told = asked(server, "comparisons", COMPARED)
    assert status == 200
    here = parts_of(RawRequest("comparisons", json.dumps(COMPARED).encode()), prepared().networks, PATIENT)
    assert without_time(told["walks"]) == without_time(json.loads(b"".join(part for part, _ in here))["walks"])
    (apart,) = processes_apart(server)
    nice = int(Path(f"/proc/{apart}/stat").read_text().rsplit(")", 1)[1].split()[16])
    assert nice == 19
    assert os.sched_getscheduler(apart) == os.SCHED_BATCH
    assert asked(server, "comparisons", COMPARED, **{"Accept-Encoding": "br"})[0] == 200
    assert asked(server, "traces", WRONG)[1]["field"] == "edits"
    assert processes_apart(server) == [apart]


def test_one_that_dies_is_replaced_and_whoever_waits_for_it_is_told_to_come_back(server: Server) -> None:
    assert asked(server, "comparisons", COMPARED)[0] == 200
    (first,) = processes_apart(server)
    os.kill(first, signal.SIGKILL)
    statuses = [asked(server, "comparisons", COMPARED)[0] for _ in range(3)]
    assert statuses in ([503, 200, 200], [200, 200, 200])
    (second,) = processes_apart(server)
    assert second != first
