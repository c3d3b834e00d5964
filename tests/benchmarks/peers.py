"""What the core is compared with: PyTorch in three ways, and an LSTM fused by hand in NumPy."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from model.engine.parameters import Parameters

Array = NDArray[np.float32]
GATES = "ifgo"  # PyTorch's order


def torch_lstm(parameters: Parameters, inputs: int, units: int) -> torch.nn.LSTM:
    """``torch.nn.LSTM`` with our weights; it gives the hidden states and keeps no gates."""
    part = parameters.part("layers.0.forward.")
    lstm = torch.nn.LSTM(inputs, units)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.tensor(np.concatenate([part[f"W_{g}"] for g in GATES])))
        lstm.weight_hh_l0.copy_(torch.tensor(np.concatenate([part[f"U_{g}"] for g in GATES])))
        lstm.bias_ih_l0.copy_(torch.tensor(np.concatenate([part[f"b_{g}"] for g in GATES])))
        lstm.bias_hh_l0.zero_()
    lstm.bias_hh_l0.requires_grad = False  # one bias for each gate, as ours
    return lstm


@torch.no_grad()
def torch_loop(lstm: torch.nn.LSTM, x: torch.Tensor) -> list[torch.Tensor]:
    """The equations step by step, as one writes them to see the gates: f, i, g, o, c and h of every step."""
    h = c = torch.zeros(lstm.hidden_size)
    steps = []
    for t in range(len(x)):
        sums = functional.linear(x[t], lstm.weight_ih_l0, lstm.bias_ih_l0) + functional.linear(
            h, lstm.weight_hh_l0, lstm.bias_hh_l0
        )
        i, f, g, o = sums.chunk(4)
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        c = f * c + i * g
        h = o * torch.tanh(c)
        steps.append((f, i, g, o, c, h))
    return [torch.stack(signal) for signal in zip(*steps, strict=True)]


@torch.inference_mode()
def torch_tuned_loop(lstm: torch.nn.LSTM, x: torch.Tensor) -> list[torch.Tensor]:
    """The same by someone who knows the tricks: products with the input ahead of the loop, inference mode."""
    ahead = functional.linear(x, lstm.weight_ih_l0, lstm.bias_ih_l0 + lstm.bias_hh_l0)
    h = c = torch.zeros(lstm.hidden_size)
    steps = []
    for t in range(len(x)):
        i, f, g, o = (ahead[t] + lstm.weight_hh_l0 @ h).chunk(4)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        h = o * c.tanh()
        steps.append((f, i, g, o, c, h))
    return [torch.stack(signal) for signal in zip(*steps, strict=True)]


class HandFused:
    """An LSTM in NumPy with every trick that we know, written for this one cell: the price of the compiler shows."""

    def __init__(self, parameters: Parameters, units: int) -> None:
        part = parameters.part("layers.0.forward.")
        half = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), units)  # sigmoid(z) = (1 + tanh(z / 2)) / 2
        self.units = units
        self.W = np.ascontiguousarray((np.concatenate([part[f"W_{g}"] for g in "fiog"]) * half[:, None]).T)
        self.U = np.ascontiguousarray((np.concatenate([part[f"U_{g}"] for g in "fiog"]) * half[:, None]).T)
        self.b = np.concatenate([part[f"b_{g}"] for g in "fiog"]) * half

    def __call__(self, x: Array) -> dict[str, Array]:
        n, dot, add, multiply, tanh = self.units, np.dot, np.add, np.multiply, np.tanh
        gates = x @ self.W
        gates += self.b
        c, h = np.zeros((2, len(x) + 1, n), np.float32)
        product, part, half = np.empty(4 * n, np.float32), np.empty(n, np.float32), np.full(3 * n, 0.5, np.float32)
        sigmoids, f, i, o, g = gates[:, : 3 * n], gates[:, :n], gates[:, n : 2 * n], gates[:, 2 * n : 3 * n], gates[:, 3 * n :]
        steps = zip(gates, sigmoids, f, i, o, g, c[:-1], c[1:], h[:-1], h[1:], strict=True)
        for gates_t, sigmoids_t, f_t, i_t, o_t, g_t, c_before, c_t, h_before, h_t in steps:
            dot(h_before, self.U, product)
            add(gates_t, product, gates_t)
            tanh(gates_t, gates_t)
            multiply(sigmoids_t, half, sigmoids_t)
            add(sigmoids_t, half, sigmoids_t)
            multiply(f_t, c_before, c_t)
            multiply(i_t, g_t, part)
            add(c_t, part, c_t)
            tanh(c_t, part)
            multiply(o_t, part, h_t)
        return {"f": f, "i": i, "g": g, "o": o, "c": c[1:], "h": h[1:]}


class TorchTrainer(torch.nn.Module):
    """The network of ``model/network.py`` with ``torch.nn.LSTM``, autograd, Adam and clipping."""

    def __init__(self, parameters: Parameters, width: int, units: int) -> None:
        super().__init__()
        tensor = {
            name: torch.nn.Parameter(torch.tensor(view.copy())) for name, view in parameters.items() if "layers" not in name
        }
        self.table, self.P, self.p = tensor["embedding"], tensor["readout.P"], tensor["readout.p"]
        self.b, self.scale = tensor["readout.b"], tensor["readout.scale"]
        self.lstm, self.width = torch_lstm(parameters, width, units), width
        self.adam = torch.optim.Adam([p for p in self.parameters() if p.requires_grad], 1e-3)

    def step(self, rows: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> float:
        self.adam.zero_grad()
        hidden, _ = self.lstm(functional.embedding(rows, self.table) * self.width**0.5)
        query = functional.linear(hidden, self.P, self.p) * self.scale
        logits = functional.linear(query, self.table, self.b)
        losses = functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="none")
        loss = (losses * weights.flatten()).sum() / weights.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters(), 1.0)
        self.adam.step()
        return float(loss.detach())
