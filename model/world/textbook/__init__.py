"""The textbook's world: few sentences, so that gates and units are as clear as in the textbooks."""

from __future__ import annotations

from functools import cache

from model.world.shape import INVENTED, NOISE
from model.world.story import ORDINARY, Manner, Style
from model.world.textbook.grammar import grammar, sentences
from model.world.textbook.lexicon import lexicon, vocabulary
from model.world.textbook.teller import PLAIN, Teller

__all__ = ["PLAIN", "Teller", "grammar", "lexicon", "sentences", "training_style", "vocabulary"]


@cache
def training_style(manner: Manner = ORDINARY) -> Style:
    fillers, distractors = sentences("fillers_train.txt"), sentences("distractors_train.txt")
    return Style(fillers, distractors, INVENTED, NOISE, manner=manner)
