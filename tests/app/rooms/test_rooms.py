"""A lesson over HTTP, as a teacher and students see it, with two workers: the same wherever rooms are kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

import httpx
import pytest

from app.rooms.guesses import MOST
from app.settings import Settings
from tests.app.rooms.school import KINDS, School, a_place, token
from tests.app.wire import PATIENCE
from tests.benchmarks.fuzz import Seen, ask_all
from tests.fuzzing import Asked
from tests.serving import Server, doubled

SECRET = "Qwertzistan"  # is never in the log


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp(request.param)
    with (
        a_place(request.param, folder) as place,
        doubled(2, folder / "log", GATEWALK_ROOMS=place, GATEWALK_MOST_ROOMS_OF_ONE="1000") as server,
    ):
        yield server
        said = (folder / "log").read_text()
    assert server.process.returncode == 0
    assert SECRET not in said and "student-number" not in said and " ERROR " not in said and "Traceback" not in said


@pytest.fixture
def school(server: Server) -> Iterator[School]:
    with School(server) as school:
        yield school
        school.post("close", key=school.key)


def test_what_the_teacher_shows_is_on_every_screen_in_its_order(school: School) -> None:
    followers = [school.follow() for _ in range(8)]  # of both workers
    assert all(follower.next()[0] == "hello" for follower in followers)
    for n in range(1, 21):
        assert school.show(f"sentence={n}&lead=<b>", position=n, eyes_front=n == 3) == n
    for follower in followers:
        events = follower.events(20)
        assert [number for _, number, _ in events] == list(range(1, 21))
        assert events[2][2] == {"state": "sentence=3&lead=<b>", "look": [], "position": 3, "follow": True, "eyes_front": True}
        follower.close()


def test_who_comes_late_is_given_the_state_and_then_all_that_comes(school: School) -> None:
    for n in range(10):
        school.show(f"sentence={n}")
    school.ask()
    school.show("sentence=now")
    follower = school.follow()
    assert follower.next() == ("hello", 0, {"last": 12, "anew": False})
    assert [(kind, number) for kind, number, _ in follower.events(2)] == [("question", 11), ("view", 12)]
    school.show("sentence=next")
    assert follower.numbers(1) == [13]


def test_who_comes_back_misses_nothing_and_sees_nothing_twice(school: School) -> None:
    follower = school.follow()
    for n in range(1, 6):
        school.show(f"sentence={n}")
    assert follower.numbers(3) == [1, 2, 3]
    follower.close()
    again = school.follow(after=3)
    assert again.numbers(2) == [4, 5]
    school.show("sentence=6")
    assert again.numbers(1) == [6]


def test_where_streams_are_held_back_one_asks_again_and_again(school: School) -> None:
    school.show("sentence=1")
    first = school.get("events").json()
    assert (first["last"], first["anew"], [event["number"] for event in first["events"]]) == (1, False, [1])
    assert school.get("events", after=1).json()["events"] == []
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(httpx.get, f"{school.address}/{school.room}/events?after=1&wait=25", timeout=PATIENCE)
        school.show("sentence=2")
        answer = waiting.result()
    assert [(event["number"], event["body"]["state"]) for event in answer.json()["events"]] == [(2, "sentence=2")]


def test_a_number_that_was_never_reached_counts_no_more(school: School) -> None:
    """As after a store that has lost its newest events."""
    school.show("sentence=1")
    follower = school.follow(after=77)
    assert follower.next() == ("hello", 0, {"last": 1, "anew": True})
    assert follower.numbers(1) == [1]
    told = school.get("events", after=77).json()
    assert (told["anew"], [event["number"] for event in told["events"]]) == (True, [1])


# Questions


def test_a_browser_has_one_answer_which_it_may_change_until_the_question_is_closed(school: School) -> None:
    assert school.ask().json() == {"number": 1}
    assert [school.answer(1, 0).status_code for _ in range(3)] == [200, 200, 200]  # also after a connection that broke
    assert school.answer(2, 0).json() == {"done": True}
    assert school.answer(1, 1).status_code == 200
    assert school.class_()["tally"] == {
        "question": "first",
        "count": 2,
        "values": [{"value": 0.0, "count": 1}, {"value": 1.0, "count": 1}],
    }
    school.ask(open=False)
    closed = school.answer(2, 1)
    assert (closed.status_code, closed.json()["field"]) == (409, "question")
    assert school.class_()["tally"]["values"][0] == {"value": 0.0, "count": 1}
    for value, question in ((2, "first"), (0, "other")):
        assert school.answer(3, value, question).status_code == 409


def test_what_is_no_answer_is_refused_in_words(school: School) -> None:
    school.ask()
    refused = school.answer(1, 2)
    assert (refused.status_code, refused.json()["field"]) == (422, "value")
    assert refused.json()["detail"] == "That is not one of the answers."
    school.ask("how-many", kind="number", choices=[])
    assert school.answer(1, -2.25, "how-many").status_code == 200
    assert school.class_()["tally"]["values"] == [{"value": -2.25, "count": 1}]


def test_students_see_a_tally_when_it_is_live_or_revealed_and_never_else(school: School) -> None:
    follower = school.follow()
    school.ask()
    school.answer(1, 1)
    school.ask(open=False)
    school.ask(open=False, revealed=True, right=1)
    kinds = follower.events(4)
    assert [kind for kind, _, _ in kinds] == ["question", "question", "question", "tally"]
    assert kinds[-1][2] == {"question": "first", "count": 1, "values": [{"value": 1.0, "count": 1}]}
    assert kinds[-2][2]["right"] == 1 and kinds[0][2]["right"] is None
    school.ask("second", live=True)
    assert [kind for kind, _, _ in follower.events(2)] == ["question", "tally"]
    for student in range(20):
        school.answer(student, student % 2, "second")
    counts: list[int] = []
    while counts[-1:] != [20]:
        ((kind, _, body),) = follower.events(1)
        assert (kind, body["question"]) == ("tally", "second")
        counts.append(body["count"])
    assert counts == sorted(counts) and len(counts) < 15  # not one for each answer


def test_what_is_right_does_not_go_to_browsers_before_it_is_revealed(school: School) -> None:
    for told in ({"right": 1}, {"said": "It is Peru."}):
        refused = school.ask(**told)
        assert refused.status_code == 422 and "when it is revealed" in refused.json()["detail"]


def test_what_the_app_has_written_goes_as_the_id_of_its_text_and_what_a_teacher_wrote_with_its_language(school: School) -> None:
    named = {"id": "rooms.ready.answers-said", "slots": {"word": "Norway", "percent": 0.97}}
    asked = {"text": named, "choices": ["Nor\u202eway", {"id": "rooms.ready.another", "slots": {}}], "language": "de"}
    assert school.ask(**asked, lesson={"name": "01-the-belt", "step": 1, "kind": "gate"}).status_code == 200
    _, _, body = school.follow().events(1)[0]
    assert [body["text"], body["choices"], body["language"]] == [named, ["Norway", asked["choices"][1]], "de"]
    assert body["lesson"] == {"name": "01-the-belt", "step": 1, "kind": "gate"}
    for text in ({"id": "common.theme"}, {"id": "rooms.ready.another", "slots": {"a": "b" * 501}}, {"id": 7}, {}):
        refused = school.ask(text=text)
        assert (refused.status_code, refused.json()["field"].split(".")[0]) == (422, "text")


def test_letters_that_were_scanned_go_behind_the_sign_that_no_program_on_the_way_sees(school: School) -> None:
    found = school.client.get(f"{school.server.address}/join/{school.letters}")
    assert (found.status_code, found.headers["location"]) == (303, f"../join#{school.letters}")
    assert school.client.get(f"{school.server.address}/join/a%0d%0ab%23").headers["location"] == "../join#a%0D%0Ab%23"


# Sentences, and who is there


TYPED = (f"<script>alert('{SECRET}')</script>", f"'; DROP TABLE rooms; -- {SECRET}", f"{SECRET} 🙂 %s {{0}}")


@pytest.mark.parametrize("text", TYPED)
def test_a_sentence_is_text_whatever_is_in_it_and_goes_to_the_teacher_alone(school: School, text: str) -> None:
    follower = school.follow()
    assert school.post("sentences", {"token": token(1), "text": f" {text}\u202e\n"}).status_code == 200
    answer = school.get("class", school.key)
    assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff"
    ((said),) = answer.json()["sentences"]
    assert said["text"] == text
    assert token(1) not in answer.text
    school.show("sentence=1")
    assert follower.numbers(1) == [1]  # nothing else came
    assert school.get("class").status_code == 403


def test_a_student_has_one_sentence_which_the_teacher_may_take_away(school: School) -> None:
    for student, text in ((1, "one"), (2, "two"), (1, "one more")):
        school.post("sentences", {"token": token(student), "text": text})
    listed = school.class_()["sentences"]
    assert [said["text"] for said in listed] == ["two", "one more"]
    assert school.post("sentences/remove", {"student": listed[0]["student"]}, school.key).status_code == 200
    assert [said["text"] for said in school.class_()["sentences"]] == ["one more"]


@pytest.mark.parametrize("text", ["", " \u202e\n", "x" * 401])
def test_a_sentence_has_words_and_an_end(school: School, text: str) -> None:
    refused = school.post("sentences", {"token": token(1), "text": text})
    assert (refused.status_code, refused.json()["field"]) == (422, "text")


def test_the_teacher_sees_how_many_are_in_step(school: School) -> None:
    for n in range(5):
        school.show(f"sentence={n}")
    told = [(1, 5, "follows"), (2, 4, "follows"), (3, 1, "follows"), (4, 5, "around"), (5, 5, "away")]
    told += [(6, 5, "follows"), (6, 5, "left")]
    for student, number, state in told:
        answer = school.post("presence", {"token": token(student), "number": number, "state": state})
        assert answer.json() == {"number": 5}  # who has not come so far hears that there is more
    assert school.class_()["attendance"] == {"there": 5, "in_step": 2, "behind": 1, "around": 1, "away": 1}


def test_the_teacher_may_wait_for_something_to_change(school: School) -> None:
    changes = school.class_()["changes"]
    assert school.get("class", school.key, seen=changes, wait=1).json()["changes"] == changes
    school.post("sentences", {"token": token(1), "text": "one"})
    assert school.get("class", school.key, seen=changes, wait=25).json()["changes"] == changes + 1


# Letters and keys


def test_a_room_is_joined_by_its_letters_however_they_are_typed(school: School) -> None:
    spaced = "-".join(school.letters.lower())
    assert school.join(spaced).json() == {"room": school.room, "letters": school.letters, "last": 0}
    assert school.join(school.letters).status_code == 200
    assert school.get().json()["letters"] == school.letters


TEACHING: dict[str, dict[str, str] | None] = {
    "view": {"state": "x"},
    "question": {"name": "q", "text": "?", "kind": "number"},
    "sentences/remove": {"student": "x"},
    "close": None,
}


@pytest.mark.parametrize("path", TEACHING)
def test_a_student_who_asks_as_if_the_teacher_is_refused(school: School, path: str) -> None:
    with School(school.server) as other:
        keys = (
            None,
            "",
            "x",
            school.key[:-1],
            school.key + "x",
            school.key.upper(),
            other.key,
            school.room,
            school.letters,
            "\xe9",
        )
        for key in keys:
            refused = school.post(path, TEACHING[path], key)
            assert (refused.status_code, refused.json()["status"]) == (403, 403), key
    assert school.get().json()["last"] == 0
    assert school.post(path, TEACHING[path], school.key).status_code == 200


def test_a_room_that_is_closed_is_closed_for_all(school: School) -> None:
    follower = school.follow()
    assert follower.next()[0] == "hello"
    assert school.post("close", key=school.key).json() == {"done": True}
    assert follower.next()[0] == "end"
    assert follower.next()[0] == ""
    assert school.get().status_code == school.get("events").status_code == school.get("stream").status_code == 404
    assert school.join(school.letters).status_code == 404
    assert "closed" in school.answer(1, 0).json()["detail"]


@pytest.mark.parametrize("room", ["x", "%2e%2e", "0" * 40, "join", "qr", "ä"])
def test_a_room_that_never_was_is_not_found(school: School, room: str) -> None:
    assert httpx.get(f"{school.address}/{room}/stream", timeout=PATIENCE).status_code == 404


def test_letters_are_not_guessed_by_force_and_whoever_is_in_is_not_held_up(server: Server) -> None:
    with School(server) as school:
        statuses = [school.join("XXXX").status_code for _ in range(3 * MOST)]
        assert set(statuses) == {404, 429}
        assert statuses.count(404) <= 2 * MOST + 2  # of two workers
        refused = next(answer for answer in iter(lambda: school.join(school.letters), None) if answer.status_code == 429)
        assert int(refused.headers["retry-after"]) >= 1 and "Wait" in refused.json()["detail"]
        assert school.get().status_code == 200


# Bounds


def test_rooms_of_one_address_are_bounded_and_refused_in_words(tmp_path: Path) -> None:
    seen, most = Seen(), Settings().most_rooms_of_one
    with doubled(2, GATEWALK_ROOMS=str(tmp_path)) as server, School(server) as school:
        ask_all(server, repeat(Asked("POST", "/api/v1/rooms"), 10 * most), seen)
        assert seen.statuses == {200: most - 1, 429: 9 * most + 1}
        assert "Close one that you do not need" in school.client.post(school.address).json()["detail"]
        school.post("close", key=school.key)
        assert school.client.post(school.address).status_code == 200


def test_students_of_one_room_are_bounded(tmp_path: Path) -> None:
    with doubled(1, GATEWALK_ROOMS=str(tmp_path), GATEWALK_MOST_IN_ROOM="2") as server, School(server) as school:
        school.ask()
        assert [school.answer(student, 0).status_code for student in (1, 2, 3, 1)] == [200, 200, 429, 200]


def test_a_qr_code_is_a_picture_of_the_address(server: Server) -> None:
    address = f"{server.address}/api/v1/rooms/qr"
    drawn = httpx.post(address, json={"address": "https://walk.school.example/join#BHKT"})
    assert drawn.headers["content-type"] == "image/svg+xml" and drawn.text.startswith("<svg ")
    assert httpx.post(address, json={"address": "javascript:alert(1)"}).status_code == 422
