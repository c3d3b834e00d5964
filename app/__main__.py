"""``python -m app``: serves the app until it is stopped."""

from __future__ import annotations

from app.signals import it_ends_anyway, stop_at_once

if __name__ == "__main__":
    stop_at_once()  # before anything else is loaded

import argparse
import contextlib
import os
import socket
import sys
from collections.abc import Callable

from app.faults import Fault
from app.settings import Settings, misspelled
from app.workers import Ready, Workers, work

MOST_WORKERS = 64
MARKS_OF_A_CONTAINER = ("/.dockerenv", "/run/.containerenv")  # Docker's and Podman's
ROOT_PATH = "GATEWALK_ROOT_PATH"


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m app", description="Serves Gatewalk.")
    options.add_argument("--host", default="127.0.0.1", help="the address to listen at; 0.0.0.0 for all (127.0.0.1)")
    options.add_argument("--port", type=a_number(range(1, 65_536)), default=8000, help="8000")
    options.add_argument("--root-path", metavar="PATH", help="path at which a proxy shows the app, such as /gatewalk")
    workers = min(2, os.cpu_count() or 1)
    help = f"processes that answer ({workers})"
    options.add_argument("--workers", type=a_number(range(1, MOST_WORKERS + 1)), default=workers, help=help)
    return options


def a_number(numbers: range) -> Callable[[str], int]:
    """One of these, or words that say which there are."""

    def parsed(text: str) -> int:
        if not text.isdecimal() or int(text[:20]) not in numbers:
            raise argparse.ArgumentTypeError(f"it is a whole number from {numbers[0]} to {numbers[-1]}, not {text[:40]!r}")
        return int(text)

    return parsed


def main() -> int:
    options = parser().parse_args()
    if options.root_path is not None:
        os.environ[ROOT_PATH] = options.root_path  # where every worker reads its settings
    try:
        Settings.from_environment()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for line in misspelled():
        print(line, file=sys.stderr, flush=True)
    try:
        listening = listen(options.host, options.port)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    allow_many_connections()
    failed = False

    def tell(news: Ready | Fault) -> None:
        nonlocal failed
        if isinstance(news, Fault):
            failed = True
            print(f"Gatewalk cannot start. {news}", file=sys.stderr, flush=True)
            return
        with contextlib.suppress(OSError):  # the disk may be full, or nobody be there to read it
            print(f"Gatewalk is at {reached_at(options.host, options.port)} (Ctrl-C stops it)", flush=True)
            if cells := ", ".join(news.without_weights):
                print(f"Without weights, so that they are shown and cannot be walked: {cells}", flush=True)

    if options.workers == 1:
        work(listening, tell)
    else:
        Workers(listening, tell).run(options.workers)
    it_ends_anyway()
    return int(failed)


def reached_at(host: str, port: int) -> str:
    """What to type into a browser: an address that stands for all of this computer's is none, nor is the name of a container."""
    if host not in ("0.0.0.0", "::"):
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
    if any(map(os.path.exists, MARKS_OF_A_CONTAINER)):
        return f"http://localhost:{port}/ of the computer that runs this container, or at the port that it hands on to {port}"
    return f"http://{socket.gethostname()}:{port}/"


def listen(host: str, port: int) -> socket.socket:
    """Who asks before the app is ready waits until it is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    try:
        return socket.create_server((host, port), family=family, backlog=2_048, dualstack_ipv6=both)
    except (OSError, UnicodeError) as error:
        why = (getattr(error, "strerror", None) or str(error)).split(" (while")[0]
        raise Fault(f"Gatewalk cannot listen at {host}, port {port}: {why}. Try another --port.") from error


def allow_many_connections() -> None:
    """As many open connections as the system lets this user have: slow clients must not use them up."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    sys.exit(main())
