"""What is trained, and how: one row for each network.

All cells learn from the same stories for the same number of steps. ``python -m model.train --tune`` tries each of
``RATES`` for each cell and prints the mean score on the validation stories after ``TUNING_STEPS`` steps:

               0.0004  0.00075  0.0015  0.003  0.006  0.012
    rnn         0.382    0.391   0.386  0.377  0.377      -
    lstm            -    0.492   0.810  0.887  0.869  0.768
    peephole        -    0.494   0.813  0.885  0.885  0.783
    coupled         -    0.586   0.831  0.886  0.848  0.839
    gru             -    0.679   0.835  0.887  0.869  0.735
    gru_before      -    0.671   0.845  0.891  0.868  0.704
    clockwork       -    0.241   0.292  0.323  0.333  0.257
    depth_gated     -    0.426   0.888  0.915  0.916  0.889

So all cells with gates have 0.003. The two without were given whole lessons, as what is best in the short stories of the first
steps is not what remembers in long ones (mean score at the end):

                          0.0002  0.0004  0.00075  0.0015
    rnn, usual start           -   0.744    0.776       -
    rnn, identity          0.769   0.784    0.687   0.587
    clockwork, usual start     -       -        -   0.504
    clockwork, identity    0.559   0.614    0.597   0.573

The clockwork RNN has the best of these. The plain one has the usual start: the identity is hardly better there, and
a matrix that begins small is what a plain RNN is known for. A cell without a row learns as most of the others do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from model.cells import cell_names, load_cell
from model.engine import FAN_IN, STARTS, gate_biases
from model.equations import Cell
from model.errors import CommandError
from model.network import Network
from model.world import WORLDS, Manner, Shape, World

FIRST = (("quest", 2.0), ("topic", 1.0))
Phases = tuple[tuple[float, tuple[Shape, ...]], ...]
TEXTBOOK: Phases = (  # from this part of the steps on, batches of these shapes in turn: some 2,100 words each
    (0.0, (Shape(words=72, stories=29, manner=Manner(0.2, 0.1, 0.6, strange=0.1, families=FIRST, alone=True)),)),
    (0.2, (Shape(words=72, stories=29, manner=Manner(0.4, 0.1, 0.65, strange=0.1)),)),
    (0.35, (Shape(words=72, stories=29, manner=Manner(0.7, kept=0.4, asks=0.6, strange=0.5)),)),
    (0.5, (Shape(words=112, stories=19, manner=Manner(0.95, kept=0.6, asks=0.6, strange=0.6)),)),
)
LEARNT = replace(TEXTBOOK[-1][1][0], world="textbook")
RARER = (("common", 3.0), ("quest", 2.0), ("origin", 1.5), ("person", 1.5), ("topic", 1.5), ("number", 0.7))
SINGLE = Shape(words=52, stories=41, manner=Manner(0.25, 0.1, 0.7, strange=0.1, alone=True))
OTHERS = Shape(words=52, stories=41, manner=Manner(0.25, 0.1, 0.7, strange=0.1, families=RARER, alone=True))
TOPICS = Shape(
    words=34, stories=62, manner=Manner(0.2, 0.0, 0.6, strange=0.05, plain=0.05, families=(("topic", 1.0),), alone=True)
)
MIXED = Shape(words=80, stories=26, manner=Manner(0.45, 0.25, 0.7, strange=0.15))
KEEPING = Shape(words=112, stories=19, manner=Manner(0.75, kept=0.5, asks=0.65, strange=0.25))
LONG = Shape(words=224, stories=10, manner=Manner(0.8, kept=0.75, asks=0.65, strange=0.25))
AGAIN = 60 / 78  # of the steps; from here on only answers count, as the words that people often say would take their place
WIDE: Phases = (  # first what a memory is, from the textbook's few sentences; then all the ways to say it
    *((0.14 * begin * 60 / 78, tuple(replace(shape, world="textbook") for shape in shapes)) for begin, shapes in TEXTBOOK),
    (8.4 / 78, (SINGLE, SINGLE, LEARNT)),
    (13.2 / 78, (SINGLE, MIXED, SINGLE, KEEPING, SINGLE, LEARNT)),
    (30 / 78, (SINGLE, MIXED, KEEPING, SINGLE, LONG, MIXED, LEARNT)),
    (38.4 / 78, (OTHERS, MIXED, OTHERS, KEEPING, SINGLE, OTHERS, LONG, LEARNT)),
    (51 / 78, (OTHERS, SINGLE, MIXED, OTHERS, KEEPING, LONG, LEARNT)),
    (AGAIN, tuple(replace(one, reads=False) for one in (TOPICS, OTHERS, SINGLE, MIXED, TOPICS, OTHERS, KEEPING, LONG))),
)
PHASES = {"textbook": TEXTBOOK, "wide": WIDE}  # by the world that the stories are told from
STEPS, RATE = 38_000, 0.003
TUNING_STEPS = 2_000
RATES = (0.0004, 0.00075, 0.0015, 0.003, 0.006, 0.012)
VALIDATION_SEED, TEST_SEED = 2_000_000, 3_000_000  # the stories that networks learn from have the recipe's seed


@dataclass(frozen=True)
class Recipe:
    name: str
    cell: str
    world: str = "textbook"  # that its stories are told from
    rate: float = RATE
    start: str = FAN_IN  # of what its weights are before it learns anything, one of ``STARTS``
    units: int = 160
    width: int = 48
    layers: int = 1
    bidirectional: bool = False  # learns to fill blanks instead of predicting the next word
    steps: int = STEPS
    again: tuple[float, float] | None = None  # from this part of the steps on, the learning rate begins anew, at this height
    seed: int = 1
    snapshots: tuple[int, ...] = ()  # steps after which the weights are kept as well


def shape_at(recipe: Recipe, step: int) -> Shape:
    """Short stories full of facts first; later long ones in which little happens, so that facts must be kept."""
    shapes = [shapes for begin, shapes in PHASES[recipe.world] if step >= begin * recipe.steps][-1]
    return shapes[step % len(shapes)]


def world_of(network: Network) -> World:
    """The world that it has learned from; the textbook's, if it does not say."""
    recipe = network.provenance.get("recipe")
    return WORLDS[recipe.get("world", "textbook") if isinstance(recipe, dict) else "textbook"]


RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe("rnn", "rnn", rate=0.00075),
        Recipe("lstm", "lstm"),
        Recipe("peephole", "peephole"),
        Recipe("coupled", "coupled"),
        Recipe("gru", "gru"),
        Recipe("gru_before", "gru_before"),
        Recipe("clockwork", "clockwork", rate=0.0004, start="identity"),
        Recipe("depth_gated", "depth_gated", units=96, layers=2),
        Recipe("lstm_two", "lstm", units=96, layers=2),
        Recipe("blanks", "lstm", units=96, bidirectional=True),
        Recipe(
            "reader", "lstm", world="wide", units=160, width=64, layers=2, steps=78_000, again=(AGAIN, 0.0012)
        ),  # reads what a class types
        Recipe(
            "small",
            "lstm",
            rate=0.005,
            units=32,
            width=32,
            steps=4_000,
            snapshots=(0, 25, 50, 75, 100, 150, 200, 300, 400, 500, 650, 800, 1000, 1250, 1500, 1800, 2200, 2700, 3300, 4000),
        ),
    )
}


def network_names() -> tuple[str, ...]:
    """Every network that can be taught: each cell, with or without a row, and the other rows."""
    return tuple(dict.fromkeys((*cell_names(), *RECIPES)))


def evaluated_names() -> tuple[str, ...]:
    """Those that are asked what they remember: all but those that are there to be watched on the way."""
    return tuple(name for name in network_names() if name not in RECIPES or not RECIPES[name].snapshots)


def recipe_of(name: str) -> Recipe:
    """Its row; a cell without one gets one layer, or two narrower ones if it reads a layer below."""
    if name in RECIPES:
        if name != RECIPES[name].cell and name in cell_names():
            raise CommandError(f"`{name}` is the name of another network; call the cell something else")
        return RECIPES[name]
    if name not in cell_names():
        raise CommandError(f"there is no recipe and no cell called {name[:40]!r}; there are {', '.join(network_names())}")
    return Recipe(name, name, units=96, layers=2) if load_cell(name).needs_layer_below else Recipe(name, name)


def with_steps(recipe: Recipe, steps: int) -> Recipe:
    """The same in so many steps: the phases and the learning rate follow, and later snapshots are left out."""
    if steps == recipe.steps:
        return recipe
    return replace(recipe, steps=steps, snapshots=tuple(step for step in recipe.snapshots if step <= steps))


def starts_to_try(cell: Cell) -> tuple[str, ...]:
    """All of them for a cell without gates that keep or write; one that has such gates starts with these open."""
    has_gates = any(biases for first in (True, False) for biases in gate_biases(cell, first))
    return (FAN_IN,) if has_gates else tuple(STARTS)


def tuning_recipe(recipe: Recipe, start: str, rate: float, steps: int) -> Recipe:
    """The same with another start and rate, under a name that says them."""
    return replace(recipe, name=f"{recipe.name}-{start}-{rate:g}", start=start, rate=rate, steps=steps, snapshots=())


def recipe_from_json(fields: dict[str, Any]) -> Recipe:
    """From what ``asdict`` and JSON made of it; weights that were taught earlier may tell of what a recipe had then."""
    known = {name: fields[name] for name in Recipe.__dataclass_fields__ if name in fields}
    again = tuple(fields["again"]) if fields.get("again") else None
    return Recipe(**known | {"snapshots": tuple(fields["snapshots"]), "again": again})
