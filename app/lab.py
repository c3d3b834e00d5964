"""What the lab gets: of a cell's text its program and its pictures, of a task its sequences."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from app.encoding import Exact
from app.limits import Work
from app.problems import Problem
from app.schemas import EquationOut, Strict
from model import Cell, EquationError, StackShape, diagram, formula
from model.engine import Start, plan
from model.equations import INPUT, OUTPUT, Array, belt, meanings, memory_state, to_text, why_no_belt
from model.tasks import MOST_SEQUENCES, TASKS, Task
from texts import Catalogue, Said

MOST_TEXT, MOST_UNITS, MOST_INPUTS, MOST_LAYERS = 6_000, 256, 512, 4
EXAMPLE = "\n".join(
    (
        "forget gate    f = sigmoid(W_f x + U_f h' + b_f)",
        "candidate      g = tanh(W_g x + U_g h' + b_g)",
        "hidden state   h = f * h' + (1 - f) * g",
    )
)
USUAL_LENGTH, PLACES_OF_A_WORD = 60, 50  # of a sequence; that are made in the time in which a word is walked


class ProgramIn(Strict):
    """A cell's text, and the sizes that it is to have."""

    text: Annotated[str, Field(max_length=MOST_TEXT, description="As in the files of `model/cells`.", examples=[EXAMPLE])]
    inputs: Annotated[int, Field(ge=1, le=MOST_INPUTS, strict=True, examples=[8])] = 8
    units: Annotated[int, Field(ge=1, le=MOST_UNITS, strict=True, examples=[16])] = 16
    layers: Annotated[int, Field(ge=1, le=MOST_LAYERS, strict=True, examples=[1])] = 1


class SequencesIn(Strict):
    """How many sequences of a task, and by which settings."""

    seed: Annotated[int, Field(ge=0, le=2**32 - 1, strict=True, description="The same seed makes the same sequences.")] = 0
    count: Annotated[int, Field(ge=1, le=MOST_SEQUENCES, strict=True, examples=[200])] = 200
    settings: Annotated[
        dict[Annotated[str, Field(max_length=40)], int | float | Annotated[str, Field(max_length=60_000)]],
        Field(max_length=12, description="As the task says; what is left out is as usual."),
    ] = Field(default_factory=dict)


class ParameterOut(BaseModel):
    """One weight of the network."""

    name: str
    shape: list[int]
    start: Start = Field(description="What it is before anything is learned.")


class PlanOut(BaseModel):
    """What a program needs to run the network, and to teach it."""

    programs: list[dict[str, Any]] = Field(
        description="Of the first layer and of all others: `forward` and `reverse` operations."
    )
    output: str
    inputs: int
    units: int
    layers: int
    directions: list[str]
    parameters: list[ParameterOut]


class ProgramOut(BaseModel):
    """A cell that somebody has written."""

    plan: PlanOut
    count: int = Field(description="Weights in all.")
    equations: list[EquationOut]
    diagram: dict[str, Any] = Field(description="The data flow: nodes and links with their places.")
    belt: dict[str, Any] | None = Field(description="What of the memory stays, what is put onto it, what is shown.")
    no_belt: str | None = Field(description="Why there is none to be drawn, in words.")
    input: str
    output: str
    memory: str = Field(description="The signal that carries the memory.")


class TaskOut(BaseModel):
    """Something that can be taught."""

    name: str
    title: str
    look_for: str
    paper: str
    question: str = Field(description="Words after which its answer is due, if these are always the same.")
    settings: list[dict[str, Any]] = Field(
        description="`name`, `what`, `default`, and between which numbers, or how long a text."
    )
    recipe: dict[str, Any] = Field(description="With what it is learned well.")
    sets: dict[str, dict[str, int | float | str]] = Field(description="Settings that differ from one set to the other.")
    presets: list[dict[str, Any]]


class SequencesOut(BaseModel):
    """Sequences in a few arrays, one behind the other."""

    reads: Literal["symbols", "words", "numbers"]
    says: Literal["classes", "numbers"]
    symbols: list[str]
    answers: list[str] = Field(description="The names of what is said, where that is no symbol.")
    fresh: int = Field(description="Words that are never the same; they are numbered behind the symbols.")
    more: dict[str, Any] = Field(
        description="Of a series its scale, and how far off simple rules are; of a story the words of one's own."
    )
    set: dict[str, Any] = Field(
        description="`lengths`, `inputs`, `targets` (null: the next input), `marks` (2: an answer), `allowed`; "
        "each is packed as `{shape, type, base64}`."
    )


# Programs


def cell_of(request: ProgramIn) -> Cell:
    """Quickly done: who types hears at once what is wrong."""
    try:
        cell = Cell.from_text(request.text)
    except EquationError as error:
        raise Problem(422, error.said, "text") from None
    if cell.needs_layer_below and request.layers == 1:
        raise Problem(422, Said("errors.layer-below"), "layers")
    return cell


def program_of(cell: Cell, request: ProgramIn) -> dict[str, Any]:
    """All that a page needs to draw a cell, to run it, and to teach it."""
    shape = StackShape(cell, request.inputs, request.units, request.layers)
    network_plan, first_layer = plan(shape), request.layers == 1
    moves, what = belt(cell, first_layer), meanings(cell, first_layer)
    return {
        "plan": network_plan,
        "count": sum(math.prod(one["shape"]) for one in network_plan["parameters"]),
        "equations": [
            {"name": e.name, "role": e.role, "text": f"{e.name} = {to_text(e.right)}", "mathml": formula(e)}
            | what[e.name].to_json()
            for e in cell.equations(first_layer)
        ],
        "diagram": diagram(cell, first_layer).to_json(),
        "belt": moves and moves.to_json(),
        "no_belt": why_no_belt(cell, first_layer),
        "input": INPUT,
        "output": OUTPUT,
        "memory": memory_state(cell),
    }


def work_of_program(request: ProgramIn) -> Work:
    """To compile a cell and to lay out its diagram takes some 0.05 ms for each character."""
    return Work(len(request.text))


# Tasks


def tasks(speech: Catalogue) -> list[dict[str, Any]]:
    return [_in_words(task, speech) for task in TASKS.values()]


def _in_words(task: Task, speech: Catalogue) -> dict[str, Any]:
    name, description = _id(task.name), task.to_json()
    for setting in description["settings"]:
        setting["what"] = speech.say(f"tasks.{name}.setting.{_id(setting['name'])}")
    for preset in description["presets"]:
        preset["title"] = speech.say(f"tasks.{name}.preset.{preset['name']}")
    return description | {"title": speech.say(f"tasks.{name}.title"), "look_for": speech.say(f"tasks.{name}.look-for")}


def _id(name: str) -> str:
    return name.replace("_", "-")


def sequences_of(task: Task, request: SequencesIn) -> dict[str, Any]:
    made = task.generate(request.seed, request.count, request.settings)
    return {
        "reads": made.reads,
        "says": made.says,
        "symbols": made.symbols,
        "answers": made.answers,
        "fresh": made.fresh,
        "more": made.more,
        "set": {
            "lengths": Exact(made.lengths),
            "inputs": _packed(made.inputs),
            "targets": None if made.targets is None else _packed(made.targets),
            "marks": Exact(made.marks),
            "allowed": None if made.allowed is None else Exact(made.allowed),
        },
    }


def _packed(array: Array) -> Array | Exact:
    """Whole numbers as they are, others in steps of 0.0001."""
    return Exact(array) if array.dtype.kind == "u" else array


def work_of_sequences(request: SequencesIn) -> Work:
    length = request.settings.get("length", USUAL_LENGTH)
    return Work(request.count * max(1, length if isinstance(length, int | float) else USUAL_LENGTH) / PLACES_OF_A_WORD)
