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

So all cells with gates have 0.003, and the RNN 0.00075. The clockwork RNN stood still with its best over more steps, and has
0.0015. A cell without a row learns as most of the others do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from model.cells import cell_names, load_cell
from model.errors import CommandError
from model.network import Network
from model.world import WORLDS, Manner, Shape, World

FIRST = (("quest", 2.0), ("topic", 1.0))
Phases = tuple[tuple[float, Shape], ...]
TEXTBOOK: Phases = (  # from this part of the steps on, batches of this shape: some 2,100 words each
    (0.0, Shape(words=72, stories=29, manner=Manner(0.2, 0.1, 0.6, strange=0.1, families=FIRST, alone=True))),
    (0.2, Shape(words=72, stories=29, manner=Manner(0.4, 0.1, 0.65, strange=0.1))),
    (0.35, Shape(words=72, stories=29, manner=Manner(0.7, kept=0.4, asks=0.6, strange=0.5))),
    (0.5, Shape(words=112, stories=19, manner=Manner(0.95, kept=0.6, asks=0.6, strange=0.6))),
)
WIDE: Phases = (
    (0.0, Shape(words=60, stories=35, manner=Manner(0.2, 0.1, 0.75, strange=0.05, alone=True))),
    (0.06, Shape(words=80, stories=26, manner=Manner(0.35, 0.15, 0.7, strange=0.15))),
    (0.4, Shape(words=112, stories=19, manner=Manner(0.75, kept=0.35, asks=0.65, strange=0.25))),
    (0.68, Shape(words=224, stories=10, manner=Manner(0.8, kept=0.75, asks=0.65, strange=0.25))),
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
    units: int = 160
    width: int = 48
    layers: int = 1
    bidirectional: bool = False  # learns to fill blanks instead of predicting the next word
    steps: int = STEPS
    seed: int = 1
    shortened: tuple[tuple[int, int], ...] = ()  # up to this step it was taught as if there were so many steps
    snapshots: tuple[int, ...] = ()  # steps after which the weights are kept as well


def steps_at(recipe: Recipe, step: int) -> int:
    """How many steps the phases and the learning rate reckon with: a lesson may have been shortened on the way."""
    return next((steps for until, steps in recipe.shortened if step < until), recipe.steps)


def shape_at(recipe: Recipe, step: int) -> Shape:
    """Short stories full of facts first; later long ones in which little happens, so that facts must be kept."""
    return [shape for begin, shape in PHASES[recipe.world] if step >= begin * steps_at(recipe, step)][-1]


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
        Recipe("clockwork", "clockwork", rate=0.0015),
        Recipe("depth_gated", "depth_gated", units=96, layers=2),
        Recipe("lstm_two", "lstm", units=96, layers=2),
        Recipe("blanks", "lstm", units=96, bidirectional=True),
        Recipe(  # reads what a class types
            "reader",
            "lstm",
            world="wide",
            units=224,
            width=64,
            steps=37_500,
            shortened=((15_902, 64_000), (23_400, 50_000), (27_215, 44_000), (35_051, 40_000)),
        ),
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
    return replace(recipe, steps=steps, shortened=(), snapshots=tuple(step for step in recipe.snapshots if step <= steps))


def tuning_recipe(recipe: Recipe, rate: float, steps: int) -> Recipe:
    """The same with another rate, under a name that says it."""
    return replace(recipe, name=f"{recipe.name}-{rate:g}", rate=rate, steps=steps, shortened=(), snapshots=())


def recipe_from_json(fields: dict[str, Any]) -> Recipe:
    """From what ``asdict`` and JSON made of it."""
    shortened = tuple((until, steps) for until, steps in fields.get("shortened", ()))
    return Recipe(**fields | {"snapshots": tuple(fields["snapshots"]), "shortened": shortened})
