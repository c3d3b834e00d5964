"""Each row of the table of functions says one thing in its four ways: its value, how it is lowered, its slope, its sign."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.engine.kernels import KERNELS
from model.engine.program import Operation
from model.equations.functions import FUNCTIONS, Array, Function, Step

POINTS = np.array([-800.0, -30.0, -3.0, -1.5, -0.7, -1e-3, 1e-3, 0.2, 1.0, 2.5, 4.0, 30.0, 800.0])
EXPECTED = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)) if z > -700 else 0.0,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
}


def carried_out(steps: tuple[Step, ...], known: dict[str, Array], out: str) -> Array:
    """The steps as the engine makes them: each into ``out``, from numbers and from what is known by a name."""
    for operation, *operands in steps:
        args = [known[operand] if isinstance(operand, str) else np.array(operand, known[out].dtype) for operand in operands]
        KERNELS[Operation(str(operation))](known[out], *args)()
    return known[out]


def lowered(function: Function, z: Array) -> Array:
    """``core`` and ``after`` work in place, on what stands inside times ``scale``."""
    in_place = tuple((step[0], "y", *step[1:]) for step in (function.core, *function.after))
    return carried_out(in_place, {"y": z * function.scale}, "y")


def slope(function: Function, z: Array) -> Array:
    return carried_out(function.slope, {"y": function.value(z), "slope": np.full_like(z, np.nan)}, "slope")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_the_values_of_its_definition(name: str) -> None:
    expected = [EXPECTED[name](z) for z in POINTS.tolist()]
    np.testing.assert_allclose(FUNCTIONS[name].value(POINTS), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_function_is_lowered_to_gives_its_values(name: str, dtype: type) -> None:
    z = POINTS.astype(dtype)
    found = lowered(FUNCTIONS[name], z)
    assert found.dtype == dtype
    np.testing.assert_allclose(found, FUNCTIONS[name].value(z), rtol=4 * np.finfo(dtype).eps, atol=np.finfo(dtype).eps)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_slope_from_a_value_is_the_slope_that_is_measured(name: str) -> None:
    z, step = POINTS, 1e-5  # no point is so near to 0, where relu has a corner
    measured = (FUNCTIONS[name].value(z + step) - FUNCTIONS[name].value(z - step)) / (2 * step)
    # differences of numbers up to 800, of 1e-16 each, over 2e-5: 6e-9
    np.testing.assert_allclose(slope(FUNCTIONS[name], z), measured, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_never_falls(name: str) -> None:
    """``kinds`` finds the range of a signal from that of what stands inside, end by end."""
    z = np.concatenate([np.linspace(-40, 40, 4001), [-np.inf, np.inf]])
    values = FUNCTIONS[name].value(np.sort(z))
    assert not np.isnan(values).any()
    assert (np.diff(values) >= -1e-15).all()  # beside 0 and 1 a rounded value may be a last bit below the one before
    assert (slope(FUNCTIONS[name], POINTS) >= 0).all()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_a_sign_to_be_shown_by_and_its_value_may_be_large(name: str) -> None:
    assert FUNCTIONS[name].symbol
    with np.errstate(all="raise"):
        FUNCTIONS[name].value(np.array([-1e300, 1e300]))


# The operations that they are lowered to

A, B = np.array([1.5, -2.0, 0.0]), np.array([-0.5, 4.0, 3.0])
RESULTS = {
    Operation.ADD: (A + B, A, B),
    Operation.SUBTRACT: (A - B, A, B),
    Operation.MULTIPLY: (A * B, A, B),
    Operation.NEGATIVE: (-A, A),
    Operation.COPY: (A, A),
    Operation.TANH: (np.array([math.tanh(a) for a in A.tolist()]), A),
    Operation.RELU: (np.array([1.5, 0, 0]), A, np.array(0.0)),
    Operation.SIGN: (np.array([1.0, -1.0, 0.0]), A),
}


def test_every_operation_has_a_kernel_or_is_a_product_which_depends_on_the_layout() -> None:
    assert set(KERNELS) == set(Operation) - {Operation.PRODUCT, Operation.PRODUCT_BACK}
    assert set(RESULTS) == set(KERNELS) - {Operation.NOTHING}


@pytest.mark.parametrize("operation", RESULTS)
def test_a_kernel_does_what_its_name_says_into_its_first_array_at_each_call(operation: Operation) -> None:
    expected, *args = RESULTS[operation]
    out = np.full(3, np.nan)
    call = KERNELS[operation](out, *args)
    assert np.isnan(out).all()
    for _ in range(2):
        call()
        np.testing.assert_allclose(out, expected, rtol=1e-14)
    place = args[0].copy()
    KERNELS[operation](place, place, *args[1:])()
    np.testing.assert_allclose(place, expected, rtol=1e-14)


def test_the_operation_of_nothing_leaves_everything_as_it_was() -> None:
    out = A.copy()
    KERNELS[Operation.NOTHING](out, out)()
    np.testing.assert_array_equal(out, A)
