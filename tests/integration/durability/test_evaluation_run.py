"""Workers of an evaluation run die for real, and every case still ends once, scored once and paid for once."""

import os
import random
import re
import time
from collections import Counter, deque
from pathlib import Path

from sqlalchemy import select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.precision import without_noise
from core.store.calls.tables import llm_calls
from core.store.datasets.tables import dataset_items
from core.store.evaluation_runs.tables import evaluation_cases
from core.usecases.datasets.import_lines import Target, import_lines
from core.usecases.evaluation_runs.list_evaluation_runs import CaseStatus, get_evaluation_run
from core.usecases.evaluation_runs.plan_evaluation_run import Asked
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from tests.conftest import make_settings
from tests.integration.durability.workers import Worker, environment_for, wait_until
from tests.stubs.gemini import GeminiStub

STAGES = ("preprocess", "generate", "plan")
"""What the model is asked for; the rules score."""
ITEMS = 3


def test_an_evaluation_run_loses_and_pays_nothing_twice_when_its_workers_are_killed(
    rein: Rein, database_url: str, tmp_path: Path
) -> None:
    kills = int(os.environ.get("KILLS", "2"))
    dice = random.Random(20_270_105)  # noqa: S311 - moments, not secrets
    with GeminiStub(latencies=dict.fromkeys(STAGES, 0.2)) as stub:
        paid = {"GEMINI_API_KEY": "key-of-a-test", "GEMINI_BASE_URL": stub.url}
        paid |= {"REIN_GEMINI_MODEL": "gemini-2.5-flash", "REIN_MODEL_CONSENT": "assumed"}
        run_id = start(tmp_path, database_url, items=ITEMS * max(1, kills // 2), settings=paid)
        environment = environment_for(database_url, tmp_path, **paid)
        on_sqlite = rein.database.dialect == "sqlite"
        workers = [Worker(environment) for _ in range(1 if on_sqlite else min(3, kills))]
        spares = deque(Worker(environment, spare=True) for _ in range(min(2, kills)))
        try:
            for left in reversed(range(kills)):
                victim = dice.randrange(len(workers))
                workers[victim].wait_until_it_works()
                time.sleep(dice.uniform(0.05, 0.8))
                workers[victim].kill()
                workers[victim] = spares.popleft().begin()
                if left > len(spares):
                    spares.append(Worker(environment, spare=True))
            wait_until(lambda: is_over(rein, run_id))
        finally:
            for worker in (*workers, *spares):
                worker.kill()
        assert_each_case_once(rein, stub, run_id)


def start(folder: Path, url: str, *, items: int, settings: dict[str, str]) -> str:
    """Start a run of a paid and a free variant with no worker of this process."""
    built = build(make_settings(folder, REIN_DATABASE_URL=url, **settings))
    lines = "".join(f'{{"input": {{"text": "Run {n} km"}}}}\n' for n in range(1, items + 1))
    done = import_lines(
        built, viewer=LOCAL_VIEWER, target=Target(name="cases"), content=lines.encode()
    )
    asked = Asked(
        variants=["live,model=gemini", "live,model=offline"], judge="offline", budget_usd=100
    )
    run_id = start_evaluation_run(
        built, viewer=LOCAL_VIEWER, version=done.saved.version, asked=asked, queue_only=True
    )
    built.database.close()
    return run_id


def is_over(rein: Rein, run_id: str) -> bool:
    report = get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    return report.progress.ended == report.progress.total


def assert_each_case_once(rein: Rein, stub: GeminiStub, run_id: str) -> None:
    report = get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    assert set(report.progress.cases) == {CaseStatus.DONE}, report.totals
    (found,) = report.comparisons
    assert (found.pairs, found.unpaired) == (report.items, 0)
    called = Counter(
        (int(number[1]), asked.purpose)
        for asked in stub.asked
        if (number := re.search(r"Run (\d+) km", asked.user + asked.system))
    )
    calls, case = llm_calls.c, evaluation_cases.c
    with rein.database.read() as connection:
        cases = connection.execute(
            select(case.run_id, case.cost_usd, case.unpriced, dataset_items.c.title)
            .join(dataset_items, dataset_items.c.id == case.item_id)
            .where(case.variant == 0)
        ).all()
        for one in cases:
            doubts = Counter(
                connection.execute(
                    select(calls.stage).where(
                        calls.run_id == one.run_id, calls.status == "in_doubt"
                    )
                ).scalars()
            )
            number = int(one.title.split()[1])
            for stage in STAGES:
                extra = called[number, stage] - 1
                assert 0 <= extra <= doubts[stage], f"{stage} was asked {extra + 1} times"
            billed = select(calls.cost_usd).where(calls.run_id == one.run_id)
            # Databases add in any order, and the last binary digit of a sum depends on it.
            known = [usd for usd in connection.execute(billed).scalars() if usd is not None]
            assert without_noise(one.cost_usd) == without_noise(sum(known))
            assert one.cost_usd > 0
            assert one.unpriced == (doubts.total() > 0)
