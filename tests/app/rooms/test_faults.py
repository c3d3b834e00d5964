"""What is killed in the middle of a lesson comes back, and no step is lost: a worker, the server, the store."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

from tests.app.rooms.school import School, a_redis, token
from tests.app.wire import until
from tests.serving import doubled


def test_a_worker_that_is_killed_costs_nobody_a_step(tmp_path: Path) -> None:
    with doubled(2, GATEWALK_ROOMS=str(tmp_path)) as server, School(server) as school:
        followers = [school.follow() for _ in range(8)]
        for n in range(1, 4):
            school.show(f"sentence={n}")
        assert all(follower.numbers(3) == [1, 2, 3] for follower in followers)
        before = server.workers()
        os.kill(before[0], signal.SIGKILL)
        until(lambda: set(server.workers()) - set(before))
        school.client.close()
        school.client = type(school.client)(timeout=school.client.timeout)
        school.show("sentence=4")
        for follower in followers:
            kind, number, _ = follower.next()
            if not kind:  # its worker was the one that was killed; it comes back
                number = school.follow(after=3).numbers(1)[0]
            assert number == 4


def test_a_server_that_is_killed_and_started_anew_has_every_room_as_it_was(tmp_path: Path) -> None:
    with doubled(2, GATEWALK_ROOMS=str(tmp_path)) as server, School(server) as school:
        school.ask()
        school.answer(1, 1)
        for n in range(2, 6):
            school.show(f"sentence={n}")
        for pid in (server.process.pid, *server.workers()):
            os.kill(pid, signal.SIGKILL)
        server.process.wait()
    with doubled(2, GATEWALK_ROOMS=str(tmp_path)) as server, School(server) as other:
        room, key, letters = school.room, school.key, school.letters
        other.room, other.key = room, key
        assert other.join(letters).json() == {"room": room, "letters": letters, "last": 5}
        back = other.follow(after=3)
        assert back.numbers(2) == [4, 5]
        assert other.answer(1, 0).status_code == 200  # the same browser
        assert other.class_()["tally"] == {"question": "first", "count": 1, "values": [{"value": 0.0, "count": 1}]}
        assert other.show("sentence=6") == 6
        assert back.numbers(1) == [6]


def test_a_store_that_is_killed_and_started_anew_holds_nobody_up_for_longer(tmp_path: Path) -> None:
    with a_redis(tmp_path) as redis, doubled(2, GATEWALK_ROOMS=redis.address) as server, School(server) as school:
        followers = [school.follow() for _ in range(6)]
        school.show("sentence=1")
        assert all(follower.numbers(1) == [1] for follower in followers)
        redis.kill()
        refused = school.post("view", {"state": "sentence=2"}, school.key)
        assert refused.status_code == 503 and "Try again" in refused.json()["detail"] and refused.headers["retry-after"]
        redis.start()
        until(lambda: school.post("view", {"state": "sentence=2"}, school.key).status_code == 200)
        last = school.get().json()["last"]
        assert [follower.numbers(last - 1) for follower in followers] == [list(range(2, last + 1))] * 6


def test_nothing_of_a_class_is_in_the_log_whatever_goes_wrong(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with doubled(1, log, GATEWALK_ROOMS=str(tmp_path / "rooms")) as server, School(server) as school:
        school.ask()
        follower = school.follow()
        for text in ("Qwertzistan is big", "Qwertzistan" * 50):  # the second is too long
            school.post("sentences", {"token": token(1), "text": text})
        school.answer(1, 1)
        school.answer(1, 99)
        school.post("presence", {"token": token(1), "number": 1, "state": "Qwertzistan"})
        school.post("view", {"state": "Qwertzistan"}, "no key")
        follower.close()
        (tmp_path / "rooms").rename(tmp_path / "away")  # the file is taken away under its feet
        school.post("sentences", {"token": token(1), "text": "Qwertzistan"})
        said = log.read_text()
    assert said, "the app says that it runs"
    assert [word for word in ("Qwertzistan", token(1), school.room, school.key, school.letters) if word in said] == []


def test_rooms_that_a_store_has_lost_end_for_all_who_follow(tmp_path: Path) -> None:
    with a_redis(tmp_path) as redis, doubled(2, GATEWALK_ROOMS=redis.address) as server, School(server) as school:
        followers = [school.follow() for _ in range(6)]
        assert all(follower.next()[0] == "hello" for follower in followers)
        redis.kill()
        shutil.rmtree(tmp_path / "appendonlydir")
        redis.start()
        assert all(follower.next()[0] == "end" for follower in followers)
        until(lambda: school.get().status_code == 404)


def test_several_servers_that_share_a_store_show_the_same_rooms_and_one_may_be_killed(tmp_path: Path) -> None:
    with a_redis(tmp_path) as redis:
        settings = {"GATEWALK_ROOMS": redis.address}
        with doubled(1, **settings) as one, doubled(1, **settings) as other, School(one) as school, School(other) as copy:
            copy.room, copy.key = school.room, school.key
            here, there = school.follow(), copy.follow()
            school.show("sentence=1")
            copy.show("sentence=2")
            assert here.numbers(2) == there.numbers(2) == [1, 2]
            one.process.kill()
            one.process.wait()
            assert copy.show("sentence=3") == 3
            assert copy.follow(after=2).numbers(1) == there.numbers(1) == [3]
