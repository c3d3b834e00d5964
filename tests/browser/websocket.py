"""Texts to and from a browser that is driven from outside, in the frames of RFC 6455. Only what a client needs."""

from __future__ import annotations

import base64
import os
import socket
import struct
from urllib.parse import urlsplit

TEXT, CLOSE = 1, 8  # kinds of frames; from the second on they are no texts
LAST, MASKED = 0x80, 0x80
TWO_BYTES, EIGHT_BYTES = 126, 127  # of a length that has no room in one


class WebSocket:
    def __init__(self, address: str, seconds: float) -> None:
        """``seconds``: that an answer may take."""
        host, path = urlsplit(address).netloc, urlsplit(address).path
        name, _, port = host.partition(":")
        self._socket = socket.create_connection((name, int(port)), timeout=seconds)
        key = base64.b64encode(os.urandom(16)).decode()
        asked = ("Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13")
        self._socket.sendall("\r\n".join([f"GET {path} HTTP/1.1", f"Host: {host}", *asked, "", ""]).encode())
        self._stream = self._socket.makefile("rb")
        if b" 101 " not in self._stream.readline():
            raise ConnectionError(f"{address} speaks no WebSocket")
        while self._stream.readline().strip():
            pass

    def send(self, text: str) -> None:
        content, mask = text.encode(), os.urandom(4)
        length = len(content)
        if length < TWO_BYTES:
            head = struct.pack("!BB", LAST | TEXT, MASKED | length)
        elif length < 1 << 16:
            head = struct.pack("!BBH", LAST | TEXT, MASKED | TWO_BYTES, length)
        else:
            head = struct.pack("!BBQ", LAST | TEXT, MASKED | EIGHT_BYTES, length)
        self._socket.sendall(head + mask + bytes(byte ^ mask[n % 4] for n, byte in enumerate(content)))

    def receive(self) -> str:
        """The next text; it may come in several frames."""
        content, is_whole = b"", False
        while not is_whole:
            first, length = self._stream.read(2)
            if length == TWO_BYTES:
                (length,) = struct.unpack("!H", self._stream.read(2))
            elif length == EIGHT_BYTES:
                (length,) = struct.unpack("!Q", self._stream.read(8))
            part, kind = self._stream.read(length), first & 0x0F
            if kind == CLOSE:
                raise ConnectionError("the browser has closed the connection")
            if kind < CLOSE:
                content, is_whole = content + part, bool(first & LAST)
        return content.decode()

    def close(self) -> None:
        self._stream.close()
        self._socket.close()
