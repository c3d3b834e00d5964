"""What the app says of an error, a cell or an example: for people in the language of the address, for programs by a code."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticKnownError

from app.examples import EXAMPLES
from app.problems import of_validation, plain, said_again, sentence
from app.requests import KINDS
from app.rooms import schemas as of_rooms
from app.schemas import INDIA, Strict
from model import cell_names, load_cell
from tests.app.client import ask, post
from texts import Catalogue, Said, catalogue

ENGLISH, LONGER = catalogue(), catalogue("en-XA")
WRONG_EDIT = {"sentence": INDIA, "edits": [{"token": 99, "signal": "f", "value": 1}]}


# Errors


def test_a_program_knows_an_error_by_its_code_and_a_person_by_its_words() -> None:
    told = post("traces", WRONG_EDIT).json()
    assert told["detail"] == "Edit 1: there is no token 99; they run from 0 to 24."
    what = {"code": "model.no-token", "values": {"index": "99", "last": 24}}
    assert (told["code"], told["values"]) == ("model.edit", {"number": 1, "what": what})


@pytest.mark.parametrize("path", ["traces", "nothing"])
def test_an_address_names_the_language_of_its_errors(path: str) -> None:
    told, longer = (ask("POST", f"{before}/api/v1/{path}", json=WRONG_EDIT).json() for before in ("", "/en-xa"))
    assert longer["detail"].startswith("[")
    assert longer["title"].startswith("[")
    assert {**longer, "detail": "", "title": ""} == {**told, "detail": "", "title": ""}


def test_a_page_of_an_error_is_in_its_language_too() -> None:
    page = ask("GET", "/en-xa/nothing", headers={"accept": "text/html"}).text
    assert f"<p>{LONGER.say('errors.status.404')}</p>" in page
    assert LONGER.say("errors.title.404") in page


def test_heavy_work_that_is_done_elsewhere_is_refused_in_the_same_words() -> None:
    said = Said("model.edit", {"number": 1, "what": Said("model.no-token", {"index": "9", "last": 3}), "among": ["f", "i"]})
    assert said_again(plain(said)) == said


def test_a_part_of_a_sentence_becomes_one_where_it_stands_alone() -> None:
    def alone(why: str, speech: Catalogue) -> str:
        return sentence(Said("errors.status.other", {"why": why}), speech)

    assert alone("there is no `h`; did you mean `H`?", ENGLISH) == "There is no `h`; did you mean `H`?"
    assert alone("there is no `h`", ENGLISH) == "There is no `h`."
    assert alone("没有 `h`。", catalogue("zh-Hans")) == "没有 `h`。"
    assert alone("没有 `h`", catalogue("zh-Hans")) == "没有 `h`。"


# What Pydantic finds

ASKED = [*dict.fromkeys(kind.schema for kind in KINDS.values())]
ASKED += [one for one in vars(of_rooms).values() if isinstance(one, type) and issubclass(one, Strict) and one is not Strict]
WRONG: list[Any] = [
    None, True, 1, -1, 1.5, 10**12, math.inf, "", "so", "so " * 60_000, "\ud800", [], [[]], ["so"] * 2_000, {}, {1: 2},
    {"so": {}}, {f"so {n}": 1 for n in range(20)}, [{"token": 1.5}], [{"value": "so", "units": [-1]}], [{"so": 1}],
]  # fmt: skip


@pytest.mark.parametrize("schema", ASKED, ids=lambda schema: schema.__name__)
def test_whatever_can_be_wrong_in_a_request_has_a_text(schema: type[BaseModel]) -> None:
    bodies = [*({name: value} for name in schema.model_fields for value in WRONG), *WRONG]
    for body in bodies:
        try:
            schema.model_validate(body)
        except ValidationError as error:
            for fault in error.errors():
                said = of_validation([fault]).said
                assert said.id != "errors.validation.other", fault["type"]
                assert "{" not in str(said).replace(str(said.slots["field"]), ""), said


KEPT_SHORT = {
    "too-long",
    "too-short",
    "model-type",
    "literal-error",
    "other",
}  # where Pydantic names types of Python, or says "or"
OURS = {"network", "twice", "taken", "empty", "choices", "right"}
OF_PYDANTIC = sorted(
    {id.removeprefix("errors.validation.") for id in ENGLISH.texts if id.startswith("errors.validation.")} - KEPT_SHORT - OURS
)
CONTEXT = {"ge": 3, "le": 3, "min_length": 3, "max_length": 3, "pattern": "^so$", "expected": "'so'"}


@pytest.mark.parametrize("type_", OF_PYDANTIC)
def test_in_english_it_is_said_as_pydantic_says_it(type_: str) -> None:
    known: Any = type_.replace("-", "_")
    error = PydanticKnownError(known, CONTEXT)  # type: ignore[arg-type]
    fault = {"type": known, "loc": ("x",), "msg": error.message(), "ctx": CONTEXT}
    assert of_validation([fault]).detail() == f"`x`: {error.message()}."


def test_what_nobody_has_foreseen_is_said_in_pydantics_words() -> None:
    told = of_validation([{"type": "url_parsing", "loc": ("x",), "msg": "Input should be a valid URL"}])
    assert told.detail() == "`x`: Input should be a valid URL."


# Cells and examples


@pytest.mark.parametrize("name", cell_names())
def test_the_english_catalogue_says_of_a_cell_what_its_file_says(name: str) -> None:
    cell, id = load_cell(name), name.replace("_", "-")
    assert ENGLISH.say(f"cells.{id}.title") == cell.title
    assert ENGLISH.say(f"notes.{id}") == cell.note
    for role in {equation.role for first in (True, False) for equation in cell.equations(first)}:
        assert ENGLISH.say(f"cells.role.{role.replace(' ', '-')}") == role


def test_cells_are_told_of_in_the_language_of_the_address() -> None:
    told, longer = (ask("GET", f"{before}/api/v1/cells").json() for before in ("", "/en-xa"))
    for english, other in zip(told, longer, strict=True):
        for name in ("title", "note"):
            assert other[name].startswith("["), name
        assert other["no_belt"] is None or other["no_belt"].startswith("[")
        assert all(node["text"].startswith("[") for node in other["diagram"]["nodes"])
        assert all(network["title"].startswith("[") for network in other["networks"])
        assert other["equations"] == english["equations"]  # a cell's own words are those of its file
    assert told[0]["title"] == "Plain RNN"


def test_a_cell_that_somebody_has_written_is_drawn_with_words_in_the_language_of_the_address() -> None:
    asked = {"text": "my gate  f = sigmoid(W x)\nhidden state  h = tanh(V x + f * h')"}
    told = ask("POST", "/en-xa/api/v1/programs", json=asked).json()
    texts = {node["id"]: node["text"] for node in told["diagram"]["nodes"]}
    assert "my gate" in texts["f"]  # as it was written
    assert all(text.startswith("[") for text in texts.values())
    assert told["no_belt"].startswith("[")


def test_every_example_says_what_it_means() -> None:
    told = ask("GET", "/api/v1/examples").json()
    assert [one["translation"] for one in told] == [example.sentence for example in EXAMPLES]
    assert all(one["translation"].startswith("[") for one in ask("GET", "/en-xa/api/v1/examples").json())
