"""Takes every figure and prints it; `make bench ARGS="--only tracing coach"` takes some of them anew."""

import argparse
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

from tests import network_guard
from tests.bench import (
    coach,
    durability,
    export,
    forecasts,
    growth,
    ingest,
    page_sizes,
    pages,
    pipeline,
    queueing,
    replanning,
    review_sizes,
    sessions,
    stack,
    themes,
    thousand,
    ticks,
    tracing,
    trials,
)
from tests.bench.figures import Report, load, machine
from tests.bench.page import render
from tests.bench.stand import ROOT, empty_environment, write_figures
from tests.browser import chromium

FIGURES = Path(__file__).with_name("figures.json")
PAGE = ROOT / "docs" / "benchmarks.md"

BENCHES: dict[str, Callable[[bool], Report]] = {
    "pipeline": lambda quick: pipeline.measure(rounds=2 if quick else 9),
    "tracing": lambda quick: tracing.measure(rounds=10 if quick else 200),
    "coach": lambda quick: coach.measure(goals=10 if quick else 200),
    "export": lambda quick: export.measure(traces=10 if quick else 200),
    "durability": lambda quick: durability.measure(rounds=4 if quick else 60),
    "ingest": lambda quick: ingest.measure(rounds=3 if quick else 30),
    "starts": lambda quick: queueing.measure_starts(rounds=8 if quick else 40),
    "takeover": lambda quick: queueing.measure_takeover(rounds=1 if quick else 5),
    "thousand": lambda quick: thousand.measure(queued=40 if quick else 1_000),
    "stack": lambda quick: stack.measure(rounds=10 if quick else 200),
    "replanning": lambda quick: replanning.measure(seeds=5 if quick else 200),
    "growth": lambda quick: growth.measure(
        stored=20 if quick else 3_000, rounds=4 if quick else 30
    ),
    "forecasts": lambda quick: forecasts.measure(seeds=4 if quick else 200),
    "themes": lambda quick: themes.measure(seeds=2 if quick else 20),
    "review": lambda quick: review_sizes.measure(
        small=100 if quick else 10_000,
        large=1_000 if quick else 1_000_000,
        rounds=4 if quick else 40,
    ),
    "page_sizes": lambda quick: page_sizes.measure(
        small=100 if quick else 10_000,
        large=400 if quick else 1_000_000,
        rounds=2 if quick else 15,
    ),
    "trials": lambda quick: trials.measure(trials=20 if quick else 2_000),
    "pages": lambda quick: pages.measure_reruns(
        goals=20 if quick else 1_000, reruns=5 if quick else 20
    ),
    "ticks": lambda quick: ticks.measure(ticks=2 if quick else 30, many=4 if quick else 20),
    "sessions": lambda quick: sessions.measure_sessions(
        people=4 if quick else 200, minutes=0.1 if quick else 5
    ),
    "first_page": lambda quick: pages.measure_first_page(rounds=1 if quick else 5),
}
IN_A_BROWSER = frozenset({"page_sizes", "pages", "ticks", "first_page"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=BENCHES, default=list(BENCHES))
    parser.add_argument(
        "--quick", action="store_true", help="a few rounds, to see that everything works"
    )
    given = parser.parse_args()
    empty_environment()
    network_guard.install()
    taken_on = machine()
    print("Taken on", ", ".join(f"{name} {value}" for name, value in taken_on.items()), flush=True)
    for name in given.only:
        if name in IN_A_BROWSER and chromium.find() is None:
            print(f"\n{name}: left out, no Chromium found", flush=True)
            continue
        before, report = load(), BENCHES[name](given.quick)
        report = _with_load(report, before)
        print(f"\n{report}", flush=True)
        if not given.quick:
            _write(name, report, taken_on)


def _with_load(report: Report, before: float) -> Report:
    """Return the report with how busy the machine was: what is measured is part of the second number."""
    line = f"Load of the machine: {before} in the minute before, {load()} in the last minute of it."
    return dataclasses.replace(report, remarks=(*report.remarks, line))


def _write(name: str, report: Report, taken_on: dict[str, str | int | float]) -> None:
    """Put a report in the place of the earlier one of its name, and write the page anew."""
    found = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {"reports": {}}
    reports = found["reports"] | {name: dataclasses.asdict(report)}
    found = {
        "machine": taken_on,
        "reports": {name: reports[name] for name in BENCHES if name in reports},
    }
    write_figures(FIGURES, found)
    PAGE.write_text(render(found), encoding="utf-8")


if __name__ == "__main__":
    main()
