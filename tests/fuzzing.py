"""Requests without end, made from the OpenAPI document and then spoilt: the same ones for the same seed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

SECRET = "Qwertzistan"  # stands in every text that is made, and must never be in the log
SENTENCES = (
    f"{SECRET} is a beautiful country. You must visit the capital of ___",
    f"My friend {SECRET} flew to Peru last year ...",
    f"___ {SECRET} ___",
    f"{SECRET}\u0000\u202e \U0001f600 ﷽ İ ß",
    f"{SECRET} " + "so " * 60,
    f"{SECRET}" + "?!" * 30,
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -0.0, -1, 1, 7, 2**31, 2**63, 2**64, 10**30, 0.5, 1e308, 5e-324, "", " ", "0", "all", "f", "c", "h"),
    *(
        [],
        {},
        [[]],
        [None],
        [0] * 2_000,
        {"": ""},
        {"__proto__": 1},
        "\u0000",
        "../../etc/passwd",
        "<script>",
        "{{7*7}}",
        "x" * 9_000,
    ),
)
ODD_BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"NaN",
    b"Infinity",
    b"1e999",
    b"9" * 5_000,
    b"[" * 2_000,
    b'{"a":' * 500,
    b"//",
    b",",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PATHS = (
    "/",
    "/compare",
    "/api",
    "/api/v1/openapi.json",
    "/assets/",
    "/nothing",
    "//",
    "/%00",
    "/%ff",
    "/..%2f..%2fetc/passwd",
    "/api/v1/",
)
HEADERS = (
    ("Accept-Encoding", "*;q=0, br;q=nan, ,gzip;;"),
    ("Accept", "text/html"),
    ("If-None-Match", '*, W/"", "'),
    ("Content-Type", "text/plain; charset=utf-16"),
    ("Content-Type", "multipart/form-data; boundary="),
    ("Content-Encoding", "gzip"),
    ("Range", "bytes=9-1"),
    ("Cookie", "a=b; " * 50),
    ("Forwarded", "for=unknown;host=x;proto=ftp"),
    ("X-Forwarded-For", "1.2.3.4, , ::1, %"),
    ("X-Odd", "\xff\x80"),
    ("Upgrade", "websocket"),
)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def to_bytes(self) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in self.headers)]
        if self.body or self.method not in ("GET", "HEAD"):
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


def requests(document: Mapping[str, Any], seed: int) -> Iterator[Asked]:
    """One in five as the document has it; the others with something wrong in the values, the bytes, the head, or all three."""
    random = Random(seed)
    makes = Values(document["components"]["schemas"], random)
    operations = [(method.upper(), path, told) for path, methods in document["paths"].items() for method, told in methods.items()]
    while True:
        method, path, told = random.choice(operations)
        parameters = [
            f"{one['name']}={makes.valid(one['schema'])}" for one in told.get("parameters", ()) if random.random() < 0.5
        ]
        asked = Asked(method, "?".join([path, *parameters]))
        if "requestBody" in told:
            value = makes.valid(told["requestBody"]["content"]["application/json"]["schema"])
            if random.random() < 0.5:
                value = spoilt(value, random)
            body = json.dumps(value).encode()
            headers = (("Content-Type", "application/json"),)
            asked = replace(asked, headers=headers, body=spoilt_bytes(body, random) if random.random() < 0.3 else body)
        yield spoilt_head(asked, random) if random.random() < 0.3 else asked


class Values:
    """Values as a schema wants them."""

    def __init__(self, schemas: Mapping[str, Any], random: Random) -> None:
        self.schemas, self.random = schemas, random

    def valid(self, schema: Mapping[str, Any]) -> Any:
        random = self.random
        if "$ref" in schema:
            return self.valid(self.schemas[schema["$ref"].rsplit("/", 1)[1]])
        if "anyOf" in schema:
            return self.valid(random.choice(schema["anyOf"]))
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return random.choice(schema["enum"])
        return getattr(self, schema["type"])(schema)

    def object(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        required = schema.get("required", ())
        chosen = {n: told for n, told in schema.get("properties", {}).items() if n in required or self.random.random() < 0.3}
        return {name: self.valid(told) for name, told in chosen.items()}

    def array(self, schema: Mapping[str, Any]) -> list[Any]:
        count = self.random.randint(schema.get("minItems", 0), min(3, schema["maxItems"]))
        return [self.valid(schema["items"]) for _ in range(count)]

    def string(self, schema: Mapping[str, Any]) -> str:
        if schema["maxLength"] > 1_000:
            return self.random.choice([*schema.get("examples", ()), *SENTENCES])
        return self.random.choice([*schema.get("examples", ()), "f", "c", "h", "topic"])

    def integer(self, schema: Mapping[str, Any]) -> int:
        return self.random.choice([*schema.get("examples", ()), 0, 1, 2, 9, schema["minimum"], schema["maximum"]])

    def number(self, schema: Mapping[str, Any]) -> float:
        return self.random.choice([0.0, 1.0, -1.0, 0.5, schema["minimum"], schema["maximum"]])

    def boolean(self, _: Mapping[str, Any]) -> bool:
        return self.random.random() < 0.5

    def null(self, _: Mapping[str, Any]) -> None:
        return None


def spoilt(value: Any, random: Random) -> Any:
    """The same with something wrong at one place, deep inside or at the top."""
    if isinstance(value, dict) and value and random.random() < 0.8:
        name = random.choice(list(value))
        rest = {key: inner for key, inner in value.items() if key != name}
        other = {"": 0, name.upper(): value[name], name: spoilt(value[name], random)}
        return rest | random.choice([{}, *({key: inner} for key, inner in other.items())])
    if isinstance(value, list) and value and random.random() < 0.8:
        return [*value[:-1], spoilt(value[-1], random)] * random.choice([1, 1, 1, 3, 300])
    return random.choice([random.choice(ODD), [value], {"sentence": value}, str(value)])


def spoilt_bytes(body: bytes, random: Random) -> bytes:
    place = random.randrange(len(body) + 1)
    return random.choice(
        [
            body[:place],
            body[place:],
            body[:place] + random.choice(ODD_BYTES) + body[place:],
            body[:place] + random.choice(ODD_BYTES) + body[place + 1 :],
            body * 2,
            body.decode().encode("utf-16"),
            random.randbytes(place),
        ]
    )


def spoilt_head(asked: Asked, random: Random) -> Asked:
    return random.choice(
        [
            replace(asked, method=random.choice(METHODS)),
            replace(asked, path=random.choice(PATHS)),
            replace(asked, path=f"{asked.path}?numbers={random.choice(['packed', 'x' * 3_000, '%00', '', '&&='])}"),
            replace(asked, headers=random.choice([(), asked.headers * 2])),
            replace(asked, headers=(*asked.headers, *random.choices(HEADERS, k=random.randint(1, 3)))),
        ]
    )
