"""What the lab teaches: classic experiments that one can see being learned, each made by a small generator with a seed.

``task`` says what a task is, ``sequences`` how many of them lie in a few arrays. Then a file for each: ``india``, ``order``,
``adding``, ``counting``, ``reber``, ``brackets``, ``copying``, ``waves``, ``series``, ``text``; ``catalogue`` has all of them.
Nothing here knows equations or networks: whoever is taught computes elsewhere.
"""

from model.tasks.catalogue import TASKS
from model.tasks.sequences import Sequences
from model.tasks.task import MOST_PLACES, MOST_SEQUENCES, Preset, Recipe, Setting, Task

__all__ = ["MOST_PLACES", "MOST_SEQUENCES", "TASKS", "Preset", "Recipe", "Sequences", "Setting", "Task"]
