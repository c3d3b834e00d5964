"""Whatever is sent, every response is as the OpenAPI document says, and none is a fault of ours."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings

from tests.app.client import an_app

CHECKS = {
    # Whether a sentence has a token 17, or a cell a signal `f`, no schema can say: then a valid body is refused in words.
    "positive_data_acceptance": {"enabled": False},
    "negative_data_rejection": {"expected-statuses": [405, 413, 422]},
}

app = an_app()
schema = schemathesis.openapi.from_dict(app.openapi(), config=schemathesis.Config.from_dict({"checks": CHECKS}))
schema.app = app


@schema.parametrize()
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_is_sent_is_answered_as_it_is_documented(case: schemathesis.Case) -> None:
    case.call_and_validate()
