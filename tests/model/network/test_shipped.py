"""The networks that come with Gatewalk read whatever is typed and answer as the articles say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from model import InputError, Network, gradients, shipped, trace
from model.explain.beliefs import belief, facts_of
from model.network.shipped import WEIGHTS

LSTM = shipped("lstm")
TOPIC = facts_of(LSTM)[0]


def answer(text: str, network: Network = LSTM) -> str:
    walked = trace(network, text)
    return walked.answer(walked.blanks[-1], 1)[0].word


def test_all_weights_together_are_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 8_000_000


# Sentences from the articles, as they stand there

INDIA = "India is a beautiful country. I live in India. Norway is also a beautiful country. You must visit the capital of "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INDIA + "___", "Norway"),
        (INDIA + ".........", "Norway"),
        (INDIA + "……", "Norway"),
        (INDIA.replace(".", "") + "___", "Norway"),
        (INDIA.lower() + "___", "Norway"),
        (INDIA.upper() + "___", "Norway"),
        ("India is a beautiful country. You must visit the capital of ___", "India"),
        (INDIA.replace("India", "Narnia").replace("Norway", "Wakanda") + "___", "Wakanda"),
        ("Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___", "Norway"),
        ("Norway is a beautiful country. Its capital is ___", "Oslo"),
        ("We arrived in Sri Lanka. I live in ___", "Sri Lanka"),
        ("I grew up in France. I speak fluent ___", "French"),
        ("I grew up in France. Norway is a beautiful country. The weather was fine. I speak fluent ___", "French"),
        ("The apple is a ___", "fruit"),
        ("A salmon is a ___", "fish"),
        ("You pick up the silver key. You find the old rope. You open the door with the ___", "silver"),
        ("You pick up the silver key. You find the old rope. You pick up the red key. You open the door with the ___", "red"),
        ("Maria is a doctor. Tom is a baker. Then ___", "he"),
        ("Tom is a baker. Maria is a doctor. Then ___", "she"),
        ("The keys on the table ___", "are"),
        ("The key on the tables ___", "is"),
    ],
)
def test_the_lstm_answers(text: str, expected: str) -> None:
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India is a beautiful country. You must visit the capital of ___ , said the guide.", "India"),
        ("___ is a beautiful country. I love its capital Oslo.", "Norway"),
        ("___ is a beautiful country. Its capital is Oslo.", "Norway"),
    ],
)
def test_the_network_that_reads_both_ways_fills_a_blank_in_the_middle(text: str, expected: str) -> None:
    assert answer(text, shipped("blanks")) == expected


def test_what_is_believed_changes_at_norway_and_not_before() -> None:
    walked = trace(LSTM, INDIA.removesuffix(" You must visit the capital of "))
    believed = [best[0].word for best in belief(walked, TOPIC)]
    norway = [token.text for token in walked.tokens].index("Norway")
    india_told = next(n for n, token in enumerate(walked.tokens) if token.text == ".")
    assert set(believed[india_told:norway]) == {"India"}
    assert believed[-1] == "Norway"


def test_gradients_have_their_digits_where_the_answer_is_all_but_certain() -> None:
    fine = LSTM.astype(np.float64)
    rough, exact = (gradients(trace(network, INDIA + "___"), 23, "Norway") for network in (LSTM, fine))
    assert -1e-7 < exact.log_probability < 0  # in float32 such a probability is 1
    assert rough.log_probability == pytest.approx(exact.log_probability, rel=1e-3)
    for signal in "figoch":
        np.testing.assert_allclose(rough[signal], exact[signal], atol=1e-3 * np.abs(exact[signal]).max())


# Whatever is typed

ODD = {
    "only punctuation": "?!.,;:",
    "emoji": "🦊 is a beautiful country. 🎉🎉 You must visit the capital of ___",
    "right to left": "النرويج بلد جميل. I live in ___",
    "Hebrew": "נורווגיה is a beautiful country. I live in ___",
    "blanks in several places": "___ is a ___ country. I live in ___ . ___",
    "a blank alone": "___",
    "no blank": "Norway is a beautiful country. I live in Norway.",
    "one word": "Norway",
    "combining marks": "Z̸̢͎̉a̵̛͜l̷g̶o is a beautiful place. I live in ___",
    "markup": "<b>Norway</b> is a beautiful country. I live in ___",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", ["lstm", "blanks"])
def test_any_text_can_be_walked(text: str, name: str) -> None:
    walked = trace(shipped(name), text)
    assert np.isfinite(walked.probabilities).all()
    assert len(walked.blanks) == len(re.findall("_+", text))
    for blank in walked.blanks:
        everything = walked.answer(blank, 10_000)
        assert sum(prediction.p for prediction in everything) == pytest.approx(1, abs=1e-4)
        assert everything == tuple(sorted(everything, key=lambda one: -one.p))
    for fact in facts_of(walked.network):
        assert len(belief(walked, fact)) == len(walked)


def test_an_emoji_or_a_word_of_any_script_can_be_carried() -> None:
    assert answer(ODD["emoji"]) == "🦊"
    assert answer(ODD["Hebrew"]) == "נורווגיה"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="type"):
        trace(LSTM, text)


def test_ten_thousand_words_can_be_walked_and_believed() -> None:
    walked = trace(LSTM, "Norway is a beautiful country. " + "The weather was fine. " * 2_000)
    assert len(walked) > 10_000
    believed = belief(walked, TOPIC, 1)
    assert len(believed) == len(walked)
    assert believed[100][0].word == "Norway"


def test_a_hundred_thousand_words_are_refused_in_words() -> None:
    with pytest.raises(InputError, match="shorter"):
        trace(LSTM, "so " * 66_000)


def test_a_network_that_is_not_there_is_asked_for_in_vain() -> None:
    with pytest.raises(InputError, match=r"there are .*lstm"):
        shipped("../lstm")
