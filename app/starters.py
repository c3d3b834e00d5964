"""The cells that one can begin with in the lab: those that come with Gatewalk, and three that exist as texts only."""

from __future__ import annotations

from dataclasses import dataclass

from app.networks import title_of
from model import cell_names, load_cell
from model.equations import to_text
from texts import Catalogue

WIDTH = 15  # characters, for the role of an equation


@dataclass(frozen=True)
class Starter:
    name: str
    title: str
    text: str


OTHERS = {
    "lstm_1997": """\
input gate     i = sigmoid(W_i x + U_i h' + b_i)
candidate      g = tanh(W_g x + U_g h' + b_g)
output gate    o = sigmoid(W_o x + U_o h' + b_o)
cell state     c = c' + i * g
hidden state   h = o * tanh(c)""",
    "minimal": """\
forget gate    f = sigmoid(W_f x + U_f h' + b_f)
candidate      g = tanh(W_g x + U_g (f * h') + b_g)
hidden state   h = (1 - f) * h' + f * g""",
    "empty": "hidden state   h = tanh(W x)",
}


def starters(speech: Catalogue) -> list[Starter]:
    others = [Starter(name, speech.say(f"lab.starter.{name.replace('_', '-')}"), text) for name, text in OTHERS.items()]
    return [*(Starter(name, speech.shown(title_of(name)), _text(name)) for name in cell_names()), *others]


def _text(name: str) -> str:
    return "\n".join(f"{e.role:{WIDTH}}{e.name} = {to_text(e.right)}" for e in load_cell(name).equations(False))
