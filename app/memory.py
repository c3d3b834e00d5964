"""What is no longer needed goes back to the system."""

from __future__ import annotations

import contextlib
import ctypes

M_MMAP_THRESHOLD = -3  # its number in malloc.h


def give_large_memory_back() -> None:
    """What is larger than this goes back to the system when it is no longer needed. The C library of GNU, once it has seen large
    blocks come and go, would keep them: a worker that has written ten long answers would stay at three times its size."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # there are other C libraries
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1_000_000)  # bytes
