"""Learning, and measuring what was learned. Who only serves networks needs none of this."""

from model.training.adam import Adam
from model.training.find_facts import FACT_KINDS, find_facts
from model.training.held import held
from model.training.legible import legibility
from model.training.recipes import CELLS, PHASES, RATES, RECIPES, TEST_SEED, TUNING_STEPS, Recipe, shape_at
from model.training.score import interval, validation_scores

__all__ = [
    "CELLS",
    "FACT_KINDS",
    "PHASES",
    "RATES",
    "RECIPES",
    "TEST_SEED",
    "TUNING_STEPS",
    "Adam",
    "Recipe",
    "find_facts",
    "held",
    "interval",
    "legibility",
    "shape_at",
    "validation_scores",
]
