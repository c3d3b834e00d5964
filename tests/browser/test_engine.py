"""The engine learns in a worker of the browser, under the policy that its script comes with, and computes what NumPy computes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, Route

from model import Parameters, Stack, StackShape, load_cell
from model.tasks import TASKS, Recipe
from tests.browser.conftest import Look, LookOnce
from tests.browser.waiting import MOST_SECONDS
from tests.js.learning import single
from tests.js.taught import errand, loaded

STEPS, UNITS = 9, 12
INPUTS, ANSWERS = 6, 4  # of the task of copying
STARTS = """async () => {
    const script = document.querySelector("script[src*='/js/']").getAttribute("src");
    const version = script.match(/assets\\/[0-9a-f]+/)[0];
    window.worker = new Worker(`./${version}/js/engine/worker.js`, {type: "module"});
    window.reports = [];
    const waiting = new Map();
    worker.onmessage = ({data}) => data.report ? reports.push(data) : waiting.get(data.id)?.(data);
    let last = 0;
    window.asked = (ask, of) => new Promise((resolve) => {
        waiting.set(++last, resolve);
        worker.postMessage({id: last, ask, of});
    });
    // Arrays come back as lists.
    window.plain = (value) => JSON.parse(JSON.stringify(value, (_, one) => ArrayBuffer.isView(one) ? Array.from(one) : one));
}"""


@pytest.fixture(scope="module")
def page(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        page = look("/compare").page
        page.set_default_timeout(1000 * MOST_SECONDS)
        page.evaluate(STARTS)
        yield page
        page.evaluate("() => worker.terminate()")


def asked(page: Page, ask: str, of: Any = None) -> Any:
    found = page.evaluate("async ([ask, of]) => plain(await asked(ask, of))", [ask, of])
    assert "problem" not in found, found["problem"]
    return found.get("answer")


@pytest.mark.parametrize("cell", ["lstm", "gru", "clockwork"])
def test_signals_and_derivatives_in_the_browser_are_those_of_numpy(page: Page, cell: str) -> None:
    shape, random = StackShape(load_cell(cell), INPUTS, UNITS), np.random.default_rng(4)
    recipe = Recipe(cell=cell, units=UNITS, count=8, unseen=8)
    count = asked(page, "load", loaded(TASKS["copying"], recipe, {}, seed=0))["count"]
    weights = single(random.normal(0, 0.3, count))
    nothing = [0.0] * count
    page.evaluate(
        "async ([numbers, zeros]) => asked('restore', {update: 0, numbers, first: zeros, second: zeros, steps: 0})",
        [weights.tolist(), nothing],
    )
    shapes = shape.parameter_shapes() | {"readout.W": (ANSWERS, UNITS), "readout.b": (ANSWERS,)}
    parameters = Parameters(shapes, np.float64, weights)
    rows, target = random.integers(0, INPUTS, STEPS), 2
    one = {"sequence": rows.tolist(), "wanted": [{"place": STEPS - 1, "target": target}]}

    run = Stack(shape, parameters).run(np.eye(INPUTS)[rows])
    found = asked(page, "look", one)["layers"][0]["forward"]
    for signal, values in run.layers[0].forward.items():
        assert np.abs(np.reshape(found[signal], values.shape) - values).max() < 1e-5, signal

    logits = run.output[-1] @ parameters["readout.W"].T + parameters["readout.b"]
    p = np.exp(logits - logits.max())
    p /= p.sum()
    output = np.zeros_like(run.output)
    output[-1] = (p - np.eye(ANSWERS)[target]) @ parameters["readout.W"]
    wanted = Stack(shape, parameters).derivatives(run, output)[0, "forward"].signals
    back = asked(page, "gradients", one)
    assert back["loss"] == pytest.approx(-np.log(p[target]), abs=1e-5)
    for signal, values in wanted.items():
        off = np.abs(np.reshape(back["derivatives"][0]["forward"][signal], values.shape) - values).max()
        assert off <= 1e-4 * max(1e-3, np.abs(values).max()), signal


def test_it_learns_in_the_worker_and_tells_how_far_it_is(page: Page) -> None:
    task = TASKS["reber"]
    asked(page, "load", loaded(task, task.recipe, {}, seed=1))
    learn = "async (errand) => { reports.length = 0; return plain({ended: await asked('learn', errand), reports}); }"
    found = page.evaluate(learn, errand(task.recipe))
    assert found["ended"]["answer"]["ended"] == "solved"
    marks = [one for one in found["reports"] if one["report"] == "mark"]
    assert marks[-1]["judged"]["unseen"]["answers"] >= 0.98 > marks[0]["judged"]["unseen"]["answers"]
    progress = [one for one in found["reports"] if one["report"] == "progress"]
    assert sum(len(one["losses"]) for one in progress) == found["ended"]["answer"]["update"]


def test_the_worker_goes_by_its_own_policy_and_without_it_nothing_is_compiled(look: Look) -> None:
    def without(route: Route) -> None:
        answer = route.fetch()
        policy = answer.headers["content-security-policy"].replace(" 'wasm-unsafe-eval'", "")
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    sight = look("/compare")
    sight.page.route("**/js/engine/worker.js", without)
    sight.page.evaluate(STARTS)
    found = sight.page.evaluate("async () => await asked('pause')")
    assert "problem" in found and "Content Security Policy" in found["problem"]
    sight.page.evaluate("() => worker.terminate()")
    sight.faults.clear()  # the browser says so as well, which is what was to be shown
