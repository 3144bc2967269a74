"""(e) How fast the outbox empties, and what a trace on its way out costs beside the run it tells about."""

import time

from core.usecases.exports.deliver_outbox import build_sender, deliver_batch
from tests.bench.figures import Figure, Report
from tests.bench.stand import fresh_rein, goal_text, loopback, work_goal

SINKS = {"opik": ("OPIK_URL_OVERRIDE", "Opik"), "otlp": ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTLP")}


def measure(traces: int) -> Report:
    figures: list[Figure] = []
    for sink in SINKS:
        figures += _measure(sink, traces)
    return Report(
        title="(f) Export: runs of the offline coach, 13 spans each, to a receiver on loopback",
        figures=tuple(figures),
        remarks=(
            "The receiver is a program of its own on the same cores; its work slows the sender down.",
        ),
    )


def _measure(sink: str, traces: int) -> list[Figure]:
    variable, title = SINKS[sink]
    with (
        loopback(f"tests.stubs.{sink}") as line,
        fresh_rein({variable: line.removeprefix(f"{variable}=")}) as rein,
    ):
        sender = build_sender(rein, sink)
        work_goal(rein, goal_text(0))
        deliver_batch(sender)  # loads the client and sets up what the receiver needs once
        began = time.process_time()
        for number in range(traces):
            work_goal(rein, goal_text(number))
        recorded_s = (time.process_time() - began) / traces
        wall, cpu = time.perf_counter(), time.process_time()
        while deliver_batch(sender) == 0:
            pass
        wall_s, cpu_s = time.perf_counter() - wall, (time.process_time() - cpu) / traces
        sender.sink.close()
    return [
        Figure(name=f"{title}: traces that leave", value=traces / wall_s, unit="1/s", n=traces),
        Figure(name=f"{title}: CPU of one trace", value=1e3 * cpu_s, unit="ms", n=traces),
        Figure(
            name=f"{title}: CPU of its export beside that of its run",
            value=cpu_s / recorded_s,
            unit="ratio",
            n=traces,
        ),
    ]
