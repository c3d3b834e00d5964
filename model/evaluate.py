"""``python -m model.evaluate``: how well the networks remember, on stories that they never saw.

The stories have a seed of their own, fillers and distractors that never occur in training, and invented names that
no network has met; only how facts are told and asked for is as in training. For every family of questions, and for
every gap between the telling of a fact and the question, some 500 questions are asked of each network. Written as JSON
beside the weights, and printed as tables.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from model.explain import facts_of
from model.network import BLANK, WEIGHTS, Batch, Network, Trainer, direction_of, key_of, load_network
from model.training import CELLS, TEST_SEED, held, interval, legibility
from model.world import Invented, Question, Story, Style, Teller, sentences, vocabulary

QUESTIONS = 500  # in each cell of the table
GAPS = ((1, 10), (11, 20), (21, 50), (51, 100), (101, 200))
NEW_NAMES = 0.1  # of the names that are mentioned in passing, at least so many are invented
AT_ONCE = 100  # stories in a batch
SCORED = (*CELLS, "blanks")
SYLLABLES = (
    "bra cor del fen gal har jor kel lor mer nar or pel quin ros sel tor ul ver wol zan",
    "a e i o u an el in or ar en is",
    "dia land mark nia ra ria stan tania via wen zor mont",
)  # of invented names
Told = tuple[Story, Question]
Scores = dict[str, dict[str, dict[str, Any]]]  # kind of question -> gap -> score
Results = dict[str, dict[str, Any]]  # network -> what `measured` says of it


@dataclass(frozen=True)
class Kind:
    """A row of the table: what is asked, of which names, with which fillers between."""

    name: str
    family: str
    form: str
    invented: float = 0.0
    between: str = "fillers_held_out.txt"  # what is told between the fact and the question, besides names in passing
    gaps: bool = True
    usual: bool = True  # is part of what is said of all kinds together; not so what no network has learned
    behind: bool = False  # the name that tells is left out, and is to be found from its capital, which is told later


ORDINARY, DESCRIPTIONS = "ordinary_english.txt", "descriptions_held_out.txt"
KINDS = (
    Kind("topic", "topic", "ask name"),
    Kind("topic, invented names", "topic", "ask name", invented=1.0),
    Kind("capital", "topic", "ask capital"),
    Kind("language", "topic", "ask language"),
    Kind("origin", "origin", "ask"),
    Kind("quest", "quest", "ask"),
    Kind("person", "person", "ask"),
    Kind("kind", "kind", "ask", gaps=False),
    Kind("number", "number", "ask", gaps=False),
    Kind("topic, ordinary English between", "topic", "ask name", between=ORDINARY),
    Kind("topic, invented names, ordinary English between", "topic", "ask name", invented=1.0, between=ORDINARY),
    Kind("origin, ordinary English between", "origin", "ask", between=ORDINARY),
    Kind("quest, ordinary English between", "quest", "ask", between=ORDINARY),
    Kind("person, ordinary English between", "person", "ask", between=ORDINARY),
    Kind("topic, other things described between", "topic", "ask name", between=DESCRIPTIONS, usual=False),
)


BEHIND = Kind("topic, decided behind the blank", "topic", "ask capital", usual=False, behind=True)  # of who reads both ways


def kinds_of(network: Network) -> tuple[Kind, ...]:
    return (*KINDS, BEHIND) if network.config.bidirectional else KINDS


@dataclass(frozen=True)
class Score:
    questions: int
    right: int
    p: float  # mean probability of the right answer

    @property
    def accuracy(self) -> float:
        return self.right / self.questions

    def interval(self) -> tuple[float, float]:
        return interval(self.right, self.questions)

    def to_json(self) -> dict[str, Any]:
        low, high = self.interval()
        return {
            "questions": self.questions,
            "accuracy": round(self.accuracy, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "p": round(self.p, 4),
        }


def invented_names(random: Random, count: int) -> list[str]:
    """Names that sound like places and that are none."""
    names: dict[str, None] = {}
    while len(names) < count:
        name = "".join(random.choice(part.split()) for part in SYLLABLES)
        if name not in vocabulary().index:
            names[name] = None
    return list(names)


def held_out(random: Random, kind: Kind) -> tuple[Style, list[str]]:
    """How the test stories are told, and the words of their invented names, of which none occurs in training."""
    names = invented_names(random, 400)
    in_passing = max(NEW_NAMES, kind.invented)
    fillers, distractors = sentences(kind.between), sentences("distractors_held_out.txt")
    return Style(fillers, distractors, len(names), 0, kind.invented, in_passing), names


def ask(teller: Teller, kind: Kind, random: Random, gap: tuple[int, int] | None) -> Told | None:
    """A story with one question whose fact was told ``gap`` words before it; None if it did not come out so."""
    teller.begin()
    for _ in range(random.randint(0, 2)):
        teller.filler()
    if gap is not None:
        # The last one counts. Of things to carry there are four, each of which may be found again.
        tellings = random.choice((1, 2, 3, 4, 5, 6) if kind.family == "quest" else (1, 2, 2, 3))
        for n in range(tellings):
            teller.say(kind.family, "tell", teller.news(kind.family))
            if n < tellings - 1 and random.random() < 0.5:
                teller.filler()
        told_at = max(teller.facts.told_at.values())
        wanted = random.randint(*gap)
        while len(teller.story.words) - told_at < wanted - 9:
            teller.filler()
    forms = [form for form in teller.questions(kind.family) if form.startswith(kind.form)]
    teller.ask(kind.family, random.choice(forms))
    question = teller.story.questions[-1]
    return (teller.story, question) if gap is None or gap[0] <= question.gap <= gap[1] else None


def stories(kind: Kind, gap: tuple[int, int] | None, count: int) -> tuple[list[Told], list[str]]:
    """Test stories of one cell of the table, and the words of their invented names."""
    random = Random(f"{TEST_SEED} {kind.name} {gap}")
    style, names = held_out(random, kind)
    teller = Teller(random, style)
    found: list[Told] = []
    while len(found) < count:
        told = ask(teller, kind, random, gap)
        if told:
            story, question = told
            found.append((story, replace(question, place=question.told_at)) if kind.behind else told)
    return found, names


def batch_of(network: Network, some: list[Told], names: list[str]) -> Batch:
    """The stories up to their questions; a network that reads both ways finds a blank there, and what stands behind it.

    As when a sentence is walked, the words to choose from are the vocabulary and the sentence's own.
    """
    index, known = network.config.vocabulary.index, len(network.config.vocabulary)
    unknown: dict[str, int] = {}

    def row(word: str | Invented) -> int:
        key = key_of(names[word.number] if isinstance(word, Invented) else word)
        found = index.get(key)
        return unknown.setdefault(key, known + len(unknown)) if found is None else found

    both_ways = network.config.bidirectional
    lengths = np.array([len(story.words) if both_ways else question.place + 1 for story, question in some])
    rows, targets = np.zeros((2, lengths.max(), len(some)), int)
    weights = np.zeros(rows.shape, np.float32)
    for n, (story, question) in enumerate(some):
        rows[: lengths[n], n] = [row(word) for word in story.words[: lengths[n]]]
        step = question.place if both_ways else question.place - 1
        weights[step, n], targets[step, n] = 1, rows[question.place, n]
        if both_ways:
            rows[step, n] = index[BLANK]
    width = network.config.width
    own = np.zeros((len(some), len(unknown)), bool)
    for n in range(len(some)):
        of_it = rows[: lengths[n], n]
        own[n, of_it[of_it >= known] - known] = True
    fresh = np.array([direction_of(word, width) for word in unknown]).reshape(-1, width) * network.mean_norm
    return Batch(rows, lengths, targets, weights, fresh, own)


def score(trainer: Trainer, network: Network, told: list[Told], names: list[str]) -> Score:
    right, total = 0, 0.0
    by_length = sorted(told, key=lambda one: one[1].place)
    for first in range(0, len(told), AT_ONCE):
        batch = batch_of(network, by_length[first : first + AT_ONCE], names)
        likeliest, p = trainer.examine(batch)
        right += int((likeliest == batch.targets[batch.weights > 0]).sum())
        total += float(p.sum())
    return Score(len(told), right, total / len(told))


def gap_name(gap: tuple[int, int] | None) -> str:
    return f"{gap[0]}-{gap[1]}" if gap else "any"


def evaluate(network: Network, questions: int = QUESTIONS) -> Scores:
    """Kind of question -> gap, such as ``21-50`` (``any`` where nothing must be kept) -> score."""
    trainer = Trainer(network.config, network.parameters)
    table: Scores = {}
    for kind in kinds_of(network):
        table[kind.name] = {}
        for gap in GAPS if kind.gaps else (None,):
            table[kind.name][gap_name(gap)] = score(trainer, network, *stories(kind, gap, questions)).to_json()
    return table


def by_gap(asked: Scores) -> dict[str, dict[str, Any]]:
    """Gap -> the score of all usual kinds of questions together."""
    kinds = [kind.name for kind in KINDS if kind.gaps and kind.usual]
    return {gap: _together([asked[kind][gap] for kind in kinds]) for gap in map(gap_name, GAPS)}


def measured(network: Network, questions: int = QUESTIONS) -> dict[str, Any]:
    """Scores as ``asked`` and ``by_gap``; what the ``gates`` of the topic's units do, and what follows if these are ``held``.

    The last two are None if the network has no such units or gates.
    """
    asked, topic = evaluate(network, questions), next(iter(facts_of(network)), None)
    return {
        "asked": asked,
        "by_gap": by_gap(asked),
        "gates": topic and legibility(network, topic),
        "held": topic and held(network, topic),
    }


def summary(results: Results) -> str:
    """Two tables: accuracy by kind of question, and by gap."""
    every = results.values()
    names = dict.fromkeys(name for of in every for name in of["asked"])
    kinds = [[name, *(_mean(of["asked"].get(name, {})) for of in every)] for name in names]
    gaps = [[gap, *(f"{of['by_gap'][gap]['accuracy']:.3f}" for of in every)] for gap in map(gap_name, GAPS)]
    head = [f"`{name}`" for name in results]
    return f"{_table(['asked about, at any gap', *head], kinds)}\n\n{_table(['gap in words', *head], gaps)}"


def gates(results: Results) -> str:
    """A table of what the gates of the topic's units do, for the networks that have some."""
    columns = {
        "kept at a new topic": "kept_at_new_topic",
        "kept elsewhere": "kept_elsewhere",
        "shown at the question": "shown_at_question",
        "shown elsewhere": "shown_elsewhere",
        "stories in which all is as it should be": "legible",
    }
    found = {name: result["gates"] for name, result in results.items() if result["gates"]}
    rows = [[f"`{name}`", *(f"{of[key]:.3f}" if key in of else "-" for key in columns.values())] for name, of in found.items()]
    return _table(["mean over the topic's units", *columns], rows)


def holding(results: Results) -> str:
    """A table of what is answered if the topic's units are held while a new topic is told, and if others are."""
    found = {name: result["held"] for name, result in results.items() if result["held"]}
    columns = {
        "right": "nothing held: the new topic",
        "old": "its units held: the old topic",
        "changed": "as many others held: another answer",
    }
    rows = [[f"`{name}`", str(of["units"]), *(_with_interval(of[key], "share") for key in columns)] for name, of in found.items()]
    return _table(["", "the topic's units", *columns.values()], rows)


def details(name: str, scores: Scores) -> str:
    """One network's accuracy by kind of question and gap, with its 95 % interval and the answer's mean probability."""
    gaps = [gap_name(gap) for gap in GAPS]
    rows = [[kind.name, *(_in_full(scores[kind.name][gap]) for gap in gaps)] for kind in KINDS if kind.gaps]
    return _table([f"`{name}`, gap in words", *gaps], rows)


def keep(path: Path, name: str, result: dict[str, Any]) -> None:
    """Writes it beside the scores of the others, which stay as they were."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[name] = result
    path.write_text(json.dumps({name: known[name] for name in SCORED if name in known}, indent=1) + "\n", encoding="utf-8")


def _mean(by_gap: dict[str, dict[str, Any]]) -> str:
    return f"{np.mean([score['accuracy'] for score in by_gap.values()]):.3f}" if by_gap else "-"


def _together(scores: list[dict[str, Any]]) -> dict[str, Any]:
    questions = sum(score["questions"] for score in scores)
    right = sum(round(score["accuracy"] * score["questions"]) for score in scores)
    return Score(questions, right, sum(score["p"] * score["questions"] for score in scores) / questions).to_json()


def _in_full(score: dict[str, Any]) -> str:
    return f"{_with_interval(score, 'accuracy')}, p {score['p']:.2f}"


def _with_interval(of: dict[str, Any], key: str) -> str:
    return f"{of[key]:.3f} ({of['low']:.3f} to {of['high']:.3f})"


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m model.evaluate", description="Asks the networks what they remember.")
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(SCORED), help=f"which networks ({', '.join(SCORED)})")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help=f"in each cell of the table ({QUESTIONS})")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of the weights")
    options = parser.parse_args()
    for name in options.names:
        if name not in SCORED:
            parser.error(f"{name!r} is no network that can be asked; there are {', '.join(SCORED)}")
    path = options.weights / "scores.json"
    named = {}
    for name in options.names:
        named[name] = measured(load_network(options.weights / f"{name}.safetensors"), options.questions)
        if options.questions >= QUESTIONS:  # fewer are for a quick look
            keep(path, name, named[name])
        print(f"{name}: done", file=sys.stderr, flush=True)
    each = [details(name, result["asked"]) for name, result in named.items()]
    print(summary(named), gates(named), holding(named), *each, sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
