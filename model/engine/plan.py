"""All that somebody needs to know who is to run a stack elsewhere, and to teach it: its programs, sizes and weights."""

from __future__ import annotations

from typing import Any, Literal

from model.engine.compiler import compile_cell
from model.engine.initial import gate_biases
from model.engine.shape import StackShape
from model.engine.travel import to_json
from model.equations import OUTPUT

Start = Literal["matrix", "zero", "keeps", "writes"]  # what a weight is before anything is learned, as in ``initial.py``


def plan(shape: StackShape) -> dict[str, Any]:
    """Plain data. Of the programs the first is that of the first layer, the second, if there is one, that of all others.

    They are compiled anew: what somebody has typed is not kept.
    """
    return {
        "programs": [to_json(compile_cell(shape.cell, first_layer)) for first_layer in (True, False)[: shape.layers]],
        "output": OUTPUT,
        "inputs": shape.inputs,
        "units": shape.units,
        "layers": shape.layers,
        "directions": list(shape.directions),
        "parameters": [
            {"name": name, "shape": list(sizes), "start": _start(shape, name, sizes)}
            for name, sizes in shape.parameter_shapes().items()
        ],
    }


def _start(shape: StackShape, name: str, sizes: tuple[int, ...]) -> Start:
    _, layer, _, weight = name.split(".")
    keeping, writing = gate_biases(shape.cell, first_layer=layer == "0")
    if weight in keeping:
        return "keeps"
    if weight in writing:
        return "writes"
    return "matrix" if len(sizes) == 2 else "zero"
