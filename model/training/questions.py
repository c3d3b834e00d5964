"""What networks are asked to find out how well they remember, on stories that they never saw.

The stories have a seed of their own, fillers and distractors that never occur in training, and invented names that
no network has met; only how facts are told and asked for is as in training. For every kind of question, and for every gap
between the telling of a fact and the question, some 500 questions are asked of each network.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

import numpy as np

from model.explain import facts_of
from model.network import BLANK, Batch, Network, Trainer, direction_of, key_of
from model.training.held import held
from model.training.legible import legibility
from model.training.recipes import TEST_SEED, world_of
from model.training.score import interval
from model.training.typed import typed_scores
from model.world import Invented, Question, Story, Style, Teller, World

QUESTIONS = 500  # in each cell of the table
GAPS = ((1, 10), (11, 20), (21, 50), (51, 100), (101, 200))
NEW_NAMES = 0.1  # of the names that are mentioned in passing, at least so many are invented
AT_ONCE = 100  # stories in a batch
SYLLABLES = (
    "bra cor del fen gal har jor kel lor mer nar or pel quin ros sel tor ul ver wol zan",
    "a e i o u an el in or ar en is",
    "dia land mark nia ra ria stan tania via wen zor mont",
)  # of invented names
Case = tuple[Story, Question]
Gap = tuple[int, int] | None  # words between a fact and its question, from and to; None: nothing must be kept
Scores = dict[str, dict[str, dict[str, Any]]]  # kind of question -> gap -> score


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
KIND_CALLED = {kind.name: kind for kind in (*KINDS, BEHIND)}


def kinds_of(network: Network) -> tuple[Kind, ...]:
    return (*KINDS, BEHIND) if network.config.bidirectional else KINDS


def gaps_of(kind: Kind) -> tuple[Gap, ...]:
    return GAPS if kind.gaps else (None,)


def gap_name(gap: Gap) -> str:
    return f"{gap[0]}-{gap[1]}" if gap else "any"


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


def invented_names(random: Random, count: int, world: World) -> list[str]:
    """Names that sound like places and that are none."""
    names: dict[str, None] = {}
    while len(names) < count:
        name = "".join(random.choice(part.split()) for part in SYLLABLES)
        if name not in world.vocabulary().index:
            names[name] = None
    return list(names)


def held_out(random: Random, kind: Kind, world: World) -> tuple[Style, list[str]]:
    """How the test stories are told, and the words of their invented names, of which none occurs in training."""
    names = invented_names(random, 400, world)
    in_passing = max(NEW_NAMES, kind.invented)
    fillers, distractors = world.sentences(kind.between), world.sentences("distractors_held_out.txt")
    return Style(fillers, distractors, len(names), 0, kind.invented, in_passing), names


def ask(teller: Teller, kind: Kind, random: Random, gap: Gap) -> Case | None:
    """A story with one question whose fact was told ``gap`` words before it; None if it did not come out so."""
    teller.begin()
    for _ in range(random.randint(0, 2)):
        teller.filler()
    if gap is not None:
        # The last one counts. Of things to carry there are four, each of which may be found again.
        tellings = random.choice((1, 2, 3, 4, 5, 6) if kind.family == "quest" else (1, 2, 2, 3))
        for n in range(tellings):
            teller.tell_fact(kind.family)
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


def stories(kind: Kind, gap: Gap, count: int, world: World) -> tuple[list[Case], list[str]]:
    """Test stories of one cell of the table, and the words of their invented names."""
    random = Random(f"{TEST_SEED} {kind.name} {gap}")
    style, names = held_out(random, kind, world)
    teller = world.teller(random, style)
    cases: list[Case] = []
    while len(cases) < count:
        case = ask(teller, kind, random, gap)
        if case:
            story, question = case
            cases.append((story, replace(question, place=question.told_at)) if kind.behind else case)
    return cases, names


def batch_of(network: Network, some: list[Case], names: list[str]) -> Batch:
    """The stories up to their questions; a network that reads both ways finds a blank there, and what stands behind it.

    As when a sentence is walked, the words to choose from are the vocabulary and the sentence's own.
    """
    index, known = network.config.vocabulary.index, len(network.config.vocabulary)
    unknown: dict[str, int] = {}

    def row(word: str | Invented) -> int:
        key = key_of(names[word.number] if isinstance(word, Invented) else word)
        number = index.get(key)
        return unknown.setdefault(key, known + len(unknown)) if number is None else number

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


def score(trainer: Trainer, network: Network, cases: list[Case], names: list[str]) -> Score:
    right, total = 0, 0.0
    by_length = sorted(cases, key=lambda one: one[1].place)
    for first in range(0, len(cases), AT_ONCE):
        batch = batch_of(network, by_length[first : first + AT_ONCE], names)
        likeliest, p = trainer.examine(batch)
        right += int((likeliest == batch.targets[batch.weights > 0]).sum())
        total += float(p.sum())
    return Score(len(cases), right, total / len(cases))


def evaluate(network: Network, questions: int = QUESTIONS) -> Scores:
    """Kind of question -> gap, such as ``21-50`` (``any`` where nothing must be kept) -> score."""
    trainer = Trainer(network.config, network.parameters)
    table: Scores = {}
    for kind in kinds_of(network):
        table[kind.name] = {}
        for gap in gaps_of(kind):
            table[kind.name][gap_name(gap)] = score(trainer, network, *stories(kind, gap, questions, world_of(network))).to_json()
    return table


def by_gap(table: Scores) -> dict[str, dict[str, Any]]:
    """Gap -> the score of all usual kinds of questions together."""
    return {gap: _together([table[kind][gap] for kind in _usual()]) for gap in map(gap_name, GAPS)}


@cache
def commonest(kind: Kind, questions: int, world: World) -> dict[str, float]:
    """Gap -> the share of these questions that one and the same answer gets right, the commonest to questions of this kind."""
    answers: dict[str, Counter[str]] = {}
    for gap in gaps_of(kind):
        cases, names = stories(kind, gap, questions, world)
        words = (story.words[question.place] for story, question in cases)
        answers[gap_name(gap)] = Counter(names[word.number] if isinstance(word, Invented) else word for word in words)
    [(answer, _)] = sum(answers.values(), Counter[str]()).most_common(1)
    return {gap: round(counted[answer] / questions, 4) for gap, counted in answers.items()}


def with_commonest(result: dict[str, Any], world: World) -> dict[str, Any]:
    """The same with what the commonest answer would get, beside each score and for all usual kinds together.

    That follows from the questions alone; no network is asked for it.
    """
    table = {
        name: {
            gap: score | {"commonest": commonest(KIND_CALLED[name], score["questions"], world)[gap]}
            for gap, score in scores.items()
        }
        for name, scores in result["asked"].items()
    }
    together = {gap: float(np.mean([table[kind][gap]["commonest"] for kind in _usual()])) for gap in map(gap_name, GAPS)}
    return result | {"asked": table, "commonest": {gap: round(share, 4) for gap, share in together.items()}}


def measured(network: Network, questions: int = QUESTIONS) -> dict[str, Any]:
    """All that is measured of a network.

    ``asked`` and ``by_gap`` are scores, ``commonest`` what the commonest answer would get by gap; ``gates`` says what the
    gates of the topic's units do, ``held`` what follows if these are held. The last two are None if the network has no
    such units or gates. ``typed`` says how it answers what a class types.
    """
    table = evaluate(network, questions)
    result = {"asked": table, "by_gap": by_gap(table)} | of_the_topic(network)
    return with_commonest(result, world_of(network)) | {"typed": typed_scores(network)}


def of_the_topic(network: Network) -> dict[str, Any]:
    """What the units do that hold the topic, and what follows if they are held."""
    topic = next(iter(facts_of(network)), None)
    return {"gates": topic and legibility(network, topic), "held": topic and held(network, topic)}


def _usual() -> list[str]:
    return [kind.name for kind in KINDS if kind.gaps and kind.usual]


def _together(scores: list[dict[str, Any]]) -> dict[str, Any]:
    questions = sum(score["questions"] for score in scores)
    right = sum(round(score["accuracy"] * score["questions"]) for score in scores)
    return Score(questions, right, sum(score["p"] * score["questions"] for score in scores) / questions).to_json()
