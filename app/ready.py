"""What never changes while the app runs: computed once at the start, kept as bytes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from app import walks
from app.encoding import json_bytes
from app.examples import EXAMPLES
from app.schemas import Walk
from app.settings import Settings


@dataclass(frozen=True)
class Ready:
    cells: bytes
    examples: bytes
    traces: dict[tuple[str, str], bytes]  # (sentence, cell) -> the trace of an example

    def trace(self, walk: Walk) -> bytes | None:
        """The response to a walk that is an example as it stands."""
        return None if walk.edits else self.traces.get((walk.sentence, walk.cell))


@cache
def ready() -> Ready:
    examples = [Walk(sentence=example.sentence, cell=example.cell) for example in EXAMPLES]
    return Ready(
        cells=json_bytes(walks.cells()),
        examples=json_bytes([asdict(example) for example in EXAMPLES]),
        traces={(walk.sentence, walk.cell): json_bytes(walks.trace_of(walks.walked(walk, Settings()))) for walk in examples},
    )
