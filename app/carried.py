"""A network that comes with a request, such as one that somebody has taught in the lab. Nothing of it is kept."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import asdict, replace
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from app.problems import Problem
from model import CheckpointError, Network
from model.equations import memory_state
from model.network import read_network
from texts import Said

MOST_UNITS, MOST_LAYERS, MOST_WORDS = 256, 4, 1_000
MOST_FACTS = 7
YOURS = Said("errors.carried")  # what its file is called, as nobody knows its name


Unit = Annotated[int, Field(ge=0, strict=True)]
Share = Annotated[float, Field(ge=0, le=1, strict=True)]  # of the weight


@dataclass(config=ConfigDict(extra="forbid"))
class FactIn:
    """What units hold, as the file says. It comes from somebody else, so it is looked at like a request."""

    name: Annotated[str, Field(min_length=1, max_length=24)]
    question: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\w")]
    state: str
    units: Annotated[list[Unit], Field(min_length=1, max_length=MOST_UNITS)]
    weights: Annotated[list[Share], Field(max_length=MOST_UNITS)]

    def is_of(self, state: str, units: int) -> bool:
        """Whether a network with this memory and so many units can hold it."""
        fits = len(self.weights) == len(self.units) == len(set(self.units))
        return self.state == state and fits and all(unit < units for unit in self.units)


FACTS: TypeAdapter[list[FactIn]] = TypeAdapter(Annotated[list[FactIn], Field(max_length=MOST_FACTS)])


def carried(text: str, field: str) -> Network:
    """The network of a file in base64, if it is whole and not too large."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise Problem(422, Said("errors.carried.no-base64"), field) from None
    try:
        network = read_network(data, YOURS)
    except CheckpointError as error:
        raise Problem(422, error.said, field) from None
    config = network.config
    sizes = (
        ("units", config.units, MOST_UNITS), ("layers", config.layers, MOST_LAYERS),
        ("words", len(config.vocabulary), MOST_WORDS),
    )  # fmt: skip
    for what, count, most in sizes:
        if count > most:
            raise Problem(422, Said(f"errors.carried.{what}", {"n": count, "most": most}), field)
    return replace(network, provenance={"facts": _facts(network, field)})


def _facts(network: Network, field: str) -> list[dict[str, Any]]:
    state, units = memory_state(network.config.cell), network.config.units
    try:
        facts = FACTS.validate_python(network.provenance.get("facts", []))
        if len({fact.name for fact in facts if fact.is_of(state, units)}) == len(facts):
            return [asdict(fact) for fact in facts]
    except ValidationError:
        pass  # said below
    raise Problem(422, Said("errors.carried.facts", {"most": MOST_FACTS}), field)
