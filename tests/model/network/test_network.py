"""A network that reads words: its shapes, its first values, what it reads and what it answers."""

from __future__ import annotations

import math
import tracemalloc

import numpy as np
import pytest

from model import (
    Cell,
    Config,
    InputError,
    Network,
    Parameters,
    SizeError,
    Stack,
    StackShape,
    Vocabulary,
    cell_names,
    load_cell,
    trace,
)
from model.engine.initial import LONGEST_SPAN, gate_biases
from model.engine.stack import program_of
from model.network.network import FIRST_SCALE, MOST_TOKENS, MOST_WORDS
from model.network.readout import softmax
from model.network.words import direction_of
from tests.model.networks import SENTENCE, WORDS, cell_of, random_network, with_weight, with_weights

VOCABULARY = Vocabulary(WORDS)


def config(cell: str = "lstm", width: int = 5, units: int = 8, layers: int = 1, bidirectional: bool = False) -> Config:
    return Config(load_cell(cell), VOCABULARY, width, units, layers, bidirectional)


# Shapes and sizes


@pytest.mark.parametrize("name", cell_names())
def test_the_weights_have_the_shapes_that_their_places_give_them(name: str) -> None:
    shapes = config(name, width=5, units=8, layers=2, bidirectional=True).parameter_shapes()
    assert shapes["embedding"] == (len(WORDS), 5)
    assert shapes["readout.P"] == (5, 16)
    assert (shapes["readout.p"], shapes["readout.b"]) == ((5,), (len(WORDS),))
    assert (shapes["readout.b_unknown"], shapes["readout.scale"]) == ((1,), (1,))
    for layer, inputs in ((0, 5), (1, 16)):
        for direction in ("forward", "backward"):
            prefix = f"layers.{layer}.{direction}."
            found = {key.removeprefix(prefix): shape for key, shape in shapes.items() if key.startswith(prefix)}
            assert found == load_cell(name).parameters(inputs, 8, layer == 0)


def test_a_network_has_no_other_weights_than_its_shapes_and_all_lie_in_one_vector() -> None:
    network = Network.create(config(layers=2), 0)
    assert {name: view.shape for name, view in network.parameters.items()} == network.config.parameter_shapes()
    assert network.parameters.flat.size == sum(math.prod(shape) for shape in network.config.parameter_shapes().values())
    sevens = with_weights(network, lambda parameters: parameters.flat.fill(7))
    assert all((view == 7).all() for view in sevens.parameters.values())


def test_the_weights_of_a_network_cannot_be_changed_from_outside() -> None:
    parameters = Parameters(config().parameter_shapes())
    network = Network(config(), parameters)
    parameters.flat[:] = 5
    assert not network.parameters.flat.any()
    with pytest.raises(ValueError, match="read-only"):
        network.parameters["embedding"][0] = 1
    with pytest.raises(ValueError, match="read-only"):
        network.parameters.flat[0] = 1


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"units": 0}, "at least one"),
        ({"units": -3}, "at least one"),
        ({"width": 0}, "at least one"),
        ({"layers": 0}, "at least one"),
        ({"units": 1025}, "at most 1,024 units"),
        ({"units": 10**5000}, "at most 1,024 units"),
        ({"width": 10**9}, "2,048 inputs"),
        ({"layers": 17}, "16 layers"),
        ({"units": 1024, "layers": 2}, "weights"),
        ({"units": 512, "layers": 3, "bidirectional": True}, "weights"),
        ({"cell": "clockwork", "units": 7}, "at least 8 units"),
    ],
)
def test_a_size_that_makes_no_sense_or_is_too_large_is_refused_before_anything_is_allocated(
    sizes: dict[str, int], message: str
) -> None:
    tracemalloc.start()
    with pytest.raises(SizeError, match=message):
        Network.create(config(**sizes), 0)  # type: ignore[arg-type]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_a_vocabulary_must_hold_a_word_and_not_too_many() -> None:
    for words in ([], [str(n) for n in range(MOST_WORDS + 1)]):
        with pytest.raises(SizeError, match="1 to 50,000 words"):
            Network.create(Config(load_cell("rnn"), Vocabulary(words), 2, 2), 0)
    with pytest.raises(SizeError, match="102,"):
        Config(load_cell("rnn"), Vocabulary(str(n) for n in range(MOST_WORDS)), 2048, 2).parameter_shapes()


def test_texts_that_would_take_too_much_room_are_refused_before_anything_is_taken() -> None:
    network = random_network(load_cell("lstm"))
    with pytest.raises(InputError, match="characters"):
        trace(network, "a " * 1_000_000)
    with pytest.raises(SizeError, match="words to choose from"):
        trace(network, " ".join(f"w{n}" for n in range(9_000)))
    big = Stack.create(StackShape(load_cell("rnn"), 1, 1000, layers=2), 0)
    with pytest.raises(SizeError, match="too many for 1,000 units in 2 layers"):
        big.run(np.zeros((30_000, 1)))


# Starting values


@pytest.mark.parametrize(
    ("name", "keeping", "writing"),
    [
        ("rnn", (), ()),
        ("lstm", ("b_f",), ("b_i",)),
        ("peephole", ("b_f",), ("b_i",)),
        ("coupled", ("b_f",), ()),
        ("gru", ("b_z",), ()),
        ("gru_before", ("b_z",), ()),
        ("clockwork", (), ()),
        ("depth_gated", ("b_f",), ("b_i", "b_d")),
    ],
)
def test_gates_that_keep_a_state_start_open_and_those_that_write_as_closed(
    name: str, keeping: tuple[str, ...], writing: tuple[str, ...]
) -> None:
    network = Network.create(config(name, layers=2, bidirectional=True, units=64), 3)
    for key, view in network.parameters.items():
        if key.startswith("layers.") and view.ndim == 1:
            prefix, bias = key.rsplit(".", 1)
            if bias in keeping:
                spans = np.exp(view)
                assert spans.min() >= 1
                assert LONGEST_SPAN / 2 < spans.max() <= LONGEST_SPAN * 1.0001
            elif bias in writing and (bias != "b_d" or ".1." in key):
                np.testing.assert_array_equal(view, -network.parameters[f"{prefix}.{keeping[0]}"])
            else:
                assert not view.any(), key


@pytest.mark.parametrize(
    ("text", "keeping", "writing"),
    [
        ("k = sigmoid(W_k x + b_k)\nm = k * m' + tanh(W x)\nh = tanh(m)", ("b_k",), ()),
        ("z = sigmoid(W_z x + b_z)\nn = tanh(W x)\nh = n + z * (h' - n)", ("b_z",), ()),
        ("z = sigmoid(W_z x + b_z)\nn = tanh(W x)\nh = h' - z * h' + z * n", (), ("b_z",)),
        ("z = sigmoid(W_z x + b_z)\nn = tanh(W x)\nh = (1 - z) * h' + z * n", (), ("b_z",)),
        ("e = sigmoid(W_e x + b_e)\nn = tanh(W x)\nh = (1 - e) * h' + n", (), ("b_e",)),  # it erases: it begins shut
        ("a = tanh(W_a x + b_a)\nh = a * h' + W x", (), ()),
        ("a = sigmoid(W_a x + b_a)\nd = sigmoid(W_d x + b_d)\nh = a * d * h' + W x", ("b_a", "b_d"), ()),
        ("f = sigmoid(W_f x + b_f)\nh = tanh(f * h' + W x)", (), ()),
    ],
)
def test_which_gates_keep_and_write_a_state_is_found_from_the_equations(
    text: str, keeping: tuple[str, ...], writing: tuple[str, ...]
) -> None:
    assert gate_biases(Cell.from_text(text), True) == (keeping, writing)


def test_matrices_start_within_the_reach_of_their_fan_in_and_the_readout_with_its_scale() -> None:
    network = Network.create(config(units=32, width=24), 5)
    for view in (view for view in network.parameters.values() if view.ndim == 2):
        reach = 1 / math.sqrt(view.shape[1])
        assert 0.8 * reach < np.abs(view).max() <= reach
        assert abs(view.mean()) < 0.15 * reach
    assert network.parameters["readout.scale"] == [FIRST_SCALE]
    assert network.provenance == {"trained": False, "seed": 5}


@pytest.mark.parametrize("name", cell_names())
def test_the_same_seed_gives_the_same_weights_and_another_seed_others(name: str) -> None:
    config = Config(load_cell(name), VOCABULARY, 4, 9, 2, True)
    one, same, other = (Network.create(config, seed).parameters.flat for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    assert one.dtype == np.float32


# Reading


def test_the_input_is_the_word_s_vector_times_the_root_of_the_width() -> None:
    network = random_network(load_cell("rnn"), width=9)
    walked = trace(network, "Norway is a country")
    rows = [WORDS.index(word) for word in ("norway", "is", "a", "country")]
    np.testing.assert_allclose(walked.run.layers[0].input, 3 * network.parameters["embedding"][rows], rtol=1e-15)


def test_an_unknown_word_s_vector_is_as_long_as_the_learned_ones_are_on_average() -> None:
    network = random_network(load_cell("lstm"), width=6, seed=2)
    walked = trace(network, SENTENCE)
    lengths = [math.sqrt(sum(value * value for value in row)) for row in network.parameters["embedding"].tolist()]
    assert walked.table.words == (*WORDS, "Wakanda", ",", "Zubrowka")
    assert walked.table.unknown == {"wakanda": len(WORDS), ",": len(WORDS) + 1, "zubrowka": len(WORDS) + 2}
    np.testing.assert_array_equal(walked.table.vectors[: len(WORDS)], network.parameters["embedding"])
    for word, row in walked.table.unknown.items():
        expected = direction_of(word, 6) * (sum(lengths) / len(lengths))
        np.testing.assert_allclose(walked.table.vectors[row], expected, rtol=1e-12)


def test_an_unknown_word_has_one_row_however_often_and_in_whatever_case_it_stands() -> None:
    network = random_network(load_cell("gru"))
    walked = trace(network, "Wakanda is WAKANDA, wakanda")
    assert walked.table.words == (*WORDS, "Wakanda", ",")  # as it was typed first
    inputs = walked.run.layers[0].input
    assert (inputs[0] == inputs[2]).all()
    assert (inputs[0] == inputs[4]).all()
    assert [token.text for token in walked.tokens] == ["Wakanda", "is", "WAKANDA", ",", "wakanda"]


@pytest.mark.parametrize("sentence", ["", "   ", "\n\t"])
def test_a_sentence_without_a_word_is_refused(sentence: str) -> None:
    with pytest.raises(InputError, match="type at least one"):
        trace(random_network(load_cell("rnn")), sentence)


def test_a_text_with_too_many_words_is_refused_with_its_count() -> None:
    with pytest.raises(InputError, match=r"20,001 words, 20,000 at most"):
        random_network(load_cell("rnn")).tokens("a " * (MOST_TOKENS + 1))


def test_the_type_of_a_network_is_the_type_of_all_its_numbers() -> None:
    for dtype in (np.float32, np.float64):
        walked = trace(random_network(load_cell("lstm"), 2, True, dtype=dtype), SENTENCE)
        arrays = [walked.logits, walked.probabilities, walked.table.vectors, walked.run.output]
        arrays += [values for layer in walked.run.layers for values in (*layer.forward.values(), layer.input)]
        assert {array.dtype for array in arrays} == {np.dtype(dtype)}


def test_a_network_of_another_type_has_the_same_weights_and_its_own_memory() -> None:
    network = random_network(load_cell("lstm"))
    narrow = network.astype(np.float32)
    np.testing.assert_array_equal(narrow.parameters.flat, network.parameters.flat.astype(np.float32))
    assert not np.shares_memory(narrow.parameters.flat, network.parameters.flat)


# Answers


@pytest.mark.parametrize("bidirectional", [False, True])
def test_the_readout_is_tied_to_the_embedding(bidirectional: bool) -> None:
    """Beside plain loops: scale * (P h + p) . table[word] + b."""
    network = random_network(load_cell("lstm"), bidirectional=bidirectional, seed=4)
    walked, part = trace(network, SENTENCE), network.parameters
    width, outputs = part["readout.P"].shape
    for token, hidden in enumerate(walked.run.output):
        query = [
            part["readout.scale"][0] * (sum(part["readout.P"][k, m] * hidden[m] for m in range(outputs)) + part["readout.p"][k])
            for k in range(width)
        ]
        for row, vector in enumerate(walked.table.vectors):
            bias = part["readout.b"][row] if row < len(WORDS) else part["readout.b_unknown"][0]
            expected = sum(q * v for q, v in zip(query, vector, strict=True)) + bias
            assert walked.logits[token, row] == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_probabilities_are_the_softmax_of_the_logits() -> None:
    walked = trace(random_network(load_cell("gru"), seed=6), SENTENCE)
    for logits, probabilities in zip(walked.logits.tolist(), walked.probabilities.tolist(), strict=True):
        total = sum(math.exp(value) for value in logits)
        assert probabilities == pytest.approx([math.exp(value) / total for value in logits], rel=1e-12)
    assert softmax(np.array([[1e4, -1e4, 1e4]])).tolist() == [[0.5, 0.0, 0.5]]


def test_the_bias_of_unknown_words_counts_for_them_alone() -> None:
    network = random_network(load_cell("rnn"))
    before = trace(network, SENTENCE).logits.copy()
    higher = with_weight(network, "readout.b_unknown", float(network.parameters["readout.b_unknown"][0]) + 3)
    after = trace(higher, SENTENCE).logits
    np.testing.assert_allclose(after - before, np.repeat([[0.0] * len(WORDS) + [3.0] * 3], 13, axis=0), atol=1e-12)


def test_predictions_are_the_likeliest_words_best_first() -> None:
    walked = trace(random_network(load_cell("lstm"), seed=8), SENTENCE)
    every = walked.predictions(4, 1000)
    assert sorted(prediction.word for prediction in every) == sorted(walked.table.words)
    assert [prediction.p for prediction in every] == sorted(walked.probabilities[4].tolist(), reverse=True)
    assert [prediction.word for prediction in every] == [walked.table.words[row] for row in np.argsort(-walked.probabilities[4])]
    assert sum(prediction.p for prediction in every) == pytest.approx(1)
    assert walked.predictions(4, 3) == every[:3]
    assert len(walked.predictions(4)) == 5
    assert walked.predictions(4, 0) == walked.predictions(4, -2) == ()


def test_words_that_are_equally_likely_stand_in_the_order_of_their_rows() -> None:
    network = with_weights(random_network(load_cell("rnn")), lambda parameters: parameters.flat.fill(0))
    assert [prediction.word for prediction in trace(network, "India is").predictions(1, 99)] == list(WORDS)


def test_a_blank_is_answered_from_what_stands_before_it() -> None:
    network = random_network(load_cell("lstm"), seed=3)
    assert trace(network, "I ___").answer(1) == trace(network, "I ___").predictions(0)
    short, long = trace(network, "I live in"), trace(network, "I live in ___ . norway")
    assert long.blanks == (3,)
    assert [p.word for p in long.answer(3)] == [p.word for p in short.predictions(2)]
    assert [p.p for p in long.answer(3)] == pytest.approx([p.p for p in short.predictions(2)], rel=1e-9)


def test_in_both_directions_a_blank_is_answered_in_its_own_place_from_both_sides() -> None:
    network = random_network(load_cell("lstm"), bidirectional=True, seed=3)
    first, other = (trace(network, f"I live in ___ . {word}") for word in ("norway", "india"))
    assert first.answer(3) == first.predictions(3)
    assert first.answer(3) != other.answer(3)


@pytest.mark.parametrize("bidirectional", [False, True])
def test_a_blank_as_the_first_word_is_answered_too(bidirectional: bool) -> None:
    network = random_network(load_cell("gru"), bidirectional=bidirectional, seed=1)
    walked = trace(network, "___ is a country")
    answer = walked.answer(0, 99)
    assert sum(prediction.p for prediction in answer) == pytest.approx(1)
    if not bidirectional:  # nothing was read yet: the hidden state is 0 and the bias p alone asks
        part = network.parameters
        logits = part["embedding"] @ part["readout.p"] * part["readout.scale"] + part["readout.b"]
        assert [p.word for p in answer] == [WORDS[row] for row in np.argsort(-logits)]


@pytest.mark.parametrize(
    ("sentence", "blanks"),
    [
        ("India is a country.", ()),
        ("___", (0,)),
        ("___ is ____, I live in ........ .", (0, 2, 7)),
        ("wait... what…", ()),
        ("______ ___", (0, 1)),
    ],
)
def test_every_blank_of_a_sentence_is_found(sentence: str, blanks: tuple[int, ...]) -> None:
    for words in (WORDS, WORDS[:-1]):  # with the blank in the vocabulary and without
        network = Network.create(Config(load_cell("rnn"), Vocabulary(words), 3, 3), 0)
        walked = trace(network, sentence)
        assert walked.blanks == blanks
        assert all(walked.answer(blank) for blank in blanks)


# A stack without words


def test_a_stack_takes_any_numbers_and_says_so_when_their_shape_is_wrong() -> None:
    network = random_network(load_cell("lstm"), dtype=np.float32)
    x = np.arange(6.0).reshape(2, 3)
    assert network.stack.run(x).output.dtype == np.float32
    np.testing.assert_array_equal(network.stack.run(x.tolist()).output, network.stack.run(x).output)
    for wrong in (np.zeros(3), np.zeros((0, 3)), np.zeros((2, 4)), np.zeros((1, 2, 3))):
        with pytest.raises(InputError, match="vector of 3 numbers"):
            network.stack.run(wrong)


def test_weights_that_changed_are_used_after_a_refresh() -> None:
    network = random_network(cell_of("two states"))
    parameters = network.parameters.astype(np.float64)
    stack = Stack(network.config.stack, parameters)
    x = np.ones((4, 3))
    before = stack.run(x).output
    parameters.flat[:] *= 0.5
    stack.refresh()
    fresh = Stack(network.config.stack, parameters).run(x).output
    np.testing.assert_array_equal(stack.run(x).output, fresh)
    assert not np.allclose(before, fresh)


def test_programs_of_cells_that_come_and_go_do_not_pile_up() -> None:
    most = program_of.cache_info().maxsize
    assert most is not None
    assert most >= 2 * len(cell_names())


def test_parameters_are_views_and_parts_of_them_stay_views() -> None:
    parameters = Parameters({"a.x": (2, 3), "a.y": (2,), "b": ()})
    assert parameters.flat.size == 9
    parameters.part("a.")["y"][...] = 5
    assert parameters.flat.tolist() == [0] * 6 + [5, 5, 0]
    room = parameters.like()
    assert room.shapes == parameters.shapes
    assert not room.flat.any()
