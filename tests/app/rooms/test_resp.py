"""What is said to Redis or Valkey, and what is understood of it: against a server of a few lines that says what a test wants."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.rooms.resp import Refused, Wire, as_bytes
from tests.serving import free_port


def talk(replies: list[bytes], work: Callable[[Wire], Awaitable[None]], address: str = "redis://127.0.0.1:{}") -> bytes:
    """Each connection gets the next reply to all that it says, and then ends. Returns what was said."""
    heard = b""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        if replies:
            writer.write(replies.pop(0))
        while part := await reader.read(1 << 16):
            heard += part
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        wire = Wire(address.format(server.sockets[0].getsockname()[1]))
        async with server:
            await work(wire)
            wire.close()
            await asyncio.sleep(0.05)

    asyncio.run(run())
    return heard


def test_words_go_with_their_lengths_in_bytes() -> None:
    assert as_bytes(("SET", "é", b"\x00\r\n", 7)) == b"*4\r\n$3\r\nSET\r\n$2\r\n\xc3\xa9\r\n$3\r\n\x00\r\n\r\n$1\r\n7\r\n"


@pytest.mark.parametrize(
    ("reply", "understood"),
    [
        (b"+OK\r\n", b"OK"),
        (b":-7\r\n", -7),
        (b"$5\r\na\r\nb\x00\r\n", b"a\r\nb\x00"),
        (b"$0\r\n\r\n", b""),
        (b"$-1\r\n", None),
        (b"*-1\r\n", None),
        (b"*0\r\n", []),
        (b"*2\r\n*1\r\n:1\r\n$1\r\nx\r\n", [[1], b"x"]),
    ],
)
def test_each_kind_of_reply_is_understood(reply: bytes, understood: Any) -> None:
    async def work(wire: Wire) -> None:
        assert await wire.ask("GET", "x") == understood

    assert talk([reply], work) == as_bytes(("GET", "x"))


def test_a_refusal_is_one_and_the_connection_stays() -> None:
    async def work(wire: Wire) -> None:
        with pytest.raises(Refused, match="OOM command not allowed"):
            await wire.ask("SET", "x", "1")
        assert await wire.ask("GET", "x") == b"OK"

    talk([b"-OOM command not allowed\r\n+OK\r\n"], work)


def test_the_name_the_password_and_the_database_of_the_address_are_used() -> None:
    async def work(wire: Wire) -> None:
        assert await wire.ask("PING") == b"PONG"

    said = talk([b"+OK\r\n+OK\r\n+PONG\r\n"], work, "redis://me:se%40cret@127.0.0.1:{}/3")
    assert said == as_bytes(("AUTH", "me", "se@cret")) + as_bytes(("SELECT", 3)) + as_bytes(("PING",))


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next() -> None:
    async def work(wire: Wire) -> None:
        with pytest.raises(TimeoutError):
            await wire.ask("GET", "slow", patience=0.05)
        assert await wire.ask("GET", "next") == b"of another connection"

    talk([b"", b"+of another connection\r\n"], work)


def test_a_server_that_is_not_there_is_an_error_of_the_system() -> None:
    async def run() -> None:
        with pytest.raises(OSError, match=r"[Cc]onnect"):
            await Wire(f"redis://127.0.0.1:{free_port()}").ask("PING")

    asyncio.run(run())
