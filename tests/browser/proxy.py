"""What may stand between a class and the app: a proxy that speaks HTTPS and shows the app below a path."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOP = {"connection", "keep-alive", "transfer-encoding", "server", "date"}  # headers of one connection, or the proxy's own


@dataclass(frozen=True)
class Certificate:
    """Signed by itself, and its key."""

    path: Path
    key: Path

    @staticmethod
    def of_this_computer(folder: Path) -> Certificate:
        path, key = folder / "certificate.pem", folder / "key.pem"
        options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
        subprocess.run(["openssl", "req", *options, "-out", path, "-keyout", key], check=True, capture_output=True)
        return Certificate(path, key)

    def trust(self) -> str:
        """The option by which Chromium trusts it: what comes with one that it merely lets pass, it does not keep."""
        command = ["openssl", "x509", "-in", self.path, "-noout", "-pubkey"]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")
        public = base64.b64decode("".join(line for line in lines if not line.startswith("-")))
        return f"--ignore-certificate-errors-spki-list={base64.b64encode(hashlib.sha256(public).digest()).decode()}"


@dataclass
class Proxy:
    prefix: str
    strips: bool  # whether it takes the prefix away before it hands a request on
    to: int  # the port of the app
    port: int = 0
    asked: list[str] = field(default_factory=list)  # every request line

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}{self.prefix}"

    def outside(self) -> list[str]:
        return [line for line in self.asked if not line.split()[1].startswith(f"{self.prefix}/")]


@contextmanager
def standing_before(port: int, prefix: str, strips: bool, certificate: Certificate) -> Iterator[Proxy]:
    proxy = Proxy(prefix, strips, port)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(proxy))
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.path, certificate.key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    proxy.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # a head and its body are two writes: the second would wait for 40 ms

        def do_GET(self) -> None:
            proxy.asked.append(self.requestline)
            if not self.path.startswith(f"{proxy.prefix}/"):
                return self.send_error(404, "Outside of the prefix")
            path = self.path.removeprefix(proxy.prefix) if proxy.strips else self.path
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            told = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            app = HTTPConnection("127.0.0.1", proxy.to)
            app.request(self.command, path, body, told | {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"})
            answer = app.getresponse()
            content = answer.read()
            app.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def handle(self) -> None:
            with contextlib.suppress(ssl.SSLError, ConnectionError):  # a browser tries a certificate before it trusts it
                super().handle()

        def log_message(self, *_: object) -> None:
            """What was asked stands in the list."""

    return Handler
