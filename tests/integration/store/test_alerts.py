"""Alerts are raised once, counted, resolved, and raised again if the condition returns."""

from datetime import timedelta

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, ModelFault, NotAllowed
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.calls.ledger import KEY_CHECK_INTERVAL, SqlCallLedger
from core.store.database.engine import Database
from core.usecases.alerts.acknowledge import mark_alert_seen, resolve_alert
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry

LATER = NOW + timedelta(hours=1)


def alert(key: str = "a", level: AlertLevel = AlertLevel.ERROR, message: str = "Look.") -> Alert:
    return Alert(
        key=key, kind=AlertKind.KEY_REFUSED, level=level, message=message, advice="Do something."
    )


def test_a_repeated_alert_is_counted_not_repeated(database: Database) -> None:
    with database.begin() as work:
        work.alerts.add(alert(), now=NOW)
        work.alerts.mark_seen("a", now=NOW)
        work.alerts.add(alert(message="Look again."), now=LATER)

    (found,) = list_open_alerts(database)
    assert (found.message, found.times, found.raised_at, found.last_at) == (
        "Look again.",
        2,
        NOW,
        LATER,
    )
    assert found.seen_at == NOW


def test_a_resolved_alert_that_is_raised_again_is_new_and_unseen(database: Database) -> None:
    with database.begin() as work:
        work.alerts.add(alert(), now=NOW)
        work.alerts.mark_seen("a", now=NOW)
        assert work.alerts.resolve("a", now=NOW)
        assert not work.alerts.resolve("a", now=NOW)
    assert list_open_alerts(database) == ()

    with database.begin() as work:
        work.alerts.add(alert(), now=LATER)

    (found,) = list_open_alerts(database)
    assert (found.times, found.raised_at, found.seen_at) == (1, LATER, None)


def test_unseen_alerts_come_first_then_errors(database: Database) -> None:
    with database.begin() as work:
        work.alerts.add(alert("seen"), now=LATER)
        work.alerts.mark_seen("seen", now=LATER)
        work.alerts.add(alert("soon", AlertLevel.WARNING), now=LATER)
        work.alerts.add(alert("old"), now=NOW)
        work.alerts.add(alert("new"), now=LATER)

    assert [one.key for one in list_open_alerts(database)] == ["new", "old", "soon", "seen"]


def test_a_rejected_key_is_an_alert_until_the_model_answers(database: Database) -> None:
    here, there = SqlCallLedger(database), SqlCallLedger(database)

    def answered(ledger: SqlCallLedger, *, after: timedelta = timedelta()) -> None:
        entry = make_entry()
        ledger.open(entry)
        ledger.close(entry.id, make_completion(), finished_at=NOW + after)

    answered(there)
    for _ in range(2):
        refused = make_entry()
        here.open(refused)
        here.fail(refused.id, fault="auth", message="Check GEMINI_API_KEY. (401)", finished_at=NOW)
    (told,) = list_open_alerts(database)
    answered(there, after=KEY_CHECK_INTERVAL)

    assert (told.kind, told.level, told.times) == (AlertKind.KEY_REFUSED, AlertLevel.ERROR, 2)
    assert (
        told.message == "Google rejects the API key for gemini-3.8-flash, so the model is not used."
    )
    assert "GEMINI_API_KEY" in told.advice
    assert "(401)" not in told.advice
    assert list_open_alerts(database) == ()


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [
        (ModelFault.RATE_LIMITED, True),
        (ModelFault.BLOCKED, True),
        (ModelFault.TRUNCATED, True),
        (ModelFault.INVALID, True),
        (ModelFault.EMPTY, True),
        (ModelFault.CONNECTION, False),
        (ModelFault.TIMEOUT, False),
        (ModelFault.BAD_GATEWAY, False),
        (ModelFault.OVERLOADED, False),
        (ModelFault.BAD_REQUEST, False),
    ],
)
def test_any_answer_of_the_provider_resolves_the_alert_about_its_key(
    database: Database,
    fault: ModelFault,
    accepted: bool,
) -> None:
    ledger = SqlCallLedger(database)
    for found in (ModelFault.AUTH, fault):
        entry = make_entry()
        ledger.open(entry)
        ledger.fail(entry.id, fault=found, message="It did not work.", finished_at=NOW)

    assert (list_open_alerts(database) == ()) is accepted


def test_a_truncated_reply_shows_that_the_key_is_accepted(database: Database) -> None:
    ledger = SqlCallLedger(database)
    for found, billed in ((ModelFault.AUTH, None), (ModelFault.CONNECTION, make_completion())):
        entry = make_entry()
        ledger.open(entry)
        ledger.fail(
            entry.id, fault=found, message="It did not work.", finished_at=NOW, completion=billed
        )

    assert list_open_alerts(database) == ()


def test_only_an_admin_marks_and_resolves_an_alert(rein: Rein) -> None:
    reviewer = User(id="r", name="Rae", role=Role.REVIEWER)
    with rein.database.begin() as work:
        work.alerts.add(alert(), now=NOW)

    for use_case in (mark_alert_seen, resolve_alert):
        with pytest.raises(NotAllowed):
            use_case(rein, viewer=Viewer(user=reviewer), key="a")
    mark_alert_seen(rein, viewer=LOCAL_VIEWER, key="a")
    assert [one.seen_at for one in list_open_alerts(rein.database)] == [rein.clock.now()]
    resolve_alert(rein, viewer=LOCAL_VIEWER, key="a")
    assert list_open_alerts(rein.database) == ()
    for use_case in (mark_alert_seen, resolve_alert):
        with pytest.raises(Conflict):
            use_case(rein, viewer=LOCAL_VIEWER, key="a")
