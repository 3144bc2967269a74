"""`/metrics` as Prometheus reads it."""

import pytest
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from app import services
from app.api import system_collector
from app.api.request_metrics import DURATIONS, REQUESTS
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.usecases.metrics.get_system_metrics import QueueCounts, RecentCalls, SystemMetrics
from tests.integration.api.conftest import Caller

FAMILIES = {
    "rein_database_up": ("gauge", set()),
    "rein_runs": ("gauge", {"status"}),
    "rein_llm_calls_unsettled": ("gauge", {"status"}),
    "rein_outbox": ("gauge", {"state"}),
    "rein_goals": ("gauge", set()),
    "rein_ratings": ("gauge", set()),
    "rein_database_bytes": ("gauge", set()),
    "rein_traces": ("counter", {"name"}),
    "rein_trace_errors": ("counter", {"name"}),
    "rein_cost_usd": ("counter", {"name"}),
    "rein_cost_unknown": ("counter", {"name"}),
    "rein_tokens": ("counter", {"name", "kind"}),
    "rein_trace_duration_seconds": ("histogram", {"name", "le"}),
    "rein_recent_stage_seconds": ("gauge", {"stage", "quantile"}),
    "rein_llm_calls_last_hour": ("gauge", {"provider", "model", "status"}),
    "rein_http_requests": ("counter", {"method", "route", "status"}),
    "rein_http_request_duration_seconds": ("histogram", {"method", "route", "le"}),
}
"""Dashboards and alerts rely on these names and labels."""


@pytest.fixture(autouse=True)
def no_requests_yet() -> None:
    """Clear the counters of this process: other tests sent requests too."""
    REQUESTS.clear()
    DURATIONS.clear()


def families_of(client: TestClient) -> dict[str, Metric]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = list(text_string_to_metric_families(answer.text))
    by_name = {family.name: family for family in families}
    assert len(by_name) == len(families)
    return by_name


def value(families: dict[str, Metric], name: str, /, **labels: str) -> float:
    """Return the value of the one sample with this name and these labels."""
    samples = [sample for family in families.values() for sample in family.samples]
    (found,) = [s.value for s in samples if s.name == name and s.labels == labels]
    return found


def test_every_family_has_its_type_its_labels_and_a_help_text(
    client: TestClient, owner: Caller
) -> None:
    owner.finish_goal()

    families = families_of(client)

    found = {
        name: (family.type, {label for sample in family.samples for label in sample.labels})
        for name, family in families.items()
    }
    assert found == FAMILIES | {"rein_llm_calls_last_hour": ("gauge", set())}  # offline: no calls
    assert all(family.documentation for family in families.values())


def test_runs_traces_stages_and_requests_are_counted(client: TestClient, owner: Caller) -> None:
    owner.finish_goal()
    owner.post("/api/v1/goals", {"text": "Read 12 books"})

    families = families_of(client)

    pipeline = {"name": "goal_generation_pipeline"}
    submitted = {"method": "POST", "route": "/api/v1/goals"}
    assert value(families, "rein_database_up") == 1
    assert value(families, "rein_runs", status="done") == 1
    assert value(families, "rein_runs", status="queued") == 1
    assert value(families, "rein_goals") == 2
    assert value(families, "rein_traces_total", **pipeline) == 1
    assert value(families, "rein_trace_duration_seconds_count", **pipeline) == 1
    assert value(families, "rein_trace_duration_seconds_bucket", **pipeline, le="+Inf") == 1
    assert value(families, "rein_recent_stage_seconds", stage="generate", quantile="0.95") > 0
    assert value(families, "rein_outbox", state="pending") == 0
    assert value(families, "rein_http_requests_total", **submitted, status="202") == 2
    assert value(families, "rein_http_request_duration_seconds_count", **submitted) == 2


def test_buckets_of_a_histogram_never_decrease_and_end_with_all(
    client: TestClient, owner: Caller
) -> None:
    owner.finish_goal()

    for name in ("rein_trace_duration_seconds", "rein_http_request_duration_seconds"):
        series: dict[str, list[tuple[float, float]]] = {}
        for sample in families_of(client)[name].samples:
            if sample.name.endswith("_bucket"):
                labels = {key: text for key, text in sample.labels.items() if key != "le"}
                bucket = (float(sample.labels["le"]), sample.value)
                series.setdefault(str(labels), []).append(bucket)

        assert series
        for buckets in series.values():
            assert buckets == sorted(buckets)
            assert [n for _, n in buckets] == sorted(n for _, n in buckets)
            assert buckets[-1] == (float("inf"), max(n for _, n in buckets))


def test_a_route_is_counted_by_its_pattern_never_by_what_was_asked(
    client: TestClient, owner: Caller
) -> None:
    owner.get("/api/v1/goals/secret")
    owner.get("/api/v1/secret")

    families = families_of(client)

    name = "rein_http_requests_total"
    route = "/api/v1/goals/{id}"
    assert value(families, name, method="GET", route=route, status="404") == 1
    assert value(families, name, method="", route="unmatched", status="404") == 1
    assert "secret" not in client.get("/metrics").text


def test_a_method_that_a_caller_invents_is_no_label(client: TestClient) -> None:
    client.request("BREW", "/api/v1/goals")

    assert "BREW" not in client.get("/metrics").text


def test_metrics_contain_no_text_of_a_person(client: TestClient, owner: Caller) -> None:
    owner.finish_goal("Speak Icelandic at B1 level by June")

    assert "Icelandic" not in client.get("/metrics").text


def test_metrics_are_served_without_the_database(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, owner: Caller
) -> None:
    owner.get("/api/v1/traces")

    def gone() -> Rein:
        raise StorageUnavailable("The database cannot be reached.")

    monkeypatch.setattr(services, "rein", gone)

    families = families_of(client)

    assert value(families, "rein_database_up") == 0
    assert families.keys() == {
        "rein_database_up",
        "rein_http_requests",
        "rein_http_request_duration_seconds",
    }


def test_labels_cannot_break_out_of_their_quotes(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = 'a"b\\c\nd'
    calls = (RecentCalls(provider="gemini", model=model, status="ok", n=1),)
    figures = SystemMetrics(
        counts=QueueCounts(
            runs={},
            oldest_waiting=None,
            calls={},
            outbox={},
            goals=0,
            traces=0,
            ratings=0,
            size_bytes=None,
        ),
        traces=(),
        stages=(),
        calls=calls,
    )
    monkeypatch.setattr(system_collector, "get_system_metrics", lambda _rein: figures)

    families = families_of(client)

    labels = {"provider": "gemini", "model": model, "status": "ok"}
    assert value(families, "rein_llm_calls_last_hour", **labels) == 1
