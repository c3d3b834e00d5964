"""The stories that networks learn from: made from patterns and lists of words, with their facts known.

There are two worlds. ``textbook`` has few sentences: networks that learn from it have gates as clear as in the textbooks.
``wide`` has thousands: a network that learns from it understands what a class types. ``story_batch`` makes batches of either.
"""

from model.world.batches import StoryBatch, story_batch
from model.world.lists import FOLDER
from model.world.nouns import ITEMS, LOOKS
from model.world.shape import NOISE, Shape
from model.world.story import Invented, Manner, Question, Story, Style
from model.world.worlds import WORLDS, Teller, World, world_in_words_of

__all__ = [
    "FOLDER",
    "ITEMS",
    "LOOKS",
    "NOISE",
    "WORLDS",
    "Invented",
    "Manner",
    "Question",
    "Shape",
    "Story",
    "StoryBatch",
    "Style",
    "Teller",
    "World",
    "story_batch",
    "world_in_words_of",
]
