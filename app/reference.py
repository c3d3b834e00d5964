"""The OpenAPI document in the form in which ``templates/api.html`` shows it, without anything from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    required: bool
    default: str  # as JSON, or empty
    description: str


@dataclass(frozen=True)
class Parameter(Field):
    place: str  # path, query or header
    example: str  # what stands in its field at first


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    description: str
    fields: tuple[Field, ...]  # of the body
    parameters: tuple[Parameter, ...]  # beside the body
    example: str  # a body that works, or empty
    returns: tuple[Field, ...]
    statuses: tuple[tuple[int, str], ...]

    @property
    def anchor(self) -> str:
        return f"{self.method.lower()}-{self.path.strip('/').replace('/', '-')}"


Document = Callable[[], Mapping[str, Any]]  # makes that of OpenAPI


def operations(document: Mapping[str, Any]) -> tuple[Operation, ...]:
    schemas = document["components"]["schemas"]
    return tuple(
        _operation(method.upper(), path, spec, schemas)
        for path, methods in document["paths"].items()
        for method, spec in methods.items()
    )


def _operation(method: str, path: str, spec: Schema, schemas: Schema) -> Operation:
    body = _schema(spec.get("requestBody", {}), schemas)
    answer = _schema(spec["responses"]["200"], schemas)
    parameters = spec.get("parameters", ())
    return Operation(
        method=method,
        path=path,
        description=spec.get("description", ""),
        fields=_fields(body),
        parameters=tuple(_parameter(one) for one in parameters),
        example=json.dumps(_example(body), indent=2, ensure_ascii=False) if body else "",
        returns=_fields(answer),
        statuses=tuple((int(status), said["description"]) for status, said in spec["responses"].items()),
    )


def _schema(spec: Schema, schemas: Schema) -> Schema:
    """What a body or an answer in JSON consists of; for a list, what is in it."""
    schema: Schema = spec.get("content", {}).get("application/json", {}).get("schema", {})
    schema = schema.get("items", schema)
    return schemas[_name(schema["$ref"])] if "$ref" in schema else schema


def _fields(schema: Schema) -> tuple[Field, ...]:
    required = schema.get("required", ())
    return tuple(_field(name, field, name in required) for name, field in schema.get("properties", {}).items())


def _field(name: str, spec: Schema, required: bool) -> Field:
    default = json.dumps(spec["default"]) if "default" in spec else ""
    return Field(name, type_of(spec), required, default, spec.get("description", ""))


def _parameter(spec: Schema) -> Parameter:
    field = _field(spec["name"], spec["schema"], bool(spec.get("required")))
    example = spec["schema"].get("examples", [spec["schema"].get("default", "")])[0]
    return Parameter(**vars(field), place=spec["in"], example=str(example))


def type_of(schema: Schema) -> str:
    """In few words: ``list of integer, or null``."""
    if "$ref" in schema:
        return _name(schema["$ref"])
    if "anyOf" in schema:
        return ", or ".join(type_of(one) for one in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return json.dumps(schema["const"])
    if schema.get("type") == "array":
        return "list of " + type_of(schema.get("items", {}))
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return "for each name: " + type_of(schema["additionalProperties"])
    return str(schema.get("type", "anything"))


def _example(schema: Schema) -> Schema:
    """What is required, with the examples that the schema gives."""
    properties = schema.get("properties", {})
    return {name: properties[name]["examples"][0] for name in schema.get("required", ()) if "examples" in properties[name]}


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]
