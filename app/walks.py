"""From a walk to what is said of it: plain data with arrays, for ``encoding.py`` to send."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from app.encoding import STEPS, Exact
from app.problems import Problem
from app.schemas import Asked, CellName, Comparison, EditIn, OneNumber, Shares, Traced, Walk
from app.settings import Settings
from model import (
    Edit,
    Prediction,
    Trace,
    arithmetic,
    cell_names,
    diagram,
    formula,
    formula_of_number,
    gradients,
    ledger,
    load_cell,
    shipped,
    shipped_names,
    trace,
)
from model.equations import INPUT, OUTPUT, belt, meanings, memory_state, to_text
from model.explain import beliefs, fact_asked_for, facts_of
from model.network import Network, scores

PREDICTIONS, BELIEFS = 5, 3
MOST_SHARES = 2_000_000  # numbers of a ledger: it has one for each pair of tokens and each unit
MOST_COMPARED = 5  # times the tokens of one text, in all walks of a comparison together


def within_limits(walk: Walk, settings: Settings) -> None:
    """What is seen without walking, and said before a request waits for its turn."""
    text_within_limits(walk.sentence, walk.cell, settings)
    if len(walk.edits) > settings.most_edits:
        raise Problem(422, f"There are {len(walk.edits):,} edits, and {settings.most_edits:,} at most are possible.", "edits")

    facts_are_known(walk)


def facts_are_known(walk: Walk) -> None:
    known = [fact.name for fact in facts_of(network_of(walk.cell))]
    for name in (isinstance(walk, Traced) and walk.beliefs) or ():
        if name not in known:
            its = ", ".join(known) or "none"
            raise Problem(422, f"There is no fact {name!r} in this network; its facts are: {its}.", "beliefs")


def network_of(name: str) -> Network:
    if name not in shipped_names():
        raise Problem(422, f"The cell `{name}` has not been taught: there are no weights for it yet.", "cell")
    return shipped(name)


def text_within_limits(text: str, cell: CellName, settings: Settings) -> None:
    if not text.strip():
        raise Problem(422, "There is no word in this sentence. Type at least one.", "sentence")
    if len(text) > settings.most_characters:
        most = f"{settings.most_characters:,}"
        raise Problem(422, f"This text has {len(text):,} characters, and {most} at most can be walked here.", "sentence")
    # A token has a character at least: a text of few characters need not be cut.
    if len(text) > settings.most_tokens and (tokens := tokens_in(text, cell)) > settings.most_tokens:
        most = f"{settings.most_tokens:,}"
        raise Problem(422, f"This text has {tokens:,} words and signs, and {most} at most can be walked here.", "sentence")


def comparison_within_limits(asked: Comparison, settings: Settings) -> None:
    for sentence in asked.sentences:
        text_within_limits(sentence, asked.cells[0], settings)
    most = MOST_COMPARED * settings.most_tokens // len(asked.cells)
    tokens = sum(tokens_in(sentence, asked.cells[0]) for sentence in asked.sentences)
    if tokens > most:
        raise Problem(422, f"There are {tokens} words, too many for {len(asked.cells)} cells; {most} are the most.", "sentences")


def tokens_in(text: str, cell: CellName) -> int:
    return len(network_of(cell).config.vocabulary.tokens(text))


def walked(walk: Walk) -> Trace:
    return trace(network_of(walk.cell), walk.sentence, map(edit_of, walk.edits))


def edit_of(edit: EditIn) -> Edit:
    units = edit.units if edit.units == "all" else tuple(edit.units)
    value = tuple(edit.value) if isinstance(edit.value, list) else edit.value
    return Edit(edit.token, edit.signal, units, value, edit.layer, edit.direction)


def trace_of(found: Trace, asked: Sequence[str] | None = None) -> dict[str, Any]:
    """``asked``: the facts of which the belief is told; None for that which the sentence asks for."""
    *below, top = found.run.layers
    blanks = [{"index": blank, "words": words(found.answer(blank, PREDICTIONS))} for blank in found.blanks]
    return {
        "tokens": [{"text": t.text, "known": t.known, "start": t.start, "end": t.end} for t in found.tokens],
        "signals": dict(top.forward),
        "layers": [{"forward": dict(layer.forward), "backward": layer.backward and dict(layer.backward)} for layer in below],
        "backward": top.backward and dict(top.backward),
        "predictions": [words(best) for best in found.best_of_each(found.probabilities, PREDICTIONS)],
        "blank": blanks[-1] if blanks else None,
        "blanks": blanks,
        "memory": memory_of(found, asked),
    }


def memory_of(found: Trace, asked: Sequence[str] | None) -> list[dict[str, Any]]:
    facts = facts_of(found.network)
    if asked is None:
        fact = fact_asked_for(found)
        asked = [fact.name] if fact else []
    told = [fact for fact in facts if fact.name in asked]
    believed = dict(zip((fact.name for fact in told), beliefs(found, told, BELIEFS), strict=True))
    return [
        {
            "fact": fact.name,
            "question": fact.question,
            "units": fact.units,
            "weights": fact.weights,
            "belief": [words(best) for best in believed[fact.name]] if fact.name in believed else None,
        }
        for fact in facts
    ]


def words(predictions: Iterable[Prediction]) -> list[dict[str, Any]]:
    """With 4 decimals: to count steps is the same as to round to decimals, in a third of the time."""
    return [{"word": prediction.word, "p": round(prediction.p * STEPS) / STEPS} for prediction in predictions]


def arithmetic_of(found: Trace, asked: OneNumber) -> dict[str, Any]:
    place = (asked.token, asked.signal, asked.unit, asked.layer, asked.direction)
    opened = arithmetic(found.run, *place)
    terms = [{**asdict(term), "value": term.value} for term in opened.terms]
    return {**asdict(opened), "terms": terms, "formula": formula_of_number(found.run, *place)}


def gradients_of(found: Trace, asked: Asked) -> dict[str, Any]:
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


def ledger_of(found: Trace, asked: Shares) -> dict[str, Any]:
    units = len(asked.units) if asked.units is not None else found.network.config.units
    if len(found) ** 2 * units > MOST_SHARES:
        most = MOST_SHARES // len(found) ** 2
        raise Problem(422, f"A ledger of {len(found)} words and {units} units is too long. Name {most} units at most.", "units")
    book = ledger(found.run, asked.state, asked.units, asked.layer, asked.direction)
    return {"state": book.state, "units": book.units, "shares": book.shares, "kept": book.kept}


def comparison_of(asked: Comparison) -> dict[str, Any]:
    walks = [(n, Walk(sentence=sentence, cell=cell)) for n, sentence in enumerate(asked.sentences) for cell in asked.cells]
    return {"walks": [_compared(walk, n) for n, walk in walks]}


def _compared(walk: Walk, sentence: int) -> dict[str, Any]:
    begun = time.perf_counter()
    found = walked(walk)
    milliseconds = (time.perf_counter() - begun) * 1e3
    parameters = found.network.parameters
    return {
        "sentence": sentence,
        "cell": walk.cell,
        "parameters": int(parameters.flat.size),
        "multiplications": sum(int(p.size) for name, p in parameters.items() if name.startswith("layers.") and p.ndim == 2),
        "milliseconds": round(milliseconds, 3),
        "trace": trace_of(found),
    }


def cells() -> list[dict[str, Any]]:
    return [cell_of(name) for name in cell_names()]


def cell_of(name: str) -> dict[str, Any]:
    """A cell as equations, and what is known of the network of it that comes with the app, if there is one."""
    cell, network = load_cell(name), shipped(name) if name in shipped_names() else None
    first_layer = network.config.layers == 1 if network else not cell.needs_layer_below
    moves, what = belt(cell, first_layer), meanings(cell, first_layer)
    told = network and {key: value for key, value in network.provenance.items() if key != "facts"}
    return {
        "name": cell.name,
        "title": cell.title,
        "paper": cell.paper,
        "note": cell.note,
        "equations": [
            {"name": e.name, "role": e.role, "text": f"{e.name} = {to_text(e.right)}", "mathml": formula(e)}
            | what[e.name].to_json()
            for e in cell.equations(first_layer)
        ],
        "diagram": diagram(cell, first_layer).to_json(),
        "belt": moves and moves.to_json(),
        "input": INPUT,
        "output": OUTPUT,
        "memory": memory_state(cell),
        "units": network and network.config.units,
        "layers": network and network.config.layers,
        "parameters": network and int(network.parameters.flat.size),
        "model": told and {**told, "held_out": scores().get(name)},
    }
