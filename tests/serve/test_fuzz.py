"""The service, fuzzed by its own description."""

from __future__ import annotations

import pytest

pytest.importorskip("prometheus_client", reason="prometheus-client is in reportgen[serve]")
pytest.importorskip("schemathesis", reason="schemathesis is in reportgen[test]")

import schemathesis
from hypothesis import HealthCheck, settings

from reportgen.serve import work
from reportgen.serve.app import make_app
from reportgen.serve.openapi import description
from reportgen.serve.pool import Pool

TOKEN = "t0ken"  # noqa: S105  (of a test)


class InProcess(Pool):
    """Answers in the process of the test, so that a failure shows where it comes from."""

    def __init__(self) -> None:
        super().__init__(1, 8, 60)

    async def ask(self, order: dict[str, object]) -> tuple[int, bytes]:
        """Return the answer of the work itself; what nobody foresaw fails the test."""
        return work.answer(order)


app = make_app(InProcess(), TOKEN)
schema = schemathesis.openapi.from_dict(description())
schema.app = app


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_its_description(case: schemathesis.Case) -> None:
    """Whatever is sent, the answer is one that is described, and none is a fault of ours."""
    answer = case.call(headers={"Authorization": f"Bearer {TOKEN}"})
    case.validate_response(
        answer,
        excluded_checks=[
            schemathesis.checks.CHECKS.get_one("positive_data_acceptance"),  # a text of three letters may hold nothing to compare
            schemathesis.checks.CHECKS.get_one("unsupported_method"),
        ],
    )
