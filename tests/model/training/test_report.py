"""The results as tables, and the page that shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model import scores
from model.training import report
from model.training.questions import GAPS, KINDS, Score, gap_name
from model.training.questions import by_gap as together

ROOT = Path(__file__).parents[3]
SHARE = {"share": 0.5, "low": 0.4, "high": 0.6}


def result(right: int, gated: bool = True) -> dict[str, Any]:
    """As ``measured`` makes it, with as many of 100 questions right wherever something was asked."""
    asked = {kind.name: {gap_name(gap): Score(100, right, 0.5).to_json() for gap in GAPS} for kind in KINDS if kind.gaps}
    by_gap = together(asked)
    for gaps in asked.values():
        for one in gaps.values():
            one["commonest"] = 0.125
    gates = {"kept_at_new_topic": 0.1, "kept_elsewhere": 0.9, "legible": 0.8}
    return {
        "asked": asked,
        "by_gap": by_gap,
        "commonest": dict.fromkeys(by_gap, 0.25),
        "gates": gates if gated else None,
        "held": {"units": 7, "right": SHARE, "old": SHARE, "changed": SHARE} if gated else None,
    }


RESULTS = {"rnn": result(40, gated=False), "lstm": result(90)}


def test_the_tables_have_a_column_for_each_network_and_one_for_the_commonest_answer() -> None:
    kinds, gaps = report.by_kind(RESULTS).splitlines(), report.by_gap(RESULTS).splitlines()
    assert kinds[0] == "| asked about, at any gap | `rnn` | `lstm` | always the commonest answer |"
    assert gaps[0] == "| gap in words | `rnn` | `lstm` | always the commonest answer |"
    assert kinds[2:] == [f"| {kind.name} | 0.400 | 0.900 | 0.125 |" for kind in KINDS if kind.gaps]
    assert gaps[2:] == [f"| {gap_name(gap)} | 0.400 | 0.900 | 0.250 |" for gap in GAPS]


def test_of_several_trainings_the_least_and_the_most_are_shown() -> None:
    gaps = list(map(gap_name, GAPS))
    several = {f"gru{n}": {"by_gap": dict.fromkeys(gaps, share)} for n, share in (("", 0.5), ("-2", 0.75), ("-3", 0.25))}
    lines = report.seeds(RESULTS | {"gru": result(70) | {"seeds": several}}).splitlines()
    assert lines[0] == "| gap in words | `gru`, 3 trainings |"
    assert lines[2:] == [f"| {gap} | 0.250 to 0.750 |" for gap in gaps]
    assert report.seeds(RESULTS) == ""


def test_of_several_trainings_the_gates_of_each_are_shown_where_there_are_some() -> None:
    def trained(name: str, *legible: float) -> dict[str, Any]:
        of = result(90, gated=bool(legible))
        each = [of | {"gates": of["gates"] | {"legible": share}} for share in legible] or [of] * 2
        return of | {"seeds": {f"{name}-{n}": one for n, one in enumerate(each)}}

    results = {"rnn": trained("rnn"), "lstm": trained("lstm", 0.5, 1.0, 0.25), "gru": result(70)}
    old = f"{SHARE['share']:.3f}"
    assert report.seeds_gates(results).splitlines()[2:] == [
        f"| `lstm` | 0.500, 1.000, 0.250 | 7, 7, 7 | {old}, {old}, {old} | {old}, {old}, {old} |"
    ]
    assert report.seeds_gates(RESULTS) == ""


def test_what_only_some_networks_are_asked_has_a_dash_for_the_others() -> None:
    some = {"lstm": result(90), "blanks": result(80)}
    some["blanks"]["asked"]["behind"] = some["blanks"]["asked"]["topic"]
    assert report.by_kind(some).splitlines()[-1] == "| behind | - | 0.800 | 0.125 |"


def test_a_network_without_gates_or_belt_has_no_line_among_them() -> None:
    gates, held = report.gates(RESULTS).splitlines(), report.holding(RESULTS).splitlines()
    assert gates[2:] == ["| `lstm` | 0.100 | 0.900 | - | - | - | 0.800 |"]
    assert held[2:] == ["| `lstm` | 7 " + 3 * "| 0.500 (0.400 to 0.600) " + "|"]


def test_one_network_in_detail_has_a_line_for_each_kind_that_has_gaps() -> None:
    lines = report.details("lstm", RESULTS["lstm"]["asked"]).splitlines()
    assert len(lines) == 2 + sum(kind.gaps for kind in KINDS)
    assert lines[2].startswith("| topic | 0.900 (0.826 to 0.945), p 0.50 |")


def test_tables_are_put_between_their_marks_and_nothing_else_is_touched() -> None:
    page = "Before.\n\n<!-- begin: gaps -->\nold\n<!-- end: gaps -->\n\nBetween <!-- begin: gaps --> is text.\n"
    written = report.with_tables(page, RESULTS)
    assert written == page.replace("\nold\n", f"\n\n{report.by_gap(RESULTS)}\n\n")
    assert report.with_tables(written, RESULTS) == written


def test_a_mark_of_a_table_that_there_is_not_is_no_secret() -> None:
    with pytest.raises(KeyError, match="colours"):
        report.with_tables("<!-- begin: colours -->\n<!-- end: colours -->", RESULTS)


def test_results_are_kept_beside_those_of_other_networks_in_the_usual_order(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    assert report.read(path) == {}
    for name, number in (("gone", 0), ("lstm", 1), ("rnn", 2), ("lstm", 3)):
        every = report.keep(path, {name: {"asked": number}})
    assert list(every.items()) == [("rnn", {"asked": 2}), ("lstm", {"asked": 3}), ("gone", {"asked": 0})]
    assert list(json.loads(path.read_text()).items()) == list(every.items())


def test_the_page_of_what_was_measured_is_what_the_command_would_write() -> None:
    page = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")
    assert report.with_tables(page, scores()) == page
    for name in ("kinds", "gaps", "gates", "held", "detail"):
        assert page.count(f"<!-- begin: {name} -->\n") == page.count(f"<!-- end: {name} -->\n") == 1


def typed(right: float) -> dict[str, Any]:
    some = {"questions": 10, "right": right, "wrong_and_sure": 0.125}
    half = {"together": some, "groups": {"topic": some, "nothing told": some | {"wrong_and_sure": 0.25}}}
    return {"halves": {"seen": half}, "ece": 0.0625, "worst": [["Up | down is ___", "up", 0.987]]}


def test_typed_questions_have_a_column_for_each_half_of_each_network_that_was_asked_them() -> None:
    some = {"rnn": result(1), "reader": result(90) | {"typed": typed(0.75)}}
    assert report.typed(some).splitlines()[::2] == ["| typed questions | reader, seen |", "| topic | 0.750 |"]
    assert report.typed(some).splitlines()[-1] == "| all but children | 0.750 |"
    assert [line.split(" | ")[1] for line in report.doubt(some).splitlines()[2:]] == ["0.125 |", "0.250 |", "0.062 |"]
    assert report.worst(some["reader"]).splitlines()[2:] == ["| Up / down is ___ | up | 0.99 |"]
