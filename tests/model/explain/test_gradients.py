"""What is asked of gradients: signals, layers and directions that are there, and in words what is not."""

from __future__ import annotations

import numpy as np
import pytest

from model import InputError, gradients, load_cell, trace
from tests.model.networks import SENTENCE, random_network


def test_a_signal_is_that_of_the_top_layer_unless_another_is_asked_for() -> None:
    found = gradients(trace(random_network(load_cell("lstm"), 2, True), SENTENCE), 3, "India")
    np.testing.assert_array_equal(found["c"], found.of("c", 1, "forward"))
    lower = found.of("c", 0, "backward")
    assert not np.array_equal(found["c"], lower)
    np.testing.assert_allclose(found.strength("c", 0, "backward"), np.linalg.norm(lower, axis=1))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("q",), "there is no signal 'q'; this layer has f, i, g, o, c, h"),
        (("c", 2), "there is no layer 2; they run from 0 to 0"),
        (("c", 0, "backward"), "this network has no direction 'backward'"),
    ],
)
def test_what_is_not_there_is_refused_in_words(asked: tuple[object, ...], said: str) -> None:
    found = gradients(trace(random_network(load_cell("lstm")), SENTENCE), 3, "India")
    for ask in (found.of, found.strength):
        with pytest.raises(InputError) as caught:
            ask(*asked)  # type: ignore[arg-type]
        assert said in str(caught.value)
