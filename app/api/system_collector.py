"""Collect the figures of the whole system from the database, once for each scrape."""

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import Metric
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.registry import Collector

from app import services
from core.errors import ReinError
from core.tracing.names import GOAL_PIPELINE
from core.usecases.goals.get_goal import RunStatus
from core.usecases.metrics.get_system_metrics import (
    SystemMetrics,
    TraceSums,
    get_system_metrics,
)

TOKEN_KINDS = ("input", "output", "thinking", "cached")


class SystemCollector(Collector):
    """Metrics of runs, traces, calls and deliveries."""

    def collect(self) -> Iterator[Metric]:
        """Yield every family, or only `rein_database_up` if the database does not answer."""
        try:
            figures = get_system_metrics(services.rein())
        except ReinError:
            yield _gauge("rein_database_up", "Whether the database answers.", [((), 0)])
            return
        yield _gauge("rein_database_up", "Whether the database answers.", [((), 1)])
        yield from _counts(figures)
        yield from _traces(figures.traces)
        yield from _recent(figures)


def _counts(figures: SystemMetrics) -> Iterator[Metric]:
    counts = figures.counts
    runs = {**counts.runs, **_ended_runs(figures.traces)}
    yield _gauge("rein_runs", "Runs by status.", _by_label(runs), ["status"])
    yield _gauge(
        "rein_llm_calls_unsettled",
        "Model calls without an answer.",
        _by_label(counts.calls),
        ["status"],
    )
    yield _gauge(
        "rein_outbox", "Deliveries that have not arrived.", _by_label(counts.outbox), ["state"]
    )
    yield _gauge("rein_goals", "Goals there are.", [((), counts.goals)])
    yield _gauge("rein_ratings", "Ratings there are.", [((), counts.ratings)])
    if counts.size_bytes is not None:
        yield _gauge("rein_database_bytes", "Size of the database.", [((), counts.size_bytes)])


def _ended_runs(traces: Iterable[TraceSums]) -> dict[str, int]:
    ended = next((sums for sums in traces if sums.name == GOAL_PIPELINE), None)
    return {
        RunStatus.DONE.value: ended.n - ended.errors - ended.cancelled if ended else 0,
        RunStatus.FAILED.value: ended.errors if ended else 0,
        RunStatus.CANCELLED.value: ended.cancelled if ended else 0,
    }


def _traces(traces: tuple[TraceSums, ...]) -> Iterator[Metric]:
    def counter(name: str, help_text: str, figure: str) -> Metric:
        values = [((sums.name,), getattr(sums, figure)) for sums in traces]
        return _counter(name, help_text, values, ["name"])

    yield counter("rein_traces", "Traces that have ended.", "n")
    yield counter("rein_trace_errors", "Traces that ended with an error.", "errors")
    yield counter("rein_cost_usd", "Sum of the known prices of model calls.", "cost_usd")
    yield counter("rein_cost_unknown", "Traces with a call of unknown price.", "cost_unknown")
    yield _counter(
        "rein_tokens",
        "Tokens of model calls, as the providers counted them; cached ones are part of the input.",
        [
            ((sums.name, kind), getattr(sums, f"{kind}_tokens"))
            for sums in traces
            for kind in TOKEN_KINDS
        ],
        ["name", "kind"],
    )
    yield _durations(traces)


def _durations(traces: Iterable[TraceSums]) -> Metric:
    family = HistogramMetricFamily(
        "rein_trace_duration_seconds", "Duration of traces that have ended.", labels=["name"]
    )
    for sums in traces:
        family.add_metric([sums.name], _buckets(sums.bins), sum_value=sums.duration_us / 1e6)
    return family


def _buckets(bins: Mapping[int, int]) -> list[tuple[str, float]]:
    """Return, for the upper bound of each doubling, how many traces took no longer."""
    doublings = range(min(bins), max(bins) + 1) if bins else ()
    buckets = [
        (f"{2.0 ** (end + 1) / 1e6:.6g}", sum(n for bin_, n in bins.items() if bin_ <= end))
        for end in doublings
    ]
    return [*buckets, ("+Inf", sum(bins.values()))]


def _recent(figures: SystemMetrics) -> Iterator[Metric]:
    yield _gauge(
        "rein_recent_stage_seconds",
        "Duration of a stage over the latest 500 runs.",
        [
            ((stage.stage, quantile), seconds)
            for stage in figures.stages
            for quantile, seconds in (("0.5", stage.median), ("0.95", stage.p95))
        ],
        ["stage", "quantile"],
    )
    yield _gauge(
        "rein_llm_calls_last_hour",
        "Model calls begun in the last hour.",
        [((calls.provider, calls.model, calls.status), calls.n) for calls in figures.calls],
        ["provider", "model", "status"],
    )


Values = Iterable[tuple[tuple[str, ...], float]]


def _by_label(counts: Mapping[str, int]) -> Values:
    return [((label,), n) for label, n in counts.items()]


def _gauge(name: str, help_text: str, values: Values, labels: Iterable[str] = ()) -> Metric:
    family = GaugeMetricFamily(name, help_text, labels=list(labels))
    for label_values, value in values:
        family.add_metric(label_values, value)
    return family


def _counter(name: str, help_text: str, values: Values, labels: Iterable[str]) -> Metric:
    family = CounterMetricFamily(name, help_text, labels=list(labels))
    for label_values, value in values:
        family.add_metric(label_values, value)
    return family
