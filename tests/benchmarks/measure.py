"""Timing as ratios: the things compared take turns, so that the machine's moods fall on all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable

Work = Callable[[], object]


def medians(works: dict[str, Work], rounds: int, turn: int = 10) -> dict[str, float]:
    """The median seconds of each piece of work.

    Each has the machine for a turn of several runs, the first two of which are not counted: what the one before it
    left in the caches and in the allocator is gone by then, and every work is seen at its best.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    gc.disable()
    for _ in range(-(-rounds // turn)):
        for name, work in works.items():
            work(), work()
            for _ in range(turn):
                start = time.perf_counter()
                work()
                seconds[name].append(time.perf_counter() - start)
    gc.enable()
    return {name: statistics.median(some) for name, some in seconds.items()}


def bytes_held(work: Work) -> int:
    """How much more memory is in use after the work than before it, while its result is held."""
    held = work()  # what is made once and kept is not counted
    del held
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = work()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del held
    return after - before


class Bars:
    """Prints each figure beside the bar that it must reach; remembers whether any missed."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def at_most(self, what: str, figure: float, bar: float | None) -> None:
        self._show(what, figure, bar, "at most", bar is None or figure <= bar)

    def at_least(self, what: str, figure: float, bar: float | None) -> None:
        self._show(what, figure, bar, "at least", bar is None or figure >= bar)

    def _show(self, what: str, figure: float, bar: float | None, words: str, reached: bool) -> None:
        verdict = "" if bar is None else f"{words} {bar:g}  {'ok' if reached else 'MISSED'}"
        print(f"  {what:<66}{figure:8.2f}  {verdict}", flush=True)
        if not reached:
            self.missed.append(what)
