"""Layers of one cell, in one direction or both: vectors in, hidden states out.

What the vectors stand for is not the stack's business: words are one way to make them, a series of numbers
is another. A sentence, a batch and a live run go through the layers by the same loop, and come back by the same loop;
they differ in what is done in each layer and in how a sentence is turned round for the backward direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from model.engine.compiler import compile_cell
from model.engine.edits import Edit, EditsByStrand, by_strand
from model.engine.initial import initialise
from model.engine.parameters import Parameters
from model.engine.shape import Direction, StackShape
from model.engine.spare import SPARE
from model.engine.strand import Derivatives, Signals, Strand
from model.engine.workspace import Workspace
from model.equations import OUTPUT, Array
from model.errors import InputError, SizeError, as_typed, check_index

program_of = lru_cache(maxsize=256)(compile_cell)  # cells of one's own come and go
MOST_NUMBERS = 50_000_000  # that a run keeps: 200 MB; to go back over a run takes some ten times its room
AT_ONCE = 256  # sentences that are gone on with together
Place = tuple[int, Direction]  # of a strand: its layer and direction
Turn = Callable[[Array], Array]  # a sentence's order into that of the backward direction, and back again


@dataclass(frozen=True)
class LayerRun:
    """One layer's values over a sentence, all ``(tokens, ...)`` and in the sentence's order."""

    input: Array
    forward: Mapping[str, Array]
    backward: Mapping[str, Array] | None
    output: Array

    def signals(self, direction: Direction = "forward") -> Mapping[str, Array]:
        values = {"forward": self.forward, "backward": self.backward}.get(direction)
        if values is None:
            raise InputError("model.input.direction", direction=as_typed(direction, 20))
        return values


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

    def signal(self, signal: str, layer: int | None = None, direction: Direction = "forward") -> Array:
        """A signal of a layer (the top one by default), ``(tokens, units)``, or an InputError."""
        values = self.layers[self.layer_number(layer)].signals(direction)
        if signal not in values:
            raise InputError("model.input.signal", signal=as_typed(signal, 24), signals=list(values))
        return values[signal]

    def layer_number(self, layer: int | None) -> int:
        """The number of a layer; None is the top one."""
        if layer is None:
            return len(self.layers) - 1
        check_index("layer", layer, len(self.layers))
        return layer


@dataclass(frozen=True)
class BatchRun:
    """A batch on its way: what the reverse run needs of the forward one. Use it once."""

    workspaces: Mapping[Place, Workspace]
    inputs: Mapping[Place, Array]  # in the order of each strand
    turn: Turn
    output: Array  # (steps, sentences, outputs)


class Stack:
    """Runs a shape with its parameters. ``refresh`` after the parameters have changed."""

    def __init__(self, shape: StackShape, parameters: Parameters) -> None:
        self.shape, self.dtype = shape, parameters.flat.dtype
        self.strands: dict[Place, Strand] = {
            (layer, direction): Strand(
                program_of(shape.cell, layer == 0),
                parameters.part(f"layers.{layer}.{direction}."),
                shape.inputs_of(layer),
                shape.units,
                self.dtype,
            )
            for layer in range(shape.layers)
            for direction in shape.directions
        }

    @staticmethod
    def create(shape: StackShape, seed: int, dtype: np.dtype | type = np.float32) -> Stack:
        """A stack that has not learned anything yet."""
        parameters = Parameters(shape.parameter_shapes(), dtype)
        initialise(parameters, shape, np.random.default_rng(seed))
        return Stack(shape, parameters)

    def refresh(self) -> None:
        for strand in self.strands.values():
            strand.refresh()

    # Through the layers, and back.

    def up(self, x: Array, turn: Turn, step: Callable[[Place, Array, Signals], Signals]) -> Array:
        """From the lowest layer to the top one, whose output it returns.

        ``step(place, x, below)`` runs one strand in its own order and returns its signals; ``below`` are those of the
        strand under it.
        """
        below: dict[Direction, Signals] = {direction: {} for direction in self.shape.directions}
        for layer in range(self.shape.layers):
            made = {d: step((layer, d), turn(x) if d == "backward" else x, below[d]) for d in self.shape.directions}
            outputs = [turn(signals[OUTPUT]) if d == "backward" else signals[OUTPUT] for d, signals in made.items()]
            x, below = outputs[0] if len(outputs) == 1 else np.concatenate(outputs, axis=-1), made
        return x

    def down(self, output: Array, turn: Turn, step: Callable[[Place, Signals], Derivatives]) -> Array:
        """From the derivative of the output to that of the input, which it returns.

        ``step(place, outer)`` goes back through one strand in its own order; ``outer`` are the derivatives that come from
        above.
        """
        units = self.shape.units
        above: dict[Direction, Signals] = {direction: {} for direction in self.shape.directions}
        for layer in reversed(range(self.shape.layers)):
            inputs: list[Array] = []
            handed: dict[Direction, Signals] = {}
            for n, d in enumerate(self.shape.directions):
                own = output[..., n * units : (n + 1) * units]
                own = turn(own) if d == "backward" else own
                outer = dict(above[d])
                outer[OUTPUT] = outer[OUTPUT] + own if OUTPUT in outer else own
                back = step((layer, d), outer)
                inputs.append(turn(back.input) if d == "backward" else back.input)
                handed[d] = back.below
            output, above = inputs[0] if len(inputs) == 1 else inputs[0] + inputs[1], handed
        return output

    # One sentence.

    def run(self, x: Array, edits: Iterable[Edit] = ()) -> Run:
        """``x``: ``(tokens, inputs)``, not copied if it has the stack's type, and from now on not to be changed."""
        x = self.vectors(x)
        top = self.shape.layers - 1
        edits = tuple(replace(edit, layer=top) if edit.layer is None else edit for edit in edits)
        grouped = self.group(edits, len(x))
        runs: list[dict[Direction, dict[str, Array]]] = [{} for _ in range(self.shape.layers)]  # in the sentence's order

        def step(place: Place, x: Array, below: Signals) -> Signals:
            layer, direction = place
            with np.errstate(over="ignore", invalid="ignore"):  # found and said below
                values = self.strands[place].values(x, below, grouped.get(place, {}))
            _check_finite(values, direction)
            signals = dict(zip(self.strands[place].program.signals, values, strict=True))
            runs[layer][direction] = signals if direction == "forward" else {n: _backwards(v) for n, v in signals.items()}
            return signals

        self.up(x, _backwards, step)
        layers: list[LayerRun] = []
        for signals in runs:
            layers.append(_layer_run(layers[-1].output if layers else x, signals))
        return Run(self, edits, tuple(layers))

    def vectors(self, x: Array) -> Array:
        """``x`` as ``(tokens, inputs)`` of the stack's own type, read-only, or an InputError."""
        with np.errstate(over="ignore"):  # what is too large is found below
            x = np.asarray(x, self.dtype).view()
        x.flags.writeable = False
        if x.ndim != 2 or not len(x) or x.shape[1] != self.shape.inputs:
            raise InputError("model.input.shape", inputs=self.shape.inputs, shape=str(x.shape))
        if not np.isfinite(x).all():
            raise InputError("model.input.not-finite")
        self._check_room(len(x))
        return x

    def _check_room(self, steps: int, most: int = MOST_NUMBERS) -> None:
        shape = self.shape
        signals = len(shape.cell.signals(first_layer=False))
        if steps * signals * shape.units * shape.layers * len(shape.directions) > most:
            raise SizeError("model.size.tokens", n=steps, units=shape.units, layers=shape.layers)

    def group(self, edits: Iterable[Edit], tokens: int) -> EditsByStrand:
        return by_strand(edits, self.shape, tokens)

    def derivatives(self, run: Run, output: Array) -> dict[Place, Derivatives]:
        """Derivatives of a number with respect to everything in a run, given those with respect to its output."""
        self._check_room(len(run), MOST_NUMBERS // 10)
        grouped = self.group(run.edits, len(run))
        by_place: dict[Place, Derivatives] = {}  # in the sentence's order

        def step(place: Place, outer: Signals) -> Derivatives:
            layer, direction = place
            strand, read = self.strands[place], (lambda v: v) if direction == "forward" else _backwards
            lower = run.layers[layer - 1].signals(direction) if strand.program.below else {}
            x, below = read(run.layers[layer].input), {name: read(lower[name]) for name in strand.program.below}
            back = strand.derivatives(x, below, grouped.get(place, {}), outer)
            signals, handed = ({name: read(v) for name, v in some.items()} for some in (back.signals, back.below))
            by_place[place] = Derivatives(signals, read(back.input), handed)
            return back

        self.down(output, _backwards, step)
        return by_place

    # A batch.

    def go_on(self, run: Run, x: Array, tokens: range | None = None) -> Array:
        """The output at the end of each ``x[:, n]`` if that came next after each token of a run, or each of ``tokens``.

        ``x``: ``(steps, questions, inputs)``; the result: ``(questions, tokens, outputs)``.
        """
        tokens = range(len(run)) if tokens is None else tokens
        if self.shape.bidirectional:
            raise InputError("model.input.both-ways")
        steps, questions, _ = x.shape
        self._check_room(AT_ONCE * steps)
        output: Array = np.empty((questions, len(tokens), self.shape.outputs), self.dtype)
        each = max(1, AT_ONCE // questions)  # tokens of the run at a time
        for first in range(0, len(tokens), each):
            part = tokens[first : first + each]
            some, count = slice(part.start, part.stop), len(part)
            before = [{name: np.tile(v[some], (questions, 1)) for name, v in layer.forward.items()} for layer in run.layers]
            after = np.tile(np.arange(some.start, some.stop) + 1, questions)
            with np.errstate(over="ignore", invalid="ignore"):  # found and said below
                after_each = self.forward(np.repeat(x, count, axis=1), reverse=False, before=before, start=after)
            output[:, first : first + count] = after_each.output[-1].reshape(questions, count, -1)
            self.release(after_each)
        if not np.isfinite(output).all():
            raise InputError("model.input.too-large-on")
        return output

    def forward(
        self,
        x: Array,
        lengths: Array | None = None,
        reverse: bool = True,
        before: Sequence[Signals] | None = None,
        start: int | Array = 0,
    ) -> BatchRun:
        """``x``: ``(steps, sentences, inputs)``, padded behind each sentence's length."""
        turn = _turn(len(x), lengths) if self.shape.bidirectional and lengths is not None else _backwards
        workspaces: dict[Place, Workspace] = {}
        inputs: dict[Place, Array] = {}

        def step(place: Place, x: Array, below: Signals) -> Signals:
            workspace = self.strands[place].batch_forward(x, below, reverse, before[place[0]] if before else None, start)
            workspaces[place], inputs[place] = workspace, x
            return {signal: workspace.values(signal, len(x)) for signal in workspace.program.signals}

        return BatchRun(workspaces, inputs, turn, self.up(x, turn, step))

    def backward(self, run: BatchRun, output: Array, gradients: Parameters) -> Array:
        """From the gradient of the output to that of the input; adds those of the weights to ``gradients``."""

        def step(place: Place, outer: Signals) -> Derivatives:
            part = gradients.part(f"layers.{place[0]}.{place[1]}.")
            return self.strands[place].batch_reverse(run.workspaces[place], run.inputs[place], outer, part)

        back = self.down(output, run.turn, step)
        self.release(run)
        return back

    def release(self, run: BatchRun) -> None:
        for workspace in run.workspaces.values():
            SPARE.give_back(workspace)


def _check_finite(values: Array, direction: Direction) -> None:
    """A cell of one's own may have no activation that holds its numbers down.

    Every signal is looked at: what is not finite may be squeezed to something finite in the next equation.
    """
    finite = np.isfinite(values)
    if not finite.all():
        step = int(np.argmin(finite.all(axis=(0, 2))))
        token = step if direction == "forward" else values.shape[1] - 1 - step
        raise InputError("model.input.too-large-at-token", token=token)


def _layer_run(x: Array, runs: Mapping[Direction, dict[str, Array]]) -> LayerRun:
    outputs = [signals[OUTPUT] for signals in runs.values()]
    output = outputs[0] if len(outputs) == 1 else np.concatenate(outputs, axis=1)
    output.flags.writeable = False
    backward = runs.get("backward")
    return LayerRun(x, MappingProxyType(runs["forward"]), MappingProxyType(backward) if backward else None, output)


def _backwards(x: Array) -> Array:
    return x[::-1]


def _turn(steps: int, lengths: Array) -> Turn:
    """Turns each sentence of a batch round within its length."""
    step = np.arange(steps)[:, None]
    places = np.where(step < lengths, lengths - 1 - step, step)  # (steps, sentences)
    return lambda x: np.take_along_axis(x, places[:, :, None], axis=0)
