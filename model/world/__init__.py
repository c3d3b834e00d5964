"""The stories that networks learn from: made by a grammar from lists of words, with their facts known."""

from model.world.batches import NOISE, Shape, Told, told
from model.world.grammar import FOLDER, sentences
from model.world.lexicon import LOOKS, lexicon, vocabulary
from model.world.story import Invented, Manner, Question, Story, Style, Teller

__all__ = [
    "FOLDER",
    "LOOKS",
    "NOISE",
    "Invented",
    "Manner",
    "Question",
    "Shape",
    "Story",
    "Style",
    "Teller",
    "Told",
    "lexicon",
    "sentences",
    "told",
    "vocabulary",
]
