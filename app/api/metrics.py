"""`/metrics` for Prometheus: how many, how long, how much. Numbers only, no words of anybody and nobody's name.

What the database knows is summed there over all replicas, so scrape one of them for those figures; what is counted by
the process itself says so.
"""

import asyncio
from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import services
from app.api.exposition import MEDIA_TYPE, Family, counter, exposition, gauge, histogram
from app.api.operation import WORKERS
from app.api.traffic import TRAFFIC
from core.errors import ReinError
from core.store.metrics.read import SystemMetrics, TraceSums, find_system_metrics
from core.store.runs.values import RunStatus
from core.tracing.names import GOAL_PIPELINE

_ALL: Mapping[str, str] = {}


async def metrics(request: Request) -> Response:
    """Answer a scrape; while the database is gone it says so, and tells what the process knows."""
    del request
    text = await asyncio.get_running_loop().run_in_executor(WORKERS, _text)
    return Response(text, media_type=MEDIA_TYPE)


def _text() -> str:
    families: list[Family] = []
    try:
        rein = services.rein()
        families = list(_of_machine(find_system_metrics(rein.database, now=rein.clock.now())))
    except ReinError:
        up = 0
    else:
        up = 1
    database = gauge("rein_database_up", "Whether the database answers.", [(_ALL, up)])
    return exposition([database, *families, *_of_traffic()])


def _of_machine(machine: SystemMetrics) -> Iterable[Family]:
    yield from _of_counts(machine)
    yield from _of_traces(machine.traces)
    yield gauge(
        "rein_recent_stage_seconds",
        "Duration of a stage over the latest 500 runs.",
        [
            ({"stage": stage.stage, "quantile": quantile}, seconds)
            for stage in machine.stages
            for quantile, seconds in (("0.5", stage.median), ("0.95", stage.p95))
        ],
    )
    yield gauge(
        "rein_llm_calls_last_hour",
        "Model calls begun in the last hour.",
        [
            ({"provider": c.provider, "model": c.model, "status": c.status}, c.n)
            for c in machine.calls
        ],
    )


def _of_counts(machine: SystemMetrics) -> Iterable[Family]:
    counts = machine.counts
    over = next((sums for sums in machine.traces if sums.name == GOAL_PIPELINE), None)
    ended = {
        RunStatus.DONE.value: over.n - over.errors - over.cancelled if over else 0,
        RunStatus.FAILED.value: over.errors if over else 0,
        RunStatus.CANCELLED.value: over.cancelled if over else 0,
    }
    yield gauge(
        "rein_runs",
        "Runs by status.",
        [({"status": s}, n) for s, n in (*counts.runs.items(), *ended.items())],
    )
    yield gauge(
        "rein_llm_calls_unsettled",
        "Model calls without an answer.",
        [({"status": s}, n) for s, n in counts.calls.items()],
    )
    yield gauge(
        "rein_outbox",
        "Deliveries that have not arrived.",
        [({"state": s}, n) for s, n in counts.outbox.items()],
    )
    yield gauge("rein_goals", "Goals there are.", [(_ALL, counts.goals)])
    yield gauge("rein_ratings", "Ratings there are.", [(_ALL, counts.ratings)])
    if counts.size_bytes is not None:
        yield gauge("rein_database_bytes", "Size of the database.", [(_ALL, counts.size_bytes)])


def _of_traces(traces: tuple[TraceSums, ...]) -> Iterable[Family]:
    def of(name: str, help_: str, figure: str) -> Family:
        return counter(
            name, help_, [({"name": sums.name}, getattr(sums, figure)) for sums in traces]
        )

    yield of("rein_traces_total", "Traces that have ended.", "n")
    yield of("rein_trace_errors_total", "Traces that ended with an error.", "errors")
    yield of("rein_cost_usd_total", "Sum of the known prices of model calls.", "cost_usd")
    yield of("rein_cost_unknown_total", "Traces with a call of unknown price.", "cost_unknown")
    kinds = ("input", "output", "thinking", "cached")
    yield counter(
        "rein_tokens_total",
        "Tokens of model calls, as the providers counted them; cached ones are part of the input.",
        [
            ({"name": s.name, "kind": kind}, getattr(s, f"{kind}_tokens"))
            for s in traces
            for kind in kinds
        ],
    )
    yield histogram(
        "rein_trace_duration_seconds",
        "Duration of traces that have ended.",
        [
            ({"name": s.name}, _below(s.bins), sum(s.bins.values()), s.duration_us / 1e6)
            for s in traces
        ],
    )


def _below(bins: Mapping[int, int]) -> dict[float, int]:
    """Return, for the upper end of each doubling, how many are below it."""
    if not bins:
        return {}
    doublings = range(min(bins), max(bins) + 1)
    return {
        2.0 ** (end + 1) / 1e6: sum(n for bin_, n in bins.items() if bin_ <= end)
        for end in doublings
    }


def _of_traffic() -> Iterable[Family]:
    yield counter(
        "rein_http_requests_total",
        "Requests to the API that this process answered.",
        [
            ({"method": route.method, "route": route.path, "status": str(status)}, n)
            for (route, status), n in TRAFFIC.statuses().items()
        ],
    )
    yield histogram(
        "rein_http_request_duration_seconds",
        "How long this process took to answer them.",
        [
            ({"method": route.method, "route": route.path}, below, n, total)
            for route, below, n, total in TRAFFIC.durations()
        ],
    )


ROUTES = (Route("/metrics", metrics, methods=["GET"]),)
