"""What is no longer needed goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes

from model.engine import SPARE

MOST_SPARE = 16_000_000  # bytes that networks keep to walk in again: enough for a class that uses one of them
M_MMAP_THRESHOLD = -3  # its number in malloc.h


def keep_little_memory() -> None:
    """Networks keep little to walk in again; after one long comparison it would be 60 MB.

    What is larger than this goes back to the system when it is no longer needed. The C library of GNU, once it has seen large
    blocks come and go, would keep them: a worker that has written ten long answers would stay at three times its size.
    """
    SPARE.most_bytes = MOST_SPARE
    with contextlib.suppress(OSError, AttributeError, TypeError):  # there are other C libraries
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 256_000)  # bytes
