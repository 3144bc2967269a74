"""An erased account leaves no word, in any table and any file; its costs stay without its id."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, InvalidInput, NotAllowed
from core.ids import new_id
from core.ports import Tier
from core.store.accounts.values import Account
from core.store.calls.tables import llm_calls
from core.store.database.text_codec import decompress_text
from core.store.personal.declaration import ACCOUNT_COLUMNS, HELD
from core.store.personal.read import rows_about
from core.store.rollups.verify import differing_rollups
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus
from core.store.schema import metadata
from core.store.traces.read import find_trace
from core.usecases.people.add_person import add_person
from core.usecases.people.erase_person import WITHOUT_ACCOUNT, erase_person, erase_self
from tests.conftest import make_settings
from tests.factories.stored import add_rating
from tests.fakes import FrozenClock
from tests.integration.store.paid import paid_call
from tests.integration.usecases.test_deleted_words import WORD, files_with, write

MATE = Viewer(user=User(id=new_id(), name="Mate", role=Role.USER))
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def every_value(rein: Rein) -> str:
    """Return every row of every table as text."""
    with rein.database.read() as connection:
        return "\n".join(
            str([decompress_text(one) if isinstance(one, bytes) else one for one in row])
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )


def differing(rein: Rein) -> tuple[str, ...]:
    with rein.database.read() as connection:
        return differing_rollups(connection, [rein.clock.today(None)])


def test_no_table_holds_a_word_or_the_id_of_an_erased_person(rein: Rein) -> None:
    goal_id = write(rein, WORD)
    with rein.database.begin() as work:
        run = work.runs.find_latest(goal_id)
        assert run is not None
        paid_call(work, run)
    assert WORD in every_value(rein)

    erase_self(rein, viewer=LOCAL_VIEWER, typed=f" {WITHOUT_ACCOUNT.upper()} ")

    left = every_value(rein)
    assert WORD not in left.lower()
    assert LOCAL_VIEWER.id not in left
    with rein.database.read() as connection:
        calls = connection.execute(select(llm_calls)).all()
        assert [call.user_id for call in calls if call.user_id == LOCAL_VIEWER.id] == []
        assert sum(call.cost_usd or 0 for call in calls) == 0.5
        for name in HELD:
            assert list(rows_about(connection, name, LOCAL_VIEWER.id)) == []
    assert differing(rein) == ()


def test_no_file_holds_a_word_of_an_erased_person(tmp_path: Path, clock: FrozenClock) -> None:
    rein = build(make_settings(tmp_path), clock=clock)
    write(rein, WORD)
    assert files_with(WORD, tmp_path)

    erase_self(rein, viewer=LOCAL_VIEWER, typed=WITHOUT_ACCOUNT)

    assert files_with(WORD, tmp_path) == []
    rein.scheduler.stop()
    rein.jobs.stop(wait=True)
    rein.database.close()


def test_what_others_wrote_stays_without_the_ratings_of_the_erased(rein: Rein) -> None:
    goal_id = write(rein, "maplewood")
    reviewer = Viewer(user=User(id=new_id(), name="Reviewer", role=Role.REVIEWER))
    with rein.database.begin() as work:
        run = work.runs.find_latest(goal_id)
        assert run is not None
        account = Account(user=reviewer.user, tier=Tier.BASIC, created_at=rein.clock.now())
        work.accounts.ensure(account)
        # As it was possible before stars were the owner's alone.
        comment = f"Where is {WORD}?"
        add_rating(
            work, run.trace_id, reviewer.id, now=rein.clock.now(), stars=0.5, comment=comment
        )

    erase_person(rein, viewer=LOCAL_VIEWER, user_id=reviewer.id)

    left = every_value(rein)
    assert WORD not in left.lower(), "the search finds a trace by comments"
    assert "maplewood" in left
    trace = find_trace(rein.database, run.trace_id)
    assert trace is not None
    assert differing(rein) == ()


@ON_SQLITE
def test_the_last_admin_is_not_erased(rein: Rein) -> None:
    made = add_person(rein, viewer=LOCAL_VIEWER, login="ada@example.org", role=Role.ADMIN)
    ada = Viewer(user=made.user)

    with pytest.raises(Conflict, match="only admin"):
        erase_self(rein, viewer=ada, typed="ada@example.org")

    add_person(rein, viewer=LOCAL_VIEWER, login="eve@example.org", role=Role.ADMIN)
    erase_self(rein, viewer=ada, typed="Ada@example.org")
    assert "ada@example.org" not in every_value(rein)


@ON_SQLITE
def test_nothing_is_erased_without_the_address_or_by_another_user(rein: Rein) -> None:
    write(rein, WORD)

    with pytest.raises(InvalidInput, match="typed"):
        erase_self(rein, viewer=LOCAL_VIEWER, typed="yes")
    with pytest.raises(NotAllowed):
        erase_person(rein, viewer=MATE, user_id=LOCAL_VIEWER.id)

    assert WORD in every_value(rein)


@ON_SQLITE
def test_a_goal_that_is_worked_on_is_stopped_first(rein: Rein) -> None:
    write(rein, WORD)
    held = {"status": RunStatus.RUNNING, "lease_until": rein.clock.now().replace(year=2030)}
    with rein.database.begin() as work:
        work.connection.execute(update(runs).values(held))

    with pytest.raises(Conflict, match="being stopped"):
        erase_self(rein, viewer=LOCAL_VIEWER, typed=WITHOUT_ACCOUNT)

    with rein.database.read() as connection:
        assert None not in connection.execute(select(runs.c.cancel_requested_at)).scalars().all()
    assert WORD in every_value(rein)


def test_an_id_without_a_reference_is_one_that_erasing_replaces() -> None:
    loose = {
        (name, column.name)
        for name in HELD
        for column in metadata.tables[name].columns
        if column.name in ACCOUNT_COLUMNS - {"subject"} and not column.foreign_keys
    }

    assert {path for name, path in loose} <= {path for held in HELD.values() for path in held.by}
    assert all(path in HELD[name].by for name, path in loose)
