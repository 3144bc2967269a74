"""Figures of real records raise, hold and resolve alerts, on both databases, once over replicas."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import String

from app.review.overview import estimates as pages
from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.quality.change import Estimate
from core.quality.targets.target import Limit
from core.store.alerts.read import list_alert_events, list_open_alerts
from core.store.database.column_types import SafeText
from core.store.rollups.tables import rollup_outcomes, rollup_ratings
from core.tracing.span_record import SpanStatus
from core.usecases.alerts.evaluate_alerts import evaluate_alerts
from core.usecases.alerts.list_history import list_alert_history
from core.usecases.alerts.list_rules import list_rules
from core.usecases.overview.get_overview import get_overview
from core.usecases.targets.change_target import change_target
from core.usecases.utc_days import last_days
from tests.factories.stored import add_rating, add_trace, close_trace, make_account
from tests.fakes import FrozenClock


def rate_all(rein: Rein, stars: list[float], *, sample: bool = False) -> None:
    now = rein.clock.now()
    with rein.database.begin() as work:
        work.accounts.ensure(make_account(user=LOCAL_USER))
        for star in stars:
            trace_id = add_trace(work, sample=sample, started_at=now)
            close_trace(work, trace_id, ended_at=now + timedelta(seconds=2))
            add_rating(work, trace_id, LOCAL_USER.id, stars=star, now=now)


def open_kinds(rein: Rein) -> list[str]:
    return [str(alert.kind) for alert in list_open_alerts(rein.database)]


def test_low_stars_raise_an_alert_that_ends_when_the_figure_is_back(
    rein: Rein, clock: FrozenClock
) -> None:
    rate_all(rein, [3.0] * 3)
    evaluate_alerts(rein)
    assert open_kinds(rein) == []  # three ratings are no evidence

    rate_all(rein, [3.0, 2.5] * 10)
    evaluate_alerts(rein)
    evaluate_alerts(rein)
    (found,) = list_open_alerts(rein.database)
    assert (found.key, found.times) == ("satisfaction", 1)
    assert "n = 23" in found.message

    rate_all(rein, [5.0] * 22)
    evaluate_alerts(rein)
    assert open_kinds(rein) == ["satisfaction"]  # below 4.0 yet, so it is held

    rate_all(rein, [5.0] * 20)
    evaluate_alerts(rein)
    assert open_kinds(rein) == []
    history = list_alert_history(rein, viewer=LOCAL_VIEWER).entries
    assert [entry.event for entry in history] == ["resolved", "raised"]
    assert history[0].message.startswith("Satisfaction is back: 4.2 of 5 stars (n = 65 ratings")


def test_the_sample_raises_nothing(rein: Rein) -> None:
    rate_all(rein, [1.0] * 40, sample=True)

    evaluate_alerts(rein)

    assert open_kinds(rein) == []


def test_an_alert_ends_when_its_records_leave_the_window(rein: Rein, clock: FrozenClock) -> None:
    rate_all(rein, [2.0] * 30)
    evaluate_alerts(rein)
    assert open_kinds(rein) == ["satisfaction"]
    clock.advance(timedelta(days=31))

    evaluate_alerts(rein)

    assert open_kinds(rein) == ["backlog"]  # the webhook has not taken the alert either


def test_a_changed_threshold_decides_at_the_next_look(rein: Rein) -> None:
    rate_all(rein, [4.5, 4.0] * 30)
    evaluate_alerts(rein)
    assert open_kinds(rein) == []

    change_target(
        rein,
        viewer=LOCAL_VIEWER,
        name="satisfaction",
        limit=Limit(threshold=4.8, window_days=30),
    )
    evaluate_alerts(rein)

    assert open_kinds(rein) == ["satisfaction"]


def test_two_replicas_write_one_history(rein: Rein) -> None:
    rate_all(rein, [2.0] * 30)

    for replica in (rein, replace(rein, owner="another")):
        evaluate_alerts(replica)

    with rein.database.read() as connection:
        assert [str(event.event) for event in list_alert_events(connection, limit=9)] == ["raised"]


def test_each_rule_shows_its_present_figure_and_bound(rein: Rein) -> None:
    rate_all(rein, [4.5, 4.0] * 30)

    rules = {rule.name: rule for rule in list_rules(rein, viewer=LOCAL_VIEWER)}

    stars, errors = rules["satisfaction"], rules["errors"]
    assert stars.reading is not None
    assert (stars.reading.value, stars.reading.n) == (4.25, 60)
    assert stars.bound is not None
    assert 4.25 < stars.bound < 4.5
    assert errors.reading is not None
    assert (errors.reading.value, errors.reading.n) == (0.0, 60)
    assert rules["latency"].reading is not None
    assert rules["latency"].reading.value == pytest.approx(2.0, rel=0.05)
    assert rules["latency"].bound is not None
    assert rules["latency"].bound < 2.0
    assert rules["cost"].limit == Limit(threshold=None, window_days=1)
    assert rules["week_1"].reading is None
    assert rules["disk"].limit is None


def count_plans(rein: Rein, figure: str, *, days_ago: int, kind: str, **sums: int) -> None:
    """Write a row of the rollup of outcomes, whatever other dimensions it has."""
    table = rollup_outcomes
    row = {
        column.name: ""
        for column in table.primary_key
        if isinstance(column.type, String | SafeText)
    }
    row |= {"day": rein.clock.now().date() - timedelta(days=days_ago), "sample": False}
    row |= {"figure": figure, "kind": kind, "language": "en", **sums}
    with rein.database.begin() as work:
        work.connection.execute(table.insert().values(row))


def test_other_goals_than_before_raise_an_alert_that_names_them(rein: Rein) -> None:
    for days_ago in (10, 20, 30):
        count_plans(rein, "edit", days_ago=days_ago, kind="habit", n=80)
        count_plans(rein, "edit", days_ago=days_ago, kind="project", n=20)
    count_plans(rein, "edit", days_ago=2, kind="habit", n=40)
    count_plans(rein, "edit", days_ago=2, kind="project", n=60)

    evaluate_alerts(rein)

    (alert,) = list_open_alerts(rein.database)
    assert str(alert.kind) == "input_mix"
    assert "habit, en: 80 % to 40 %" in alert.message


def test_fewer_people_who_do_their_first_week_raise_an_alert(rein: Rein) -> None:
    sums = {"planned": 40 * 5, "total": 40, "planned_squares": 40 * 25, "products": 40 * 5}
    count_plans(rein, "week_1", days_ago=3, kind="habit", n=40, total_squares=40, **sums)

    evaluate_alerts(rein)

    (alert,) = list_open_alerts(rein.database)
    assert str(alert.kind) == "week_1"
    assert "20 % (n = 40 plans, the last 30 days" in alert.message


def test_the_figures_of_rules_come_from_rollups_alone(rein: Rein) -> None:
    """A page and a job at any size: what is in the rollups decides, not the records."""
    rate_all(rein, [2.0] * 30)
    with rein.database.begin() as work:
        work.connection.execute(rollup_ratings.delete())

    evaluate_alerts(rein)

    assert open_kinds(rein) == []


def test_a_measure_over_the_same_days_is_one_figure_on_all_pages(rein: Rein) -> None:
    rate_all(rein, [3.0, 4.5, 5.0] * 7)
    with rein.database.begin() as work:
        for place in range(4):
            failed = add_trace(work, started_at=rein.clock.now())
            status = SpanStatus.ERROR if place else SpanStatus.OK
            close_trace(work, failed, ended_at=rein.clock.now(), status=status)

    rules = {rule.name: rule for rule in list_rules(rein, viewer=LOCAL_VIEWER)}
    for name, of in (("satisfaction", pages.satisfaction), ("errors", pages.failures)):
        rule = rules[name]
        assert rule.limit is not None
        assert rule.reading is not None
        days = last_days(rein, rule.limit.window_days or 1)
        shown = of(get_overview(rein, viewer=LOCAL_VIEWER, days=days)).now
        assert (rule.reading.estimate, rule.reading.n) == (
            Estimate(n=shown.n, value=shown.value, interval=shown.interval),
            shown.n,
        )
