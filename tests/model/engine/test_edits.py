"""Edits: what they force, what they leave alone, and how a wrong one is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from model import Edit, EditError, Network, Trace, gradients, load_cell, trace
from model.engine.edits import LARGEST_VALUE, MOST_EDITS, forced_units
from tests.model.by_text import Case, a_stack, assert_run, by_text, edited, vectors
from tests.model.networks import SENTENCE, cell_of, places, quietly, random_network

ANY = {"token": 3, "signal": "f", "units": "all", "value": 1.0}


def network(layers: int = 1, bidirectional: bool = False, cell: str = "lstm") -> Network:
    return random_network(cell_of(cell), layers, bidirectional, units=4)


def walked_with(*edits: Edit, **shape: object) -> Trace:
    return trace(network(**shape), SENTENCE, edits)  # type: ignore[arg-type]


# What an edit does


@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("name", ["lstm", "gru", "clockwork", "depth_gated", "coupled", "constants", "copies", "two states"])
def test_every_signal_can_be_forced_in_every_layer_and_direction(name: str, bidirectional: bool) -> None:
    net = random_network(cell_of(name), 2, bidirectional)
    plain = trace(net, SENTENCE)
    for layer, direction, signal in places(net.config.stack):
        forced = trace(net, SENTENCE, [Edit(5, signal, (0, 2), 0.375, layer, direction)])
        values, before = forced.signal(signal, layer, direction), plain.signal(signal, layer, direction)
        assert values[5, [0, 2]].tolist() == [0.375, 0.375]
        past = slice(0, 5) if direction == "forward" else slice(6, None)
        np.testing.assert_array_equal(values[past], before[past])
        for below in range(layer):
            np.testing.assert_array_equal(forced.run.layers[below].output, plain.run.layers[below].output)


def test_what_follows_an_edit_is_computed_from_it() -> None:
    plain, forced = walked_with(), walked_with(Edit(3, "f", (1,), 0.0))
    assert forced["c"][3, 1] == pytest.approx(plain["i"][3, 1] * plain["g"][3, 1], abs=1e-15)
    assert forced["c"][3, 0] == plain["c"][3, 0]
    assert (forced["c"][4:] != plain["c"][4:]).any()
    assert (forced.logits[3:] != plain.logits[3:]).any()
    np.testing.assert_array_equal(forced.logits[:3], plain.logits[:3])


def test_one_value_serves_all_units_and_several_serve_one_each() -> None:
    walked = walked_with(
        Edit(1, "o", "all", 0.5),
        Edit(2, "o", "all", (0.1, 0.2, 0.3, 0.4)),
        Edit(3, "o", (2, 0), (0.7, 0.6)),
        Edit(4, "o", (3,), (1,)),
        Edit(5, "o", (1, 2), 0),
    )
    assert walked["o"][1].tolist() == [0.5] * 4
    assert walked["o"][2].tolist() == [0.1, 0.2, 0.3, 0.4]
    assert walked["o"][3, [2, 0]].tolist() == [0.7, 0.6]
    assert walked["o"][4, 3] == 1
    assert walked["o"][5, [1, 2]].tolist() == [0, 0]


def test_of_two_edits_of_one_number_the_later_in_the_list_counts() -> None:
    walked = walked_with(Edit(2, "i", "all", 0.1), Edit(2, "i", (1, 2), 0.2), Edit(2, "i", (2,), 0.3))
    assert walked["i"][2].tolist() == [0.1, 0.2, 0.3, 0.1]
    assert (walked_with(Edit(2, "i", (1, 2), 0.2), Edit(2, "i", "all", 0.1))["i"][2] == 0.1).all()


def test_an_edit_without_units_changes_nothing() -> None:
    np.testing.assert_array_equal(walked_with(Edit(2, "i", (), 0.5)).logits, walked_with().logits)


def test_an_edit_without_a_layer_is_one_of_the_top_layer_and_the_run_says_so() -> None:
    walked = walked_with(Edit(2, "i", "all", 0.5), layers=2)
    assert (walked.signal("i", 1)[2] == 0.5).all()
    assert (walked.signal("i", 0)[2] != 0.5).all()
    assert [edit.layer for edit in walked.run.edits] == [1]


def test_edits_may_come_from_any_iterable_and_lists_of_units_too() -> None:
    found = trace(network(), SENTENCE, (Edit(n, "f", [0, 1], [0.5, 0.25]) for n in range(3)))  # type: ignore[arg-type]
    assert found["f"][:3, :2].tolist() == [[0.5, 0.25]] * 3


@pytest.mark.parametrize("token", [0, 12])
def test_the_first_and_the_last_token_can_be_edited(token: int) -> None:
    assert (walked_with(Edit(token, "h", "all", 0.25))["h"][token] == 0.25).all()


def test_edits_far_into_a_long_text_land_on_their_own_token() -> None:
    net = network()
    sentence = "India is a country . " * 40
    tokens = [63, 64, 65, 127, 128, 199]
    walked = trace(net, sentence, [Edit(token, "f", "all", token / 1000) for token in tokens])
    plain = trace(net, sentence)
    for token in range(200):
        assert (walked["f"][token] == token / 1000).all() == (token in tokens)
    np.testing.assert_array_equal(walked["c"][:63], plain["c"][:63])


def test_a_clock_can_be_stopped_and_a_constant_changed() -> None:
    slept = random_network(load_cell("clockwork"))
    walked = trace(slept, SENTENCE, [Edit(token, "k", "all", 0.0) for token in range(1, 13)])
    np.testing.assert_array_equal(walked["h"], np.repeat(walked["h"][:1], 13, axis=0))
    constant = trace(random_network(cell_of("constants")), SENTENCE, [Edit(4, "f", "all", 0.0)])
    np.testing.assert_allclose(constant["c"][4], constant["a"][4] * constant["g"][4], rtol=0, atol=1e-15)
    assert (constant["f"][5] == 1).all()


def test_as_many_edits_as_are_allowed_may_be_made() -> None:
    edits = [Edit(n % 13, "fio"[n % 3], (n % 4,), n / MOST_EDITS) for n in range(MOST_EDITS)]
    assert len(walked_with(*edits).run.edits) == MOST_EDITS


@pytest.mark.parametrize("value", [LARGEST_VALUE, -LARGEST_VALUE])
def test_the_largest_value_can_be_computed_with(value: float) -> None:
    for name in ("lstm", "gru", "clockwork", "depth_gated"):
        net = random_network(load_cell(name), 2, True, dtype=np.float32)
        walked = trace(net, SENTENCE, [Edit(3, signal, "all", value) for signal in load_cell(name).signals(False)])
        assert np.isfinite(walked.logits).all()
        assert np.isfinite(gradients(walked, 5, "India")["h"]).all()


def test_the_edits_of_a_number_are_found_by_signal_token_layer_and_direction() -> None:
    edits = [Edit(1, "f", (0, 1), 1.0, 0), Edit(1, "f", (3,), 1.0, 0), Edit(2, "f", "all", 1.0, 0), Edit(1, "i", (2,), 1.0, 0)]
    assert forced_units(edits, "f", 1, 0, "forward") == {0, 1, 3}
    assert forced_units(edits, "f", 2, 0, "forward") == "all"
    for where in (("f", 3, 0, "forward"), ("f", 1, 1, "forward"), ("f", 1, 0, "backward"), ("o", 1, 0, "forward")):
        assert forced_units(edits, *where) == set()  # type: ignore[arg-type]


# Whatever is edited


@quietly(examples=150)
@given(edited())
def test_a_run_with_edits_is_a_plain_loop_over_the_equations_with_them(case: Case) -> None:
    stack, parameters, x, edits = case
    run = stack.run(x, edits)
    assert_run(run, by_text(stack, parameters, x, edits))
    last = edits[-1]
    assert last.layer is not None
    set_to = run.layers[last.layer].signals(last.direction)[last.signal][last.token]
    chosen = set_to if last.units == "all" else set_to[list(last.units)]
    assert (chosen == np.asarray(last.value)).all()  # to the last bit


@quietly(examples=80)
@given(edited())
def test_an_edit_to_what_was_there_changes_nothing_at_all(case: Case) -> None:
    stack, _, x, edits = case
    plain = stack.run(x)
    same = []
    for edit in edits:
        assert edit.layer is not None
        values = plain.layers[edit.layer].signals(edit.direction)[edit.signal][edit.token]
        chosen = values if edit.units == "all" else values[list(edit.units)]
        same.append(Edit(edit.token, edit.signal, edit.units, tuple(chosen.tolist()), edit.layer, edit.direction))
    again = stack.run(x, same)
    for layer, direction, signal in places(stack.shape):
        values = again.layers[layer].signals(direction)[signal]
        np.testing.assert_array_equal(values, plain.layers[layer].signals(direction)[signal])


@quietly(examples=80)
@given(edited())
def test_an_edit_changes_nothing_before_it(case: Case) -> None:
    """Before it: in lower layers, earlier in its own direction, and in the other direction of its layer."""
    stack, _, x, edits = case
    edit = edits[0]
    plain, run = stack.run(x), stack.run(x, [edit])
    assert edit.layer is not None
    for layer, direction, signal in places(stack.shape):
        earlier = slice(None, edit.token) if direction == "forward" else slice(edit.token + 1, None)
        if layer < edit.layer or (layer == edit.layer and direction != edit.direction):
            earlier = slice(None)
        elif layer > edit.layer and stack.shape.bidirectional:
            continue
        values = run.layers[layer].signals(direction)[signal]
        np.testing.assert_array_equal(values[earlier], plain.layers[layer].signals(direction)[signal][earlier])


def test_an_edit_is_forgotten_by_the_next_run() -> None:
    stack, parameters = a_stack("constants", 2, True, seed=8)
    x = vectors(8, 5, 3)
    stack.run(
        x, [Edit(n, signal, "all", 0.0, layer, direction) for n in range(5) for layer, direction, signal in places(stack.shape)]
    )
    assert_run(stack.run(x), by_text(stack, parameters, x))


# What is wrong is said, with the number of the edit and what there is

VALUE = "the value must be a number of at most 1,000,000 in size"
WRONG = {
    "token behind the end": ({"token": 13}, "there is no token 13; they run from 0 to 12"),
    "token before the start": ({"token": -1}, "there is no token -1; they run from 0 to 12"),
    "huge token": ({"token": 10**5000}, "there is no token that large; they run from 0 to 12"),
    "huge negative token": ({"token": -(10**5000)}, "there is no token that large"),
    "token true": ({"token": True}, "there is no token True"),
    "token with a fraction": ({"token": 1.0}, "there is no token 1.0"),
    "token as text": ({"token": "1"}, "there is no token 1; they run from 0 to 12"),
    "token missing": ({"token": None}, "there is no token None"),
    "long token": ({"token": "9" * 999}, f"there is no token {'9' * 20}; they"),
    "unknown signal": ({"signal": "q"}, "there is no signal 'q'; layer 0 has f, i, g, o, c, h"),
    "signal of another case": ({"signal": "F"}, "there is no signal 'F'"),
    "the input": ({"signal": "x"}, "there is no signal 'x'"),
    "a state of the step before": ({"signal": "c'"}, "there is no signal 'c''"),
    "long signal": ({"signal": "f" * 999}, f"there is no signal '{'f' * 24}';"),
    "signal missing": ({"signal": None}, "there is no signal 'None'"),
    "list of signals": ({"signal": ["f"]}, "there is no signal '['f']'"),
    "unit too high": ({"units": (0, 4)}, "there is no unit 4; they run from 0 to 3"),
    "unit below 0": ({"units": (-1,)}, "there is no unit -1"),
    "huge unit": ({"units": (10**5000,)}, "there is no unit that large"),
    "unit true": ({"units": (True,)}, "there is no unit True"),
    "unit with a fraction": ({"units": (1.5,)}, "there is no unit 1.5"),
    "unit as text": ({"units": ("1",)}, "there is no unit 1"),
    "units in a list of lists": ({"units": ([1],)}, "there is no unit [1]"),
    "one unit alone": ({"units": 3}, "the units must be a list of numbers, or 'all'; '3' is neither"),
    "units in words": ({"units": "ALL"}, "the units must be a list of numbers, or 'all'; 'ALL' is neither"),
    "no units at all": ({"units": None}, "the units must be a list"),
    "NaN": ({"value": float("nan")}, VALUE),
    "infinity": ({"value": float("inf")}, VALUE),
    "minus infinity": ({"value": -float("inf")}, VALUE),
    "one of several is NaN": ({"value": (0.0, 0.0, float("nan"), 0.0)}, VALUE),
    "value too large": ({"value": 1_000_001}, VALUE),
    "value of float64's size": ({"value": 1e300}, VALUE),
    "huge whole number": ({"value": 10**400}, VALUE),
    "value true": ({"value": True}, VALUE),
    "value as text": ({"value": "0.5"}, VALUE),
    "value in words": ({"value": "open"}, VALUE),
    "value missing": ({"value": None}, VALUE),
    "complex value": ({"value": 1j}, VALUE),
    "value by name": ({"value": {"f": 1}}, VALUE),
    "too few values": ({"value": (1.0, 2.0)}, f"{VALUE}, or one for each of the 4 units"),
    "too many values": ({"units": (1, 2), "value": (1.0, 2.0, 3.0)}, f"{VALUE}, or one for each of the 2 units"),
    "values for no units": ({"units": (), "value": (1.0,)}, VALUE),
    "values in a square": ({"value": ((1.0, 2.0), (3.0, 4.0))}, VALUE),
    "values of uneven lengths": ({"value": ((1.0,), (3.0, 4.0))}, VALUE),
    "layer too high": ({"layer": 1}, "there is no layer 1; they run from 0 to 0"),
    "layer below 0": ({"layer": -1}, "there is no layer -1"),
    "layer true": ({"layer": False}, "there is no layer False"),
    "huge layer": ({"layer": 10**5000}, "there is no layer that large"),
    "direction that is not there": ({"direction": "backward"}, "this network has no direction 'backward'"),
    "direction in words": ({"direction": "left"}, "this network has no direction 'left'"),
    "direction missing": ({"direction": None}, "this network has no direction 'None'"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_edit_is_refused_with_its_number_and_what_there_is(what: str) -> None:
    wrong, message = WRONG[what]
    fine, bad = Edit(**ANY), Edit(**(ANY | wrong))  # type: ignore[arg-type]
    for number, edits in ((1, [bad]), (3, [fine, fine, bad, fine])):
        with pytest.raises(EditError) as caught:
            walked_with(*edits)
        assert str(caught.value).startswith(f"edit {number}: {message}")
        assert len(str(caught.value)) < 160


def test_a_signal_that_the_first_layer_leaves_out_is_named_with_what_that_layer_has() -> None:
    with pytest.raises(EditError, match=r"edit 1: there is no signal 'd'; layer 0 has f, i, g, c, o, h"):
        walked_with(Edit(0, "d", "all", 1.0, 0), layers=2, cell="depth_gated")
    assert (walked_with(Edit(0, "d", "all", 1.0, 1), layers=2, cell="depth_gated")["d"][0] == 1).all()


def test_the_backward_direction_can_be_edited_where_there_is_one() -> None:
    walked = walked_with(Edit(3, "c", "all", 0.5, 0, "backward"), bidirectional=True)
    assert (walked.signal("c", 0, "backward")[3] == 0.5).all()


def test_more_edits_than_are_allowed_are_refused() -> None:
    with pytest.raises(EditError, match="more than 10,000 edits"):
        walked_with(*[Edit(0, "f", (0,), 0.5)] * (MOST_EDITS + 1))


def test_after_a_wrong_edit_the_network_works_as_before() -> None:
    net = network()
    before = trace(net, SENTENCE).logits
    with pytest.raises(EditError):
        trace(net, SENTENCE, [Edit(0, "f", "all", 0.0), Edit(99, "f", "all", 0.0)])
    np.testing.assert_array_equal(trace(net, SENTENCE).logits, before)
