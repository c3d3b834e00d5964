"""A browser's script that follows, under Node, and the real app: what breaks between them is not seen on the screen."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.app.rooms.between import between
from tests.app.rooms.school import School, token
from tests.app.wire import until
from tests.js.test_scripts import node
from tests.serving import ROOT, doubled


class Browser:
    def __init__(self, address: str) -> None:
        command = [node(), "--no-warnings", "--experimental-eventsource", "tests/js/follow_room.js", address, token(1)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.seen: list[dict[str, Any]] = []
        self.reading = threading.Thread(target=self._read)
        self.reading.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.seen.append(json.loads(line))

    @property
    def numbers(self) -> list[int]:
        return [seen["number"] for seen in self.seen if "number" in seen]

    @property
    def statuses(self) -> list[str]:
        return [seen["status"] for seen in self.seen if "status" in seen]

    def answer(self, value: int) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{value}\n")
        self.process.stdin.flush()


@contextmanager
def following(address: str) -> Iterator[Browser]:
    browser = Browser(address)
    try:
        yield browser
    finally:
        with browser.process:
            assert browser.process.stdin
            browser.process.stdin.close()  # it ends by that; what was started may be no more than what starts Node
            browser.reading.join()


def test_a_server_that_is_away_for_a_while_is_found_again_and_no_step_is_lost(tmp_path: Path) -> None:
    settings = {"GATEWALK_ROOMS": str(tmp_path)}
    with (
        doubled(1, **settings) as server,
        School(server) as school,
        between(server.port, holds=False) as way,
        following(f"http://127.0.0.1:{way.port}/api/v1/rooms/{school.room}") as browser,
    ):
        school.ask()
        until(lambda: browser.numbers == [1])
        browser.answer(0)
        until(lambda: school.class_()["tally"]["count"] == 1)
        server.process.kill()
        server.process.wait()
        until(lambda: browser.statuses == ["in step", "reconnecting"])
        browser.answer(1)  # nobody is there to take it
        with doubled(1, **settings) as anew, School(anew) as other:
            other.room, other.key = school.room, school.key
            assert other.show("sentence=2") == 2
            way.to = anew.port
            until(lambda: browser.numbers == [1, 2])
            until(lambda: other.class_()["tally"]["values"] == [{"value": 1.0, "count": 1}])
            assert browser.statuses == ["in step", "reconnecting", "in step"]
            other.post("close", key=other.key)
            until(lambda: browser.statuses[-1] == "closed")


def test_where_answers_are_held_back_until_their_end_a_class_is_in_step_all_the_same(tmp_path: Path) -> None:
    with (
        doubled(1, GATEWALK_ROOMS=str(tmp_path)) as server,
        School(server) as school,
        between(server.port, holds=True) as way,
        following(f"http://127.0.0.1:{way.port}/api/v1/rooms/{school.room}") as browser,
    ):
        school.show("sentence=1")
        until(lambda: browser.numbers == [1])
        for n in range(2, 8):
            school.show(f"sentence={n}")
        until(lambda: browser.numbers == [1, 2, 3, 4, 5, 6, 7])
        assert browser.statuses == ["in step"]
