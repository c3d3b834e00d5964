"""One network being taught: a lesson that was stopped goes on to the same weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.network.checkpoint import load_network
from model.training import lesson
from model.training.lesson import Teaching, learning_rate, teach
from tests.model.training.lessons import TINY, ignore, small_batches, weights

__all__ = ["small_batches"]
pytestmark = pytest.mark.usefixtures("small_batches")


def test_a_lesson_that_was_stopped_and_resumed_ends_bit_for_bit_as_one_that_was_not(tmp_path: Path) -> None:
    whole, _ = teach(TINY, tmp_path / "whole", False, ignore)

    def stop(entry: dict[str, Any]) -> None:
        if entry["step"] in (3, 7):
            raise KeyboardInterrupt

    for resume in (False, True):
        with pytest.raises(KeyboardInterrupt):
            teach(TINY, tmp_path / "parts", resume, stop)
    parts, _ = teach(TINY, tmp_path / "parts", True, ignore)
    assert weights(parts) == weights(whole)
    assert parts.adam.steps == whole.adam.steps == TINY.steps


def test_the_same_seed_gives_the_same_weights_and_another_seed_others() -> None:
    first, again, other = Teaching(TINY), Teaching(TINY), Teaching(replace(TINY, seed=2))
    for taught in (first, again, other):
        taught.learn()
        taught.learn()
    assert weights(first) == weights(again)
    assert weights(first) != weights(other)


def test_a_state_of_another_recipe_is_not_gone_on_with(tmp_path: Path) -> None:
    Teaching(TINY).save(tmp_path / "tiny.state")
    with pytest.raises(SystemExit, match="another recipe"):
        teach(replace(TINY, rate=0.5), tmp_path, True, ignore)


def test_a_state_of_other_stories_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Teaching(TINY).save(tmp_path / "tiny.state")
    monkeypatch.setattr(lesson, "stories_digest", lambda: "others")
    with pytest.raises(SystemExit, match="other stories"):
        teach(TINY, tmp_path, True, ignore)


def test_no_more_than_a_minute_is_ever_lost() -> None:
    assert lesson.SAVE_EVERY <= 60


def test_snapshots_are_kept_on_the_way(tmp_path: Path) -> None:
    taught, _ = teach(replace(TINY, snapshots=(0, 4, 9)), tmp_path, False, ignore)
    kept = {path.name: load_network(path) for path in tmp_path.glob("tiny-*.safetensors")}
    assert sorted(kept) == ["tiny-00000.safetensors", "tiny-00004.safetensors", "tiny-00009.safetensors"]
    last = kept["tiny-00009.safetensors"].parameters.flat
    np.testing.assert_allclose(last, taught.parameters.flat, rtol=1e-3, atol=1e-6)  # kept as float16: 11 bits
    assert not np.allclose(kept["tiny-00000.safetensors"].parameters.flat, last, atol=1e-3)


def test_scores_are_reported_now_and_then_and_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lesson, "SCORE_EVERY", 4)
    reported: list[dict[str, Any]] = []
    _, scores = teach(TINY, tmp_path, False, reported.append)
    assert [entry["step"] for entry in reported if "scores" in entry] == [4, 8]
    assert scores == {"topic name": 0.5}


@pytest.mark.parametrize(("steps", "warm_up"), [(38_000, 200), (2_000, 200), (1_000, 100), (20, 2), (5, 0), (1, 0)])
def test_the_learning_rate_rises_shortly_and_falls_slowly_in_any_number_of_steps(steps: int, warm_up: int) -> None:
    rates = [learning_rate(step, steps, 0.01) for step in range(steps)]
    assert max(rates) == pytest.approx(0.01)
    rising, falling = rates[:warm_up], rates[warm_up:]
    assert rising == pytest.approx([0.01 * (step + 1) / warm_up for step in range(warm_up)])
    assert sorted(falling, reverse=True) == falling
    if steps >= 1_000:
        assert rates[-1] == pytest.approx(0.01 * lesson.LOWEST_RATE, rel=0.01)
