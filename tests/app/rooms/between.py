"""What may stand between a class and the app: it hands on what it is asked, or holds answers back until they have an end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

BYTES = 1 << 16


class Between:
    """One question of each connection."""

    def __init__(self, to: int, holds: bool, port: int = 0) -> None:
        """``port``: to stand at; 0 is any."""
        self.to, self.holds = to, holds
        self.listening = socket.create_server(("127.0.0.1", port))
        self.port: int = self.listening.getsockname()[1]
        self.open: set[socket.socket] = {self.listening}
        self.threads = [threading.Thread(target=self._listen)]
        self.threads[0].start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                self.open.add(connection)
                self.threads.append(threading.Thread(target=self._hand_on, args=(connection,)))
                self.threads[-1].start()

    def _hand_on(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            asked = b""
            while b"\r\n\r\n" not in asked or _is_short(asked):
                if not (part := connection.recv(BYTES)):
                    return
                asked += part
            with socket.create_connection(("127.0.0.1", self.to)) as app:
                self.open.add(app)
                app.sendall(asked.replace(b"\r\n", b"\r\nConnection: close\r\n", 1).replace(b"connection: keep-alive\r\n", b""))
                held = b""
                while part := app.recv(BYTES):
                    held += part
                    if not self.holds:
                        connection.sendall(held)
                        held = b""
            connection.sendall(held)

    def close(self) -> None:
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join()
        self.listening.close()


def _is_short(asked: bytes) -> bool:
    """Whether some of its body is missing."""
    head, body = asked.split(b"\r\n\r\n", 1)
    said = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
    return len(body) < int(said or b"0")


@contextmanager
def between(to: int, holds: bool, port: int = 0) -> Iterator[Between]:
    found = Between(to, holds, port)
    try:
        yield found
    finally:
        found.close()
