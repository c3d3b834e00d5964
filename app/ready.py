"""What never changes while the app runs: computed once at the start, kept as bytes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from app import walks
from app.assets import Asset
from app.encoding import FORMS, Numbers, json_bytes
from app.examples import EXAMPLES
from app.schemas import Traced, Walk


@dataclass(frozen=True)
class Ready:
    cells: Asset
    examples: Asset
    traces: dict[tuple[str, str, Numbers], bytes]  # (sentence, cell, form of the numbers) -> the trace of an example

    def trace(self, walk: Traced, numbers: Numbers) -> bytes | None:
        """The response to a walk that is an example as it stands."""
        return None if walk.edits or walk.beliefs is not None else self.traces.get((walk.sentence, walk.cell, numbers))


@cache
def ready() -> Ready:
    found = {(e.sentence, e.cell): walks.walked(Walk(sentence=e.sentence, cell=e.cell)) for e in EXAMPLES}
    return Ready(
        cells=Asset.of("application/json", json_bytes(walks.cells())),
        examples=Asset.of("application/json", json_bytes([asdict(example) for example in EXAMPLES])),
        traces={
            (*example, numbers): json_bytes(walks.trace_of(trace), numbers)
            for example, trace in found.items()
            for numbers in FORMS
        },
    )
