"""What is wrong with a request is found at once, however much is wrong with it: nobody else has to wait meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from app.schemas import INDIA, ArithmeticIn, ComparisonIn, GradientsIn, LedgerIn, TraceIn
from tests.app.client import an_app

BODIES = (TraceIn, ArithmeticIn, GradientsIn, LedgerIn, ComparisonIn)
MANY = 5_000
FEW = 20  # errors: a field or two for each, never one for each item
EDIT = {"token": 1, "signal": "f", "value": 1}
WRONG = [{}, None, "a", [], 1e9, {"token": -1}, {**EDIT, "x": 1}]
UNKNOWN = {f"k{n}": 0 for n in range(MANY)}


def errors(body: type[BaseModel], given: Any) -> list[Any]:
    with pytest.raises(ValidationError) as found:
        body.model_validate(given)
    return list(found.value.errors())


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_of_many_wrong_items_in_a_list_few_are_named(body: type[BaseModel], wrong: Any) -> None:
    lists = [name for name, told in body.model_json_schema()["properties"].items() if "array" in str(told)]
    assert lists
    for name in lists:
        assert len(errors(body, {name: [wrong] * MANY})) <= FEW


@pytest.mark.parametrize("wrong", WRONG, ids=str)
@pytest.mark.parametrize("name", ["units", "value"])
def test_the_same_holds_within_the_edits(name: str, wrong: Any) -> None:
    assert len(errors(TraceIn, {"sentence": INDIA, "edits": [{**EDIT, name: [wrong] * 1_000}] * 20})) <= FEW


@pytest.mark.parametrize("body", BODIES)
def test_of_many_unknown_keys_one_is_named(body: type[BaseModel]) -> None:
    found = errors(body, UNKNOWN)
    assert [error["loc"] for error in found if error["type"] == "extra_forbidden"] == [("k0",)]
    assert len(found) <= FEW


def test_the_same_holds_for_an_edit() -> None:
    found = errors(TraceIn, {"sentence": INDIA, "edits": [{**EDIT, **UNKNOWN}]})
    assert [error["loc"] for error in found] == [("edits", 0, "k0")]


def test_every_list_and_every_text_that_can_be_sent_has_an_end() -> None:
    document = an_app().openapi()
    schemas = document["components"]["schemas"]
    sent = [
        told["post"]["requestBody"]["content"] for told in document["paths"].values() if "requestBody" in told.get("post", {})
    ]
    bodies = {content["application/json"]["schema"]["$ref"].rsplit("/", 1)[1] for content in sent}
    assert bodies >= {body.__name__ for body in BODIES}
    parts = [part for name in reached(bodies, schemas) for part in parts_of(schemas[name])]
    assert len(parts) > 50
    for part in parts:
        if part.get("type") == "array":
            assert "maxItems" in part, part
        if part.get("type") == "string":
            assert {"maxLength", "enum", "const"} & set(part), part
        if part.get("type") == "object":
            assert part.get("additionalProperties") is False or {"maxProperties", "propertyNames"} <= set(part), part


def reached(names: set[str], schemas: dict[str, Any]) -> set[str]:
    """These schemas and all that they are made of."""
    more = {
        part["$ref"].rsplit("/", 1)[1] for name in names for part in parts_of(schemas[name]) if isinstance(part.get("$ref"), str)
    }
    return names if more <= names else reached(names | more, schemas)


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts_of(part)
