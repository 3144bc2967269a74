"""Comments from before their text index are found by it once the database is migrated."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select

from core.ids import new_id
from core.store.database.engine import Database
from core.store.ratings import words
from core.store.ratings.search import matching
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, add_rating, add_trace, close_trace
from tests.fakes import NOW
from tests.integration.store.test_migrations import TakenBackAgain, config_of

REVISION = "0025"


def count_found(work: UnitOfWork, word: str) -> int:
    source, _, conditions = matching(word, work.connection.dialect.name)
    query = select(func.count()).select_from(source).where(*conditions)
    return work.connection.execute(query).scalar_one()


@pytest.mark.parametrize("numbers_collide", [False, True])
def test_older_comments_get_their_words(
    database: Database, monkeypatch: pytest.MonkeyPatch, numbers_collide: bool
) -> None:
    if numbers_collide:
        one_id, number_of = new_id(), words.first_number
        monkeypatch.setattr(words, "first_number", lambda moment, _: number_of(moment, one_id))
    with pytest.raises(TakenBackAgain), database.begin() as work:  # noqa: PT012
        goal = add_goal(work)
        for comment in ("Too tight", "tight again", "", "withdrawn"):  # all at one moment
            trace_id = add_trace(work, goal)
            close_trace(work, trace_id)
            add_rating(work, trace_id, goal.user_id, comment=comment)
        work.ratings.withdraw(trace_id=trace_id, user_id=goal.user_id, now=NOW)
        config = config_of(work.connection)
        before = ScriptDirectory.from_config(config).get_revision(REVISION).down_revision
        command.downgrade(config, str(before))
        assert "rating_words" not in inspect(work.connection).get_table_names()

        command.upgrade(config, "head")

        assert [count_found(work, word) for word in ("tig", "again", "withdrawn")] == [2, 1, 0]
        add_rating(work, trace_id, goal.user_id, comment="withdrawn no more", now=NOW)
        assert count_found(work, "withdrawn") == 1
        work.goals.delete(goal.id)
        assert count_found(work, "tight") == 0
        raise TakenBackAgain
