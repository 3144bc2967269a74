"""The API is loaded after start-up, and adds nothing that reaches beyond this machine."""

import json
import subprocess
import sys

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from app.api import routes
from core.settings import ROOT
from tests.integration.api.conftest import Caller

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_the_server_starts_without_loading_the_api() -> None:
    program = "import json, sys, app.server; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(run.stdout.splitlines()[-1]))

    assert "app.api.routes" in loaded
    assert loaded & {"fastapi", "prometheus_client", *routes.LAZY_MODULES} == set()


def test_the_warm_up_loads_what_the_routes_need() -> None:
    loaded_by_routes = {
        route.endpoint._module
        for route in routes.ROUTES
        if isinstance(route.endpoint, routes.LazyApplication)
    }

    assert loaded_by_routes == set(routes.LAZY_MODULES)


@ON_SQLITE
@pytest.mark.parametrize("path", ["/api/docs", "/api/redoc", "/api/openapi.json", "/docs"])
def test_there_are_no_pages_that_load_scripts_of_other_hosts(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@ON_SQLITE
def test_requests_add_no_spans_to_the_traces_of_rein(
    owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: provider)

    assert owner.get("/api/v1/traces").status_code == 200

    assert exporter.get_finished_spans() == ()
