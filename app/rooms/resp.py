"""What a program says to Redis or Valkey, and how it is answered (the protocol RESP 2)."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote, urlsplit

PATIENCE = 5.0  # seconds
PORT = 6_379
Reply = Any  # bytes, int, None, or a list of these


class Refused(Exception):
    """What the server says of a command that it does not carry out."""


class Wire:
    """One connection, opened when it is needed, and anew when it was lost. Questions wait for one another."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.one_at_a_time = asyncio.Lock()

    async def ask(self, *command: str | bytes | int, patience: float = PATIENCE) -> Reply:
        """Raises an ``OSError`` or an ``EOFError`` if the server is not there, ``Refused`` if it says no."""
        async with self.one_at_a_time:
            try:
                if self.streams and (self.streams[0].at_eof() or self.streams[1].is_closing()):
                    self.close()  # the server has ended it meanwhile
                async with asyncio.timeout(patience):
                    reader, writer = self.streams = self.streams or await self._connected()
                    return await _exchange(reader, writer, command)
            except Refused:
                raise
            except BaseException:  # an answer that comes later must not be taken for another
                self.close()
                raise

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()
        self.streams = None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        address = self.address
        streams = await asyncio.open_connection(
            address.hostname, address.port or PORT, ssl=True if address.scheme == "rediss" else None
        )
        if address.password is not None:
            user = [unquote(address.username)] if address.username else []
            await _exchange(*streams, ("AUTH", *user, unquote(address.password)))
        if database := address.path.strip("/"):
            await _exchange(*streams, ("SELECT", database))
        return streams


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, command: tuple[str | bytes | int, ...]) -> Reply:
    writer.write(as_bytes(command))
    await writer.drain()
    reply = await _reply(reader)
    if isinstance(reply, Refused):
        raise reply
    return reply


def as_bytes(command: tuple[str | bytes | int, ...]) -> bytes:
    words = [word if isinstance(word, bytes) else str(word).encode() for word in command]
    return b"".join([b"*%d\r\n" % len(words), *(b"$%d\r\n%b\r\n" % (len(word), word) for word in words)])


async def _reply(reader: asyncio.StreamReader) -> Reply:
    line = await reader.readuntil(b"\r\n")
    kind, said = line[:1], line[1:-2]
    match kind:
        case b"+":
            return said
        case b"-":
            return Refused(said.decode(errors="replace"))
        case b":":
            return int(said)
        case b"$" if int(said) >= 0:
            return (await reader.readexactly(int(said) + 2))[:-2]
        case b"*" if int(said) >= 0:
            return [await _reply(reader) for _ in range(int(said))]
    return None
