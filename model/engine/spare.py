"""Workspaces that wait to be used again: those of all networks of a process, up to so many bytes together."""

from __future__ import annotations

from threading import Lock

from model.engine.fused import FusedWeights
from model.engine.workspace import Workspace

Use = tuple[FusedWeights, int, int | None, bool]  # the weights, steps, sentences, whether it goes back as well


class Spare:
    """``most_bytes`` may be set at any time. The workspaces that were not used for the longest time go first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.nbytes = most_bytes, 0
        self._waiting: dict[Use, list[Workspace]] = {}  # what was used last at the end
        self._gone: list[FusedWeights] = []  # of networks that nobody has any more
        self._lock = Lock()

    def take(self, use: Use) -> Workspace:
        """One that nobody else uses. Give it back when done."""
        with self._lock:
            self._let_go()
            if use in self._waiting:
                return self._taken(use)
        return Workspace(*use)

    def give_back(self, workspace: Workspace) -> None:
        use = (workspace.weights, workspace.steps, workspace.sentences, workspace.has_reverse)
        with self._lock:
            self._waiting[use] = [*self._waiting.pop(use, ()), workspace]
            self.nbytes += workspace.nbytes
            self._let_go()
            while self.nbytes > self.most_bytes:
                self._taken(next(iter(self._waiting)))

    def forget(self, weights: FusedWeights) -> None:
        """At the next use. It may be called at any moment, also while this thread holds the lock."""
        self._gone.append(weights)

    def _let_go(self) -> None:
        while self._gone:
            weights = self._gone.pop()
            for use in [use for use in self._waiting if use[0] is weights]:
                while use in self._waiting:
                    self._taken(use)

    def _taken(self, use: Use) -> Workspace:
        workspace = self._waiting[use].pop()
        if not self._waiting[use]:
            del self._waiting[use]
        self.nbytes -= workspace.nbytes
        return workspace


SPARE = Spare(most_bytes=256 * 2**20)
