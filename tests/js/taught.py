"""A task as the page would have it learned: all that it loads into the engine, and what it then asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.encoding import json_bytes
from app.lab import SequencesIn, sequences_of
from model import Cell, StackShape, load_cell
from model.engine import plan
from model.tasks import Recipe, Task


def loaded(task: Task, recipe: Recipe, settings: Mapping[str, Any], seed: int, cell: Cell | None = None) -> dict[str, Any]:
    """The sets are made from the seed as well."""
    made: dict[str, dict[str, Any]] = {}
    for number, (name, differs) in enumerate(task.sets.items()):
        count = recipe.count if name == "taught" else recipe.unseen
        asked = SequencesIn(seed=100 * seed + number, count=count, settings={**settings, **differs})
        made[name] = json.loads(json_bytes(sequences_of(task, asked), "packed"))
    taught = made["taught"]
    symbols, fresh, words = len(taught["symbols"]), taught["fresh"], taught["reads"] == "words"
    answers = symbols + fresh if words else len(taught["answers"] or taught["symbols"])
    shape = StackShape(cell or load_cell(recipe.cell), recipe.width if words else symbols, recipe.units)
    return {
        "plan": plan(shape),
        "task": {"reads": taught["reads"], "says": taught["says"], "symbols": symbols, "answers": answers, "fresh": fresh},
        "sets": {name: one["set"] for name, one in made.items()},
        "settings": {
            "seed": seed,
            "rate": recipe.rate,
            "clip": recipe.clip,
            "batch": recipe.batch,
            "counts": {"little": recipe.little, "much": recipe.much},
            "open": {"span": recipe.span, "forget": recipe.forget},
            "tolerance": recipe.tolerance,
        },
    }


def errand(recipe: Recipe) -> dict[str, Any]:
    return {
        "updates": recipe.updates,
        "markEvery": recipe.mark_every,
        "judgeMost": recipe.unseen,
        "until": recipe.until,
        "by": recipe.by,
        "on": recipe.on,
    }
