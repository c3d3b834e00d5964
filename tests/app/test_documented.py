"""Whatever is sent, every response is as the OpenAPI document says, and none is a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.app.client import an_app

CHECKS = {
    # Whether a sentence has a token 17, or a cell a signal `f`, no schema can say: then a valid body is refused in words.
    "positive_data_acceptance": {"enabled": False},
    "negative_data_rejection": {"expected-statuses": [403, 404, 405, 413, 422]},
}
# What is heavy is done by a process that lets all others go first: on a busy machine the library would not wait so long.
PATIENCE = 600  # seconds
EXAMPLES, OF_NO_ROOM = 20, 8  # whatever is asked rightly of a room that never was has one answer, or is refused for one thing

app = an_app()
DOCUMENT = app.openapi()


def takes_something(operation: dict[str, Any]) -> bool:
    return "requestBody" in operation or any(one["in"] == "query" for one in operation.get("parameters", ()))


# What is as the document says, and what is not. (The library's own marks give all operations one name; of several
# tests of one name those that run side by side run one.)
REQUESTS = [
    (f"{method.upper()} {path}", mode)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    for mode in ("positive", *["negative"] * takes_something(operation))
]


@pytest.fixture(scope="module")
def operations() -> dict[str, Any]:
    """Of all processes that collect the tests, only the one that asks reads the library, which takes a second."""
    import schemathesis

    config = schemathesis.Config.from_dict({"checks": CHECKS, "request-timeout": PATIENCE})
    schema = schemathesis.openapi.from_dict(DOCUMENT, config=config)
    schema.app = app
    return {operation.label: operation for found in schema.get_all_operations() if (operation := found.ok())}


def test_all_of_them_are_asked(operations: dict[str, Any]) -> None:
    assert operations.keys() == {label for label, _ in REQUESTS}


@pytest.mark.parametrize(("label", "mode"), REQUESTS, ids=[f"{label}-{mode}" for label, mode in REQUESTS])
def test_what_is_sent_is_answered_as_it_is_documented(operations: dict[str, Any], label: str, mode: str) -> None:
    from schemathesis import GenerationMode

    examples = OF_NO_ROOM if "{room}" in label and mode == "positive" else EXAMPLES

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operations[label].as_strategy(generation_mode=GenerationMode(mode)))
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()
