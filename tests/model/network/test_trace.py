"""A trace: a record that nobody changes, whose parts agree with each other."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from model import Cell, Config, Edit, InputError, Network, Trace, Vocabulary, gradients, load_cell, pre_activation, terms, trace
from model.engine.strand import CHUNK
from model.network.network import starting_parameters
from tests.model.networks import SENTENCE, WORDS, cell_of, random_network, with_weight, with_weights


def both_ways() -> Trace:
    return trace(random_network(load_cell("depth_gated"), 2, True), SENTENCE)


def arrays(walked: Trace) -> Iterator[np.ndarray]:
    yield from (walked.logits, walked.probabilities, walked.table.vectors, walked.run.output)
    for layer in walked.run.layers:
        yield from (layer.input, layer.output, *layer.forward.values(), *(layer.backward or {}).values())


# It cannot be changed


@pytest.mark.parametrize("sentence", [SENTENCE, "India is a country"])  # with unknown words and without
def test_no_array_of_a_trace_can_be_written_to(sentence: str) -> None:
    walked = trace(random_network(load_cell("lstm"), 2, True), sentence)
    for array in (*arrays(walked), walked["f"], pre_activation(walked, "f"), *terms(walked, "f").values()):
        assert array is not None
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_no_field_of_a_trace_can_be_set_and_no_signal_added() -> None:
    walked = both_ways()
    for record, field in (
        (walked, "logits"),
        (walked.run, "layers"),
        (walked.run.layers[0], "output"),
        (walked.tokens[0], "text"),
    ):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, field, None)
    for signals in (walked.run.layers[0].forward, walked.run.layers[0].backward):
        with pytest.raises(TypeError):
            signals["f"] = np.zeros(1)  # type: ignore[index]


@pytest.mark.parametrize("sentence", [SENTENCE, "India is a country"])
def test_a_trace_leaves_the_network_as_it_was(sentence: str) -> None:
    network = random_network(load_cell("gru"), 2, True)
    before = network.parameters.flat.copy()
    walked = trace(network, sentence)
    gradients(walked, 1, "India")
    assert (network.parameters.flat == before).all()


def test_what_a_trace_computes_on_demand_shares_no_memory_with_the_weights() -> None:
    network = random_network(cell_of("a vector inside products"))
    walked = trace(network, SENTENCE)
    for array in (*terms(walked, "h").values(), pre_activation(walked, "h"), walked["h"], walked.run.layers[0].input):
        assert array is not None
        assert not np.shares_memory(array, network.parameters.flat)


def test_the_next_trace_does_not_touch_the_last_one() -> None:
    network = random_network(load_cell("lstm"), 2, True)
    first = trace(network, SENTENCE)
    kept = [array.copy() for array in arrays(first)]
    trace(network, "Norway. " * 40, [Edit(3, "c", "all", 5.0)])
    gradients(first, 2, "norway")
    for array, copy in zip(arrays(first), kept, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("name", ["lstm", "gru_before", "clockwork", "depth_gated"])
def test_threads_that_share_a_network_get_what_they_would_get_alone(name: str) -> None:
    network = random_network(load_cell(name), 2, True, units=12, seed=15, dtype=np.float32)
    random = np.random.default_rng(16)
    texts = [" ".join(random.choice(WORDS, size=n)) for n in random.integers(1, 3 * CHUNK, size=20)]
    edits = [[Edit(0, "h", "all", 0.5)] if n % 3 == 0 else [] for n in range(len(texts))]

    def answer(number: int, of: Network = network) -> np.ndarray:
        return trace(of, texts[number], edits[number]).probabilities

    alone_network = Network(network.config, network.parameters)
    alone = [answer(number, alone_network) for number in range(len(texts))]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(answer, [*range(len(texts)), *range(len(texts))]))
    for found, expected in zip(together, alone * 2, strict=True):
        np.testing.assert_array_equal(found, expected)


# Its parts agree


def test_layers_are_stacked_and_directions_lie_side_by_side() -> None:
    walked = both_ways()
    first, second = walked.run.layers
    assert walked.run.output is second.output
    np.testing.assert_array_equal(second.input, first.output)
    assert second.backward is not None
    np.testing.assert_array_equal(second.output, np.concatenate([second.forward["h"], second.backward["h"]], axis=1))
    assert "d" not in first.forward
    assert "d" in second.forward


def test_the_backward_direction_begins_at_the_end() -> None:
    network = random_network(load_cell("lstm"), bidirectional=True)
    first, other = trace(network, "India is a country"), trace(network, "Norway is a country")
    np.testing.assert_array_equal(first.signal("h", 0, "backward")[1:], other.signal("h", 0, "backward")[1:])
    assert (first.signal("h", 0, "forward")[1:] != other.signal("h", 0, "forward")[1:]).any()


def test_the_square_brackets_ask_for_the_top_layer_s_forward_direction() -> None:
    walked = both_ways()
    assert walked["c"] is walked.signal("c") is walked.signal("c", 1, "forward")
    assert len(walked) == len(walked.tokens) == len(walked["c"]) == len(walked.run)


# What does not exist is said in words


@pytest.mark.parametrize("ask", [Trace.signal, pre_activation, terms], ids=["signal", "pre_activation", "terms"])
@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("q",), "there is no signal 'q'; this layer has f, i, g, o, c, h"),
        (("q" * 400,), f"there is no signal '{'q' * 24}';"),
        ((None,), "there is no signal 'None'"),
        (("f", 1), "there is no layer 1; they run from 0 to 0"),
        (("f", -1), "there is no layer -1"),
        (("f", 10**5000), "there is no layer that large"),
        (("f", 0.0), "there is no layer 0.0"),
        (("f", 0, "backward"), "this network has no direction 'backward'"),
        (("f", 0, "sideways"), "this network has no direction 'sideways'"),
    ],
    ids=range(9),
)
def test_asking_for_what_is_not_there_is_refused_in_words(
    ask: Callable[..., object], asked: tuple[object, ...], message: str
) -> None:
    walked = trace(random_network(load_cell("lstm")), "India is a country")
    with pytest.raises(InputError) as caught:
        ask(walked, *asked)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("token", [-1, 4, 10**5000, 1.0, True, "1", None], ids=lambda token: type(token).__name__)
def test_a_token_that_is_not_there_is_refused_with_those_that_are(token: object) -> None:
    walked = trace(random_network(load_cell("rnn")), "India is a country")
    for ask in (walked.predictions, walked.answer, lambda token: gradients(walked, token, "India")):
        with pytest.raises(InputError, match=r"there is no token .*; they run from 0 to 3"):
            ask(token)  # type: ignore[operator]


def test_a_token_may_be_counted_by_numpy() -> None:
    walked = trace(random_network(load_cell("rnn")), "India is a country")
    assert walked.predictions(np.argmax([0, 1])) == walked.predictions(1)  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["", "Atlantis", "two words", "a" * 500, "?"])
def test_a_word_without_a_probability_has_no_gradients(word: str) -> None:
    with pytest.raises(InputError, match="neither in the vocabulary nor in this sentence") as caught:
        gradients(trace(random_network(load_cell("rnn")), SENTENCE), 1, word)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize(
    ("typed", "word"),
    [("INDIA", "india"), ("sri  lanka", "Sri Lanka"), ("WAKANDA", "Wakanda"), ("DON'T", "don’t"), ("....", "___")],
)
def test_a_word_with_a_probability_is_found_however_it_is_typed(typed: str, word: str) -> None:
    network = Network.create(Config(load_cell("rnn"), Vocabulary(["india", "Sri Lanka", "don’t", "___"]), 3, 3), 0)
    walked = trace(network, "Wakanda is a country.")
    found = gradients(walked, 2, typed)
    assert found.word == word
    assert math.exp(found.log_probability) == pytest.approx(walked.probabilities[2, walked.table.words.index(word)], rel=1e-5)


# Numbers that grow without bound


def explosive(text: str, bidirectional: bool = False) -> Network:
    """Its numbers are multiplied by 100 or so at each token."""
    config = Config(Cell.from_text(text), Vocabulary(["a", "b"]), 4, 3, 1, bidirectional)
    parameters = starting_parameters(config, 0)
    for name, view in parameters.items():
        if name.startswith("layers.") or name == "embedding":
            view[...] = 50 if name.endswith("U") else 1
    return Network(config, parameters)


@pytest.mark.parametrize("bidirectional", [False, True])
def test_numbers_that_grow_beyond_all_bounds_are_refused_with_the_token_where(bidirectional: bool) -> None:
    network = explosive("h = relu(U h' + W x + b)", bidirectional)
    assert np.isfinite(trace(network, "a " * 10).logits).all()
    with pytest.raises(InputError, match=r"at token \d+ the numbers grew too large to compute with; hold them down") as caught:
        trace(network, "a " * 100)
    assert (0 if bidirectional else 10) <= int(str(caught.value).split()[2]) < 20


def test_a_number_that_grows_unseen_in_the_middle_of_a_cell_is_found_as_well() -> None:
    """h stays small, as tanh holds it down; the signals of a trace must be finite all the same."""
    huge = "\n".join(f"g{n} = 1000000 * g{n - 1}" for n in range(1, 9))
    network = explosive(f"g0 = W x\n{huge}\nh = tanh(g8)")
    with pytest.raises(InputError, match="at token 0 the numbers grew too large"):
        trace(network, "a a")


def test_answers_that_grow_too_large_are_refused_even_where_the_layers_are_not() -> None:
    network = with_weight(random_network(load_cell("rnn"), dtype=np.float32), "readout.scale", 3e38)
    network = with_weight(network, "readout.P", 1e30)
    with pytest.raises(InputError, match="the answers grew too large"):
        trace(network, SENTENCE)


def test_gradients_that_grow_too_large_are_refused_as_well() -> None:
    """Tiny numbers that grow to an ordinary size: it is the slope that grows without bound."""
    network = with_weight(explosive("h = relu(U h' + W x)"), "readout.P", 0.01)
    network = with_weights(network, lambda parameters: parameters["embedding"][0].fill(1e-36))
    assert np.isfinite(gradients(trace(network, "a " * 10), 9, "a")["h"]).all()
    walked = trace(network, "a " * 20)
    with pytest.raises(InputError, match="the gradients of this answer grew too large"):
        gradients(walked, 19, "a")


def test_after_a_walk_that_failed_the_network_works_as_before() -> None:
    network = explosive("h = relu(U h' + W x + b)")
    before = trace(network, "a a a").logits
    with pytest.raises(InputError):
        trace(network, "a " * 100)
    np.testing.assert_array_equal(trace(network, "a a a").logits, before)
