"""The networks that can be asked: one for each cell that has been taught, those with more layers, both ways, or well read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.faults import AS_IT_CAME, Fault, reading
from app.problems import Problem
from model import Cell, Network, cell_names, load_cell, shipped, shipped_names
from texts import Said, catalogue


def _that_come_with_the_app() -> dict[str, Network]:
    """By their names, each of them read and looked at. The cells first: a network cannot be read without its equations."""
    for name in cell_names():
        with reading(f"model/cells/{name}.txt"):
            load_cell(name)
    networks = {}
    for name in shipped_names():
        with reading(f"model/weights/{name}.safetensors", f"{AS_IT_CAME}, or teach it anew: python -m model.train {name}"):
            networks[name] = shipped(name)
            _is_what_it_is_called(name, networks[name])
    return networks


def _is_what_it_is_called(name: str, network: Network) -> None:
    cell, recipe = network.config.cell.name, network.provenance.get("recipe", {})
    if cell not in cell_names():
        needs = f"there is no such file, and model/weights/{name}.safetensors needs it"
        raise Fault(f"model/cells/{cell}.txt: {needs}. {AS_IT_CAME}.")
    held = cell if name in cell_names() and name != cell else recipe.get("name", name)
    if held != name:
        raise ValueError(f"it holds another network, {held}")


SHIPPED = _that_come_with_the_app()
BOTH_WAYS = tuple(name for name, network in SHIPPED.items() if name not in cell_names() and network.config.bidirectional)
READERS = tuple(name for name, network in SHIPPED.items() if network.provenance.get("recipe", {}).get("world") == "wide")
DEEPER = tuple(  # than the network of the same cell, and taught the same
    name for name, network in SHIPPED.items() if name not in (*cell_names(), *BOTH_WAYS, *READERS) and network.config.layers > 1
)
# A cell may be named before it has been taught: then it is said that it has not.
NAMES = (*cell_names(), *DEEPER, *BOTH_WAYS, *READERS)


def title_of(name: str) -> Said | str:
    """What a network, or a cell, is called in a menu."""
    cell = load_cell(SHIPPED[name].config.cell.name if name in SHIPPED else name)
    title = known(f"cells.{cell.name.replace('_', '-')}.title") or cell.title
    if name in BOTH_WAYS:
        return Said("cells.both-ways", {"cell": title})
    if name in DEEPER:
        return Said("cells.deeper", {"cell": title, "n": SHIPPED[name].config.layers})
    return Said("cells.well-read", {"cell": title}) if name in READERS else title


def note_of(cell: Cell) -> Said | str:
    return known(f"notes.{cell.name.replace('_', '-')}") or cell.note


def known(id: str) -> Said | None:
    """A text, if there is one: a cell that was put beside those of Gatewalk has its file alone."""
    return Said(id) if catalogue().has(id) else None


@dataclass(frozen=True)
class Networks:
    taught: Mapping[str, Network]
    untaught: dict[str, Network] = field(default_factory=dict)  # made when one is first wanted, and kept
    growing: dict[str, list[Any]] = field(default_factory=dict)  # likewise, what the page of the snapshots begins with

    @staticmethod
    def that_come_with_the_app() -> Networks:
        taught = {name: SHIPPED[name] for name in NAMES if name in SHIPPED}
        if not taught.keys() & set(cell_names()):
            raise Fault("There are no trained weights: make train teaches networks.")
        return Networks(taught)

    @property
    def without_weights(self) -> list[str]:
        return [name for name in cell_names() if name not in self.taught]

    def of(self, name: str, field: str = "cell") -> Network:
        """``field``: the part of a request that names it."""
        if name not in self.taught:
            raise Problem(422, Said("errors.not-taught", {"name": name}), field)
        return self.taught[name]

    def before_learning(self, name: str) -> Network:
        """The same network with the weights that its training began with."""
        if name not in self.untaught:
            self.untaught[name] = self.of(name).before_learning()
        return self.untaught[name]
