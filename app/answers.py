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
from model.explain import Answers, answers_at_end, beliefs, fact_asked_for, facts_of, knows, priors
from texts import Said

PREDICTIONS, BELIEFS = 5, 3
MOST_SHARES = 2_000_000  # numbers of a ledger: it has one for each pair of tokens and each unit


def walked(network: Network, asked: SentenceIn) -> Trace:
    return trace(network, asked.sentence, map(edit_of, asked.edits))


def edit_of(edit: EditIn) -> Edit:
    units = edit.units if edit.units == "all" else tuple(edit.units)
    value = tuple(edit.value) if isinstance(edit.value, list) else edit.value
    return Edit(edit.token, edit.signal, units, value, edit.layer, edit.direction)


def trace_of(found: Trace, asked: Sequence[str] | None = None) -> dict[str, Any]:
    """``asked``: the facts of which the belief is told; None for that which the sentence asks for."""
    *below, top = found.run.layers
    blanks = [blank_of(found, blank) for blank in found.blanks]
    at_end = answers_at_end(found)
    return {
        "tokens": [{"text": t.text, "known": t.known, "start": t.start, "end": t.end} for t in found.tokens],
        "signals": dict(top.forward),
        "layers": [{"forward": dict(layer.forward), "backward": layer.backward and dict(layer.backward)} for layer in below],
        "backward": top.backward and dict(top.backward),
        "predictions": [words(best) for best in found.best_of_each(found.probabilities, PREDICTIONS)],
        "blank": blanks[-1] if blanks else None,
        "blanks": blanks,
        "memory": memory_of(found, asked, at_end),
        "suggestions": suggestions(found, at_end),
    }


def blank_of(found: Trace, blank: int) -> dict[str, Any]:
    answer = found.answer(blank, PREDICTIONS)
    return {"index": blank, "words": words(answer), "knows": knows(answer)}


def memory_of(found: Trace, asked: Sequence[str] | None, at_end: Mapping[str, Answers]) -> list[dict[str, Any]]:
    facts = facts_of(found.network)
    if asked is None:
        fact = fact_asked_for(found)
        asked = [fact.name] if fact else []
    told = [fact for fact in facts if fact.name in asked]
    prior = priors(found.network)
    believed = dict(zip((fact.name for fact in told), beliefs(found, told, BELIEFS), strict=True))
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


def arithmetic_of(found: Trace, asked: ArithmeticIn) -> dict[str, Any]:
    place = (asked.token, asked.signal, asked.unit, asked.layer, asked.direction)
    opened = arithmetic(found.run, *place)
    terms = [{**asdict(term), "value": term.value} for term in opened.terms]
    return {**asdict(opened), "terms": terms, "formula": formula_of_number(found.run, *place)}


def gradients_of(found: Trace, asked: GradientsIn) -> dict[str, Any]:
    flow = gradients(found, asked.token, asked.word)
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


def ledger_of(found: Trace, asked: LedgerIn) -> dict[str, Any]:
    units = len(asked.units) if asked.units is not None else found.network.config.units
    if len(found) ** 2 * units > MOST_SHARES:
        most = MOST_SHARES // len(found) ** 2
        raise Problem(422, Said("errors.ledger", {"words": len(found), "units": units, "most": most}), "units")
    book = ledger(found.run, asked.state, asked.units, asked.layer, asked.direction)
    return {"state": book.state, "units": book.units, "shares": book.shares, "kept": book.kept}


def compared(network: Network, cell: str, sentence: str, number: int) -> dict[str, Any]:
    """One walk of a comparison. ``cell``: as it is asked for; ``number``: which of the sentences."""
    begun = time.perf_counter()
    found = trace(network, sentence)
    milliseconds = (time.perf_counter() - begun) * 1e3
    parameters = network.parameters
    return {
        "sentence": number,
        "cell": cell,
        "parameters": int(parameters.flat.size),
        "multiplications": sum(int(p.size) for name, p in parameters.items() if name.startswith("layers.") and p.ndim == 2),
        "milliseconds": round(milliseconds, 3),
        "trace": trace_of(found),
    }
