"""Which token a word of a lesson means: the first such word of the sentence, or with a number behind it the second, third ..."""

from __future__ import annotations

from collections.abc import Sequence

from app.lessons.lesson import LessonError, Written
from model import Token
from model.network import key_of


def place_of(said: Written, tokens: Sequence[Token]) -> int:
    """``Norway`` is the first Norway, ``Norway 2`` the second one."""
    words = [key_of(token.text) for token in tokens]
    word, _, number = said.text.rpartition(" ")
    for wanted, which in ((said.text, 1), (word, int(number) if number.isdecimal() and len(number) < 4 else 0)):
        places = [n for n, one in enumerate(words) if one == key_of(wanted)]
        if 1 <= which <= len(places):
            return places[which - 1]
    its = " ".join(token.text for token in tokens)
    raise LessonError(said.line, "writing.fault.no-word", "writing.mend.words", word=said.text[:40], words=its[:400])
