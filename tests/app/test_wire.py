"""Whatever comes over the wire: it is answered like every other problem, or the connection ends, and the app goes on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.app.wire import PATIENCE, Answer, answers, connect, next_answer, until
from tests.serving import ROOT, Server, doubled

HOST = "walk.school.example"
HIDDEN = f"GET /readyz HTTP/1.1\r\nHost: {HOST}\r\n\r\n"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Server]:
    with doubled(log=log, GATEWALK_HOSTS=HOST) as server:
        yield server
        assert answers(server, f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())[0].status == 200
    assert server.process.returncode == 0
    said = log.read_text()
    assert "Traceback" not in said and " ERROR " not in said


def is_a_problem(answer: Answer, status: int) -> None:
    told = json.loads(answer.body)
    assert (answer.status, told["status"], answer.headers[b"content-type"]) == (status, status, b"application/problem+json")
    assert answer.headers[b"cache-control"] == b"no-store"
    assert b"default-src 'none'" in answer.headers[b"content-security-policy"]


# What two readers may understand in two ways: where one of them sees a second request, hidden behind the first.

LENGTHS = ("2\r\nContent-Length: 3", "2\r\nContent-Length: 2", "2, 2", "+2", "-1", "0x2", "2 2", "9" * 30, "", "\x0b2", "\r\n 2")
ENCODINGS = ("xchunked", "identity", "chunked, identity", "chunked\r\nTransfer-Encoding: identity", "\x0bchunked", '"chunked"')
CHUNKS = (
    "-1\r\n{}",
    "0x2\r\n{}",
    "f" * 17 + "\r\n{}",
    "2\n{}",
    "2\r\n{}2\r\n{}",
    "2;a\nb\r\n{}",
    " 2\r\n{}",
    "2\r\n{}\n",
    "\r\n{}",
)
HEADS = {
    "a length and chunks": "Content-Length: 2\r\nTransfer-Encoding: chunked",
    "chunks and a length": "Transfer-Encoding: chunked\r\nContent-Length: 2",
    "a space before the colon": "Content-Length : 2",
    "a space before the colon of chunks": "Transfer-Encoding : chunked",
    "a line that goes on": "X: a\r\n b\r\nContent-Length: 2",
    "a name with a space": "X Y: a\r\nContent-Length: 2",
    "no name": ": a\r\nContent-Length: 2",
    "a zero byte": "X: a\x00b\r\nContent-Length: 2",
    "a lone carriage return": "X: a\rY: b\r\nContent-Length: 2",
    "a lone line feed": "X: a\nContent-Length: 2",
    **{f"the length {length!r}": f"Content-Length: {length}" for length in LENGTHS},
    **{f"the encoding {encoding!r}": f"Transfer-Encoding: {encoding}" for encoding in ENCODINGS},
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_head_that_can_be_read_in_two_ways_is_refused_and_nothing_behind_it_is_answered(server: Server, head: str) -> None:
    sent = f"POST /api/v1/traces HTTP/1.1\r\nHost: {HOST}\r\n{head}\r\n\r\n{{}}{HIDDEN}"
    (answer,) = answers(server, sent.encode("latin-1"))
    is_a_problem(answer, 400)
    assert answer.headers[b"connection"] == b"close"


@pytest.mark.parametrize("chunk", CHUNKS)
def test_nor_are_chunks_that_can(server: Server, chunk: str) -> None:
    head = f"POST /api/v1/traces HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\n\r\n"
    (answer,) = answers(server, f"{head}{chunk}\r\n0\r\n\r\n{HIDDEN}".encode())
    is_a_problem(answer, 400)


def test_chunks_of_an_old_client_are_the_last_that_is_read_of_it(server: Server) -> None:
    sent = f"POST /api/v1/traces HTTP/1.0\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n{HIDDEN}"
    (answer,) = answers(server, sent.encode())
    is_a_problem(answer, 422)


def test_requests_that_come_at_once_are_answered_in_their_order(server: Server) -> None:
    body = json.dumps({"sentence": "Norway is big."}).encode()
    post = (
        f"POST /api/v1/traces HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    get = f"GET {{}} HTTP/1.1\r\nHost: {HOST}\r\n{{}}\r\n"
    sent = [
        get.format("/healthz", ""),
        post + body.decode(),
        get.format("/nothing", ""),
        get.format("/readyz", "Content-Length: 5\r\n") + "hello",
        post.replace("traces", "ledgers") + body.decode(),
        get.format("/healthz", "Connection: close\r\n"),
        get.format("/readyz", ""),
    ]
    found = answers(server, "".join(sent).encode())
    assert [answer.status for answer in found] == [200, 200, 404, 200, 422, 200]
    assert [found[0].body, found[3].body, found[5].body] == [b"up\n", b"ready\n", b"up\n"]
    assert b'"tokens":' in found[1].body


NAMES = (
    *(
        "",
        " ",
        ".",
        "..",
        "*",
        "0",
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[",
        "@",
        "evil.example",
        "evil.example, walk.school.example",
    ),
    *(
        f"{HOST}.evil.example",
        f"evil-{HOST}",
        f"a.{HOST}",
        f"{HOST}..",
        f"{HOST}:80:80",
        f"{HOST}:evil",
        f"{HOST}/",
        f"{HOST}@evil",
    ),
    *(f"evil@{HOST}", f"http://{HOST}", f"{HOST}?", f"{HOST}#", f'"{HOST}"', f"{HOST} evil", f"%77{HOST[1:]}", f"{HOST}\x00"),
    *(f"{HOST}\xad", "\xff\xfe", "<script>evil</script>", "x" * 5_000, f"{HOST}\t:\t80", f"{HOST};evil", f"{HOST}\\evil"),
)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:30]))
def test_a_name_that_is_not_that_of_the_app_opens_nothing(server: Server, name: str) -> None:
    sent = f"GET /api/v1/cells HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n"
    (answer,) = answers(server, sent.encode("latin-1"))
    is_a_problem(answer, 400 if "\x00" in name else 421)
    assert b"evil" not in answer.body


def test_a_whole_address_in_the_first_line_does_not_stand_for_the_name(server: Server) -> None:
    sent = f"GET http://{HOST}/api/v1/cells HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    is_a_problem(answers(server, sent.encode())[0], 421)


PATHS = (
    *("/../../etc/passwd", "/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc%2fpasswd"),
    *("/assets/....//....//etc/passwd", "/assets/%252e%252e%252fetc%252fpasswd", "//etc/passwd", "/assets//etc/passwd"),
    *("/assets/..\\..\\app\\main.py", "/assets/%5c..%5c..%5capp%5cmain.py", "/assets/%00", "/assets/%ff%fe", "/.git/config"),
    *("/app/main.py", "/static/js/theme.js", "/static/../app/main.py", "/requirements.txt", "/api/v1/../../requirements.txt"),
    *(f"{ROOT}/app/main.py", f"/assets/{ROOT}/app/main.py", "/assets/..;/..;/requirements.txt", "/templates/base.html"),
)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file_that_is_not_meant_to_be_had(server: Server, path: str) -> None:
    sent = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
    is_a_problem(answers(server, sent.encode())[0], 404)


# Bodies that are far too long

TOO_MUCH = b"x" * 50_000_000


def by_urllib(address: str, body: bytes, chunked: bool) -> tuple[int, bytes]:
    request = urllib.request.Request(address, iter([body]) if chunked else body, {"Host": HOST})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def by_httpx(address: str, body: bytes, chunked: bool) -> tuple[int, bytes]:
    answer = httpx.post(address, content=iter([body]) if chunked else body, headers={"host": HOST}, timeout=PATIENCE)
    return answer.status_code, answer.content


def by_a_plain_socket(address: str, body: bytes, chunked: bool) -> tuple[int, bytes]:
    """All of it first, and then an ear for the answer."""
    server = Server(None, int(address.split(":")[2].split("/")[0]), 0)  # type: ignore[arg-type]
    said = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
    head = f"POST /api/v1/traces HTTP/1.1\r\nHost: {HOST}\r\n{said}\r\n\r\n".encode()
    with connect(server) as connection:
        connection.sendall(head + (b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body))
        answer = next_answer(connection)
    return answer.status, answer.body


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("by", [by_urllib, by_httpx, by_a_plain_socket])
def test_who_sends_far_too_much_hears_so_and_is_not_just_cut_off(
    server: Server, by: Callable[[str, bytes, bool], tuple[int, bytes]], chunked: bool
) -> None:
    status, body = by(f"{server.address}/api/v1/traces", TOO_MUCH, chunked)
    told = json.loads(body)
    assert (status, told["status"], told["field"]) == (413, 413, "body")


def test_who_asks_first_whether_it_may_send_so_much_hears_no(server: Server) -> None:
    head = f"POST /api/v1/traces HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {10**9}\r\nExpect: 100-continue\r\n\r\n"
    (answer,) = answers(server, head.encode())
    is_a_problem(answer, 413)


def test_chunks_without_end_are_cut_off(server: Server) -> None:
    chunk, sent = b"%x\r\n%b\r\n" % (1_000_000, b"x" * 1_000_000), 0
    with connect(server) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(f"POST /api/v1/traces HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        while sent < 300:
            connection.sendall(chunk)
            sent += 1
    assert sent < 300


# Whoever leaves at once


def test_what_was_asked_by_someone_who_has_left_by_then_is_not_even_read(server: Server, log: Path) -> None:
    before = log.read_text().count("POST /api/v1/ledgers ")
    os.kill(server.process.pid, signal.SIGSTOP)  # it reads the request and the end of the connection in one go
    with connect(server) as connection:
        head = f"POST /api/v1/ledgers HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n"
        connection.sendall(head.encode() + b"wrong")
    os.kill(server.process.pid, signal.SIGCONT)
    until(lambda: log.read_text().count("POST /api/v1/ledgers ") > before)
    assert log.read_text().rsplit("POST /api/v1/ledgers ")[-1].startswith("503")  # and not 422


# More connections than a worker takes

FEW = "from app import serving; serving.MOST_CONNECTIONS = 20"


def test_of_too_many_connections_the_last_are_told_to_come_back_and_later_all_is_well() -> None:
    with doubled(change=FEW) as server:
        found = []
        with contextlib.ExitStack() as all_of_them:
            for _ in range(30):
                connection = all_of_them.enter_context(connect(server))
                connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
                found.append(next_answer(connection))
        assert [answer.status for answer in found[:10]] == [404] * 10
        assert {answer.status for answer in found} == {404, 503}
        refused = next(answer for answer in found if answer.status == 503)
        is_a_problem(refused, 503)
        assert (refused.headers[b"retry-after"], refused.headers[b"connection"]) == (b"2", b"close")
        bye = b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        until(lambda: answers(server, bye)[0].status == 404)
