"""``python -m app``: serves the app until it is stopped."""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import socket
import sys

import uvicorn

from app.settings import Settings
from model import cell_names, shipped_names

MOST_CONNECTIONS = 5_000  # of one worker; the clocks of ``patience.py`` end those that are not used
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"}},
    "loggers": {
        "gatewalk": {"handlers": ["out"], "level": "INFO"},
        "uvicorn": {"handlers": ["out"], "level": "WARNING"},
    },
}


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m app", description="Serves Gatewalk.")
    options.add_argument("--host", default="127.0.0.1", help="the address to listen at; 0.0.0.0 for all (127.0.0.1)")
    options.add_argument("--port", type=int, default=8000, help="8000")
    workers = min(2, os.cpu_count() or 1)
    options.add_argument("--workers", type=int, default=workers, help=f"processes that answer ({workers})")
    return options


def main() -> int:
    options = parser().parse_args()
    try:
        Settings.from_environment()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if fault := cannot_listen(options.host, options.port):
        print(f"Gatewalk cannot listen at {options.host}, port {options.port}: {fault}. Try another --port.", file=sys.stderr)
        return 1
    untaught = [name for name in cell_names() if name not in shipped_names()]
    if len(untaught) == len(cell_names()):
        print("There are no trained weights: make train teaches networks.", file=sys.stderr)
        return 1
    allow_many_connections()
    name = reached_at(options.host)
    print(f"Gatewalk is at http://{name}:{options.port}/ (Ctrl-C stops it)", flush=True)
    if untaught:
        print(f"Without weights, so that they are shown and cannot be walked: {', '.join(untaught)}", flush=True)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        http="app.patience:Patience",
        lifespan="on",
        host=options.host,
        port=options.port,
        workers=options.workers,
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        limit_concurrency=MOST_CONNECTIONS,
    )
    return 0


def reached_at(host: str) -> str:
    """What to type into a browser: an address that stands for all of this computer's is none."""
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def cannot_listen(host: str, port: int) -> str | None:
    """Why not, if so: it is better said before the address is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except (OSError, OverflowError) as error:
        return getattr(error, "strerror", None) or str(error)
    return None


def allow_many_connections() -> None:
    """As many open connections as the system lets this user have: slow clients must not use them up."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    sys.exit(main())
