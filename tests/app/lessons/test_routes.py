"""Lessons by the API: who asks for the key gets what is right, and who sends a text hears what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.lessons import Showing
from app.lessons.schemas import EXAMPLE, CheckedOut, LessonOut, ListedOut
from app.routes import lessons as routes
from app.settings import Settings
from tests.app.client import PATIENT, ask, ask_all, post
from tests.app.lessons.test_shelf import put
from tests.app.lessons.texts import WHOLE

NAMES = [one["name"] for one in ask("GET", "/api/v1/lessons").json()]


def with_folder(folder: Path) -> Settings:
    return Settings(most_seconds=PATIENT.most_seconds, lessons=(str(folder),))


def test_the_list_says_what_each_lesson_is_about() -> None:
    listed = ask("GET", "/api/v1/lessons").json()
    assert len(listed) >= 10
    for one in listed:
        assert ListedOut.model_validate(one, strict=True).model_dump() == one
        assert one["title"] and one["faults"] == [] and not one["own"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_is_told_to_whoever_asks_for_the_key(name: str) -> None:
    told, with_key = (ask("GET", f"/api/v1/lessons/{name}{query}").json() for query in ("", "?key=1"))
    for found in (told, with_key):
        assert LessonOut.model_validate(found, strict=True).model_dump() == found
    hidden = [step["question"] for step in told["steps"] if step["question"]]
    shown = [step["question"] for step in with_key["steps"] if step["question"]]
    assert hidden and all((one["right"], one["reveal"], one["slots"]) == (None, None, None) for one in hidden)
    assert all(0 <= one["right"] < len(one["choices"]) and one["reveal"] for one in shown)
    assert [one["choices"] for one in hidden] == [one["choices"] for one in shown]
    assert all(item["key"] is None for item in told["worksheet"]) and all(item["key"] for item in with_key["worksheet"])
    assert "{" not in json.dumps([one["reveal"] for one in shown])


def test_a_whole_class_may_ask_at_once_and_what_is_right_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(routes, "Showing", lambda *given: made.append(given) or Showing(*given))
    requests = [("GET", f"/api/v1/lessons/{NAMES[n % 3]}?key={n // 3 % 2}", {}) for n in range(60)]
    found = ask_all(requests, PATIENT)  # of an app that has not been asked yet
    assert {one.status_code for one in found} == {200}
    assert len({one.content for one in found}) == 6 and len(made) == 3


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fetc", "en", "01-the-belt.txt"])
def test_a_lesson_that_is_not_there_is_said_not_to_be_there(name: str) -> None:
    assert ask("GET", f"/api/v1/lessons/{name}").status_code == 404


@pytest.mark.parametrize("query", ["key=2", "key=yes", f"language={'x' * 13}"])
def test_what_is_wrong_in_the_address_is_named(query: str) -> None:
    answer = ask("GET", f"/api/v1/lessons/{NAMES[0]}?{query}")
    assert (answer.status_code, answer.json()["field"]) == (422, f"query.{query.split('=')[0]}")


def test_a_text_is_checked_and_if_it_is_right_it_is_shown_with_its_key() -> None:
    found = post("lessons/check", {"text": EXAMPLE}).json()
    assert CheckedOut.model_validate(found, strict=True).model_dump() == found
    assert found["faults"] == []
    question = found["lesson"]["steps"][0]["question"]
    assert question["reveal"] == f"It says {question['slots']['answer']}."


def test_of_a_text_that_is_not_right_every_fault_is_told_with_its_line() -> None:
    found = post("lessons/check", {"text": WHOLE.replace("minutes: 5", "minutes: x").replace("{answer}", "{x}")}).json()
    assert found["lesson"] is None
    assert [fault["line"] for fault in found["faults"]] == [3, 12]
    found = post("lessons/check", {"text": WHOLE.replace("choice: other -> Another", "choice: NORWAY")}).json()
    assert found["lesson"] is None and [fault["line"] for fault in found["faults"]] == [8]


@pytest.mark.parametrize("body", [{}, {"text": 1}, {"text": "x" * 40_001}, {"text": "", "more": 1}, [], "x", None])
def test_what_is_no_text_is_refused(body: object) -> None:
    assert post("lessons/check", body).status_code == 422


def test_a_lesson_of_the_school_that_is_broken_is_listed_and_says_why_it_cannot_be_shown(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", WHOLE.replace("minutes: 5", "minutes: x"))
    put(tmp_path, "b.txt", WHOLE.replace("cell=", "").replace("&token=0", "&cell=lstn"))
    put(tmp_path, "c.txt")
    settings = with_folder(tmp_path)
    listed = {one["name"]: one for one in ask("GET", "/api/v1/lessons", settings).json()}
    assert listed["a"]["title"] is None and listed["a"]["faults"][0]["line"] == 3
    assert listed["c"]["title"] == "A try" and listed["c"]["own"]
    answers = {name: ask("GET", f"/api/v1/lessons/{name}", settings) for name in "abc"}
    assert [answer.status_code for answer in answers.values()] == [422, 422, 200]
    assert (
        answers["a"].json()["detail"]
        == "The lesson `a` cannot be shown: line 3: `minutes` is not a whole number; write one from 1 to 600."
    )
    assert answers["b"].json()["detail"].startswith("The lesson `b` cannot be shown: line 7: there is no cell `lstn`")
