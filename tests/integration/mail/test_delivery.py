"""A due mail is sent at the person's hour, once, whatever the server answers and whoever dies."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.mail.read import find_last_delivery
from core.store.mail.values import DeliveryState, MailDelivery
from core.store.unit_of_work import UnitOfWork
from core.usecases.mail.settle_mail import SINK
from core.usecases.mail.subscribe import AddressState, find_mail, remove_address
from tests.architecture.tree import ROOT
from tests.fakes import FrozenClock
from tests.integration.mail.conftest import add_person, deliver, mail_settings
from tests.stubs.smtp import ACCEPT, DROP, STALL, SmtpStub

EIGHT = timedelta(hours=8)
DAY = timedelta(days=1)
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def last(rein: Rein, person: Viewer) -> MailDelivery:
    found = find_last_delivery(rein.database, person.id)
    assert found is not None
    return found


def test_a_reminder_is_sent_at_its_hour_and_once_a_day(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    clock.advance(timedelta(hours=7, minutes=59))
    early = deliver(rein)
    clock.advance(timedelta(minutes=1))

    assert (early, deliver(rein), deliver(rein)) == (0, 1, 0)
    assert smtp.last()["To"] == "ada@example.org"
    assert smtp.last()["Subject"] == "Today: Run slowly (20 min)"
    assert last(rein, person).state is DeliveryState.SENT


def test_two_processes_at_once_send_a_mail_once(
    make_rein: Callable[[], Rein], smtp: SmtpStub, clock: FrozenClock
) -> None:
    reins = [make_rein() for _ in range(2)]
    for number in range(8):
        add_person(reins[0], name=f"p{number}")
    clock.advance(EIGHT)
    start = threading.Barrier(2)

    def run(rein: Rein) -> None:
        start.wait()
        deliver(rein)

    threads = [threading.Thread(target=run, args=(rein,)) for rein in reins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(mail["To"] for mail in smtp.mails) == [f"p{n}@example.org" for n in range(8)]


def test_a_mail_that_is_put_off_is_sent_later_with_the_same_id(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    smtp.to_texts.extend(["451 try later", "451 try later"])
    clock.advance(EIGHT)
    first = deliver(rein), last(rein, person)
    too_early = deliver(rein)
    clock.advance(61.0)
    second = deliver(rein)
    clock.advance(121.0)

    assert first[0] == too_early == second == 0
    assert (first[1].state, first[1].reason) == (DeliveryState.WAITING, "451 try later")
    assert deliver(rein) == 1
    assert smtp.texts == 3
    assert last(rein, person).attempts == 3


@ON_SQLITE
def test_each_attempt_has_the_same_message_id_and_each_day_another(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein)
    ids = []
    smtp.on_text = lambda: ids.append(smtp.newest_id())
    smtp.to_texts.append("451 try later")
    clock.advance(EIGHT)
    deliver(rein)
    clock.advance(61.0)
    deliver(rein)
    clock.advance(DAY)
    deliver(rein)

    first, again, next_day = ids
    assert first == again != next_day
    assert first.endswith("@example.org>")


@ON_SQLITE
def test_a_mail_that_is_put_off_all_day_is_given_up_and_the_next_day_begins_anew(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    smtp.to_recipients.extend(["451 try later"] * 20)
    clock.advance(EIGHT)
    while smtp.to_recipients and clock.now().day == 4:
        deliver(rein)
        clock.advance(timedelta(minutes=30))
    attempts = last(rein, person).attempts
    clock.advance(timedelta(hours=1))
    smtp.to_recipients.clear()
    deliver(rein)
    given_up = last(rein, person)
    clock.advance(timedelta(hours=8))

    assert 12 <= attempts <= 18
    assert given_up.state is DeliveryState.FAILED
    assert deliver(rein) == 1
    assert len(smtp.mails) == 1


@ON_SQLITE
def test_a_connection_lost_before_the_text_is_sent_is_tried_again(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    smtp.to_recipients.append(DROP)
    clock.advance(EIGHT)
    lost = deliver(rein), last(rein, person).state
    clock.advance(61.0)

    assert lost == (0, DeliveryState.WAITING)
    assert deliver(rein) == 1


@ON_SQLITE
def test_a_connection_lost_after_the_text_was_sent_is_not(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    smtp.to_texts.append(DROP)
    clock.advance(EIGHT)
    deliver(rein)
    clock.advance(timedelta(hours=2))
    deliver(rein)

    assert smtp.texts == 1
    assert last(rein, person).state is DeliveryState.IN_DOUBT


@ON_SQLITE
def test_a_server_that_never_answers_a_text_holds_the_sender_for_its_timeout_only(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = add_person(rein)
    smtp.to_texts.append(STALL)
    clock.advance(EIGHT)
    deliver(rein, timeout_s=0.3)
    deliver(rein)

    assert smtp.texts == 1
    assert last(rein, person).state is DeliveryState.IN_DOUBT


@ON_SQLITE
def test_an_address_that_is_refused_three_days_in_a_row_is_paused_and_shown(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    other = add_person(rein, name="bob")
    clock.advance(EIGHT)
    for _ in range(3):
        smtp.refused = {"ada@example.org": "550 no such user"}
        deliver(rein)
        deliver(rein)
        clock.advance(DAY)
    deliver(rein)

    view = find_mail(rein, viewer=person)
    assert view is not None
    assert (view.state, view.reason) == (AddressState.PAUSED, "550 no such user")
    assert {mail["To"] for mail in smtp.mails} == {"bob@example.org"}
    assert smtp.refusals == 3
    bob = find_mail(rein, viewer=other)
    assert bob is not None
    assert bob.state is AddressState.CONFIRMED


@ON_SQLITE
def test_an_accepted_mail_ends_the_count_of_refusals(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    clock.advance(EIGHT)
    for answer in ("550 full", "550 full", ACCEPT, "550 full", "550 full"):
        smtp.to_recipients.append(answer)
        deliver(rein)
        clock.advance(DAY)

    view = find_mail(rein, viewer=person)
    assert view is not None
    assert view.state is AddressState.CONFIRMED


@ON_SQLITE
def test_a_server_that_refuses_our_sender_costs_no_address_its_mail(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    person = add_person(rein)
    smtp.to_senders.append("550 not your domain")
    clock.advance(EIGHT)
    deliver(rein)
    with rein.database.read() as connection:
        health = UnitOfWork(connection).deliveries.sink_health(SINK)
    clock.advance(timedelta(hours=1))

    assert health.paused
    assert "550 not your domain" in health.reason
    assert deliver(rein) == 1
    assert last(rein, person).attempts == 2


@ON_SQLITE
def test_a_server_that_is_away_leaves_every_mail_for_later(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    add_person(rein)
    clock.advance(EIGHT)
    away = deliver(rein, port=1)
    waits = deliver(rein)
    clock.advance(31.0)

    assert (away, waits, deliver(rein)) == (0, 0, 1)


@ON_SQLITE
def test_a_removed_address_gets_nothing(rein: Rein, smtp: SmtpStub, clock: FrozenClock) -> None:
    person = add_person(rein)
    remove_address(rein, viewer=person)
    clock.advance(EIGHT)

    assert deliver(rein) == 0
    assert smtp.mails == []


@ON_SQLITE
def test_no_log_names_an_address_or_a_secret(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(
        logging.DEBUG, logger="core"
    )  # a server that another test started sets its own
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the log of the server in the test
    add_person(rein)
    add_person(rein, name="bob")
    smtp.refused = {"bob@example.org": "550 <bob@example.org> is gone"}
    clock.advance(EIGHT)
    deliver(rein)

    logged = " ".join(f"{one.getMessage()} {one.__dict__.get('fields')}" for one in caplog.records)
    assert "mail_sent" in logged
    assert "mail_not_sent" in logged
    assert "example.org" not in logged
    assert "unsubscribe" not in logged


KILLED = """
import sys
from datetime import UTC, datetime
from core.bootstrap import build
from core.settings import load_settings
from core.usecases.mail.deliver_mail import deliver_due_mail
from core.mail.server import mail_server_of
from tests.fakes import FrozenClock
rein = build(load_settings(), clock=FrozenClock(datetime(2027, 1, 4, 8, tzinfo=UTC)))
deliver_due_mail(rein, mail_server_of(rein.settings))
"""


def test_a_mail_whose_sender_was_killed_is_never_sent_again(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock, database_url: str
) -> None:
    person = add_person(rein)
    reached = threading.Event()
    smtp.on_text = reached.set
    smtp.to_texts.append(STALL)
    settings = {name: str(value) for name, value in mail_settings(smtp.port).items()}
    database = {"REIN_DATABASE_URL": rein.settings.resolved_database_url}
    data = {"REIN_DATA_DIR": str(rein.settings.data_dir), "REIN_ENV_FILE": os.devnull}
    sender = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=ROOT, env=os.environ | settings | database | data
    )
    assert reached.wait(60)
    sender.send_signal(signal.SIGKILL)
    sender.wait(10)
    clock.advance(EIGHT)
    under_way = deliver(rein), last(rein, person).state
    clock.advance(timedelta(minutes=11))

    assert under_way == (0, DeliveryState.SENDING)
    assert deliver(rein) == 0
    assert last(rein, person).state is DeliveryState.IN_DOUBT
    assert smtp.texts == 1
