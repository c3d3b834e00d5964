"""What the page can ask of the engine: the same run again, a run that goes on, looks into it, and words where it breaks."""

from __future__ import annotations

import subprocess
from typing import Any

import numpy as np
import pytest

from model import Cell
from model.tasks import TASKS, Recipe
from tests.js import taught
from tests.js.node import answer_of, node
from tests.serving import ROOT

ERRAND = {"updates": 30, "markEvery": 10, "judgeMost": 20, "until": 2, "by": "answers", "on": "unseen"}
ONE = {"sequence": [0, 1, 2, 3, 4], "wanted": [{"place": 4, "target": 2}]}


def asked(*calls: Any) -> tuple[list[Any], list[Any]]:
    """The answers, and what was told without being asked."""
    found = answer_of("asks", [[call, None] if isinstance(call, str) else call for call in calls])
    return found["answers"], found["reports"]


def loaded(name: str = "reber", cell: Cell | None = None, seed: int = 1, **settings: Any) -> dict[str, Any]:
    """Small, and the same sets for every seed of the run."""
    small = Recipe(units=8, width=6, batch=8, rate=0.01, little=0.1, much=1, count=60, unseen=60)
    found = taught.loaded(TASKS[name], small, settings, 0, cell)
    found["settings"]["seed"] = seed
    return found


def losses(reports: list[Any]) -> list[float]:
    return [loss for one in reports if one["report"] == "progress" for loss in one["losses"]]


def test_the_same_seed_is_the_same_run_and_another_seed_is_not() -> None:
    _, first = asked(["load", loaded()], ["learn", ERRAND])
    _, again = asked(["load", loaded()], ["learn", ERRAND])
    _, other = asked(["load", loaded(seed=2)], ["learn", ERRAND])
    assert len(losses(first)) == 30
    assert losses(first) == losses(again) != losses(other)


def test_a_run_begun_anew_from_its_seed_is_the_same_again() -> None:
    answers, reports = asked(["load", loaded()], ["learn", ERRAND], ["begin", {"seed": 1}], ["learn", ERRAND])
    found = losses(reports)
    assert found[:30] == found[30:]
    assert [one["update"] for one in (answers[1], answers[3])] == [30, 30]


def test_a_run_goes_on_from_a_snapshot_as_if_it_had_never_stopped() -> None:
    calls = [["load", loaded()], ["learn", ERRAND], "snapshot", ["learn", ERRAND], ["restore", {"$": 2}], ["learn", ERRAND]]
    answers, reports = asked(*calls)
    found = losses(reports)
    assert found[30:60] == found[60:]
    assert answers[2]["update"] == 30


def test_other_sets_and_sizes_of_batches_leave_the_weights_as_they_are() -> None:
    other = loaded()
    change = {"sets": other["sets"], "settings": other["settings"] | {"batch": 16}}
    answers, _ = asked(["load", loaded()], ["learn", ERRAND], "snapshot", ["change", change], "snapshot", ["learn", ERRAND])
    assert answers[2] == answers[4]
    assert answers[5] == {"ended": "done", "update": 60}


def test_a_mark_tells_what_it_can_its_weights_and_what_is_watched() -> None:
    answers, reports = asked(["load", loaded()], ["watch", ONE], ["learn", ERRAND], ["look", ONE], "snapshot")
    marks = [one for one in reports if one["report"] == "mark"]
    assert [one["update"] for one in marks] == [10, 20, 30]
    assert set(marks[0]["judged"]) == {"taught", "unseen"}
    assert marks[-1]["numbers"] == answers[4]["numbers"]
    assert marks[-1]["look"] == answers[3]
    assert np.sum(np.reshape(answers[3]["answer"], (5, -1)), axis=1) == pytest.approx(np.ones(5), abs=1e-5)


def test_units_hold_what_they_change_with_when_only_that_is_swapped() -> None:
    told, story = loaded("india"), [0, 2, 3, 4, 1, 2]
    swaps = {"memory": "c", "of": 0, "among": [0, 5, 6], "place": 3}
    sequences = [[other if one == 0 else one for one in story] for other in swaps["among"]]
    looks = [["look", {"sequence": sequence}] for sequence in sequences]
    answers, _ = asked(["load", told], ["look", {"sequence": story, "swaps": swaps}], *looks)
    memories = [np.reshape(one["layers"][0]["forward"]["c"], (len(story), -1))[3] for one in answers[2:]]
    assert answers[1]["held"] == pytest.approx(np.std(np.tanh(memories), axis=0), abs=1e-6)


def test_an_invented_name_is_no_answer_before_it_was_read() -> None:
    told = loaded("india")
    known = told["task"]["symbols"]
    one = {"sequence": [0, known + 3, 1], "question": [2, 3]}
    answers, _ = asked(["load", told], ["learn", ERRAND], ["look", one])
    said = [belief["answer"] for belief in answers[2]["believed"]]
    assert said[0] < known and set(said[1:]) <= {*range(known), known + 3}
    assert all(0 < belief["p"] <= 1 for belief in answers[2]["believed"])


def test_an_earlier_mark_can_be_looked_at_while_the_run_stays_where_it_is() -> None:
    answers, _ = asked(["load", loaded()], "snapshot", ["look", ONE], ["learn", ERRAND], "snapshot")
    numbers = answers[1]["numbers"]
    later, _ = asked(["load", loaded()], ["learn", ERRAND], ["lookBack", {"numbers": numbers, "one": ONE}], "snapshot")
    assert later[2] == answers[2] and later[3] == answers[4]


@pytest.mark.parametrize(("task", "given"), [("reber", {}), ("india", {}), ("adding", {"length": 10})])
def test_an_update_in_slow_motion_is_the_update_that_would_have_been_made(task: str, given: dict[str, Any]) -> None:
    told = loaded(task, **given)
    answers, _ = asked(["load", told], "snapshot", "slowly", "snapshot")
    again, _ = asked(["load", told], ["learn", ERRAND | {"updates": 1}], "snapshot")
    slow, before, after = answers[2], np.array(answers[1]["numbers"]), np.array(answers[3]["numbers"])
    assert after.tolist() == again[2]["numbers"]
    moved = np.concatenate([one["step"] for one in slow["steps"]])
    assert moved == pytest.approx(after - before, abs=1e-7) and np.abs(moved).max() > 0
    steps = len(slow["weights"])
    for sizes in slow["answer"]["sizes"][0]["forward"].values():
        assert len(sizes) == steps
    assert slow["before"] != slow["after"]


def test_in_slow_motion_the_gradient_walks_back_from_the_last_answer_alone() -> None:
    told = loaded("order", length=20)
    answers, _ = asked(["load", told], ["slowly", {"most": 40}], ["load", told], "snapshot")
    slow = answers[1]
    place, read, wanted = slow["answer"]["place"], slow["inputs"], slow["targets"]
    assert slow["weights"][place] == max(slow["weights"]) and place == len(read) - 1
    one = {"sequence": read, "wanted": [{"place": place, "target": wanted[place]}]}
    again, _ = asked(["load", told], ["gradients", one])
    assert slow["answer"]["loss"] == pytest.approx(again[1]["loss"], rel=1e-5)
    for signal, sizes in again[1]["sizes"][0]["forward"].items():
        assert slow["answer"]["sizes"][0]["forward"][signal] == pytest.approx(sizes, rel=1e-4, abs=1e-9)


def test_in_slow_motion_the_longest_sequence_is_shown_that_is_not_too_long() -> None:
    told = loaded("india")
    answers, _ = asked(
        ["load", told], "slowly", ["load", told], ["slowly", {"most": 20}], ["load", told], ["slowly", {"most": 1}]
    )
    longest, fits, least = (len(answers[n]["inputs"]) for n in (1, 3, 5))
    assert least <= fits <= 20 < longest


def test_gradients_at_each_step_are_as_long_as_their_vectors() -> None:
    answers, _ = asked(["load", loaded()], ["gradients", ONE])
    for signal, values in answers[1]["derivatives"][0]["forward"].items():
        vectors = np.reshape(values, (5, -1))
        assert answers[1]["sizes"][0]["forward"][signal] == pytest.approx(np.linalg.norm(vectors, axis=1), rel=1e-4, abs=1e-9)


def test_a_cell_that_explodes_says_at_which_update_and_step() -> None:
    cell = Cell.from_text("h = 900000 * h' * h' + W x + 3")
    answers, _ = asked(["load", loaded(cell=cell)], ["learn", ERRAND])
    found = answers[1]
    assert (found["ended"], found["update"]) == ("broken", 0)
    # 3, then some 8e6, 6e19, and what comes next is more than float32 can hold.
    assert found["broken"] == {"pass": "forward", "step": 3, "layer": 0, "direction": "forward", "signal": "h"}


def test_what_is_written_follows_from_seed_and_temperature() -> None:
    wish = {"beginning": [0], "count": 80, "temperature": 1, "seed": 5}
    hot, cold = wish | {"seed": 6}, wish | {"temperature": 1e-5}
    calls = [["load", loaded()], ["write", wish], ["write", wish], ["write", hot], ["write", cold], ["write", cold | {"seed": 9}]]
    answers, _ = asked(*calls)
    first, again, other, likeliest, same = (one["written"] for one in answers[1:])
    assert len(first) == 80 and first == again != other
    assert likeliest == same
    look, _ = asked(["load", loaded()], ["look", {"sequence": [0, *likeliest]}])
    assert np.reshape(look[1]["answer"], (81, -1)).argmax(axis=1)[:80].tolist() == likeliest


def test_an_earlier_mark_writes_what_it_wrote_then() -> None:
    wish = {"beginning": [0], "count": 40, "temperature": 1, "seed": 5}
    first, _ = asked(["load", loaded()], ["write", wish], "snapshot")
    numbers = first[2]["numbers"]
    later, _ = asked(["load", loaded()], ["learn", ERRAND], ["write", wish], ["write", wish | {"numbers": numbers}])
    assert later[3] == first[1] != later[2]


def test_a_series_goes_on_with_what_it_has_said_itself() -> None:
    told = loaded("sine", length=20)
    answers, _ = asked(["load", told], ["write", {"beginning": [0.1, 0.3], "count": 5, "temperature": 1, "seed": 0}])
    written = answers[1]["written"]
    look, _ = asked(["load", told], ["look", {"sequence": [[0.1], [0.3], *([one] for one in written)]}])
    assert look[1]["answer"][1:6] == pytest.approx(written, abs=1e-5)


def test_a_share_right_is_that_of_answers_or_of_whole_sequences() -> None:
    told = loaded("copying", letters=2, gap=10)
    answers, _ = asked(["load", told], ["judge", {"set": "unseen"}], ["judge", {"set": "nothing"}])
    assert 0 <= answers[1]["sequences"] <= answers[1]["answers"] <= 1
    assert answers[1]["off"] == pytest.approx(np.log(4), abs=0.5)  # minus log p, of four letters that are equally probable
    assert answers[2] is None


def test_what_cannot_be_is_said_in_words() -> None:
    answers, _ = asked("pause", ["learn", ERRAND])
    assert answers == [{"problem": "nothing was loaded yet"}, {"problem": "nothing was loaded yet"}]


def test_the_kernels_are_made_of_their_text() -> None:
    script = (
        "import { readFileSync } from 'node:fs'; import { assembled, BINARY } from './tests/js/kernels.js';"
        "process.stdout.write(String(Buffer.compare(readFileSync(BINARY), Buffer.from(await assembled()))));"
    )
    done = subprocess.run([node(), "--input-type=module", "-e", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "0", f"run: make kernels {done.stderr[-500:]}"
