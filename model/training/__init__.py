"""Learning, and measuring what was learned. Who only serves networks needs none of this.

``recipes`` says what is taught and how, ``lesson`` teaches one network with ``adam``, ``jobs`` several side by side,
``cluster`` on other computers, ``seeds`` each of them several times, and ``score`` counts right answers on the way.
``questions`` asks what was learned, ``typed`` in the words of a class, ``find_facts`` finds the units that hold a fact,
``legible`` looks at their gates, ``held`` holds them still, and ``report`` makes the tables, ``curve`` a drawing.
"""

from model.training import report
from model.training.adam import Adam
from model.training.cluster import run_on_cluster
from model.training.curve import reliability_curve
from model.training.find_facts import FACT_KINDS, find_facts
from model.training.held import held
from model.training.jobs import STOPPED, entries, log_file, note_facts, refuse_to_lose, run, work
from model.training.legible import legibility
from model.training.lesson import config_of
from model.training.questions import QUESTIONS, measured, of_the_topic, with_commonest
from model.training.recipes import (
    RATES,
    RECIPES,
    TUNING_STEPS,
    Recipe,
    evaluated_names,
    network_names,
    recipe_from_json,
    recipe_of,
    shape_at,
    starts_to_try,
    tuning_recipe,
    with_steps,
    world_of,
)
from model.training.report import Results
from model.training.seeds import keep_median, of_one_training, still_true, trainings, with_seeds
from model.training.typed import typed_scores
from model.world import WORLDS

__all__ = [
    "FACT_KINDS",
    "QUESTIONS",
    "RATES",
    "RECIPES",
    "STOPPED",
    "TUNING_STEPS",
    "WORLDS",
    "Adam",
    "Recipe",
    "Results",
    "config_of",
    "entries",
    "evaluated_names",
    "find_facts",
    "held",
    "keep_median",
    "legibility",
    "log_file",
    "measured",
    "network_names",
    "note_facts",
    "of_one_training",
    "of_the_topic",
    "recipe_from_json",
    "recipe_of",
    "refuse_to_lose",
    "reliability_curve",
    "report",
    "run",
    "run_on_cluster",
    "shape_at",
    "starts_to_try",
    "still_true",
    "trainings",
    "tuning_recipe",
    "typed_scores",
    "with_commonest",
    "with_seeds",
    "with_steps",
    "work",
    "world_of",
]
