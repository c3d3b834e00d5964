"""JSON with everything that can be wrong with JSON: it is refused in words, or means what it says."""

from __future__ import annotations

import json
from typing import Any

import anyio
import httpx
import pytest

from tests.app.client import an_app, client_of

BODIES: dict[str, dict[str, Any]] = {
    "traces": {"sentence": "Finland is big."},
    "arithmetic": {"sentence": "Finland is big.", "token": 0, "signal": "f", "unit": 0},
    "gradients": {"sentence": "Finland is big.", "token": 0, "word": "big"},
    "ledgers": {"sentence": "Finland is big.", "state": "c"},
    "comparisons": {"sentences": ["Finland is big."], "cells": ["rnn"]},
}
EDIT: dict[str, Any] = {"token": 1, "signal": "f", "units": [0], "value": 1}
EDITS = [EDIT | {name: "@"} for name in EDIT]
NO_OBJECT = (b"null", b"true", b"0", b'"sentence"', b"[]", b"[[]]", b'[{"sentence": "so"}]', b'""', b" ", b"")
NO_JSON = (
    *(
        b"{",
        b"}",
        b"[",
        b'"',
        b"{]",
        b"nul",
        b"NaN",
        b"Infinity",
        b"-",
        b"01",
        b"1.",
        b"+1",
        b".5",
        b"0x1",
        b"1e",
        b"'a'",
        b"undefined",
    ),
    *(
        b'{"a" 1}',
        b'{"a": }',
        b"{a: 1}",
        b'{"a": 1,}',
        b"{,}",
        b'{"a": 1} {}',
        b'{"a": 1}//',
        b"/**/{}",
        b'{"a": "\n"}',
        b'{"a": "\x00"}',
    ),
    *(
        b'{"a": "\\x41"}',
        b'{"a": "\\u12"}',
        b'{"a": "\xff"}',
        b'{"a": "\xed\xa0\x80"}',
        b"\xef\xbb\xbf{",
        b"\x00" * 9,
        b"\x1f\x8b\x08\x00",
    ),
    *("{}".encode("utf-16"), "{}".encode("utf-32"), b"[" * 90_000, b'{"a":' * 15_000, b"[" * 40_000 + b"]" * 40_000),
    *(b"<xml/>", b"a=1&b=2", b"--x\r\nContent-Disposition: form-data\r\n\r\n--x--", b"\x80\x04N."),
)
# In place of a value
ODD = (
    *(
        "null",
        "true",
        "false",
        "-1",
        "-0",
        "1.5",
        "1e400",
        "-1e400",
        "1e-400",
        "1e308",
        "9" * 19,
        "9" * 90,
        "9" * 5_000,
        '"0"',
        '""',
    ),
    *(
        "[]",
        "{}",
        "[[]]",
        "[null]",
        '[""]',
        '{"": 0}',
        '{"$gt": ""}',
        '{"__proto__": {}}',
        '"\\u0000"',
        '"\\ud800"',
        '"\\udfff\\ud800"',
    ),
    *(
        '"\\u202e"',
        '"../../etc/passwd"',
        '"{{7*7}}"',
        '"%s%n"',
        '"<script>"',
        f'"{"x" * 5_000}"',
        f"[{'0,' * 5_000}0]",
        "[[[[[[[[[[]]]]]]]]]]",
    ),
    *("NaN", "Infinity", "-Infinity", "0x1", "1_000", "'so'"),
)


def told(sent: list[tuple[str, bytes]]) -> list[httpx.Response]:
    async def run() -> list[httpx.Response]:
        async with client_of(an_app()) as client:
            headers = {"content-type": "application/json"}
            return [await client.post(f"/api/v1/{path}", content=body, headers=headers) for path, body in sent]

    return anyio.run(run)


def is_refused_in_words(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text[:300]
    said = answer.json()["detail"]
    assert said.endswith(".") and len(said) < 500


@pytest.mark.parametrize("path", BODIES)
def test_what_is_no_json_or_no_object_is_refused_in_words(path: str) -> None:
    for answer in told([(path, body) for body in (*NO_OBJECT, *NO_JSON)]):
        is_refused_in_words(answer)


@pytest.mark.parametrize("path", BODIES)
def test_an_odd_value_in_place_of_any_other_is_refused_in_words_or_is_one_that_may_be(path: str) -> None:
    whole = BODIES[path] | ({"edits": []} if path != "comparisons" else {})
    places = [f"{json.dumps(whole | {name: '@'})}".replace('"@"', odd) for name in whole for odd in ODD]
    places += [json.dumps(whole | {"cell": "lstm", "edits": [edit]}).replace('"@"', odd) for edit in EDITS for odd in ODD]
    answers = told([(path, body.encode()) for body in places])
    for answer in answers:
        if answer.status_code != 200:
            is_refused_in_words(answer)
    assert sum(answer.status_code == 422 for answer in answers) > 0.8 * len(answers)


def test_of_two_values_of_one_name_the_last_one_counts() -> None:
    (answer,) = told([("traces", b'{"sentence": "Peru", "sentence": "Finland is big."}')])
    assert [token["text"] for token in answer.json()["tokens"]] == ["Finland", "is", "big", "."]
