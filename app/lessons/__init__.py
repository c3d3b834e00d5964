"""Lessons: texts that a teacher writes in any editor, of which every right answer is computed by the networks.

``lines`` cuts a text, ``parser`` makes a lesson of it or says what is wrong and where; ``links`` and ``changes`` read what "Copy
the link" gives, ``scene`` is what such a link shows, ``lab`` what one into the lab may say; ``kinds`` is the table of
questions, ``findings`` finds what is right; ``shown`` puts a lesson into the words of the API, ``shelf`` reads the folders.
``python -m app.lessons`` checks them.
"""

from app.lessons.lesson import Fault, Lesson
from app.lessons.lines import MOST_CHARACTERS
from app.lessons.parser import parse
from app.lessons.shelf import Shelf, Shelved
from app.lessons.shown import Showing, head, public

__all__ = ["MOST_CHARACTERS", "Fault", "Lesson", "Shelf", "Shelved", "Showing", "head", "parse", "public"]
