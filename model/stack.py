"""Layers of one cell, in one direction or both: vectors in, hidden states out.

What the vectors stand for is not the stack's business: words are one way to make them, a series of numbers
is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from model.compiler import compile_cell
from model.edits import Direction, Edit, EditsByStrand, by_strand
from model.errors import InputError, SizeError, check_index
from model.expressions import OUTPUT
from model.functions import Array
from model.initial import initialise
from model.parameters import Parameters
from model.program import Program
from model.shape import StackShape
from model.strand import Derivatives, Signals, Strand
from model.workspace import Workspace

program_of = lru_cache(maxsize=256)(compile_cell)  # cells of one's own come and go
MOST_NUMBERS = 50_000_000  # that a run keeps: 200 MB; to go back over a run takes some ten times its room
AT_ONCE = 256  # sentences that are gone on with together
TOO_LARGE = (
    "the numbers grew too large to compute with; hold them down in the equations, such as with tanh, or use smaller factors"
)


@dataclass(frozen=True)
class LayerRun:
    """One layer's values over a sentence, all ``(tokens, ...)`` and in the sentence's order."""

    input: Array
    forward: Mapping[str, Array]
    backward: Mapping[str, Array] | None
    output: Array

    def signals(self, direction: Direction = "forward") -> Mapping[str, Array]:
        found = {"forward": self.forward, "backward": self.backward}.get(direction)
        if found is None:
            raise InputError(f"this network has no direction {str(direction)[:20]!r}")
        return found


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    """A sentence's way through a stack: every signal of every layer, from the bottom up. Nothing in it can be changed."""

    stack: Stack
    edits: tuple[Edit, ...]  # each with its layer
    layers: tuple[LayerRun, ...]

    @property
    def output(self) -> Array:
        return self.layers[-1].output

    def __len__(self) -> int:
        return len(self.output)

    def __repr__(self) -> str:
        return f"<Run of {len(self)} tokens through {self.stack.shape.cell.name}, {len(self.layers)} layers>"

    def layer_number(self, layer: int | None) -> int:
        """The number of a layer; None is the top one."""
        if layer is None:
            return len(self.layers) - 1
        check_index("layer", layer, len(self.layers))
        return layer


@dataclass(frozen=True)
class BatchRun:
    """A batch on its way: what the reverse run needs of the forward one. Use it once."""

    workspaces: list[list[Workspace]]
    inputs: list[list[Array]]  # by layer and direction, turned round for the backward one
    turn: Array | None
    output: Array  # (steps, sentences, outputs)


class Stack:
    """Runs a shape with its parameters. ``refresh`` after the parameters have changed."""

    def __init__(self, shape: StackShape, parameters: Parameters) -> None:
        self.shape, self.dtype = shape, parameters.flat.dtype
        self.strands: list[dict[Direction, Strand]] = [
            {d: self._strand(layer, d, parameters) for d in shape.directions} for layer in range(shape.layers)
        ]

    @staticmethod
    def create(shape: StackShape, seed: int, dtype: np.dtype | type = np.float32) -> Stack:
        """A stack that has not learned anything yet."""
        parameters = Parameters(shape.parameter_shapes(), dtype)
        initialise(parameters, shape, np.random.default_rng(seed))
        return Stack(shape, parameters)

    def _strand(self, layer: int, direction: Direction, parameters: Parameters) -> Strand:
        program: Program = program_of(self.shape.cell, layer == 0)
        part = parameters.part(f"layers.{layer}.{direction}.")
        return Strand(program, part, self.shape.inputs_of(layer), self.shape.units, self.dtype)

    def refresh(self) -> None:
        for layer in self.strands:
            for strand in layer.values():
                strand.refresh()

    # One sentence.

    def run(self, x: Array, edits: Iterable[Edit] = ()) -> Run:
        """``x``: ``(tokens, inputs)``, not copied if it has the stack's type, and from now on not to be changed."""
        x = self.vectors(x)
        top = self.shape.layers - 1
        edits = tuple(replace(edit, layer=top) if edit.layer is None else edit for edit in edits)
        grouped = self.group(edits, len(x))
        layers: list[LayerRun] = []
        for number, strands in enumerate(self.strands):
            below = layers[-1] if layers else None
            runs: dict[Direction, Signals] = {}
            for direction, strand in strands.items():
                order = _order(direction)
                lower = _turned(below.signals(direction), order) if below and strand.program.below else {}
                with np.errstate(over="ignore", invalid="ignore"):  # found and said below
                    values = strand.values(x[order], lower, grouped.get((number, direction), {}))
                _check_finite(values, direction)
                runs[direction] = strand.named(values[:, order])
            layers.append(_layer_run(x, runs))
            x = layers[-1].output
        return Run(self, edits, tuple(layers))

    def vectors(self, x: Array) -> Array:
        """``x`` as ``(tokens, inputs)`` of the stack's own type, read-only, or an InputError."""
        with np.errstate(over="ignore"):  # what is too large is found below
            x = np.asarray(x, self.dtype).view()
        x.flags.writeable = False
        if x.ndim != 2 or not len(x) or x.shape[1] != self.shape.inputs:
            raise InputError(f"the input must be at least one vector of {self.shape.inputs} numbers, and has the shape {x.shape}")
        if not np.isfinite(x).all():
            raise InputError("the input holds a number that is not finite, or too large")
        self._check_room(len(x))
        return x

    def _check_room(self, steps: int, most: int = MOST_NUMBERS) -> None:
        shape = self.shape
        signals = len(shape.cell.signals(first_layer=False))
        if steps * signals * shape.units * shape.layers * len(shape.directions) > most:
            raise SizeError(
                f"{steps:,} tokens are too many for {shape.units} units in {shape.layers} layers; make the text shorter"
            )

    def group(self, edits: Iterable[Edit], tokens: int) -> EditsByStrand:
        shape = self.shape
        return by_strand(edits, shape.cell, tokens, shape.units, shape.layers, shape.bidirectional)

    def derivatives(self, run: Run, output: Array) -> list[dict[Direction, Derivatives]]:
        """Derivatives of a number with respect to everything in a run, given those with respect to its output."""
        self._check_room(len(run), MOST_NUMBERS // 10)
        grouped = self.group(run.edits, len(run))
        found: list[dict[Direction, Derivatives]] = [{} for _ in run.layers]
        above: dict[Direction, Signals] = {}  # what the layer above passes down beside its input
        for number in reversed(range(len(run.layers))):
            layer, below = run.layers[number], run.layers[number - 1] if number else None
            down = np.zeros_like(layer.input)
            handed: dict[Direction, Signals] = {}
            for n, (direction, strand) in enumerate(self.strands[number].items()):
                order, units = _order(direction), self.shape.units
                outer = dict(above.get(direction, {}))
                own = output[:, n * units : (n + 1) * units]
                outer[OUTPUT] = outer[OUTPUT] + own if OUTPUT in outer else own
                lower = _turned(below.signals(direction), order) if below and strand.program.below else {}
                step_edits = grouped.get((number, direction), {})
                back = strand.derivatives(layer.input[order], lower, step_edits, _turned(outer, order))
                back = Derivatives(_turned(back.signals, order), back.input[order], _turned(back.below, order))
                found[number][direction] = back
                handed[direction] = back.below
                down = down + back.input
            output, above = down, handed
        return found

    # A batch.

    def go_on(self, run: Run, x: Array) -> Array:
        """The output at the end of each ``x[:, n]`` if that came next after each token of a run.

        ``x``: ``(steps, questions, inputs)``; the result: ``(questions, tokens, outputs)``.
        """
        if self.shape.bidirectional:
            raise InputError("a network that reads in both directions needs the whole sentence and cannot go on from a part")
        steps, questions, _ = x.shape
        self._check_room(AT_ONCE * steps)
        output: Array = np.empty((questions, len(run), self.shape.outputs), self.dtype)
        each = max(1, AT_ONCE // questions)  # tokens of the run at a time
        for first in range(0, len(run), each):
            some = slice(first, min(first + each, len(run)))
            count = some.stop - some.start
            before = [{name: np.tile(v[some], (questions, 1)) for name, v in layer.forward.items()} for layer in run.layers]
            after = np.tile(np.arange(some.start, some.stop) + 1, questions)
            with np.errstate(over="ignore", invalid="ignore"):  # found and said below
                found = self.forward(np.repeat(x, count, axis=1), reverse=False, before=before, start=after)
            output[:, some] = found.output[-1].reshape(questions, count, -1)
            self.release(found)
        if not np.isfinite(output).all():
            raise InputError(f"going on from this sentence {TOO_LARGE}")
        return output

    def forward(
        self,
        x: Array,
        lengths: Array | None = None,
        reverse: bool = True,
        before: Sequence[Mapping[str, Array]] | None = None,
        start: int | Array = 0,
    ) -> BatchRun:
        """``x``: ``(steps, sentences, inputs)``, padded behind each sentence's length."""
        turn = _turn(len(x), lengths) if self.shape.bidirectional and lengths is not None else None
        workspaces: list[list[Workspace]] = []
        inputs: list[list[Array]] = []
        for number, strands in enumerate(self.strands):
            below = workspaces[-1] if workspaces else []
            workspaces.append([])
            inputs.append([])
            for n, (direction, strand) in enumerate(strands.items()):
                own = x if direction == "forward" else _batch_turned(x, turn)
                lower = {name: _values(below[n], name) for name in strand.program.below}
                inputs[-1].append(own)
                workspaces[-1].append(strand.batch_forward(own, lower, reverse, before[number] if before else None, start))
            outputs = [_values(workspace, OUTPUT) for workspace in workspaces[-1]]
            x = outputs[0]
            if self.shape.bidirectional:
                x = np.concatenate([outputs[0], _batch_turned(outputs[1], turn)], axis=2)
        return BatchRun(workspaces, inputs, turn, x)

    def backward(self, run: BatchRun, output: Array, gradients: Parameters) -> Array:
        """From the gradient of the output to that of the input; adds those of the weights to ``gradients``."""
        above: list[Signals] = [{}, {}]
        for number in reversed(range(len(self.strands))):
            down: Array | None = None
            handed: list[Signals] = []
            for n, (direction, strand) in enumerate(self.strands[number].items()):
                units = self.shape.units
                own = output[..., n * units : (n + 1) * units]
                outer = dict(above[n])
                own = own if direction == "forward" else _batch_turned(own, run.turn)
                outer[OUTPUT] = outer[OUTPUT] + own if OUTPUT in outer else own
                part = gradients.part(f"layers.{number}.{direction}.")
                back = strand.batch_reverse(run.workspaces[number][n], run.inputs[number][n], outer, part)
                handed.append(back.below)
                mine = back.input if direction == "forward" else _batch_turned(back.input, run.turn)
                down = mine if down is None else down + mine
            assert down is not None
            output, above = down, handed
        self.release(run)
        return output

    def release(self, run: BatchRun) -> None:
        for strands, workspaces in zip(self.strands, run.workspaces, strict=True):
            for strand, workspace in zip(strands.values(), workspaces, strict=True):
                strand.give_back(workspace)


def _check_finite(values: Array, direction: Direction) -> None:
    """A cell of one's own may have no activation that holds its numbers down.

    Every signal is looked at: what is not finite may be squeezed to something finite in the next equation.
    """
    finite = np.isfinite(values)
    if not finite.all():
        step = int(np.argmin(finite.all(axis=(0, 2))))
        raise InputError(f"at token {step if direction == 'forward' else values.shape[1] - 1 - step} {TOO_LARGE}")


def _layer_run(x: Array, runs: Mapping[Direction, Signals]) -> LayerRun:
    outputs = [signals[OUTPUT] for signals in runs.values()]
    output = outputs[0] if len(outputs) == 1 else np.concatenate(outputs, axis=1)
    output.flags.writeable = False
    backward = runs.get("backward")
    return LayerRun(x, MappingProxyType(runs["forward"]), MappingProxyType(backward) if backward else None, output)


def _values(workspace: Workspace, signal: str) -> Array:
    return workspace.values(signal, workspace.steps)


def _order(direction: Direction) -> slice:
    return slice(None) if direction == "forward" else slice(None, None, -1)


def _turned(signals: Mapping[str, Array], order: slice) -> Signals:
    return {name: values[order] for name, values in signals.items()}


def _turn(steps: int, lengths: Array) -> Array:
    """``(steps, sentences)``: which step stands where when each sentence is turned round within its length."""
    step = np.arange(steps)[:, None]
    return np.where(step < lengths, lengths - 1 - step, step)


def _batch_turned(x: Array, turn: Array | None) -> Array:
    return x[::-1] if turn is None else np.take_along_axis(x, turn[:, :, None], axis=0)
