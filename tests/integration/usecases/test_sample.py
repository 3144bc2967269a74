"""The sample is marked, apart from real figures, and gone in one call."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Row, func, select

from core.accounts.user import EVALUATOR, LOCAL_USER, SAMPLE_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed
from core.goals.goal import Circumstances
from core.ids import new_id
from core.quality.rating import Rating
from core.store.accounts.values import Account
from core.store.goals.read import list_goal_cards
from core.store.goals.tables import goals
from core.store.ratings.read import rating_totals
from core.store.schema import metadata
from core.store.scores.trends import score_totals
from core.store.traces.read import TraceFilter, list_traces
from core.tracing.names import GOAL_PIPELINE
from core.tracing.span_record import SpanStatus
from core.usecases.goals.submit import submit_goal
from core.usecases.ratings.rate import rate
from core.usecases.runs.execute import execute_run
from core.usecases.samples import sample
from tests.factories.small_sample import shorten_seeds

pytestmark = pytest.mark.no_cover


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the seeds are enough to see that they stay apart."""
    shorten_seeds(monkeypatch, goals=6, circumstances=2)


def owners(rein: Rein) -> Sequence[Row[tuple[str]]]:
    """Return the owners of the goals of the sample."""
    with rein.database.read() as connection:
        return connection.execute(select(goals.c.user_id).where(goals.c.sample)).all()


def real_goal(rein: Rein) -> str:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Read 12 books this year",
        circumstances=Circumstances(),
        key=new_id(),
    )
    execute_run(rein, submitted.run_id)
    rate(rein, viewer=LOCAL_VIEWER, trace_id=submitted.trace_id, rating=Rating(stars=2))
    return submitted.trace_id


def test_sample_and_real_figures_never_mix(rein: Rein) -> None:
    trace_id = real_goal(rein)
    today = rein.clock.now().date()
    window = {"since": today - timedelta(days=90), "until": today}

    count = sample.load_sample(rein, viewer=LOCAL_VIEWER)

    assert count == 12
    real, made_up = (rating_totals(rein.database, sample=flag, **window) for flag in (False, True))
    assert (real.n, real.sum) == (1, 2)
    assert made_up.n > 3
    traces = list_traces(rein.database, TraceFilter(sample=False))
    assert [row.trace_id for row in traces.rows] == [trace_id]
    made = list_traces(rein.database, TraceFilter(sample=True, name=GOAL_PIPELINE))
    assert len(made.rows) == 12
    assert len(list_goal_cards(rein.database, user_id=LOCAL_USER.id).rows) == 1
    people = {row.user_id for row in owners(rein)}
    assert SAMPLE_USER_ID in people
    cards = [list_goal_cards(rein.database, user_id=one, sample=True).rows for one in people]
    assert sum(map(len, cards)) == 12
    assert all(total.n == 1 for total in score_totals(rein.database, sample=False, **window))


def test_the_sample_lies_in_the_last_ninety_days_with_its_traces_whole(rein: Rein) -> None:
    sample.load_sample(rein, viewer=LOCAL_VIEWER)

    rows = list_traces(rein.database, TraceFilter(sample=True)).rows
    now = rein.clock.now()
    assert all(now - timedelta(days=90) <= row.started_at <= now for row in rows)
    assert all(row.ended_at is not None and row.ended_at <= now for row in rows)
    assert all((row.overall is None) == (row.status is SpanStatus.ERROR) for row in rows)


def test_removing_the_sample_leaves_only_what_was_there_before(rein: Rein) -> None:
    real_goal(rein)
    with rein.database.begin() as work:  # it owns the cases of every evaluation run, and stays
        work.accounts.ensure(Account(user=EVALUATOR, created_at=rein.clock.now()))
    before = count_rows(rein)
    sample.load_sample(rein, viewer=LOCAL_VIEWER)

    sample.remove_sample(rein, viewer=LOCAL_VIEWER)

    # Who loaded and removed it stays in the audit log.
    assert count_rows(rein) == before | {"audit_log": before["audit_log"] + 2}


def test_loading_twice_is_loading_once(rein: Rein) -> None:
    sample.load_sample(rein, viewer=LOCAL_VIEWER)
    once = count_rows(rein)

    sample.load_sample(rein, viewer=LOCAL_VIEWER)

    assert count_rows(rein)["goals"] == once["goals"]


def test_only_an_admin_loads_or_removes_it(rein: Rein) -> None:
    reviewer = User(id=new_id(), name="R", role=Role.REVIEWER)

    for act in (sample.load_sample, sample.remove_sample):
        with pytest.raises(NotAllowed):
            act(rein, viewer=Viewer(user=reviewer))


def count_rows(rein: Rein) -> dict[str, int]:
    with rein.database.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }
