"""An app in a container that does not answer is asked to stop, so that it is started anew; nothing else is."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app import wellness
from tests.serving import free_port


@contextmanager
def answering(*statuses: int) -> Iterator[int]:
    """One after the other, at the port that it gives; the last one again and again."""
    left = list(statuses)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response((left.pop(0) if len(left) > 1 else left[0]) if self.path == "/readyz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What is killed, inside of a container: who looks at how it is has no parent there."""
    found: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "getppid", lambda: 0)
    monkeypatch.setattr(os, "kill", lambda *what: found.append(what))
    return found


def test_an_app_that_answers_is_well(killed: list[tuple[int, int]]) -> None:
    with answering(200) as port:
        assert wellness.main(port, 0) == 0
    assert killed == []


def test_one_that_answers_late_is_well_too(killed: list[tuple[int, int]]) -> None:
    with answering(503, 503, 200) as port:
        assert wellness.main(port, 60) == 0
    assert killed == []


@pytest.mark.parametrize("status", [503, 404])
def test_one_that_does_not_get_ready_is_asked_to_stop(status: int, killed: list[tuple[int, int]]) -> None:
    with answering(status) as port:
        assert wellness.main(port, 0) == 1
    assert killed == [(1, signal.SIGTERM)]


def test_one_that_is_not_there_is_asked_to_stop_and_it_is_said(
    killed: list[tuple[int, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    assert wellness.main(port, 0) == 1
    assert killed == [(1, signal.SIGTERM)]
    assert capsys.readouterr().err == f"No answer at port {port} for 0 seconds\n"


def test_outside_of_a_container_nothing_is_asked_to_stop(killed: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 4321)
    assert wellness.main(free_port(), 0) == 1
    assert killed == []
