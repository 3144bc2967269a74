"""(b) What a span costs until it is on disk, and what share of a run tracing is."""

import time

from core.tracing import attributes as keys
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace, span
from tests.bench.figures import Figure, Report, interleave, median
from tests.bench.pipeline import CRITICAL_PATH_S
from tests.bench.stand import fresh_rein, goal_text, work_goal

SPANS = 12
"""Spans of one run: four stages, four calls, four parsings."""

TEXT = "I run 5 km without stopping by Sunday 28 March 2027, three runs a week. " * 40
"""About 3 kB, as long as a prompt or a reply."""


def measure(rounds: int) -> Report:
    with fresh_rein() as rein:
        counter = iter(range(10_000))
        trace_id = work_goal(rein, goal_text(next(counter))).trace_id

        attributes: dict[str, str | int | float | bool] = {
            keys.MODEL: "gemini-3.8-flash",
            keys.COST_USD: 0.001,
        }

        def record() -> float:
            began = time.perf_counter()
            with open_trace(trace_id, new_span_id()):
                for _ in range(SPANS):
                    with span("llm_call_generation", **attributes) as live:
                        live.set(keys.INPUT, TEXT)
                        live.set(keys.OUTPUT, TEXT)
                spans = COLLECTOR.take(trace_id)
                with rein.database.begin() as work:
                    work.traces.add_spans(spans)
            return time.perf_counter() - began

        def run() -> float:
            began = time.perf_counter()
            work_goal(rein, goal_text(next(counter)))
            return time.perf_counter() - began

        taken = interleave(rounds, {"spans": record, "run": run})
    return _report(taken["spans"], taken["run"])


def _report(spans: list[float], runs: list[float]) -> Report:
    n, cost, run = len(spans), median(spans), median(runs)
    return Report(
        title=f"(b) Tracing: {SPANS} spans of 3 kB in and 3 kB out, kept and committed to disk",
        figures=(
            Figure(name="A span until it is durable", value=1e6 * cost / SPANS, unit="us", n=n),
            Figure(
                name="Tracing as a share of a run with a model",
                value=100 * cost / (CRITICAL_PATH_S + cost),
                unit="% of run",
                n=n,
                target="< 1 %",
                note=f"of {CRITICAL_PATH_S:.1f} s",
            ),
            Figure(
                name="Tracing as a share of an offline run",
                value=100 * cost / run,
                unit="% of run",
                n=n,
                note=f"of {1_000 * run:.0f} ms; its spans are part of it",
            ),
        ),
        remarks=(
            "An upper bound: here the spans pay for a transaction of their own; in a run they share the stage's.",
        ),
    )
