"""One sentence through all snapshots of a network: each says what Python says of it."""

from __future__ import annotations

import numpy as np
import pytest

from app.growing import NAME
from app.schemas import INDIA
from model import shipped, trace
from model.explain import belief, facts_of
from model.network import snapshots
from tests.app.client import post

OTHER = "Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___"


@pytest.mark.parametrize("sentence", [INDIA, OTHER])
def test_every_snapshot_says_what_it_says_in_python(sentence: str) -> None:
    found = post("growing", {"sentence": sentence}).json()
    fact = next(fact for fact in facts_of(shipped(NAME)) if fact.name == found["fact"])
    assert [one["updates"] for one in found["snapshots"]] == list(snapshots(NAME))
    for one in found["snapshots"][::6]:
        updates = one["updates"]
        walked = trace(snapshots(NAME)[updates], sentence)
        wanted = [[prediction.word for prediction in best] for best in belief(walked, fact)]
        assert [[each["word"] for each in best] for best in one["belief"]] == wanted
        gate = walked["f"][:, fact.units] @ np.array(fact.weights) / sum(fact.weights)
        assert one["gates"]["f"] == pytest.approx(gate, abs=6e-5)
        for token, best in enumerate(belief(walked, fact)):
            told = dict(zip(found["answers"], one["chances"][token], strict=True))
            if best[0].word in told:
                assert told[best[0].word] == pytest.approx(best[0].p, abs=6e-5)


def test_it_grows_to_let_go_of_india_at_norway_and_of_norway_at_no_name_in_passing() -> None:
    found = post("growing", {"sentence": INDIA}).json()
    assert (found["answers"], found["keeps"], found["end"]) == (["India", "Norway"], "f", 23)
    assert post("growing", {"sentence": OTHER}).json()["answers"] == ["Norway"]


def test_a_sentence_that_begins_with_its_blank_ends_there_too() -> None:
    assert post("growing", {"sentence": "___"}).json()["end"] == 0


@pytest.mark.parametrize(("sentence", "said"), [(" ", "no word"), ("a " * 3_000, "at most")])
def test_what_cannot_be_read_is_refused_in_words(sentence: str, said: str) -> None:
    answer = post("growing", {"sentence": sentence})
    assert (answer.status_code, answer.json()["field"]) == (422, "sentence")
    assert said in answer.json()["detail"]
