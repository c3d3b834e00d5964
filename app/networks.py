"""The networks that can be asked: one for each cell that has been taught, and those that read in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.problems import Problem
from model import Network, cell_names, shipped, shipped_names

BOTH_WAYS = tuple(name for name in shipped_names() if name not in cell_names() and shipped(name).config.bidirectional)
NAMES = (*cell_names(), *BOTH_WAYS)  # a cell may be named before it has been taught: then it is said that it has not


@dataclass(frozen=True)
class Networks:
    taught: Mapping[str, Network]
    untaught: dict[str, Network] = field(default_factory=dict)  # made when one is first asked for, and kept

    @staticmethod
    def that_come_with_the_app() -> Networks:
        return Networks({name: shipped(name) for name in NAMES if name in shipped_names()})

    def of(self, name: str, field: str = "cell") -> Network:
        """``field``: the part of a request that names it."""
        if name not in self.taught:
            detail = f"The cell `{name}` has not been taught: it has equations, and no weights yet. Choose another cell, "
            raise Problem(422, f"{detail}or ask whoever runs this app to teach it (python -m model.train {name}).", field)
        return self.taught[name]

    def before_learning(self, name: str) -> Network:
        """The same network with the weights that its training began with."""
        if name not in self.untaught:
            network = self.of(name)
            self.untaught[name] = Network.create(network.config, network.provenance["recipe"]["seed"])
        return self.untaught[name]
