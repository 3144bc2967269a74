"""Traces from before search terms are found by them once the database is migrated."""

import pytest
from alembic import command
from sqlalchemy import func, inspect, select, text

from core.store.database.engine import Database
from core.store.traces.list_rows import TraceFilter
from core.store.traces.matching import matching_numbers
from core.store.traces.tables import trace_terms, traces
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, add_trace
from tests.integration.store.test_migrations import TakenBackAgain, config_of

BEFORE = "0011"
GOALS = ("毎日ピアノを弾く", "Cafe\u0301 ero\u0308ffnen", "Save 50% \N{BOOKS}", "Save $500", "")
SEARCHES = ("ピアノ", "café", "\N{BOOKS}", "50%", "$500", "goal_generation")


def count_found(work: UnitOfWork, wanted: str) -> int:
    found = matching_numbers(work.connection, TraceFilter(search=wanted)).first(100)
    query = select(func.count()).select_from(found.subquery())
    return work.connection.execute(query).scalar_one()


def count_old_way(work: UnitOfWork, word: str) -> int:
    query = (
        "SELECT count(*) FROM trace_search WHERE trace_search MATCH :word"
        if work.connection.dialect.name == "sqlite"
        else "SELECT count(*) FROM traces WHERE "
        "to_tsvector('simple', search_text) @@ to_tsquery('simple', :word)"
    )
    return int(work.connection.execute(text(query), {"word": word}).scalar_one())


def test_older_traces_get_their_terms_and_keep_their_words(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        for goal in GOALS:
            add_trace(work, search_text=goal)
        command.downgrade(config_of(work.connection), BEFORE)
        columns = {column["name"] for column in inspect(work.connection).get_columns("traces")}
        assert "search_terms" not in columns
        assert count_old_way(work, "save") == 2

        command.upgrade(config_of(work.connection), "head")

        assert [count_found(work, wanted) for wanted in SEARCHES] == [1, 1, 1, 1, 1, len(GOALS)]
        words = work.connection.execute(select(traces.c.search_text)).scalars()
        assert {word.removesuffix(" goal_generation_pipeline") for word in words} == set(GOALS)
        raise TakenBackAgain


def test_the_rebuilt_index_follows_new_changed_and_deleted_traces(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        old = add_goal(work, text="Swim the channel")
        add_trace(work, old)
        command.downgrade(config_of(work.connection), BEFORE)
        command.upgrade(config_of(work.connection), "head")

        add_trace(work, search_text="Swim home")
        assert count_found(work, "swim") == 2
        number = select(traces.c.number).where(traces.c.goal_id == old.id).scalar_subquery()
        work.connection.execute(
            trace_terms.update().where(trace_terms.c.number == number).values(terms="sail")
        )
        assert (count_found(work, "swim"), count_found(work, "sail")) == (1, 1)
        work.goals.delete(old.id)
        assert count_found(work, "sail") == 0
        if database.dialect == "sqlite":
            check = "INSERT INTO trace_search(trace_search) VALUES ('integrity-check')"
            work.connection.execute(text(check))
        raise TakenBackAgain
