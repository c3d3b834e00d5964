"""What a worksheet shows besides its questions."""

from __future__ import annotations

from app.lessons.lesson import Lesson, Link, Step
from app.lessons.sheet import first_sentence


def a_lesson(*links: Link | None) -> Lesson:
    return Lesson("", "", 10, "", (), (), (), tuple(Step("", (), link, (), None, 1) for link in links))


def test_the_first_sentence_that_is_walked_stands_on_the_worksheet_word_by_word() -> None:
    links = [
        None,
        Link("compare", {"sentence": "Is it"}, 1),
        Link("walk", {"cell": "gru"}, 1),
        Link("walk", {"sentence": "Peru is ___", "token": "3"}, 1),
        Link("walk", {"sentence": "No"}, 1),
    ]
    assert first_sentence(a_lesson(*links)) == ["Peru", "is", "___"]
    assert first_sentence(a_lesson(*links[:3])) == []
