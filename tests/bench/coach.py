"""(c) How many goals the offline coach takes from submit to committed plan, and how long the slow ones take."""

import time

from core.accounts.viewer import LOCAL_VIEWER
from core.goals.goal import Circumstances
from core.ids import new_id
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.background_workers import start_working
from tests.bench.figures import Figure, Report, median, p95
from tests.bench.stand import fresh_rein, goal_text, work_goal

WARM_UP = 8
POLL_S = 0.005


def measure(goals: int) -> Report:
    with fresh_rein() as rein:
        for number in range(WARM_UP):
            work_goal(rein, goal_text(number))
        isolate_failures: list[float] = []
        for number in range(goals):
            began = time.perf_counter()
            work_goal(rein, goal_text(number))
            isolate_failures.append(time.perf_counter() - began)

        start_working(rein)
        began = time.perf_counter()
        waiting = [
            submit_goal(
                rein,
                viewer=LOCAL_VIEWER,
                text=goal_text(n),
                circumstances=Circumstances(),
                key=new_id(),
            ).run_id
            for n in range(goals)
        ]
        while waiting:
            time.sleep(POLL_S)
            with rein.database.begin() as work:
                ended = [
                    run_id
                    for run_id in waiting
                    if (run := work.runs.get(run_id)) and run.status.over
                ]
            waiting = [run_id for run_id in waiting if run_id not in ended]
        together = time.perf_counter() - began
        rein.jobs.stop(wait=True)
    return Report(
        title="(c) Offline coach, from submit to a committed, scored plan",
        figures=(
            Figure(
                name="A goal, one after another, median",
                value=1_000 * median(isolate_failures),
                unit="ms",
                n=goals,
            ),
            Figure(
                name="A goal, one after another, p95",
                value=1_000 * p95(isolate_failures),
                unit="ms",
                n=goals,
                target="<= 100 ms",
            ),
            Figure(
                name="Goals a second, one after another",
                value=goals / sum(isolate_failures),
                unit="1/s",
                n=goals,
            ),
            Figure(
                name="Goals a second, by the workers of one server",
                value=goals / together,
                unit="1/s",
                n=goals,
                note=f"{rein.settings.workers} workers",
            ),
        ),
    )
