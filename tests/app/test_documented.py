"""Whatever is sent, every response is as the OpenAPI document says, and none is a fault of ours."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from tests.app.client import an_app

CHECKS = {
    # Whether a sentence has a token 17, or a cell a signal `f`, no schema can say: then a valid body is refused in words.
    "positive_data_acceptance": {"enabled": False},
    "negative_data_rejection": {"expected-statuses": [403, 404, 405, 413, 422]},
}

app = an_app()
# What is heavy is done by a process that lets all others go first: on a busy machine the library would not wait so long.
PATIENCE = 600  # seconds
CONFIG = schemathesis.Config.from_dict({"checks": CHECKS, "request-timeout": PATIENCE})
schema = schemathesis.openapi.from_dict(app.openapi(), config=CONFIG)
schema.app = app


OPERATIONS = {operation.label: operation for found in schema.get_all_operations() if (operation := found.ok())}
TAKES_NOTHING = {label for label, operation in OPERATIONS.items() if not (operation.body or operation.query)}
# What is as the document says, and what is not. (The library's own marks give all operations one name; of several
# tests of one name those that run side by side run one.)
ASKED = [(label, mode) for label in OPERATIONS for mode in GenerationMode if mode.is_positive or label not in TAKES_NOTHING]


@pytest.mark.parametrize(("label", "mode"), ASKED, ids=[f"{label}-{mode.value}" for label, mode in ASKED])
def test_what_is_sent_is_answered_as_it_is_documented(label: str, mode: GenerationMode) -> None:
    @settings(max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
