"""Processes that decide a trial die for real: at every moment one version is live, promoted whole or not at all."""

import random
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import pytest
from sqlalchemy import func, select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.experiments.arm import Arm
from core.experiments.decision import Outcome
from core.prompts.releases import SHIPPED_BY, ReleaseStatus
from core.store.audit.tables import audit_log
from core.store.audit.values import AuditAction
from core.store.prompts.read import find_live_version, list_releases
from core.store.trials.read import find_trial
from core.usecases.trials.release_candidate import change_release
from core.usecases.trials.start_trial import Plan, start_trial
from tests.factories.forked import Forked
from tests.factories.trial_people import add_people, add_replay
from tests.fakes import FrozenClock
from tests.integration.durability.workers import environment_for

SETTLER = """
from core.bootstrap import build
from core.settings import load_settings
from core.usecases.trials.settle_trials import settle_trials

rein = build(load_settings())
print("ready")
while True:
    input()
    settle_trials(rein)
    print("settled")
"""
KILLS, WHOLE_KILLS = 15, 50
RACERS = 3
"""Processes that look at the trial at once; one of them is killed."""
CHAMPION, CANDIDATE = 1, 3
PEOPLE = 48


class State(NamedTuple):
    """All that a promotion changes, as one reading sees it."""

    outcome: Outcome
    live: int | None
    releases: int
    """How often the rule has released the candidate."""
    ended: int
    """Lines of the audit log on the end of the trial."""
    released: int

    def promoted(self) -> "State":
        """Return what a promotion, as a whole, makes of it."""
        return State(
            Outcome.PROMOTED, CANDIDATE, self.releases + 1, self.ended + 1, self.released + 1
        )


def test_a_promotion_is_whole_or_not_made_when_its_process_is_killed(
    rein: Rein, database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills = WHOLE_KILLS if request.config.getoption("--whole") else KILLS
    dice = random.Random(20_261_127)  # noqa: S311 - moments, not secrets
    trial_id = begin(rein)
    environment = environment_for(database_url, tmp_path)
    new = deque(Forked(SETTLER, environment=environment) for _ in range(RACERS))
    racers: list[Forked] = []
    cut, moment = 0, 0.05
    try:
        for _ in range(kills):
            while len(racers) < RACERS:
                racers.append(new.popleft())
                assert racers[-1].read_line() == "ready\n"
            before = read_state(rein, trial_id)
            with always(rein, trial_id, {before, before.promoted()}):
                for racer in racers:
                    racer.write_line()
                time.sleep(dice.uniform(0.0, moment))
                racers.pop(dice.randrange(RACERS)).kill()
                # aim at the promotion, whatever the machine's pace is
                early = read_state(rein, trial_id) == before
                cut += early
                moment = min(0.5, moment * (2.0 if early else 0.5))
                new.append(Forked(SETTLER, environment=environment))
                for racer in racers:
                    assert racer.read_line() == "settled\n"
            assert read_state(rein, trial_id) == before.promoted()
            take_back(rein, trial_id)
    finally:
        for racer in (*racers, *new):
            racer.kill()
    assert cut > 0, "every kill came after the promotion"


def begin(rein: Rein) -> str:
    """Start a trial whose rule promotes the candidate at the next look."""
    add_replay(rein, champion=CHAMPION, candidate=CANDIDATE)
    plan = Plan(prompt="defaults", candidate=CANDIDATE, reason="Smaller steps", least_n=PEOPLE)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    past = FrozenClock(datetime.now(UTC) - timedelta(seconds=2 * PEOPLE))
    add_people(
        replace(rein, clock=past), PEOPLE, stars=lambda arm, _: 5 if arm is Arm.CANDIDATE else 1
    )
    return trial_id


def read_state(rein: Rein, trial_id: str) -> State:
    """Read everything in one transaction, as every other process could at this moment."""
    with rein.database.read() as connection:
        if rein.database.dialect == "postgresql":  # each select would see a moment of its own
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        trial = find_trial(connection, trial_id)
        history = list_releases(connection)
        live = find_live_version(connection, "defaults", known=rein.prompts.texts)
        lines = select(audit_log.c.action, func.count()).group_by(audit_log.c.action)
        counted = {action: n for action, n in connection.execute(lines)}  # noqa: C416 - rows
    assert trial is not None
    by_rule = [
        one
        for one in history
        if (one.version, one.changed_by) == (CANDIDATE, SHIPPED_BY)
        and one.status is ReleaseStatus.RELEASED
        and one.name == "defaults"
    ]
    return State(
        trial.outcome,
        live,
        len(by_rule),
        counted.get(AuditAction.TRIAL_ENDED, 0),
        counted.get(AuditAction.PROMPT_RELEASED, 0),
    )


@contextmanager
def always(rein: Rein, trial_id: str, allowed: set[State]) -> Iterator[None]:
    """Look again and again while the block runs; every look sees one of these states."""
    over, seen = Event(), set[State]()

    def look() -> None:
        while not over.wait(0.001):
            seen.add(read_state(rein, trial_id))

    looking = Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
    assert seen
    assert seen <= allowed


def take_back(rein: Rein, trial_id: str) -> None:
    """Let the trial run again, with its champion live."""
    with rein.database.begin() as work:
        trial = find_trial(work.connection, trial_id)
        assert trial is not None
        change_release(rein, work, trial, ReleaseStatus.DRAFT, by="test", reason="Once more")
        assert work.trials.reopen(trial_id)
