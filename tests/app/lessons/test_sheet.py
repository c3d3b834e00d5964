"""What a worksheet shows besides its questions."""

from __future__ import annotations

from app.lessons.sheet import first_sentence


def test_the_first_sentence_that_is_walked_stands_on_the_worksheet_word_by_word() -> None:
    pages = [
        ("compare", "./compare#sentence=Is+it"),
        ("walk", "./#cell=gru"),
        ("walk", "./#sentence=Peru+is+___&token=3"),
        ("walk", "./#sentence=No"),
    ]
    steps = [{"link": None}, *({"link": {"page": page, "address": address}} for page, address in pages)]
    assert first_sentence({"steps": steps}) == ["Peru", "is", "___"]
    assert first_sentence({"steps": steps[:3]}) == []
