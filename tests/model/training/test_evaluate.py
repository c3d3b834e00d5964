"""The command that asks: what it writes down, and what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model import Network, evaluate, scores
from model.network.checkpoint import save_network
from model.training import report
from model.training.questions import KIND_CALLED, QUESTIONS, commonest
from model.world import WORLDS
from tests.model.training.lessons import network_of


def command(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["evaluate", *words])
    return evaluate.main()


@pytest.mark.parametrize(("name", "said"), [("lstn", "there are rnn, lstm"), ("gru", "`python -m model.train gru` does it")])
def test_a_name_that_is_unknown_or_not_taught_is_said(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(monkeypatch, name, "--weights", str(tmp_path))
    assert said in capsys.readouterr().err


def test_without_scores_there_are_no_tables_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(monkeypatch, "--tables", "--weights", str(tmp_path))
    assert "there are no scores" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_few_questions_are_for_a_quick_look_at_whatever_has_weights_and_are_not_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_network(network_of("rnn"), tmp_path / "rnn.safetensors")
    assert command(monkeypatch, "--questions", "1", "--weights", str(tmp_path)) == 0
    assert "| gap in words | `rnn` | always the commonest answer |" in capsys.readouterr().out
    assert not (tmp_path / "scores.json").exists()


def test_as_many_as_usual_are_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_network(network_of("rnn"), tmp_path / "rnn.safetensors")
    monkeypatch.setattr(evaluate, "QUESTIONS", 1)
    assert command(monkeypatch, "rnn", "--questions", "1", "--weights", str(tmp_path)) == 0
    assert list(report.read(tmp_path / "scores.json")) == ["rnn"]


def test_tables_are_written_from_the_scores_that_there_are_and_no_network_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What follows from the questions alone is worked out anew: here it was lost."""
    known = {"lstm": json.loads(json.dumps(scores()["lstm"]))}
    lost = known["lstm"].pop("commonest")
    for gaps in known["lstm"]["asked"].values():
        for one in gaps.values():
            del one["commonest"]
    (tmp_path / "scores.json").write_text(json.dumps(known))
    page = tmp_path / "measured.md"
    page.write_text("<!-- begin: gaps -->\n<!-- end: gaps -->\n")
    monkeypatch.setattr(evaluate, "WEIGHTS", tmp_path)
    monkeypatch.setattr(evaluate, "PAGE", page)
    assert command(monkeypatch, "--tables", "--weights", str(tmp_path)) == 0
    assert json.loads((tmp_path / "scores.json").read_text()) == {"lstm": scores()["lstm"]}
    assert scores()["lstm"]["commonest"] == lost
    assert f"| 1-10 | 1.000 | {lost['1-10']:.3f} |" in page.read_text()


def test_what_the_commonest_answer_gets_in_the_wide_world_is_that_of_its_questions() -> None:
    for name in ("origin", "kind", "number"):
        known = {gap: one["commonest"] for gap, one in scores()["reader"]["asked"][name].items()}
        assert commonest(KIND_CALLED[name], QUESTIONS, WORLDS["wide"]) == known


def test_the_trainings_from_several_seeds_are_asked_and_stand_beside_the_other_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def taught(score: float, **told: Any) -> Network:
        return replace(network_of("rnn"), provenance={"validation": {"topic": score}, **told})

    of_all = {"rnn": 0.5, "rnn-2": 0.25}
    save_network(taught(0.25, seeds=of_all), tmp_path / "rnn.safetensors")
    (tmp_path / "scores.json").write_text(json.dumps({"rnn": scores()["rnn"]}))
    usual = ("rnn", "--questions", "1", "--weights", str(tmp_path))
    words = (*usual, "--seeds", "--folder", str(tmp_path / "runs"))
    monkeypatch.setattr(evaluate, "QUESTIONS", 1)
    (tmp_path / "runs" / "seeds").mkdir(parents=True)
    for name, score in of_all.items():
        with pytest.raises(SystemExit):  # none, and then one, are not several
            command(monkeypatch, *words)
        assert "`python -m model.train rnn --seeds 3` teaches them" in capsys.readouterr().err
        save_network(taught(score), tmp_path / "runs" / "seeds" / f"{name}.safetensors")
    save_network(taught(0.5), tmp_path / "runs" / "seeds" / "rnn-4.safetensors")  # without a third, not looked for
    assert command(monkeypatch, *words) == 0
    found = report.read(tmp_path / "scores.json")["rnn"]
    assert list(found["seeds"]) == ["rnn", "rnn-2"]
    assert found["seeds"]["rnn"]["by_gap"].keys() == found["by_gap"].keys()
    assert found["seeds"]["rnn"].keys() == {"validation", "by_gap", "gates", "held"}
    assert found["asked"] == scores()["rnn"]["asked"]
    # All is measured anew: what is known of the trainings stays as long as the network is one of them.
    for kept, seeds in ((0.25, of_all), (0.75, of_all | {"rnn": 0.75})):
        save_network(taught(kept, seeds=seeds), tmp_path / "rnn.safetensors")
        assert command(monkeypatch, *usual) == 0
        again = report.read(tmp_path / "scores.json")["rnn"]
        assert again["asked"] != scores()["rnn"]["asked"]
        assert again.get("seeds") == (found["seeds"] if seeds == of_all else None)


def test_a_part_of_what_was_never_measured_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_network(network_of("rnn"), tmp_path / "rnn.safetensors")
    with pytest.raises(SystemExit):
        command(monkeypatch, "rnn", "--gates", "--weights", str(tmp_path))
    assert "no scores of rnn" in capsys.readouterr().err


def test_gates_are_looked_at_alone_and_the_other_scores_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_network(network_of("rnn"), tmp_path / "rnn.safetensors")
    (tmp_path / "scores.json").write_text(json.dumps({"rnn": scores()["rnn"] | {"gates": "old", "held": "old"}}))
    assert command(monkeypatch, "rnn", "--gates", "--weights", str(tmp_path)) == 0
    found = report.read(tmp_path / "scores.json")["rnn"]
    assert (found["gates"], found["held"]) == (None, None)  # untaught, it has no units that hold anything
    assert found["asked"] == scores()["rnn"]["asked"]
