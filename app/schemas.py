"""What requests and responses look like. Requests are checked by these; responses are described by them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from app.networks import BOTH_WAYS, NAMES
from app.settings import MOST_CHARACTERS, MOST_EDITS


def refused(why: str, **values: Any) -> PydanticCustomError:
    """``why``: the end of the id of its text, below ``errors.validation``."""
    return PydanticCustomError(why, why, values)


def _is_network(name: str) -> str:
    if name not in NAMES:
        raise refused("network", name=name[:40], networks=list(NAMES))
    return name


Name = Annotated[str, Field(max_length=24)]  # of a signal or a fact

# Every text and every list has an end, and of what is wrong in a list the first is enough: to build an error for each of 30,000
# wrong items would hold up everybody else for a second.

# A length makes Pydantic look at the text, and refuse halves of characters. How long it may really be, a setting says.
Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]
INDIA = "India is a beautiful country. I live in India. Norway is also a beautiful country. You must visit the capital of ___"
CellName = Annotated[
    str, Field(max_length=200), AfterValidator(_is_network), WithJsonSchema({"type": "string", "enum": list(NAMES)})
]
Index = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False, strict=True)]
Indices = Annotated[list[Index], Field(max_length=1024, fail_fast=True)]
Numbers = Annotated[list[Number], Field(max_length=1024, fail_fast=True)]
Array = list[Any] | dict[str, Any]  # numbers as lists, or packed
File = Annotated[str, Field(min_length=1, max_length=1_000_000)]  # in base64; what a body may hold, a setting says
MOST_TAUGHT = 3


class Strict(BaseModel):
    """A part of a request. A key that it does not have is an error."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _one_stranger_is_enough(cls, given: Any) -> Any:
        """Of 10,000 unknown keys one is named."""
        fields = cls.model_fields
        if not isinstance(given, dict) or len(given) <= len(fields):
            return given
        stranger = next(key for key in given if key not in fields)
        return {key: value for key, value in given.items() if key in fields or key == stranger}


class EditIn(Strict):
    """Values that are forced at one token; what follows is computed from them."""

    token: Index
    signal: Name
    units: Literal["all"] | Indices = "all"
    value: Number | Numbers
    layer: Index | None = None
    direction: Literal["forward", "backward"] = "forward"


class SentenceIn(Strict):
    """A sentence to be walked."""

    sentence: Annotated[Text, Field(description="A blank is ___ or four dots or more, at the end also three.", examples=[INDIA])]
    cell: Annotated[
        CellName, Field(description=" ".join(f"`{name}` reads in both directions and fills blanks." for name in BOTH_WAYS))
    ] = "lstm"
    edits: Annotated[list[EditIn], Field(max_length=MOST_EDITS, fail_fast=True)] = []
    network: Annotated[
        File | None,
        Field(description="A network of your own in place of the cell's: a file as the lab saves it, in base64. It is not kept."),
    ] = None


class TraceIn(SentenceIn):
    """A sentence of which everything is to be told."""

    beliefs: Annotated[
        Annotated[list[Name], Field(max_length=16, fail_fast=True)] | None,
        Field(description="Of which facts to tell what is believed; by default that which the sentence asks for."),
    ] = None


class ArithmeticIn(SentenceIn):
    """One number of a walk."""

    token: Annotated[Index, Field(examples=[11])]
    signal: Annotated[str, Field(max_length=24, examples=["f"])]
    unit: Annotated[Index, Field(examples=[3])]
    layer: Index | None = None
    direction: Literal["forward", "backward"] = "forward"


class GradientsIn(SentenceIn):
    """A word that may be said after a token."""

    token: Annotated[Index, Field(examples=[23])]
    word: Annotated[str, Field(max_length=100, examples=["Norway"])]
    untaught: Annotated[bool, Field(strict=True, description="In the same network as it was before it had learned anything.")] = (
        False
    )


class LedgerIn(SentenceIn):
    """A state whose parts are to be followed."""

    state: Annotated[str, Field(max_length=24, examples=["c"])]
    units: Indices | None = None
    layer: Index | None = None
    direction: Literal["forward", "backward"] = "forward"


def _each_once(names: list[str]) -> list[str]:
    for name in names:
        if names.count(name) > 1:
            raise refused("twice", name=name)
    return names


class ComparisonIn(Strict):
    """Several cells on one sentence, or several sentences through one cell, or both."""

    sentences: Annotated[list[Text], Field(min_length=1, max_length=2, fail_fast=True, examples=[[INDIA]])]
    cells: Annotated[
        list[CellName],
        Field(
            max_length=len(NAMES),
            fail_fast=True,
            examples=[["rnn", "lstm"]],
            json_schema_extra={"uniqueItems": True},
        ),
        AfterValidator(_each_once),
    ]
    networks: Annotated[
        dict[Name, File],
        Field(
            max_length=MOST_TAUGHT,
            description="Networks of your own, walked after the cells: files as the lab saves them, in base64.",
        ),
    ] = {}

    @property
    def names(self) -> list[str]:
        """Of all that walk."""
        return [*self.cells, *self.networks]

    @model_validator(mode="after")
    def _each_has_a_name(self) -> ComparisonIn:
        if taken := [name for name in self.networks if name in NAMES]:
            raise refused("taken", name=taken[0])
        return self


class PredictionOut(BaseModel):
    word: str
    p: float


class TokenOut(BaseModel):
    text: str
    known: bool = Field(description="Whether the network has ever seen this word.")
    meant: str | None = Field(description="The word that it is read as, if it was taken for a slip of the pen.")
    start: int
    end: int


class BlankOut(BaseModel):
    index: int
    words: list[PredictionOut]
    knows: bool = Field(description="Whether the best has at least one half; otherwise the network does not know.")


class MemoryOut(BaseModel):
    """A fact, the units that hold it, and what is believed of it after each token."""

    fact: str
    question: str
    units: list[int]
    weights: list[float]
    prior: list[PredictionOut] = Field(description="What it would answer before it has read anything: its habit. Best first.")
    at_end: list[PredictionOut] = Field(description="What it would answer before the last blank, or at the end of the sentence.")
    belief: list[list[PredictionOut]] | None = Field(description="Best first; null for a fact that was not asked for.")


class LayerOut(BaseModel):
    forward: dict[str, Array]
    backward: dict[str, Array] | None


class TraceOut(BaseModel):
    tokens: list[TokenOut]
    signals: dict[str, Array] = Field(description="Every equation's values in the top layer, [tokens][units].")
    layers: list[LayerOut] = Field(description="The layers below the top one, the lowest first.")
    backward: dict[str, Array] | None = Field(description="The top layer's other direction, where there is one.")
    predictions: list[list[PredictionOut]] = Field(description="After each token the likeliest next words, best first.")
    blank: BlankOut | None = Field(description="The last blank of the sentence.")
    blanks: list[BlankOut]
    memory: list[MemoryOut]
    suggestions: list[str] = Field(description="What can be asked instead, where the answer is not known or nothing was told.")


class FactorOut(BaseModel):
    label: str
    value: float


class TermOut(BaseModel):
    source: str
    factors: list[FactorOut]
    value: float


class ArithmeticOut(BaseModel):
    """The terms add up to `total`; `result` is the activation of that; `recorded` is the number in the walk."""

    signal: str
    unit: int
    token: int
    function: str | None
    terms: list[TermOut] = Field(description="The largest first.")
    total: float
    result: float
    recorded: float
    forced: bool = Field(description="An edit set the number; then it does not come from the terms.")
    formula: str = Field(description="MathML with this unit's numbers.")


class GradientsOut(BaseModel):
    """Of `log_probability`, the logarithm of a word's probability after a token."""

    word: str
    token: int
    log_probability: float
    signals: dict[str, Array] = Field(description="With respect to the top layer's signals, [tokens][units].")
    strength: dict[str, Array] = Field(description="The length of each of these, [tokens], and of that of the `input`.")


class LedgerOut(BaseModel):
    """The state after token `t` is the sum of `shares[t]` over the tokens that wrote them."""

    state: str
    units: list[int]
    shares: Array = Field(description="[tokens][tokens][units]")
    kept: Array | None = Field(description="What each unit multiplied its old value by, [tokens][units].")


class ComparedOut(BaseModel):
    sentence: int = Field(description="Which of the sentences.")
    cell: CellName
    parameters: int
    multiplications: int = Field(description="For each token, without the choice of a word.")
    milliseconds: float = Field(description="What this walk took here and now.")
    trace: TraceOut


class ComparisonOut(BaseModel):
    walks: list[ComparedOut]


class ExampleOut(BaseModel):
    group: str
    title: str
    sentence: str
    translation: str = Field(description="What it means in the language of the address; in English it is the sentence itself.")
    cell: CellName


class EquationOut(BaseModel):
    name: str
    role: str = Field(description="What it is called; may be empty.")
    kind: Literal["gate", "candidate", "state", "clock", "other"]
    does: list[str] = Field(
        description="keeps, erases, writes, joins, shows, belt, output, resets: what it has to do with the memory."
    )
    range: list[float | None] = Field(description="Between which its values lie; null where there is no end.")
    text: str
    mathml: str


class NetworkOut(BaseModel):
    """A network of a cell that can be asked by its name."""

    name: str = Field(description="What to name as `cell` in a request.")
    title: str
    for_typed: bool = Field(description="Learned from the wide world: the one for sentences that somebody types.")
    both_ways: bool = Field(description="Reads in both directions and fills blanks.")
    units: int
    layers: int
    parameters: int
    facts: list[str] = Field(description="Names of those that its units hold: a trace can tell what is believed of them.")
    model: dict[str, Any] | None = Field(
        description="How it was made, and how well it remembers; null for the network of the cell's own name: the cell has it."
    )


class CellOut(BaseModel):
    name: str
    title: str
    paper: str
    note: str
    equations: list[EquationOut]
    diagram: dict[str, Any] = Field(description="The data flow: nodes and links with their places.")
    belt: dict[str, Any] | None = Field(description="What of the memory stays, what is put onto it, what is shown.")
    no_belt: str | None = Field(description="Why there is none to be drawn, in words.")
    input: str = Field(description="What its input is called.")
    output: str = Field(description="The signal that is handed on: the hidden state.")
    memory: str = Field(description="The signal that carries the memory.")
    units: int | None
    layers: int | None
    parameters: int | None
    model: dict[str, Any] | None = Field(
        description="How the shipped weights were made, and how well they remember; null for a cell that has not been taught."
    )
    networks: list[NetworkOut] = Field(description="All networks of this cell, that of its own name first.")


class ProblemOut(BaseModel):
    """What went wrong, in words (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="In English, or in the language of the address: `/de/api/v1/traces`.")
    code: str = Field(description="What is wrong, for programs: it is the same in every language.")
    values: dict[str, Any] = Field(
        description="What fills the words: names, numbers, lists of them; for a text of its own its `code` and `values`."
    )
    field: str | None = Field(None, description="Which part of the request is at fault.")
