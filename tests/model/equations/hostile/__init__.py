"""Texts that are no cells, each with what must be said of it."""

from tests.model.equations.hostile import names, signs
from tests.model.equations.hostile.rows import Broken, broken

__all__ = ["HOSTILE", "Broken"]

ROWS = [
    *(signs.NESTING + signs.LENGTH + signs.NUMBERS + signs.UNICODE_AND_SIGNS + signs.PYTHON + signs.SIGNS + signs.PARENTHESES),
    *(names.NAMES + names.MATRICES + names.PRIMES + names.CLOCKS + names.WHOLE),
]
HOSTILE = [broken(row) for row in ROWS]
