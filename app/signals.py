"""What the signals of the system mean here: most that end a program ask for a stop, and some ask for nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType


def _there_are(*names: str) -> tuple[signal.Signals, ...]:
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


STOPS = _there_are("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")  # the last is that of Windows
MEAN_NOTHING = _there_are("SIGUSR1", "SIGUSR2")  # those who turn logs over send them, and unheeded they would end the process


def on_stop(do: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    """``nohup`` starts a program so that it outlives its terminal; it stays so."""
    for each in STOPS:
        if each.name != "SIGHUP" or signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, do)


def stop_at_once() -> None:
    """While there is nobody to answer yet, a signal ends the process, and that is no failure."""
    on_stop(lambda *_: os._exit(0))
    for each in MEAN_NOTHING:
        signal.signal(each, signal.SIG_IGN)


def it_ends_anyway() -> None:
    """Python itself, when it ends, would let a second signal kill it, and that would look like a failure."""
    on_stop(signal.SIG_IGN)
