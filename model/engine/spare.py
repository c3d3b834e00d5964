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
        self._lock = Lock()

    def take(self, use: Use) -> Workspace:
        """One that nobody else uses. Give it back when done."""
        with self._lock:
            if use in self._waiting:
                return self._taken(use)
        return Workspace(*use)

    def give_back(self, workspace: Workspace) -> None:
        use = (workspace.weights, workspace.steps, workspace.sentences, workspace.has_reverse)
        with self._lock:
            self._waiting[use] = [*self._waiting.pop(use, ()), workspace]
            self.nbytes += workspace.nbytes
            while self.nbytes > self.most_bytes:
                self._taken(next(iter(self._waiting)))

    def _taken(self, use: Use) -> Workspace:
        workspace = self._waiting[use].pop()
        if not self._waiting[use]:
            del self._waiting[use]
        self.nbytes -= workspace.nbytes
        return workspace


SPARE = Spare(most_bytes=256 * 2**20)
