"""The package as a whole: what it says of itself, and what it prints."""

from __future__ import annotations

import model
from model import load_cell, trace
from tests.model.networks import SENTENCE, random_network


def test_a_prompt_is_not_flooded() -> None:
    walked = trace(random_network(load_cell("lstm")), SENTENCE)
    for shown in (walked, walked.run, walked.network, walked.network.config.cell):
        assert len(repr(shown)) < 1200


def test_what_the_package_says_can_be_done_can_be_done() -> None:
    lines = str(model.__doc__).split("What you can do with it:")[1].split("Everything is worked out")[0]
    names = {name: getattr(model, name) for name in model.__all__}
    for line in lines.strip().splitlines():
        exec(line.strip(), names)
    assert len(names["walk"]) == 10
    assert names["walk"].tokens[9].text == "___"
