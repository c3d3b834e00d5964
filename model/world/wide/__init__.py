"""A world as wide as what a class types: thousands of patterns, any name, and questions that nothing answers."""

from __future__ import annotations

from functools import cache

from model.world.shape import INVENTED, NOISE
from model.world.story import ORDINARY, Manner, Style
from model.world.wide.grammar import grammar, sentences
from model.world.wide.lexicon import lexicon, vocabulary
from model.world.wide.teller import PLAIN, Teller

__all__ = ["PLAIN", "Teller", "grammar", "lexicon", "sentences", "training_style", "vocabulary"]

FILLERS = ("mention: filler", "mention: no country", "mention: numbers and dates")
SUBJECT = ("mention: subject",) * 2  # it looks most like the news of a topic, and is met twice as often
NAMES_INVENTED = 0.5  # of the names of places, whether they are the topic or not: otherwise this would tell them apart
DISTRACTORS = ("mention: passing", *SUBJECT, "mention: deny", "mention: compare")


@cache
def training_style(manner: Manner = ORDINARY) -> Style:
    fillers, distractors = (tuple(one for heading in some for one in grammar()[heading]) for some in (FILLERS, DISTRACTORS))
    return Style(fillers, distractors, INVENTED, NOISE, NAMES_INVENTED, NAMES_INVENTED, manner=manner, plain=manner.plain)
