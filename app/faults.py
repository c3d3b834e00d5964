"""What keeps the app from starting, in one line: which file is at fault, how, and the mend."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

ROOM = 250_000_000  # bytes of addresses, touched or not, and a little to spare
AS_IT_CAME = "Put the file back as it came with Gatewalk"


class Fault(Exception):
    """Its text is that line."""


@contextmanager
def reading(file: str, mend: str = AS_IT_CAME) -> Iterator[None]:
    """Whatever goes wrong meanwhile is a fault of this file."""
    try:
        yield
    except (Fault, MemoryError):
        raise
    except Exception as error:
        raise Fault(f"{file}: {_said(error).removeprefix(file.rsplit('/', 1)[-1] + ': ')}. {mend}.") from error


def in_one_line(error: Exception) -> str:
    """Of a fault what it says, and of anything else where it came from."""
    if isinstance(error, Fault):
        return str(error)
    if isinstance(error, MemoryError):
        return f"There is not enough memory: a worker takes {ROOM // 10**6} MB of addresses to start. Give it more (ulimit -v)."
    if isinstance(error, ImportError):
        return f"{_said(error)}. Set up what Gatewalk needs: pip install -r requirements.lock."
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {_said(error)} ({last.filename}, line {last.lineno})."


def _said(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    if isinstance(error, UnicodeDecodeError):
        return f"it is no text in UTF-8, from byte {error.start} on"
    return " ".join(str(error).split()).rstrip(".")
