"""The cells that ONNX has, computed by onnxruntime: a reference that shares nothing with this project.

ONNX keeps the weights of all gates in one matrix, in an order of its own (LSTM: i o f c, GRU: z r h, peepholes:
i o f), for each direction, and adds two biases, one beside ``W x`` and one beside ``U h'``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from model import Parameters, StackShape

OPERATOR = {"rnn": "RNN", "lstm": "LSTM", "peephole": "LSTM", "coupled": "LSTM", "gru": "GRU", "gru_before": "GRU"}
ATTRIBUTES = {"coupled": {"input_forget": 1}, "gru": {"linear_before_reset": 1}, "gru_before": {"linear_before_reset": 0}}
GATES = {
    "rnn": ("",),
    "lstm": ("_i", "_o", "_f", "_g"),
    "peephole": ("_i", "_o", "_f", "_g"),
    "coupled": ("_i", "_o", "_f", "_g"),
    "gru": ("_z", "_r", "_n"),
    "gru_before": ("_z", "_r", "_n"),
}
CELLS = tuple(OPERATOR)


@dataclass(frozen=True)
class Reference:
    output: np.ndarray  # (steps, sentences, outputs), 0 behind a sentence's end
    last_hidden: np.ndarray  # top layer, (directions, sentences, units): after the last step that a direction makes
    last_cell: np.ndarray | None  # the same of the cell state


def compute(shape: StackShape, parameters: Parameters, x: np.ndarray, lengths: np.ndarray) -> Reference:
    """``x``: ``(steps, sentences, inputs)``"""
    name, directions = shape.cell.name, shape.directions
    feed = {"x": x.astype(np.float32), "lengths": lengths.astype(np.int32)}
    for layer in range(shape.layers):
        parts = [_packed(name, parameters.part(f"layers.{layer}.{direction}."), shape.units) for direction in directions]
        feed |= {f"{key}{layer}": np.stack([part[key] for part in parts]).astype(np.float32) for key in parts[0]}
    output, hidden, *cell = _session(name, shape.units, shape.layers, len(directions)).run(None, feed)
    return Reference(output, hidden, cell[0] if cell else None)


def _packed(name: str, part: dict[str, np.ndarray], units: int) -> dict[str, np.ndarray]:
    if name == "coupled":  # ONNX has f = 1 - i and i of its own: i = sigmoid(-z) is 1 - sigmoid(z)
        part = part | {f"{kind}_i": -part[f"{kind}_f"] for kind in "WUb"}
    gates, nothing = GATES[name], np.zeros(units)
    beside_x = [part["b_in" if (name, gate) == ("gru", "_n") else f"b{gate}"] for gate in gates]
    beside_h = [part["b_hn"] if (name, gate) == ("gru", "_n") else nothing for gate in gates]
    packed = {
        "W": np.concatenate([part[f"W{gate}"] for gate in gates]),
        "R": np.concatenate([part[f"U{gate}"] for gate in gates]),
        "B": np.concatenate([*beside_x, *beside_h]),
    }
    if name == "peephole":
        packed["P"] = np.concatenate([part["p_i"], part["p_o"], part["p_f"]])
    return packed


@cache
def _session(name: str, units: int, layers: int, directions: int) -> onnxruntime.InferenceSession:
    """The weights are inputs of the graph, so that one session serves all weights of a shape."""
    nodes, operator, keys = [], OPERATOR[name], ("W", "R", "B", *(("P",) if name == "peephole" else ()))
    inputs, below = [_tensor("x", 3), helper.make_tensor_value_info("lengths", TensorProto.INT32, ["sentences"])], "x"
    for layer in range(layers):
        inputs += [_tensor(f"{key}{layer}", 3 if key in "WR" else 2) for key in keys]
        weights = [f"{key}{layer}" for key in ("W", "R", "B")]
        states = ["", "", f"P{layer}"] if name == "peephole" else []  # no state to start from is given: zeros
        made = [f"y{layer}", f"hidden{layer}", *([f"cell{layer}"] if operator == "LSTM" else [])]
        direction = "bidirectional" if directions == 2 else "forward"
        attributes = {"hidden_size": units, "direction": direction, **ATTRIBUTES.get(name, {})}
        nodes.append(helper.make_node(operator, [below, *weights, "lengths", *states], made, **attributes))
        # (steps, directions, sentences, units) -> (steps, sentences, directions * units)
        nodes.append(helper.make_node("Transpose", [f"y{layer}"], [f"turned{layer}"], perm=[0, 2, 1, 3]))
        nodes.append(helper.make_node("Reshape", [f"turned{layer}", "flat"], [f"output{layer}"]))
        below = f"output{layer}"
    flat = helper.make_tensor("flat", TensorProto.INT64, [3], [0, 0, directions * units])
    outputs = [_tensor(below, 3), *(_tensor(state, 3) for state in made[1:])]
    graph = helper.make_graph(nodes, name, inputs, outputs, [flat])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _tensor(name: str, dimensions: int) -> object:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [f"{name}_{n}" for n in range(dimensions)])
