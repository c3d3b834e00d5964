"""What is said of a cell: its equations, its picture, and what is known of the network of it that has been taught."""

from __future__ import annotations

from typing import Any

from app.faults import AS_IT_CAME, Fault, reading
from app.networks import READERS, Networks, note_of, title_of
from model import Network, cell_names, diagram, formula, load_cell
from model.equations import INPUT, OUTPUT, belt, meanings, memory_state, to_text, why_no_belt
from model.explain import facts_of
from model.network import scores

SCORES = "model/weights/scores.json"


def cells(networks: Networks) -> list[dict[str, Any]]:
    return [cell_of(name, networks) for name in cell_names()]


def scores_are_there() -> None:
    mend = f"{AS_IT_CAME}, or measure anew: python -m model.evaluate"
    with reading(SCORES, mend):
        measured: Any = scores()
        each = measured.values() if isinstance(measured, dict) else [None]
        if not all(isinstance(one, dict) and isinstance(one.get("asked"), dict) for one in each):
            raise ValueError("it does not hold what each network answered")
    if not measured:
        raise Fault(f"{SCORES}: there is no such file, or nothing in it. {mend}.")


def cell_of(name: str, networks: Networks) -> dict[str, Any]:
    cell, network = load_cell(name), networks.taught.get(name)
    first_layer = network.config.layers == 1 if network else not cell.needs_layer_below
    moves, what = belt(cell, first_layer), meanings(cell, first_layer)
    return {
        "name": cell.name,
        "title": title_of(name),
        "paper": cell.paper,
        "note": note_of(cell),
        "equations": [
            {"name": e.name, "role": e.role, "text": f"{e.name} = {to_text(e.right)}", "mathml": formula(e)}
            | what[e.name].to_json()
            for e in cell.equations(first_layer)
        ],
        "diagram": diagram(cell, first_layer).to_json(),
        "belt": moves and moves.to_json(),
        "no_belt": why_no_belt(cell, first_layer),
        "input": INPUT,
        "output": OUTPUT,
        "memory": memory_state(cell),
        "units": network and network.config.units,
        "layers": network and network.config.layers,
        "parameters": network and int(network.parameters.flat.size),
        "model": network and _model_of(name, network),
        "networks": [_network_of(one, of_it) for one, of_it in networks.taught.items() if of_it.config.cell.name == name],
    }


def _network_of(name: str, network: Network) -> dict[str, Any]:
    return {
        "name": name,
        "title": title_of(name),
        "for_typed": name in READERS,
        "both_ways": network.config.bidirectional,
        "units": network.config.units,
        "layers": network.config.layers,
        "parameters": int(network.parameters.flat.size),
        "facts": [fact.name for fact in facts_of(network)],
        "model": None if name == network.config.cell.name else _model_of(name, network),
    }


def _model_of(name: str, network: Network) -> dict[str, Any]:
    """How it was made, and how well it remembers; the typed questions stand in the documents."""
    provenance = {key: value for key, value in network.provenance.items() if key != "facts"}
    measured = scores().get(name)
    return {**provenance, "held_out": measured and {key: value for key, value in measured.items() if key != "typed"}}
