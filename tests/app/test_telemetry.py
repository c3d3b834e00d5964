"""Nobody is told what is asked for: FastAPI's own telemetry is off, whatever the process or its environment sets up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from opentelemetry import metrics, trace

from tests.app.client import an_app, client_of
from tests.serving import serving


class Listens(trace.TracerProvider, metrics.MeterProvider):
    """What somebody has set up in the same process. It hears who wants to tell it something."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def get_tracer(self, name: str, *_: Any, **__: Any) -> trace.Tracer:
        self.heard.append(name)
        return trace.NoOpTracer()

    def get_meter(self, name: str, *_: Any, **__: Any) -> metrics.Meter:
        self.heard.append(name)
        return metrics.NoOpMeter(name)


def told_by(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    listens = Listens()
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: listens)
    monkeypatch.setattr(metrics, "get_meter_provider", lambda: listens)

    async def ask() -> None:
        async with client_of(app) as client:
            await client.get("/healthz")

    anyio.run(ask)
    return listens.heard


def test_nothing_is_told_to_what_listens_in_the_same_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told_by(an_app(), monkeypatch) == []
    assert told_by(FastAPI(), monkeypatch) == ["fastapi", "fastapi"]  # as it would be, left as it comes


def test_a_variable_of_the_environment_turns_nothing_on(tmp_path: Path) -> None:
    """FastAPI, asked to report somewhere, would say at the start that it needs more packages for that."""
    asked = {"FASTAPI_OTEL_AUTO_CONFIGURE": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}
    with serving(log=tmp_path / "log", **asked):
        pass
    assert "telemetry" not in (tmp_path / "log").read_text()
