"""From a request to what is said: plain data with arrays, for ``encoding.py`` to send."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from app.encoding import STEPS, Exact
from app.problems import Problem
from app.schemas import ArithmeticIn, EditIn, GradientsIn, LedgerIn, SentenceIn
from app.suggestions import suggestions
from model import Edit, Network, Prediction, Trace, arithmetic, formula_of_number, gradients, ledger, trace
from model.explain import Answers, answers_at_end, beliefs, facts_of, knows, main_fact, priors
from texts import Said

PREDICTIONS, BELIEFS = 5, 3
MOST_SHARES = 2_000_000  # numbers of a ledger: it has one for each pair of tokens and each unit


def walk_of(network: Network, request: SentenceIn) -> Trace:
    return trace(network, request.sentence, map(edit_of, request.edits))


def edit_of(edit: EditIn) -> Edit:
    units = edit.units if edit.units == "all" else tuple(edit.units)
    value = tuple(edit.value) if isinstance(edit.value, list) else edit.value
    return Edit(edit.token, edit.signal, units, value, edit.layer, edit.direction)


def trace_of(walk: Trace, wanted: Sequence[str] | None = None) -> dict[str, Any]:
    """``wanted``: the facts of which the belief is computed; None for the main one of the sentence."""
    *below, top = walk.run.layers
    blanks = [blank_of(walk, blank) for blank in walk.blanks]
    at_end = answers_at_end(walk)
    return {
        "tokens": tokens_of(walk),
        "signals": dict(top.forward),
        "layers": [{"forward": dict(layer.forward), "backward": layer.backward and dict(layer.backward)} for layer in below],
        "backward": top.backward and dict(top.backward),
        "predictions": [words(best) for best in walk.best_of_each(walk.probabilities, PREDICTIONS)],
        "blank": blanks[-1] if blanks else None,
        "blanks": blanks,
        "memory": memory_of(walk, wanted, at_end),
        "suggestions": suggestions(walk, at_end),
    }


def tokens_of(walk: Trace) -> list[dict[str, Any]]:
    return [{"text": t.text, "known": t.known, "meant": t.meant, "start": t.start, "end": t.end} for t in walk.tokens]


def blank_of(walk: Trace, blank: int) -> dict[str, Any]:
    answer = walk.answer(blank, PREDICTIONS)
    return {"index": blank, "words": words(answer), "knows": knows(answer)}


def memory_of(walk: Trace, wanted: Sequence[str] | None, at_end: Mapping[str, Answers]) -> list[dict[str, Any]]:
    facts = facts_of(walk.network)
    if wanted is None:
        fact = main_fact(walk)
        wanted = [fact.name] if fact else []
    chosen = [fact for fact in facts if fact.name in wanted]
    prior = priors(walk.network)
    believed = dict(zip((fact.name for fact in chosen), beliefs(walk, chosen, BELIEFS), strict=True))
    return [
        {
            "fact": fact.name,
            "question": fact.question,
            "units": fact.units,
            "weights": fact.weights,
            "prior": words(prior[fact.name]),
            "at_end": words(at_end[fact.name]),
            "belief": [words(best) for best in believed[fact.name]] if fact.name in believed else None,
        }
        for fact in facts
    ]


def words(predictions: Iterable[Prediction]) -> list[dict[str, Any]]:
    """With 4 decimals: to count steps is the same as to round to decimals, in a third of the time."""
    return [{"word": prediction.word, "p": round(prediction.p * STEPS) / STEPS} for prediction in predictions]


def arithmetic_of(walk: Trace, request: ArithmeticIn) -> dict[str, Any]:
    place = (request.token, request.signal, request.unit, request.layer, request.direction)
    opened = arithmetic(walk.run, *place)
    terms = [{**asdict(term), "value": term.value} for term in opened.terms]
    return {**asdict(opened), "terms": terms, "formula": formula_of_number(walk.run, *place)}


def gradients_of(walk: Trace, request: GradientsIn) -> dict[str, Any]:
    flow = gradients(walk, request.token, request.word)
    signals = flow.layers[-1]["forward"]
    strength = {signal: flow.strength(signal) for signal in signals}
    strength["input"] = np.linalg.norm(flow.input.astype(float), axis=1)
    return {
        "word": flow.word,
        "token": flow.token,
        "log_probability": flow.log_probability,
        "signals": {signal: Exact(values) for signal, values in signals.items()},
        "strength": {signal: Exact(values) for signal, values in strength.items()},
    }


def ledger_of(walk: Trace, request: LedgerIn) -> dict[str, Any]:
    units = len(request.units) if request.units is not None else walk.network.config.units
    if len(walk) ** 2 * units > MOST_SHARES:
        most = MOST_SHARES // len(walk) ** 2
        raise Problem(422, Said("errors.ledger", {"words": len(walk), "units": units, "most": most}), "units")
    book = ledger(walk.run, request.state, request.units, request.layer, request.direction)
    return {"state": book.state, "units": book.units, "shares": book.shares, "kept": book.kept}


def compared(network: Network, cell: str, sentence: str, number: int) -> dict[str, Any]:
    """One walk of a comparison. ``cell``: as it is named in the request; ``number``: which of the sentences."""
    begun = time.perf_counter()
    walk = trace(network, sentence)
    milliseconds = (time.perf_counter() - begun) * 1e3
    parameters = network.parameters
    return {
        "sentence": number,
        "cell": cell,
        "parameters": int(parameters.flat.size),
        "multiplications": sum(int(p.size) for name, p in parameters.items() if name.startswith("layers.") and p.ndim == 2),
        "milliseconds": round(milliseconds, 3),
        "trace": trace_of(walk),
    }
