"""Everything that happens to an alert is written down once, by whom, and what it was about."""

from datetime import timedelta

import pytest

from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.quality.targets.target import DEFAULTS, SATISFACTION, Limit
from core.store.alerts.read import list_alert_events, list_open_alerts
from core.store.alerts.values import (
    COOL_DOWN,
    Alert,
    AlertEventKind,
    AlertFigure,
    AlertKind,
    AlertLevel,
)
from core.store.database.engine import Database
from core.store.targets.read import find_limits
from core.usecases.targets.change_target import change_target
from core.usecases.targets.get_targets import get_targets, list_target_changes
from tests.fakes import NOW

HOUR = timedelta(hours=1)
REVIEWER = Viewer(user=User(id=LOCAL_USER_ID, name="Rita", role=Role.REVIEWER))


def alert(level: AlertLevel = AlertLevel.WARNING) -> Alert:
    return Alert(
        key="satisfaction",
        kind=AlertKind.SATISFACTION,
        level=level,
        message="Stars are low.",
        advice="Read the lowest.",
        address="feedback?days=30",
        figure=AlertFigure(value=3.5, bound=3.9, threshold=4.0, n=41),
    )


def events(database: Database) -> list[AlertEventKind]:
    with database.read() as connection:
        return [event.event for event in reversed(list_alert_events(connection, limit=50))]


def test_an_alert_is_written_down_from_its_beginning_to_its_end(database: Database) -> None:
    with database.begin() as work:
        work.alerts.add(alert(), now=NOW)
        work.alerts.add(alert(), now=NOW + HOUR)
        work.alerts.mark_seen("satisfaction", now=NOW + HOUR, note="On it.", actor="ada")
        work.alerts.add(alert(AlertLevel.ERROR), now=NOW + HOUR)
        work.alerts.add(alert(AlertLevel.ERROR), now=NOW + HOUR)
        work.alerts.resolve("satisfaction", now=NOW + 2 * HOUR)
        assert not work.alerts.resolve("satisfaction", now=NOW + 2 * HOUR)

    assert events(database) == ["raised", "acknowledged", "worsened", "resolved"]
    with database.read() as connection:
        resolved, _, acknowledged, raised = list_alert_events(connection, limit=50)
    assert (acknowledged.note, acknowledged.actor) == ("On it.", "ada")
    assert raised.figure == AlertFigure(value=3.5, bound=3.9, threshold=4.0, n=41)
    assert (resolved.actor, resolved.at) == (None, NOW + 2 * HOUR)


def test_a_condition_that_returns_within_the_cool_down_notifies_nobody_again(
    database: Database,
) -> None:
    with database.begin() as work:
        work.alerts.add(alert(), now=NOW)
        work.alerts.resolve("satisfaction", now=NOW)
        work.alerts.add(alert(), now=NOW + COOL_DOWN - HOUR)
        work.alerts.resolve("satisfaction", now=NOW + COOL_DOWN)
        work.alerts.add(alert(), now=NOW + 2 * COOL_DOWN)

    with database.begin() as work:
        announced = [event.event for event in work.alerts.take_unannounced(limit=50)]
        assert work.alerts.take_unannounced(limit=50) == ()

    assert events(database) == ["raised", "resolved", "reopened", "resolved", "raised"]
    assert announced == ["raised", "resolved", "resolved", "raised"]


def test_the_note_of_an_alert_ends_with_it(database: Database) -> None:
    with database.begin() as work:
        work.alerts.add(alert(), now=NOW)
        work.alerts.mark_seen("satisfaction", now=NOW, note="Known.", actor="ada")
    (seen,) = list_open_alerts(database)
    with database.begin() as work:
        work.alerts.resolve("satisfaction", now=NOW)
        work.alerts.add(alert(), now=NOW + HOUR)

    (again,) = list_open_alerts(database)
    assert (seen.note, seen.address) == ("Known.", "feedback?days=30")
    assert (again.note, again.seen_at) == ("", None)


def test_a_changed_target_holds_from_now_on_and_its_history_says_who_changed_it(
    rein: Rein,
) -> None:
    stricter = Limit(threshold=4.5, window_days=30)

    change_target(
        rein, viewer=LOCAL_VIEWER, name="satisfaction", limit=stricter, note=" We can do better. "
    )

    with rein.database.read() as connection:
        assert find_limits(connection) == dict(DEFAULTS) | {"satisfaction": stricter}
    (entry,) = list_target_changes(rein, viewer=REVIEWER)
    assert (entry.target, entry.old, entry.new) == (
        SATISFACTION,
        DEFAULTS["satisfaction"],
        stricter,
    )
    assert (entry.note, entry.changed_at) == ("We can do better.", rein.clock.now())
    changed = [one.target.name for one in get_targets(rein, viewer=REVIEWER) if not one.is_default]
    assert changed == ["satisfaction"]


@pytest.mark.parametrize(
    ("name", "limit", "error"),
    [
        ("satisfaction", Limit(threshold=5.5, window_days=30), InvalidInput),
        ("satisfaction", Limit(threshold=float("nan"), window_days=30), InvalidInput),
        ("satisfaction", Limit(threshold=4.0, window_days=None), InvalidInput),
        ("satisfaction", Limit(threshold=4.0, window_days=0), InvalidInput),
        ("backlog", Limit(threshold=1.0, window_days=7), InvalidInput),
        ("satisfaction", DEFAULTS["satisfaction"], Conflict),
        ("mood", Limit(threshold=1.0, window_days=1), NotFound),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(
    rein: Rein, name: str, limit: Limit, error: type[Exception]
) -> None:
    with pytest.raises(error):
        change_target(rein, viewer=LOCAL_VIEWER, name=name, limit=limit)

    assert list_target_changes(rein, viewer=LOCAL_VIEWER) == ()


def test_a_reviewer_reads_targets_and_changes_none(rein: Rein) -> None:
    assert get_targets(rein, viewer=REVIEWER)
    with pytest.raises(NotAllowed):
        change_target(
            rein, viewer=REVIEWER, name="errors", limit=Limit(threshold=0.5, window_days=7)
        )
