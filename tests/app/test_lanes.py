"""Light work is done by the worker, heavy work apart: what is heavy never stands before what is light."""

from __future__ import annotations

import json
import threading
from typing import Any

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.limits import LIGHT, LIGHT_BYTES, words_in
from app.requests import KINDS
from app.schemas import INDIA
from app.settings import Settings
from model import cell_names, shipped
from model.explain import facts_of
from model.network import Vocabulary
from tests.app.client import PATIENT, an_app, client_of, until

EDIT = {"token": 1, "signal": "f", "units": [*range(100)], "value": 1.0}
LIGHT_WORK = {
    "a sentence": ("traces", {"sentence": INDIA + " ."}),
    "a number": ("arithmetic", {"sentence": INDIA, "token": 3, "signal": "f", "unit": 0}),
    "gradients": ("gradients", {"sentence": INDIA, "token": 3, "word": "India"}),
    "a ledger of some units": ("ledgers", {"sentence": INDIA, "state": "c", "units": [*range(21)]}),
    "two cells": ("comparisons", {"sentences": [INDIA], "cells": ["rnn", "lstm"]}),
}
HEAVY_WORK = {
    "many words": ("traces", {"sentence": "so " * (LIGHT + 1)}),
    "many signs": ("traces", {"sentence": "?!" * LIGHT}),
    "many signs between letters": ("traces", {"sentence": "a_" * LIGHT}),
    "all beliefs": ("traces", {"sentence": INDIA, "beliefs": [fact.name for fact in facts_of(shipped("lstm"))]}),
    "a ledger of all units": ("ledgers", {"sentence": INDIA + INDIA, "state": "c"}),
    "all cells": ("comparisons", {"sentences": [INDIA], "cells": cell_names()}),
    "a long body": ("traces", {"sentence": INDIA, "edits": [EDIT] * 40}),
    "a long body with a fault at its end": ("traces", {"sentence": INDIA, "edits": [EDIT] * 40 + [{}]}),
    "a long body that is no JSON": ("traces", "x" * (LIGHT_BYTES + 1)),
}


def waits_at(lane: str, path: str, body: Any, settings: Settings = PATIENT, **headers: str) -> list[str]:
    """From which addresses requests wait in a lane where all desks are taken. Then they are answered."""
    app, answers = an_app(settings), list[httpx.Response]()
    desks = app.state.light, app.state.heavy
    for desk in desks:
        desk.is_free = False
    content = body.encode() if isinstance(body, str) else json.dumps(body).encode()

    async def ask(client: httpx.AsyncClient) -> None:
        said = {"content-type": "application/json", **headers}
        answers.append(await client.post(f"/api/v1/{path}", content=content, headers=said))

    async def run() -> list[str]:
        async with client_of(app) as client, anyio.create_task_group() as group:
            group.start_soon(ask, client)
            await until(lambda: bool(answers) or any(desk.line for desk in desks))
            waiting = list(getattr(app.state, lane).line.waiting)
            for desk in desks:
                desk.leave()
        return waiting

    waiting = anyio.run(run)
    assert answers[0].status_code in (200, 422)
    return waiting


@pytest.mark.parametrize("name", LIGHT_WORK)
def test_what_a_class_asks_for_most_is_light(name: str) -> None:
    assert waits_at("light", *LIGHT_WORK[name])


@pytest.mark.parametrize("name", HEAVY_WORK)
def test_what_takes_long_and_what_may_take_long_to_read_is_heavy(name: str) -> None:
    assert waits_at("heavy", *HEAVY_WORK[name])


@pytest.mark.parametrize("name", ["many words", "many signs", "all beliefs", "all cells"])
def test_a_worker_counts_the_words_of_what_is_heavy_and_leaves_it_to_others_to_cut_it_into_tokens(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    cut, tokens = list[threading.Thread](), Vocabulary.tokens

    def noticed(vocabulary: Vocabulary, text: str) -> Any:
        cut.append(threading.current_thread())
        return tokens(vocabulary, text)

    monkeypatch.setattr(Vocabulary, "tokens", noticed)
    assert waits_at("heavy", *HEAVY_WORK[name])
    assert cut
    assert threading.current_thread() not in cut


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(list("aB7 _.…'’-,?\n\u0301\u200d")), max_size=40))
def test_words_are_never_fewer_than_tokens_so_that_nothing_heavy_passes_for_light(typed: str) -> None:
    for name in ("lstm", "reader"):
        assert words_in(typed) >= len(shipped(name).config.vocabulary.tokens(typed))


def test_a_comparison_has_a_turn_for_each_of_its_walks() -> None:
    kind = KINDS["comparisons"]
    work = kind.work(kind.schema.model_validate({"sentences": ["a b c", "a b"], "cells": ["rnn", "gru", "lstm"]}))
    assert (work.words, work.turns) == (15, 6)


def test_who_waits_stands_in_line_under_the_address_that_a_proxy_of_ours_tells() -> None:
    walk = LIGHT_WORK["a sentence"]
    assert waits_at("light", *walk, **{"x-forwarded-for": "1.2.3.4"}) == ["127.0.0.1"]
    assert waits_at("light", *walk, Settings(proxies=("127.0.0.1/32",)), **{"x-forwarded-for": "1.2.3.4"}) == ["1.2.3.4"]
