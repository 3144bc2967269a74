"""(m) How often the 80 % band of a forecast holds the true end, on simulated people of five kinds."""

import time
from datetime import timedelta

from core.progress.forecast import forecast_end
from core.progress.weekly import week_by_week
from tests.bench.figures import Figure, Report, median, p95
from tests.factories.coaching import coached
from tests.factories.lives import GOALS, MOMENTS, Tried, coverage, live, try_forecasts
from tests.factories.people import Person, PersonKind, everyone

FIRST_SEED = 5_000
TRIES = 3
"""The quickest of so many counts: other work on the cores slows even CPU time down."""
LONG_PLAN = "Write a novel of 60000 words in 36 weeks"


def measure(seeds: int) -> Report:
    """Try people that no constant was chosen on: those had seeds below FIRST_SEED."""
    tried = list(try_forecasts(everyone(seeds, first=FIRST_SEED)))
    groups = {"all": tried}
    groups |= {kind.value: [t for t in tried if t.kind is kind] for kind in PersonKind}
    groups |= {f"{share:.0%} of the plan's time": _at(tried, share) for share in MOMENTS}
    groups |= {goal: [t for t in tried if t.goal == goal] for goal in GOALS}
    figures = [
        Figure(
            name=f"Bands that hold the end: {name}",
            value=round(coverage(found), 3),
            unit="share",
            n=len(found),
            target="0.75 to 0.85" if name == "all" else "",
            note=_sides(found),
        )
        for name, found in groups.items()
        if found
    ]
    widths = [
        float((t.forecast.high - t.forecast.low).days)
        for t in tried
        if t.forecast.high is not None and t.forecast.low is not None
    ]
    figures.append(Figure(name="Width, median", value=median(widths), unit="days", n=len(widths)))
    return Report(
        title="(m) The forecast of a plan's end",
        figures=(*figures, *_speed(seeds)),
        remarks=(f"{seeds} people of each kind, plans of 8, 12 and 24 weeks.",),
    )


def _at(tried: list[Tried], moment: float) -> list[Tried]:
    return [one for one in tried if one.moment == moment]


def _sides(tried: list[Tried]) -> str:
    """Say how many ends came before the band, and how many after it."""
    early = sum(
        not t.held and t.end is not None and t.forecast.low is not None and t.end < t.forecast.low
        for t in tried
    )
    late = sum(not t.held for t in tried) - early
    return f"{early / len(tried):.3f} before, {late / len(tried):.3f} after"


def _speed(rounds: int) -> tuple[Figure, ...]:
    """Return how long one forecast of a 36-week plan takes, its weeks included."""
    plan = coached(LONG_PLAN)[2]
    taken = []
    for seed in range(rounds):
        life = live(plan, Person(kind=PersonKind.STEADY, seed=seed % 10))
        today = plan.starts_on + timedelta(days=7 * 18)
        work = life.work_before(today)
        tries = []
        for _ in range(TRIES):
            began = time.process_time()
            weeks = week_by_week(plan, work, today=today)
            forecast_end(plan, work, weeks, today=today, seed=seed)
            tries.append(1_000 * (time.process_time() - began))
        taken.append(min(tries))
    return (
        Figure(
            name="A forecast of 36 weeks, CPU, median", value=median(taken), unit="ms", n=rounds
        ),
        Figure(
            name="A forecast of 36 weeks, CPU, p95",
            value=p95(taken),
            unit="ms",
            n=rounds,
            target="<= 5 ms",
        ),
    )
