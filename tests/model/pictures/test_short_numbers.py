"""A number in a formula is as short as a person would write it, and never shows more than it knows."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.pictures.formula import short
from tests.model.networks import quietly
from tests.model.pictures.formula_readers import MINUS, check_rounding, read_number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((1.3149, "1.31"), (-4.1, "-4.10"), (0.99999, "1.00"), (1.0, "1"), (0.0, "0"), (-0.0, "0"), (-12345.678, "-12345.68")),
        *((0.0034, "0.0034"), (0.0206, "0.021"), (0.0996, "0.10"), (0.00034, "0.00034"), (-0.000001, "-1.0x10⁻⁶")),
        *((1234567.0, "1.23x10⁶"), (math.inf, "∞"), (-math.inf, "-∞"), (math.nan, "undefined")),
    ],
)
def test_a_number_is_shortened_as_a_person_would(number: float, text: str) -> None:
    assert short(number) == text.replace("-", MINUS).replace("x", "\N{MULTIPLICATION SIGN}")


FINITE = st.one_of(st.floats(-1e3, 1e3), st.floats(-1e300, 1e300))


@quietly(examples=100)
@given(FINITE)
def test_a_short_number_never_shows_more_than_it_knows(number: float) -> None:
    check_rounding(number, short(number))
    assert abs(read_number(short(number))[0] - number) <= 0.05 * abs(number)


@quietly(examples=100)
@given(FINITE)
def test_a_short_number_keeps_its_sign_and_only_zero_is_shown_as_zero(number: float) -> None:
    shown = read_number(short(number))[0]
    assert np.sign(shown) == np.sign(number)
    assert short(number).startswith(MINUS) == (number < 0)


@quietly(examples=100)
@given(FINITE, FINITE)
def test_a_greater_number_is_never_shown_as_the_smaller(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert read_number(short(low))[0] <= read_number(short(high))[0]
