"""The audit log: lines are only added, the same reading is one line, and old readings are removed."""

from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from core.ids import new_id
from core.store.audit.changes import DeclaredChange, making
from core.store.audit.tables import audit_log
from core.store.audit.values import AuditAction, AuditEntry
from core.store.database.engine import Database
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import make_account
from tests.fakes import NOW


def line(work: UnitOfWork, action: AuditAction, **given: object) -> AuditEntry:
    entry = AuditEntry(**{"at": NOW, "actor_id": new_id(), "action": action} | given)  # type: ignore[arg-type]
    work.audit.record(entry)
    return entry


def actions(database: Database) -> list[str]:
    with database.read() as connection:
        return list(
            connection.execute(select(audit_log.c.action).order_by(audit_log.c.id)).scalars()
        )


@pytest.mark.parametrize(
    "attempt",
    [
        update(audit_log).values(action=AuditAction.SIGNED_IN),
        update(audit_log).values(at=NOW - timedelta(days=1)),
        update(audit_log).values(details={"to": "user"}),
        update(audit_log).values(actor_id=new_id()),
        update(audit_log).values(subject=new_id()),
        update(audit_log).values(once="another"),
        delete(audit_log),
    ],
)
def test_a_line_is_neither_changed_nor_deleted(database: Database, attempt: object) -> None:
    account, person = make_account(), make_account()
    with database.begin() as work:
        work.accounts.ensure(account)
        work.accounts.ensure(person)
        line(
            work,
            AuditAction.ROLE_CHANGED,
            actor_id=account.user.id,
            subject=person.user.id,
            details={"to": "admin"},
        )
    with database.read() as connection:
        before = connection.execute(audit_log.select()).all()

    with pytest.raises(IntegrityError), database.begin() as work:
        work.connection.execute(attempt)  # type: ignore[call-overload]

    with database.read() as connection:
        assert connection.execute(audit_log.select()).all() == before


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_the_log(database: Database) -> None:
    with pytest.raises(IntegrityError), database.begin() as work:
        work.connection.execute(text("TRUNCATE audit_log"))


def test_only_the_id_of_an_erased_account_is_replaced(database: Database) -> None:
    with database.begin() as work:
        gone = line(work, AuditAction.SIGNED_IN).actor_id
    with database.begin() as work:
        change = update(audit_log).where(audit_log.c.actor_id == gone)
        assert work.connection.execute(change.values(actor_id=new_id())).rowcount == 1


def test_readings_are_removed_by_age_and_other_lines_stay(database: Database) -> None:
    with database.begin() as work:
        line(work, AuditAction.ROLE_CHANGED, at=NOW - timedelta(days=900))
        for days in (500, 400, 300, 20):
            line(work, AuditAction.TEXTS_READ, at=NOW - timedelta(days=days))
        line(work, AuditAction.SIGNED_IN)

    with database.begin() as work:
        before = NOW - timedelta(days=365)
        assert work.audit.remove_readings(before=before, limit=1) == 1
        assert work.audit.remove_readings(before=before, limit=9) == 1
        assert work.audit.remove_readings(before=NOW, limit=9) == 1, "the newest stay for 30 days"

    assert actions(database) == ["role_changed", "texts_read", "signed_in"]


def test_the_same_reading_is_one_line(database: Database) -> None:
    reading = AuditEntry(
        at=NOW, actor_id=new_id(), action=AuditAction.TEXTS_READ, once=sha256(b"1").hexdigest()
    )
    for _ in range(2):
        with database.begin() as work:
            work.audit.record_once([reading, reading])

    assert actions(database) == ["texts_read"]


def test_a_change_and_its_line_are_stored_together_or_not_at_all(database: Database) -> None:
    def changed() -> DeclaredChange:
        return DeclaredChange(
            actor_id=new_id(), action=AuditAction.TIER_CHANGED, subject="", now=lambda: NOW
        )

    with suppress(ZeroDivisionError), making(changed()), database.begin() as work:
        work.accounts.ensure(make_account())
        work.finish()
        raise ZeroDivisionError
    assert actions(database) == []

    with making(changed()):
        with database.begin() as work:
            work.accounts.find(new_id())
        assert actions(database) == [], "nothing was changed"
        for _ in range(2):
            with database.begin() as work:
                work.accounts.ensure(make_account())
                work.audit.describe({"to": "premium"})
    assert actions(database) == ["tier_changed"]
