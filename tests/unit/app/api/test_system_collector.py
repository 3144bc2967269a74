"""Figures of the database become metrics without loss."""

from collections.abc import Mapping
from typing import Any

import pytest

from app import services
from app.api import system_collector
from app.api.system_collector import SystemCollector
from core.errors import StorageUnavailable
from core.tracing.names import GOAL_PIPELINE
from core.usecases.metrics.get_system_metrics import (
    QueueCounts,
    RecentCalls,
    StageTimes,
    SystemMetrics,
    TraceSums,
)

SUMS = TraceSums(
    name=GOAL_PIPELINE,
    n=10,
    errors=2,
    cancelled=1,
    input_tokens=100,
    output_tokens=50,
    thinking_tokens=20,
    cached_tokens=10,
    cost_usd=0.25,
    cost_unknown=3,
    duration_us=30_000_000,
    bins={20: 6, 22: 4},
)


def figures(**changes: Any) -> SystemMetrics:
    counts = QueueCounts(
        runs={"queued": 3, "running": 1},
        oldest_waiting=None,
        calls={"in_doubt": 2},
        outbox={"pending": 5, "dead": 1},
        goals=7,
        traces=10,
        ratings=4,
        size_bytes=changes.pop("size_bytes", 1_000),
    )
    values = {"counts": counts, "traces": (SUMS,), "stages": (), "calls": ()} | changes
    return SystemMetrics(**values)


@pytest.fixture
def collect(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that collects figures and returns values by name and labels."""

    def collected(found: SystemMetrics) -> Mapping[Any, float]:
        monkeypatch.setattr(services, "rein", lambda: None)
        monkeypatch.setattr(system_collector, "get_system_metrics", lambda _rein: found)
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in SystemCollector().collect()
            for sample in family.samples
        }

    return collected


def test_ended_runs_come_from_the_sums_and_the_others_from_the_queue(collect: Any) -> None:
    values = collect(figures())

    runs = {key[1]: value for key, value in values.items() if key[0] == "rein_runs"}
    assert runs == {"queued": 3, "running": 1, "done": 7, "failed": 2, "cancelled": 1}


def test_without_any_trace_no_run_has_ended(collect: Any) -> None:
    values = collect(figures(traces=()))

    assert [values["rein_runs", status] for status in ("done", "failed", "cancelled")] == [0, 0, 0]


def test_sums_of_traces_are_counters_by_name(collect: Any) -> None:
    values = collect(figures())

    assert values["rein_traces_total", GOAL_PIPELINE] == 10
    assert values["rein_trace_errors_total", GOAL_PIPELINE] == 2
    assert values["rein_cost_usd_total", GOAL_PIPELINE] == 0.25
    assert values["rein_cost_unknown_total", GOAL_PIPELINE] == 3
    tokens = [values["rein_tokens_total", GOAL_PIPELINE, kind] for kind in ("input", "output")]
    assert tokens == [100, 50]


def test_durations_count_upwards_through_empty_doublings(collect: Any) -> None:
    values = collect(figures())

    buckets = {
        key[2]: value
        for key, value in values.items()
        if key[0] == "rein_trace_duration_seconds_bucket"
    }
    assert buckets == {"2.09715": 6, "4.1943": 6, "8.38861": 10, "+Inf": 10}
    assert values["rein_trace_duration_seconds_sum", GOAL_PIPELINE] == 30
    assert values["rein_trace_duration_seconds_count", GOAL_PIPELINE] == 10


def test_recent_stages_and_calls_have_their_labels(collect: Any) -> None:
    stages = (StageTimes(stage="plan", n=2, median=1.5, p95=3.0),)
    calls = (RecentCalls(provider="google", model="gemini", status="ok", n=9),)

    values = collect(figures(stages=stages, calls=calls))

    assert values["rein_recent_stage_seconds", "plan", "0.5"] == 1.5
    assert values["rein_recent_stage_seconds", "plan", "0.95"] == 3
    assert values["rein_llm_calls_last_hour", "google", "gemini", "ok"] == 9


def test_an_unknown_size_of_the_database_is_left_out(collect: Any) -> None:
    assert ("rein_database_bytes",) in collect(figures())
    assert ("rein_database_bytes",) not in collect(figures(size_bytes=None))


def test_without_the_database_only_its_absence_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> None:
        raise StorageUnavailable("The database cannot be reached.")

    monkeypatch.setattr(services, "rein", gone)

    (family,) = SystemCollector().collect()

    assert [(sample.name, sample.value) for sample in family.samples] == [("rein_database_up", 0)]
