"""A network that reads words: embedding, layers, and a readout tied to the embedding.

    x       = sqrt(width) * table[word]                     the input vector
    h       = the output of the layers
    logits  = scale * (P h + p) @ table.T + b               how well each word fits next

``table`` holds the learned vectors of the vocabulary and, behind them, those of the words that a sentence brings
along (see ``words.py``). Those words share one learned bias.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from model.engine import FAN_IN, MOST_PARAMETERS, Edit, Parameters, Run, Stack, StackShape, initialise
from model.equations import Array, Cell
from model.errors import InputError, SizeError
from model.network.readout import logits_of
from model.network.words import Token, Vocabulary, direction_of, key_of, mean_length

MOST_CHARACTERS, MOST_TOKENS = 200_000, 20_000
MOST_LOGITS = 50_000_000  # tokens times words, 200 MB
MOST_WORDS = 50_000
FIRST_SCALE = 4.0  # of the readout; learned from there


@dataclass(frozen=True, eq=False)
class Config:
    """All that fixes the shapes of a network."""

    cell: Cell
    vocabulary: Vocabulary
    width: int  # of a word's vector
    units: int
    layers: int = 1
    bidirectional: bool = False

    @property
    def stack(self) -> StackShape:
        return StackShape(self.cell, self.width, self.units, self.layers, self.bidirectional)

    def parameter_shapes(self) -> dict[str, tuple[int, ...]]:
        if not 1 <= len(self.vocabulary) <= MOST_WORDS:
            raise SizeError("model.size.words", most=MOST_WORDS)
        words = len(self.vocabulary)
        below = self.stack.parameter_shapes()  # first, as it refuses sizes that make no sense
        shapes = {
            "embedding": (words, self.width),
            "readout.P": (self.width, self.stack.outputs),
            "readout.p": (self.width,),
            "readout.b": (words,),
            "readout.b_unknown": (1,),
            "readout.scale": (1,),
        } | below
        total = sum(math.prod(shape) for shape in shapes.values())
        if total > MOST_PARAMETERS:
            raise SizeError("model.size.network-weights", total=total, most=MOST_PARAMETERS)
        return shapes


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Weights that do not change: it keeps a copy of its own. To train, use ``batch.py``."""

    config: Config
    parameters: Parameters
    provenance: Mapping[str, Any] = field(default_factory=dict)  # how trained, on what, seed, steps, scores

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", self.parameters.frozen())

    def __repr__(self) -> str:
        config = self.config
        return f"<Network {config.cell.name}, {config.layers} layers of {config.units} units, {len(config.vocabulary):,} words>"

    @staticmethod
    def create(config: Config, seed: int, dtype: np.dtype | type = np.float32, start: str = FAN_IN) -> Network:
        """A network that has not learned anything yet."""
        return Network(config, starting_parameters(config, seed, dtype, start), {"trained": False, "seed": seed})

    def before_learning(self) -> Network:
        """The same with the weights that its training began with, made anew as its recipe says."""
        recipe = self.provenance["recipe"]
        return Network.create(self.config, recipe["seed"], start=recipe.get("start", FAN_IN))

    @cached_property
    def stack(self) -> Stack:
        return Stack(self.config.stack, self.parameters)

    @cached_property
    def mean_norm(self) -> float:
        """The mean length of the learned word vectors."""
        return mean_length(self.parameters["embedding"])

    def astype(self, dtype: np.dtype | type) -> Network:
        return Network(self.config, self.parameters.astype(dtype), self.provenance)

    # Words.

    def table_for(self, tokens: Iterable[Token]) -> Table:
        """The vectors of the vocabulary and of the other words among these tokens."""
        vocabulary = self.config.vocabulary
        unknown: dict[str, str] = {}  # word -> as it was first typed
        for token in tokens:
            if not token.known:
                unknown.setdefault(token.word, token.text)
        vectors = self.parameters["embedding"].view()  # a view of its own, as it is made read-only
        if unknown:
            fresh = np.array([direction_of(word, self.config.width) for word in unknown]) * self.mean_norm
            vectors = np.concatenate([vectors, fresh.astype(vectors.dtype)])
        vectors.flags.writeable = False
        rows = {word: len(vocabulary) + n for n, word in enumerate(unknown)}
        return Table((*vocabulary.words, *unknown.values()), vectors, rows)

    def tokens(self, sentence: str) -> tuple[Token, ...]:
        if len(sentence) > MOST_CHARACTERS:
            raise InputError("model.input.characters", n=len(sentence), most=MOST_CHARACTERS)
        tokens = self.config.vocabulary.tokens(sentence)
        if not tokens:
            raise InputError("model.input.no-word")
        if len(tokens) > MOST_TOKENS:
            raise InputError("model.input.words", n=len(tokens), most=MOST_TOKENS)
        return tokens

    def rows(self, tokens: Iterable[Token], table: Table) -> Array:
        index = self.config.vocabulary.index
        return np.array([index[key_of(t.word)] if t.known else table.unknown[t.word] for t in tokens])

    # Vectors.

    def inputs(self, rows: Array, table: Table) -> Array:
        """``(tokens, width)``"""
        return np.asarray(table.vectors[rows] * self.parameters["embedding"].dtype.type(math.sqrt(self.config.width)))

    def logits(self, hidden: Array, table: Table) -> Array:
        """``hidden``: ``(..., outputs)``; the result: ``(..., words)``"""
        return logits_of(self.parameters, hidden, table.vectors)

    def run(self, sentence: str, edits: Iterable[Edit] = ()) -> tuple[Run, tuple[Token, ...], Table]:
        tokens = self.tokens(sentence)
        words = len(self.config.vocabulary) + len({token.word for token in tokens if not token.known})
        if len(tokens) * words > MOST_LOGITS:
            raise SizeError("model.size.choices", tokens=len(tokens), words=words)
        table = self.table_for(tokens)
        return self.stack.run(self.inputs(self.rows(tokens, table), table), edits), tokens, table


@dataclass(frozen=True, eq=False)
class Table:
    """The words that an answer is chosen from, and their vectors ``(words, width)``."""

    words: tuple[str, ...]
    vectors: Array
    unknown: Mapping[str, int]  # word outside the vocabulary -> its row


def starting_parameters(config: Config, seed: int, dtype: np.dtype | type = np.float32, start: str = FAN_IN) -> Parameters:
    """The weights that learning begins with. ``start``: one of ``STARTS``."""
    parameters = Parameters(config.parameter_shapes(), dtype)
    initialise(parameters, config.stack, np.random.default_rng(seed), start)
    parameters["readout.scale"][...] = FIRST_SCALE
    return parameters
