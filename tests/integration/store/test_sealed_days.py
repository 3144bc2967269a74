"""What was counted stays counted after its records were removed by age, also by a rebuild."""

from datetime import timedelta

from sqlalchemy import func, select

from core.ids import new_id
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.retention.sealed_days import list_sealed_days
from core.store.retention.store import RetentionStore
from core.store.rollups.tables import ROLLUPS, TABLES
from core.store.rollups.verify import differing_rollups
from core.store.schema import evaluation_items, evaluations, sealed_days, traces
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_evaluation, add_goal, add_rating, add_trace, close_trace
from tests.fakes import NOW

DAY = timedelta(days=1)


def sums(work: UnitOfWork) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: sorted(tuple(row.values()) for row in fetch_all(work.connection, select(table)))
        for name, table in TABLES.items()
    }


def count(work: UnitOfWork) -> int:
    return work.connection.execute(select(func.count()).select_from(traces)).scalar_one()


def add_ended(work: UnitOfWork, **changes: object) -> str:
    trace_id = add_trace(work, **changes)
    close_trace(work, trace_id)
    return trace_id


def remove_old(work: UnitOfWork, *, limit: int = 9) -> int:
    """Remove what is older than a day after NOW, in batches."""
    store, after, removed = RetentionStore(work.connection), 0, 0
    while found := store.find_old_traces(before=NOW + DAY, after=after, limit=limit):
        after = found[-1][0]
        removed += store.remove_traces([trace_id for _, trace_id in found], now=NOW)
    return removed


def test_a_trace_that_was_rated_since_it_was_found_stays(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        trace_id = add_ended(work, user_id=goal.user_id)
        store = RetentionStore(work.connection)
        ((_, found),) = store.find_old_traces(before=NOW + DAY, after=0, limit=9)
        add_rating(work, trace_id, goal.user_id)

        assert store.remove_traces([found], now=NOW) == 0
        assert count(work) == 1


def test_sums_outlive_their_records_and_a_rebuild_leaves_them(database: Database) -> None:
    with database.begin() as work:
        for _ in range(3):
            add_evaluation(work, add_ended(work))
        later = NOW + 2 * DAY
        recent = add_trace(work, id=new_id(at_ms=int(later.timestamp() * 1_000)), started_at=later)
        close_trace(work, recent, ended_at=later + timedelta(seconds=1))
        before = sums(work)
        assert before["rollup_scores"]

        removed = remove_old(work, limit=2)

    with database.begin() as work:
        assert (removed, count(work)) == (3, 1)
        assert sums(work) == before
        work.rebuild_rollups()
        assert sums(work) == before
        assert list_sealed_days(work.connection) == {
            rollup.name: (NOW.date(),)
            for rollup in ROLLUPS
            if rollup.fact in {traces, evaluations, evaluation_items}
        }
    with database.read() as connection:
        assert differing_rollups(connection, (NOW.date(), (NOW + 2 * DAY).date())) == ()


def test_without_the_seal_a_rebuild_would_erase_the_day(database: Database) -> None:
    with database.begin() as work:
        add_ended(work)
        before = sums(work)
        remove_old(work)
        work.connection.execute(sealed_days.delete())

        work.rebuild_rollups()

        assert sums(work) != before


def test_a_day_that_is_sealed_still_counts_what_is_added_and_taken_back(
    database: Database,
) -> None:
    with database.begin() as work:
        add_ended(work)
        remove_old(work)

        add_ended(work)
        work.rebuild_rollups()

        (row,) = fetch_all(work.connection, select(TABLES["rollup_traces"]))
        assert row["n"] == 2


def test_what_a_goal_shows_what_a_person_rated_and_the_sample_stay(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        scored = add_ended(work, goal_id=goal.id, user_id=goal.user_id)
        add_evaluation(work, scored, goal)
        rated = add_ended(work, user_id=goal.user_id)
        add_rating(work, rated, goal.user_id)
        add_ended(work, sample=True)
        add_trace(work)  # it has not ended
        add_ended(work, goal_id=goal.id)  # an earlier answer, which no page shows

        removed = remove_old(work)

        assert (removed, count(work)) == (1, 4)
