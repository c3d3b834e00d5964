"""What was measured, as JSON beside the weights and as tables for a terminal and for the page that shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from model.training.questions import GAPS, KINDS, Scores, gap_name
from model.training.recipes import evaluated_names
from model.training.typed import NOTHING_TOLD

Results = dict[str, dict[str, Any]]  # network -> what `measured` says of it
IN_DETAIL, READER = "lstm", "reader"  # the network whose scores the page shows one by one; whose worst mistakes


def read(path: Path) -> Results:
    results: Results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return results


def keep(path: Path, results: Results) -> Results:
    """Writes them beside those of other networks, which stay as they were. Returns all of them, in the usual order."""
    known = read(path) | results
    ordered = {name: known[name] for name in dict.fromkeys((*evaluated_names(), *known)) if name in known}
    path.write_text(json.dumps(ordered, indent=0) + "\n", encoding="utf-8")
    return ordered


def with_tables(page: str, results: Results) -> str:
    """The page with the tables of these results between its marks, ``<!-- begin: gaps -->`` and ``<!-- end: gaps -->``."""
    tables = {"kinds": by_kind(results), "gaps": by_gap(results), "gates": gates(results), "held": holding(results)}
    tables |= {"seeds": seeds(results), "seedsgates": seeds_gates(results)}
    tables |= {"typed": typed(results), "doubt": doubt(results), "worst": worst(results.get(READER, {}))}
    tables["detail"] = details(IN_DETAIL, results[IN_DETAIL]["asked"]) if IN_DETAIL in results else ""
    marked = re.compile(r"(<!-- begin: (\w+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)
    return marked.sub(lambda match: f"{match[1]}\n{tables[match[2]]}\n\n{match[3]}", page)


def by_kind(results: Results) -> str:
    """Accuracy by kind of question, over all gaps, beside what the commonest answer would get."""
    every = [of["asked"] for of in results.values()]
    rows = []
    for kind in dict.fromkeys(kind for scores in every for kind in scores):
        accuracies = [_mean(scores.get(kind, {}), "accuracy") for scores in every]
        commonest = next(_mean(scores[kind], "commonest") for scores in every if kind in scores)
        rows.append([kind, *accuracies, commonest])
    return _table(["asked about, at any gap", *_quoted(results), "always the commonest answer"], rows)


def by_gap(results: Results) -> str:
    """Accuracy by gap, over all usual kinds of questions, beside what the commonest answer would get."""
    every = list(results.values())
    rows = [
        [gap, *(f"{of['by_gap'][gap]['accuracy']:.3f}" for of in every), f"{every[0]['commonest'][gap]:.3f}"]
        for gap in map(gap_name, GAPS)
    ]
    return _table(["gap in words", *_quoted(results), "always the commonest answer"], rows)


def seeds(results: Results) -> str:
    """Accuracy by gap over the trainings of a network: the least, and the most. Only those that were taught several times."""
    several = {name: of["seeds"] for name, of in results.items() if of.get("seeds")}
    if not several:
        return ""
    rows = []
    for gap in map(gap_name, GAPS):
        each = [[one["by_gap"][gap] for one in of.values()] for of in several.values()]
        rows.append([gap, *(f"{min(shares):.3f} to {max(shares):.3f}" for shares in each)])
    counts = [f"`{name}`, {len(of)} trainings" for name, of in several.items()]
    return _table(["gap in words", *counts], rows)


def seeds_gates(results: Results) -> str:
    """What the units of the topic do in each training of a network whose gates were looked at, one behind the other."""

    def held(key: str) -> Callable[[dict[str, Any]], str]:
        return lambda one: f"{one['held'][key]['share']:.3f}" if one["held"] else "-"

    several = {name: list(of["seeds"].values()) for name, of in results.items() if of.get("seeds")}
    columns: dict[str, Callable[[dict[str, Any]], str]] = {
        "stories in which all is as it should be": lambda one: f"{one['gates']['legible']:.3f}",
        "the topic's units": lambda one: f"{one['held']['units']}" if one["held"] else "-",
        "its units held: the old topic": held("old"),
        "as many others held: another answer": held("changed"),
    }
    rows = [
        [f"`{name}`", *(", ".join(map(write, each)) for write in columns.values())]
        for name, each in several.items()
        if all(one["gates"] for one in each)
    ]
    return _table(["in each training", *columns], rows) if rows else ""


def gates(results: Results) -> str:
    """What the gates of the topic's units do, for the networks that have some."""
    columns = {
        "kept at a new topic": "kept_at_new_topic",
        "kept elsewhere": "kept_elsewhere",
        "where it is lowest": "kept_least",
        "shown at the question": "shown_at_question",
        "shown elsewhere": "shown_elsewhere",
        "stories in which all is as it should be": "legible",
    }
    shown = {name: result["gates"] for name, result in results.items() if result["gates"]}
    rows = [[f"`{name}`", *(f"{of[key]:.3f}" if key in of else "-" for key in columns.values())] for name, of in shown.items()]
    return _table(["mean over the topic's units", *columns], rows)


def holding(results: Results) -> str:
    """What is answered if the topic's units are held while a new topic is told, and if others are."""
    shown = {name: result["held"] for name, result in results.items() if result["held"]}
    columns = {
        "right": "nothing held: the new topic",
        "old": "its units held: the old topic",
        "changed": "as many others held: another answer",
    }
    rows = [[f"`{name}`", str(of["units"]), *(_with_interval(of[key], "share") for key in columns)] for name, of in shown.items()]
    return _table(["", "the topic's units", *columns.values()], rows)


def typed(results: Results) -> str:
    """The share of right answers to what a class types, by group, in each half."""
    halves = {f"{name}, {half}": of for name, halves in _typed(results).items() for half, of in halves["halves"].items()}
    groups = [
        group for group in dict.fromkeys(group for of in halves.values() for group in of["groups"]) if group != NOTHING_TOLD
    ]
    rows = [[group, *(_share_of(of["groups"].get(group), "right") for of in halves.values())] for group in groups]
    together = ["all but children", *(_share_of(of["together"], "right") for of in halves.values())]
    return _table(["typed questions", *halves], [*rows, together])


def doubt(results: Results) -> str:
    """Whether the networks know when they do not know, in each half."""
    halves = {f"{name}, {half}": of for name, halves in _typed(results).items() for half, of in halves["halves"].items()}
    errors = [_share_of(of, "ece") for of in _typed(results).values() for _ in of["halves"]]
    rows = [
        ["wrong and surer than 0.9", *(_share_of(of["together"], "wrong_and_sure") for of in halves.values())],
        [
            "surer than 0.9 where nothing was told",
            *(_share_of(of["groups"].get(NOTHING_TOLD), "wrong_and_sure") for of in halves.values()),
        ],
        ["expected calibration error, all of them", *errors],
    ]
    return _table(["share of the typed questions", *halves], rows)


def worst(result: dict[str, Any]) -> str:
    """The wrong answers that were given with the greatest certainty."""
    mistakes = result.get("typed", {}).get("worst", [])
    return _table(["typed", "answer", "p"], [[text.replace("|", "/"), word, f"{p:.2f}"] for text, word, p in mistakes])


def _typed(results: Results) -> Results:
    return {name: of["typed"] for name, of in results.items() if of.get("typed")}


def _share_of(of: dict[str, Any] | None, key: str) -> str:
    return f"{of[key]:.3f}" if of else "-"


def details(name: str, scores: Scores) -> str:
    """One network's accuracy by kind of question and gap, with its 95 % interval and the answer's mean probability."""
    gaps = [gap_name(gap) for gap in GAPS]
    rows = [[kind.name, *(_in_full(scores[kind.name][gap]) for gap in gaps)] for kind in KINDS if kind.gaps]
    return _table([f"`{name}`, gap in words", *gaps], rows)


def _quoted(results: Results) -> list[str]:
    return [f"`{name}`" for name in results]


def _mean(scores: dict[str, dict[str, Any]], key: str) -> str:
    return f"{np.mean([score[key] for score in scores.values()]):.3f}" if scores else "-"


def _in_full(score: dict[str, Any]) -> str:
    return f"{_with_interval(score, 'accuracy')}, p {score['p']:.2f}"


def _with_interval(of: dict[str, Any], key: str) -> str:
    return f"{of[key]:.3f} ({of['low']:.3f} to {of['high']:.3f})"


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows))
