"""The cells that one can begin with in the lab: those that come with Gatewalk, and three that exist as texts only."""

from __future__ import annotations

from dataclasses import dataclass

from model import cell_names, load_cell
from model.equations import to_text

WIDTH = 15  # characters, for the role of an equation


@dataclass(frozen=True)
class Starter:
    name: str
    title: str
    text: str


OTHERS = (
    Starter(
        "lstm_1997",
        "LSTM of 1997, no forget gate",
        """\
input gate     i = sigmoid(W_i x + U_i h' + b_i)
candidate      g = tanh(W_g x + U_g h' + b_g)
output gate    o = sigmoid(W_o x + U_o h' + b_o)
cell state     c = c' + i * g
hidden state   h = o * tanh(c)""",
    ),
    Starter(
        "minimal",
        "Minimal gated unit",
        """\
forget gate    f = sigmoid(W_f x + U_f h' + b_f)
candidate      g = tanh(W_g x + U_g (f * h') + b_g)
hidden state   h = (1 - f) * h' + f * g""",
    ),
    Starter("empty", "An empty cell, to write your own", "hidden state   h = tanh(W x)"),
)


def starters() -> list[Starter]:
    return [*(Starter(name, load_cell(name).title, _text(name)) for name in cell_names()), *OTHERS]


def _text(name: str) -> str:
    return "\n".join(f"{e.role:{WIDTH}}{e.name} = {to_text(e.right)}" for e in load_cell(name).equations(False))
