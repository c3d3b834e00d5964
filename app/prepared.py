"""What never changes while the app runs: made once, when it is put together, and kept as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.assets import Assets
from app.encoding import Numbers
from app.networks import Networks
from app.paged import ByLanguage
from app.schemas import TraceIn
from app.templates import Templates


@dataclass(frozen=True)
class Prepared:
    networks: Networks
    assets: Assets
    templates: Templates
    descriptions: ByLanguage  # of cells, examples, and tasks of the lab
    traces: Mapping[tuple[str, str, Numbers], bytes]  # (sentence, cell, form of the numbers) -> the trace of an example
    pages: ByLanguage

    def trace(self, request: TraceIn, numbers: Numbers) -> bytes | None:
        """The response to a request for an example as it stands."""
        is_as_it_stands = not request.edits and request.beliefs is None
        return self.traces.get((request.sentence, request.cell, numbers)) if is_as_it_stands else None
