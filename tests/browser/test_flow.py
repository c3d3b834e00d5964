"""How far back an answer reaches: the gradients that are drawn are the model's, learned and untaught."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.schemas import INDIA
from model import Network, gradients, shipped, trace
from model.explain.beliefs import facts_of
from tests.browser.conftest import Lead, Look
from tests.browser.experiments import TOPIC
from tests.browser.shown import plotted
from tests.browser.waiting import until_so

LEAST = 1e-10  # what is weaker stands at the foot of the picture


def lines(page: Page) -> dict[str, list[float]]:
    return {one["name"]: one["y"] for one in plotted(page, "#flow")}


def expect_a_legend(page: Page) -> None:
    assert page.locator("#flow .legend .traces text").first.bounding_box()["width"] > 20  # type: ignore[index]


@pytest.mark.parametrize("cell", ["lstm", "rnn", "gru", "clockwork"])
def test_the_gradients_are_the_model_s(lead: Lead, cell: str) -> None:
    page = lead(f"cell={cell}&sentence={quote(INDIA)}&fact=topic")
    walked = trace(shipped(cell), INDIA)
    word = walked.answer(24, 1)[0].word
    state = "c" if "c" in walked.run.layers[-1].forward else "h"
    flow = gradients(walked, 23, word)  # it is said before the blank is read
    strength = flow.strength(state)
    left = pytest.approx((strength / strength[23])[:24].tolist(), rel=1e-4)
    # That of another walk may stand there before.
    until_so(page, lambda: lines(page).get(f"the state {state}") == left, "the gradients are not those of the model")
    expect_a_legend(page)
    found = lines(page)
    fact = facts_of(walked.network)[0]
    of_fact = np.linalg.norm(flow[state][:, list(fact.units)].astype(float), axis=1)
    assert found["its units that hold the topic"] == pytest.approx((of_fact / of_fact[23])[:24].tolist(), rel=1e-4)
    words = np.linalg.norm(flow.input.astype(float), axis=1)
    assert found["the word itself"] == pytest.approx(np.maximum(words / words[23], LEAST)[:24].tolist(), rel=1e-4)


def test_the_product_of_the_gates_is_drawn_beside_the_gradient(look: Look) -> None:
    page = look("/", "projector").page  # on the smaller screen; the others look at it on the larger one
    walked = trace(shipped("lstm"), INDIA)
    found = lines(page)
    gates = walked["f"][:, TOPIC.units].astype(float)
    left = [gates[token + 1 : 24].prod(axis=0) @ np.array(TOPIC.weights) / sum(TOPIC.weights) for token in range(24)]
    assert found["the product of f"] == pytest.approx([max(one, LEAST) for one in left], rel=2e-2)
    expect(page.locator("#flow-said")).to_contain_text("At “Norway” the gates let go")
    expect_a_legend(page)


def untaught(name: str) -> Network:
    """What the network was before it learned anything."""
    return shipped(name).before_learning()


def left_at_each(network: Network, state: str) -> Any:
    """Of the gradient of a state where the answer is said, what is left of it at each word before."""
    strength = gradients(trace(network, INDIA), 23, "Norway").strength(state)
    return pytest.approx([max(one, LEAST) for one in (strength / strength[23])[:24].tolist()], rel=1e-3)


def test_each_cell_stands_beside_what_it_was_before_it_learned_anything(lead: Lead) -> None:
    page = lead()
    plotted(page, "#flow")
    page.check("#flow-cells input[value=gru]")
    expect(page.locator("#flow .scatterlayer .trace")).to_have_count(9)
    drawn = {
        "Plain RNN h": left_at_each(shipped("rnn"), "h"),
        "Plain RNN h, untrained": left_at_each(untaught("rnn"), "h"),
        "GRU h": left_at_each(shipped("gru"), "h"),
        "GRU h, untrained": left_at_each(untaught("gru"), "h"),
        "LSTM c, untrained": left_at_each(untaught("lstm"), "c"),
    }
    # That of another walk may stand there before.
    until_so(
        page, lambda: all(lines(page).get(name) == left for name, left in drawn.items()), "the gradients are not the model's"
    )
    found = lines(page)
    # Untaught, it vanishes in the plain RNN and not in the LSTM; learning has kept some of it.
    assert found["Plain RNN h, untrained"][0] < 1e-5 < 0.01 < found["Plain RNN h"][0] < 0.1 < found["LSTM c, untrained"][0]
    said = page.locator("#flow-said").inner_text()
    held, whole = found["its units that hold the topic"][0], found["the state c"][0]
    assert f"the units that hold the topic have {held:.3f} of their gradient left." in said
    assert f"which carries more than the topic, this much is left there: LSTM c {whole:.3f}, Plain RNN h" in said
    page.uncheck("#flow-before")
    expect(page.locator("#flow .scatterlayer .trace")).to_have_count(6)
    expect(page.locator("#flow-said")).not_to_contain_text("Before training it was")
    page.check("#flow-before")
    page.uncheck("#flow-cells input[value=gru]")


def test_without_a_blank_a_word_is_chosen_to_be_followed(lead: Lead) -> None:
    page = lead(f"sentence={quote('Norway is a beautiful country.')}")
    expect(page.locator("#track button")).to_have_count(6)
    page.locator("#track button").nth(3).click()
    page.locator("#flow-said").scroll_into_view_if_needed()
    walked = trace(shipped("lstm"), "Norway is a beautiful country.")
    word = walked.best_of_each(walked.probabilities, 1)[3][0].word
    expect(page.locator("#flow-said")).to_contain_text(f"The answer followed: “{word}”, said after “beautiful”.")
