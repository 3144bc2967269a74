"""How long mail is on record, who can take it along, and what runs it in a process."""

import json
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from core.bootstrap import Rein, build
from core.store.accounts.tables import users
from core.store.mail.tables import mail_deliveries, mail_subscriptions
from core.usecases.exports.deliver_outbox import start_delivering
from core.usecases.goals.export_goals import export_goals
from core.usecases.mail import deliver_mail
from core.usecases.mail.deliver_mail import mail_loops
from core.usecases.mail.subscribe import remove_address
from core.usecases.retention.remove_expired import remove_expired
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.integration.mail.conftest import add_person, deliver
from tests.stubs.smtp import SmtpStub

EIGHT = timedelta(hours=8)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def rows(rein: Rein) -> tuple[int, int]:
    """Return the number of addresses and of mails on record."""
    with rein.database.read() as connection:
        addresses, mails = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (mail_subscriptions, mail_deliveries)
        )
    return addresses, mails


@ON_SQLITE
def test_a_serving_process_sends_what_is_due(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein)
    clock.advance(EIGHT)
    start_delivering(rein, others=mail_loops(rein))
    until = time.monotonic() + 20
    while not smtp.mails and time.monotonic() < until:
        time.sleep(0.05)
    rein.delivery.stop()

    assert [mail["To"] for mail in smtp.mails] == ["ada@example.org"]


@ON_SQLITE
def test_more_people_than_a_batch_are_served_without_a_wait(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver_mail, "BATCH_SIZE", 2)
    for number in range(5):
        add_person(rein, name=f"p{number}")
    clock.advance(EIGHT)
    (loop,) = mail_loops(rein).values()

    assert [loop.deliver() for _ in range(3)] == [0.0, 0.0, deliver_mail.POLL_S]
    assert len({mail["To"] for mail in smtp.mails}) == len(smtp.mails) == 5


@ON_SQLITE
def test_a_process_without_a_mail_server_starts_nothing(tmp_path: Path, database_url: str) -> None:
    rein = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url))
    start_delivering(rein, others=mail_loops(rein))

    assert not rein.delivery.running
    rein.database.close()


def test_a_deleted_account_leaves_no_address_and_no_mail(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    clock.advance(EIGHT)
    deliver(rein)
    before = rows(rein)
    with rein.database.begin() as work:
        work.connection.execute(delete(users).where(users.c.id == person.id))

    assert (before, rows(rein)) == ((1, 1), (0, 0))


def test_records_of_mails_are_removed_after_90_days_and_addresses_stay(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein)
    clock.advance(EIGHT)
    deliver(rein)
    clock.advance(timedelta(days=89))
    early = remove_expired(rein)
    clock.advance(timedelta(days=2))

    assert "0 records of mail" in early
    assert "1 records of mail" in remove_expired(rein)
    assert rows(rein) == (1, 0)


@ON_SQLITE
def test_the_export_of_a_person_has_the_address_and_the_mails_and_no_secret(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, tmp_path: Path
) -> None:
    person, other = add_person(rein), add_person(rein, name="bob", goals=0)
    clock.advance(EIGHT)
    deliver(rein)
    file = tmp_path / "all.zip"
    export_goals(rein, viewer=person, file=file)
    with zipfile.ZipFile(file) as archive:
        found = json.loads(archive.read("mail.json"))

    assert found["address"] == "ada@example.org"
    assert [(one["day"], one["kind"], one["state"]) for one in found["mails"]] == [
        ("2027-01-04", "reminder", "sent")
    ]
    assert not {"key", "unsubscribe_digest", "confirm_digest"} & found.keys()

    remove_address(rein, viewer=other)
    with rein.database.begin() as work:
        work.connection.execute(
            delete(mail_deliveries).where(mail_deliveries.c.user_id == other.id)
        )
    export_goals(rein, viewer=other, file=file)
    with zipfile.ZipFile(file) as archive:
        assert "mail.json" not in archive.namelist()
