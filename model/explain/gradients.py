"""How strongly an answer depends on what came before it.

The number asked about is the logarithm of the probability of one word after one token. Its gradient with respect
to a state, a gate or an input at an earlier token says how much that logarithm would change, for a small change
there, if everything after it were computed anew. An edit makes just such a change, so the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from model.engine import Direction, Signals
from model.equations import Array
from model.errors import InputError, as_typed, check_index
from model.network import Trace, key_of


@dataclass(frozen=True, eq=False)
class Gradients:
    """Of ``log p(word)`` after ``token``, in float64 if the network is, with every signal's shape ``(tokens, units)``."""

    word: str
    token: int
    log_probability: float
    input: Array  # with respect to the input vectors, (tokens, width)
    layers: tuple[dict[Direction, Signals], ...]

    def __getitem__(self, signal: str) -> Array:
        """Of the top layer's forward direction."""
        return self.of(signal)

    def of(self, signal: str, layer: int | None = None, direction: Direction = "forward") -> Array:
        """Of a signal of a layer, the top one by default."""
        if layer is not None:
            check_index("layer", layer, len(self.layers))
        signals = self.layers[-1 if layer is None else layer].get(direction)
        if signals is None:
            raise InputError("model.input.direction", direction=as_typed(direction, 20))
        if signal not in signals:
            raise InputError("model.input.signal", signal=as_typed(signal, 24), signals=list(signals))
        return signals[signal]

    def strength(self, signal: str, layer: int | None = None, direction: Direction = "forward") -> Array:
        """The length of the gradient at each token, ``(tokens,)``."""
        return np.asarray(np.linalg.norm(self.of(signal, layer, direction).astype(float), axis=1))


def gradients(walk: Trace, token: int, word: str) -> Gradients:
    """The gradients of one word's log-probability after a token (in a bidirectional network: in its place)."""
    check_index("token", token, len(walk))
    network, row = walk.network, row_of(walk, word)
    part, table = network.parameters, walk.table
    log_probability, d_logits = _log_probability(walk.logits[token], row)
    d_query = (d_logits @ table.vectors) * part["readout.scale"]
    output = np.zeros_like(walk.run.output)
    output[token] = d_query @ part["readout.P"]
    with np.errstate(over="ignore", invalid="ignore"):  # found and said below
        derivatives = network.stack.derivatives(walk.run, output)
    if not all(np.isfinite(a).all() for back in derivatives.values() for a in (back.input, *back.signals.values())):
        raise InputError("model.input.large-gradients")
    return Gradients(
        word=table.words[row],
        token=token,
        log_probability=log_probability,
        input=np.sum([back.input for (layer, _), back in derivatives.items() if layer == 0], axis=0),
        layers=tuple(
            {d: _in_order(derivatives[n, d].signals, layer.signals(d)) for d in network.stack.shape.directions}
            for n, layer in enumerate(walk.run.layers)
        ),
    )


def _in_order(signals: Signals, equations: Iterable[str]) -> Signals:
    return {name: signals[name] for name in equations}


def row_of(walk: Trace, word: str) -> int:
    """The row of a word in the trace's table. What the sentence brought along is not taken for a slip of another word."""
    if (row := walk.table.unknown.get(key_of(word))) is not None:
        return row
    tokens = walk.network.config.vocabulary.tokens(word)
    if len(tokens) == 1 and tokens[0].known:
        return int(walk.network.rows(tokens, walk.table)[0])
    raise InputError("model.input.no-probability", word=as_typed(word, 40))


def _log_probability(logits: Array, row: int) -> tuple[float, Array]:
    """The logarithm of a word's probability, and its gradient with respect to the logits, ``(words,)``, in float64.

    Where p is almost 1, ``1 - p`` would have no digits left; so it is taken from the other words' share.
    """
    ahead = logits.astype(float) - float(logits[row])  # of this word
    log_p = -float(np.logaddexp(0.0, np.logaddexp.reduce(np.delete(ahead, row))))
    gradient = -np.exp(ahead + log_p)
    gradient[row] = -np.expm1(log_p)
    return log_p, gradient
