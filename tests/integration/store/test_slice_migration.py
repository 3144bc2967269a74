"""Facts from before they had kind, language and tier get them, and the rollups are their sums."""

import pytest
from alembic import command
from sqlalchemy import select

from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.goals.traits import TRAITS
from core.store.schema import evaluations, goals, plan_outcomes, ratings, traces
from tests.integration.store.test_migrations import TakenBackAgain, config_of
from tests.integration.store.test_rollups import Life, rolled_up


def test_older_facts_get_what_their_goals_say_and_are_counted(database: Database) -> None:
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        Life(work, seed=5).live(steps=60)
        kept = rolled_up(work)
        tables = (goals, traces, ratings, evaluations, plan_outcomes)
        before = {table: fetch_all(work.connection, select(table)) for table in tables}

        command.downgrade(config_of(work.connection), "0023")
        command.upgrade(config_of(work.connection), "head")

        for table in tables:
            assert sorted(map(repr, fetch_all(work.connection, select(table)))) == sorted(
                map(repr, before[table])
            ), table.name
        assert len({tuple(row[name] for name in TRAITS) for row in before[traces]}) > 2
        assert rolled_up(work) == kept
        raise TakenBackAgain
