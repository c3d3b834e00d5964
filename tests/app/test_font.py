"""The font of the equations is what its package gives, with its licence beside it, and has every sign that a cell needs."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from fontTools.ttLib import TTFont

from model import cell_names, load_cell
from model.pictures import formula
from tests.app import font

UNSEEN = {0x2061, 0x2062}  # what is applied or multiplied without a sign
ITALIC_A, ITALIC_CAPITAL_A, PLANCK = 0x1D44E, 0x1D434, 0x210E  # the italic h is called after a constant of physics


def test_the_font_is_made_of_its_package(tmp_path: Path) -> None:
    font.make(tmp_path / "math.woff2")
    assert (tmp_path / "math.woff2").read_bytes() == font.FONT.read_bytes()
    assert (font.PACKAGE / "LICENSE").read_bytes() == font.LICENCE.read_bytes()
    assert b"SIL Open Font License, Version 1.1" in font.LICENCE.read_bytes()


@pytest.mark.parametrize("name", cell_names())
def test_the_font_has_every_sign_of_every_cell(name: str) -> None:
    with TTFont(font.FONT) as made:
        assert "MATH" in made  # by which a browser places what stands above and below the line
        there = set(made.getBestCmap())
    formulas = [fromstring(formula(equation)) for equation in load_cell(name).equations()]
    signs = {sign for one in formulas for text in one.itertext() for sign in drawn(text)}
    assert signs - UNSEEN <= there


def drawn(text: str) -> set[int]:
    """A letter that stands alone is set in italics."""
    if len(text) != 1 or not (text.isascii() and text.isalpha()):
        return set(map(ord, text))
    if text == "h":
        return {PLANCK}
    first = (ITALIC_A, "a") if text.islower() else (ITALIC_CAPITAL_A, "A")
    return {first[0] + ord(text) - ord(first[1])}
