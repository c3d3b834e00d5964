"""What a network knows, and what it only says out of habit.

Whoever reads nothing has a guess all the same: what the network would say to a question before it has read a word is its prior.
Only where an answer differs from that did the text tell it. And what it gives less than one half it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

import numpy as np

from model.equations import Array
from model.explain.beliefs import Fact, asked_at, fact_of_question, facts_of, question_of
from model.network import Network, Prediction, Token, Trace, best_of_each, softmax

SENTENCE_ENDS = frozenset(".!?")
KNOWN = 0.5
BEST = 3  # answers
Answers = tuple[Prediction, ...]  # the likeliest first
_priors: WeakKeyDictionary[Network, dict[str, Answers]] = WeakKeyDictionary()


def knows(answers: Answers) -> bool:
    return answers[0].p >= KNOWN


def priors(network: Network) -> dict[str, Answers]:
    """What would be answered to the question of each fact if nothing had been read; worked out once."""
    if network not in _priors:
        _priors[network] = {fact.name: _prior(network, fact) for fact in facts_of(network)}
    return _priors[network]


def _prior(network: Network, fact: Fact) -> Answers:
    tokens = question_of(fact, network.config.vocabulary)
    table = network.table_for(tokens)
    run = network.stack.run(network.inputs(network.rows(tokens, table), table))
    return best_of_each(table.words, softmax(network.logits(run.output[-1:], table)), BEST)[0]


def main_fact(walk: Trace) -> Fact | None:
    """What the sentence is about: the fact whose question it ends with, before its last blank. If there is none such, the one to
    whose question the word in the blank was the answer before the last sentence began (*She speaks ___*); or else the first."""
    facts, in_question = facts_of(walk.network), fact_of_question(walk)
    if in_question or not facts:
        return in_question
    if walk.blanks and knows(filled := walk.answer(walk.blanks[-1], 1)):
        before = next((n + 1 for n in reversed(range(walk.blanks[-1])) if walk.tokens[n].text in SENTENCE_ENDS), 0)
        answers = _answers_behind(walk, before)
        same = (fact for fact in facts if knows(answers[fact.name]) and answers[fact.name][0].word == filled[0].word)
        return next(same, facts[0])
    return facts[0]


def answers_at_end(walk: Trace) -> dict[str, Answers]:
    """What would be answered to the question of each fact before the last blank; if just that was asked, what is said."""
    end = walk.blanks[-1] if walk.blanks else len(walk)
    said = {fact.name: walk.predictions(end - 1, BEST) for fact in facts_of(walk.network) if end - 1 in asked_at(walk, fact)}
    return _answers_behind(walk, end) | said


def _answers_behind(walk: Trace, words: int) -> dict[str, Answers]:
    """What would be answered behind so many words."""
    facts = facts_of(walk.network)
    if words == 0 or not facts:
        return dict(priors(walk.network))
    questions = {fact.name: question_of(fact, walk.network.config.vocabulary) for fact in facts}
    lengths = {len(tokens) for tokens in questions.values()}
    alike = [[name for name, tokens in questions.items() if len(tokens) == length] for length in lengths]
    outputs = {
        name: output for names in alike for name, output in _outputs(walk, [questions[name] for name in names], names, words)
    }
    hidden = np.array([outputs[fact.name] for fact in facts])
    best = best_of_each(walk.table.words, softmax(walk.network.logits(hidden, walk.table)), BEST)
    return dict(zip((fact.name for fact in facts), best, strict=True))


def _outputs(
    walk: Trace, questions: Sequence[tuple[Token, ...]], names: Sequence[str], words: int
) -> Iterator[tuple[str, Array]]:
    """Questions of the same length together, which is faster."""
    network, table = walk.network, walk.table
    x = np.stack([network.inputs(network.rows(tokens, table), table) for tokens in questions], axis=1)
    return zip(names, network.stack.go_on(walk.run, x, range(words - 1, words))[:, 0], strict=True)
