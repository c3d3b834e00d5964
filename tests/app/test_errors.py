"""Whatever a request can do wrong is told in each language: nothing in it is English, and nothing is left unfilled."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import anyio
import httpx
import pytest

from tests.app.bad_requests import ANSWER, BAD, OF_NO_JSON, OF_OTHER_CAUSES, QUESTION, Bad
from tests.app.client import PATIENT, an_app, client_of
from texts import LANGUAGES, catalogue
from texts.made_up import ACCENTS

BRACKETED = "en-XA"
BROKEN = "title: A lesson without an end"
Told = dict[str, Any]


@pytest.fixture(scope="module", params=[*LANGUAGES, BRACKETED])
def tag(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """In a language, by the id of the error."""
    folder = tmp_path_factory.mktemp("lessons")
    (folder / "en").mkdir()
    (folder / "en" / "50-ours.txt").write_text(BROKEN)

    @cache
    def of(tag: str) -> dict[str, httpx.Response]:
        rooms = str(tmp_path_factory.mktemp("rooms") / "rooms.sqlite")
        settings = replace(
            PATIENT, hosts=("gatewalk.test",), lessons=(str(folder),), rooms=rooms, most_rooms_of_one=1, most_in_room=1
        )
        return anyio.run(all_told, client_of(an_app(settings)), f"/{tag.lower()}/api/v1/")

    return of


async def all_told(client: httpx.AsyncClient, root: str) -> dict[str, httpx.Response]:
    async with client:
        opened = (await client.post(f"{root}rooms")).json()
        await client.post(f"{root}rooms/{opened['room']}/question", json=QUESTION, headers={"room-key": opened["key"]})
        await client.post(f"{root}rooms/{opened['room']}/answers", json=ANSWER)

        async def one(bad: Bad) -> httpx.Response:
            headers = httpx.Headers(bad.headers) if bad.headers else httpx.Headers({"room-key": opened["key"]})
            body = {"content": bad.sent} if bad.sent is not None else {} if bad.body is None else {"json": bad.body}
            return await client.request(bad.method, root + bad.path.replace("ROOM", opened["room"]), headers=headers, **body)

        return {id: await one(bad) for id, bad in BAD.items()}


def codes(told: Any) -> Iterator[str]:
    """Of the error, and of those that fill its slots."""
    if isinstance(told, dict):
        yield from [told["code"]] if "code" in told else []
        for value in told.values():
            yield from codes(value)


def words_of(value: Any) -> Iterator[str]:
    """What was sent, or is called so in every language."""
    if isinstance(value, dict):
        for one in value["values"].values() if "code" in value else value.values():
            yield from words_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from words_of(one)
    else:
        yield from re.findall(r"[^\W\d_]+", str(value))


def test_a_request_can_bring_about_every_error(answers: Any) -> None:
    for id, answer in answers("en").items():
        assert id in set(codes(answer.json())), (id, answer.text[:300])
    elsewhere = OF_OTHER_CAUSES | {f"errors.validation.{id}" for id in OF_NO_JSON} | {"errors.full-stop"}
    every = {id for id in catalogue().texts if id.startswith("errors.") and not id.startswith("errors.title.")}
    assert every == elsewhere | {id for id in BAD if id.startswith("errors.")}


def test_every_error_is_told_in_the_language_of_its_address(tag: str, answers: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "gatewalk"):
        told = {id: answer.json() for id, answer in answers(tag).items()}
    assert caplog.records == []  # of texts that are missing, or lack a value
    english = {id: answer.json() for id, answer in answers("en").items()}
    for id, one in told.items():
        assert not re.search(r"\{\w*\}", one["title"] + one["detail"]), id
        assert one["values"] == english[id]["values"], id
        if tag != "en":
            assert one["title"] != english[id]["title"], id
            assert one["detail"] != english[id]["detail"], id


@pytest.mark.parametrize("id", BAD)
def test_no_part_of_an_error_is_left_in_english(id: str, answers: Any) -> None:
    told = answers(BRACKETED)[id].json()
    kept = {*words_of(told["values"]), *words_of(told.get("field", "")), "Gatewalk"}
    code = re.compile(r"`[^`]*`|'[^']*'")  # what one types
    said = re.findall(r"[^\W\d_]{2,}", code.sub("", told["title"] + " " + told["detail"]))
    assert [word for word in said if word.translate(ACCENTS) != word and word not in kept] == []


def test_what_a_request_alone_does_not_bring_about_has_a_text_in_each_language(tag: str) -> None:
    english, speech = catalogue(), catalogue(tag)
    for id in OF_OTHER_CAUSES - {"errors.status.other"}:
        slots = {"n": 3, "name": "lstm"}
        assert "{" not in speech.say(id, **slots)
        assert tag == "en" or speech.say(id, **slots) != english.say(id, **slots), id
