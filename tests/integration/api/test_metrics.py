"""`/metrics` as Prometheus reads it."""

import re

import pytest
from starlette.testclient import TestClient

from app import services
from app.api.exposition import exposition, gauge, histogram
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from tests.integration.api.conftest import Caller

LINE = re.compile(r'^[a-z_]+(\{([a-z_]+="(?:[^"\\\n]|\\.)*",?)+\})? [-+.e0-9]+(inf|nan)?$')

Figures = dict[str, float]


def figures_of(client: TestClient) -> Figures:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not LINE.match(line)] == []
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_every_family_is_described_once_before_its_figures(
    client: TestClient, owner: Caller
) -> None:
    owner.finish_goal()

    text = client.get("/metrics").text

    described = re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE)
    assert len({name for name, _ in described}) == len(described)
    assert all(name.endswith("_total") for name, kind in described if kind == "counter")
    for line in text.splitlines():
        if line.startswith("# TYPE"):
            current = line.split()[2]
        elif not line.startswith("#"):
            assert line.startswith(current)


def test_runs_traces_stages_and_requests_are_counted(client: TestClient, owner: Caller) -> None:
    owner.finish_goal()
    owner.post("/api/v1/goals", {"text": "Read 12 books"})

    figures = figures_of(client)

    assert figures["rein_database_up"] == 1
    assert figures['rein_runs{status="done"}'] == 1
    assert figures['rein_runs{status="queued"}'] == 1
    assert figures["rein_goals"] == 2
    assert figures['rein_traces_total{name="goal_generation_pipeline"}'] == 1
    assert figures['rein_trace_duration_seconds_count{name="goal_generation_pipeline"}'] == 1
    assert (
        figures['rein_trace_duration_seconds_bucket{name="goal_generation_pipeline",le="+Inf"}']
        == 1
    )
    assert 'rein_recent_stage_seconds{stage="generate",quantile="0.95"}' in figures
    assert figures['rein_outbox{state="pending"}'] == 0
    assert (
        figures['rein_http_requests_total{method="POST",route="/api/v1/goals",status="202"}'] >= 2
    )


def test_a_route_is_counted_by_its_pattern_never_by_what_was_asked(
    client: TestClient, owner: Caller
) -> None:
    owner.get("/api/v1/goals/somebodys-secret")
    owner.get("/api/v1/somebodys-secret")

    text = client.get("/metrics").text

    assert "secret" not in text
    assert 'route="/api/v1/goals/{id}",status="404"' in text
    assert 'route="unmatched",status="404"' in text


def test_no_words_of_a_person_are_among_the_figures(client: TestClient, owner: Caller) -> None:
    owner.finish_goal("Speak Icelandic at B1 level by June")

    assert "Icelandic" not in client.get("/metrics").text


def test_a_database_that_is_gone_is_a_figure_too(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, owner: Caller
) -> None:
    owner.get("/api/v1/traces")

    def gone() -> Rein:
        raise StorageUnavailable("The database cannot be reached.")

    monkeypatch.setattr(services, "rein", gone)

    figures = figures_of(client)

    assert figures["rein_database_up"] == 0
    assert any(name.startswith("rein_http_requests_total") for name in figures)


def test_labels_cannot_break_out_of_their_quotes() -> None:
    text = exposition([gauge("g", "Help.", [({"model": 'a"b\\c\nd'}, 1)])])

    assert text.splitlines()[-1] == r'g{model="a\"b\\c\nd"} 1'


def test_a_histogram_counts_upwards_and_ends_with_all() -> None:
    text = exposition([histogram("h_seconds", "Help.", [({}, {0.5: 1, 0.1: 0}, 2, 3.5)])])

    assert text.splitlines()[2:] == [
        'h_seconds_bucket{le="0.1"} 0',
        'h_seconds_bucket{le="0.5"} 1',
        'h_seconds_bucket{le="+Inf"} 2',
        "h_seconds_sum 3.5",
        "h_seconds_count 2",
    ]
