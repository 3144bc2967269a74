"""The sample is separate from real figures and is deleted as a whole."""

from sqlalchemy import func, select

from core.store.database.engine import Database
from core.store.ratings.read import rating_totals
from core.store.schema import metadata
from core.store.traces.operations import operation_totals
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_evaluation, add_goal, add_rating, add_run, close_trace
from tests.fakes import NOW
from tests.integration.store.paid import paid_call


def live(work: UnitOfWork, *, sample: bool) -> None:
    goal = add_goal(work, sample=sample)
    run = add_run(work, goal)
    close_trace(work, run.trace_id)
    add_evaluation(work, run.trace_id, goal)
    add_rating(work, run.trace_id, goal.user_id)
    work.outbox.add(sink="opik", kind="trace", trace_id=run.trace_id, body={}, now=NOW)
    paid_call(work, run)


def count_rows(work: UnitOfWork) -> dict[str, int]:
    return {
        table.name: work.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def test_deleting_the_sample_deletes_nothing_else(database: Database) -> None:
    with database.begin() as work:
        live(work, sample=False)
        before = count_rows(work)
        live(work, sample=True)
        assert work.samples.count() == 1

        work.samples.delete_all()

        assert count_rows(work) == before
        assert work.samples.count() == 0


def test_sample_and_real_figures_never_mix(database: Database) -> None:
    with database.begin() as work:
        live(work, sample=True)
        live(work, sample=True)
        live(work, sample=False)

    day = NOW.date()
    for sample, expected in ((True, 2), (False, 1)):
        assert rating_totals(database, since=day, until=day, sample=sample).n == expected
        assert operation_totals(database, since=day, until=day, sample=sample).n == expected
