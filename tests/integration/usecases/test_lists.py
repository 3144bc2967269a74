"""What the lists of use-cases leave out, and in which order they come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.accounts.user import LOCAL_USER, SAMPLE_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput
from core.ids import new_id
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.quality.rating import Rating
from core.store.accounts.values import Account
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.usecases.alerts.acknowledge import mark_alert_seen, resolve_alert
from core.usecases.alerts.list_alerts import list_alerts
from core.usecases.goals.archive import archive_goal, restore_goal
from core.usecases.goals.get_goal import find_goal
from core.usecases.goals.list_goals import find_example_goal, list_goals
from core.usecases.ratings.list_ratings import list_rating_changes, list_ratings
from core.usecases.ratings.rate import rate, withdraw_rating
from core.usecases.scores.list_evaluations import list_evaluations
from core.usecases.utc_days import UtcDays, last_days
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_run,
    add_trace,
    close_trace,
    make_evaluation,
    make_goal,
)
from tests.fakes import NOW

OTHER = Viewer(user=User(id=new_id(), name="Other", role=Role.USER))


def add_sample_goal(rein: Rein, *, yes: int | None) -> str:
    """Add a goal of the sample, scored by the number of items that are met."""
    owner = User(id=SAMPLE_USER_ID, name="Sample", role=Role.USER)
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=owner, sample=True, created_at=NOW))
        goal = make_goal(owner.id, sample=True)
        work.goals.add(goal)
        if yes is not None:
            trace_id = add_trace(work, goal)
            add_evaluation(work, trace_id, goal, evaluation=make_evaluation(yes=yes))
    return goal.id


def add_own_goals(rein: Rein, n: int) -> list[str]:
    """Add goals of the local person, the newest last."""
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=LOCAL_USER, created_at=NOW))
        goals = [
            make_goal(LOCAL_USER.id, created_at=NOW + timedelta(minutes=minute))
            for minute in range(n)
        ]
        for goal in goals:
            work.goals.add(goal)
    return [goal.id for goal in goals]


def test_the_example_is_the_sample_goal_with_the_highest_score(rein: Rein) -> None:
    add_sample_goal(rein, yes=1)
    best = add_sample_goal(rein, yes=3)
    add_sample_goal(rein, yes=2)
    add_sample_goal(rein, yes=None)

    example = find_example_goal(rein, viewer=OTHER)

    assert example is not None
    assert example.goal_id == best
    assert find_goal(rein, viewer=OTHER, goal_id=best) is not None


def test_a_goal_that_is_not_scored_is_no_example(rein: Rein) -> None:
    add_sample_goal(rein, yes=None)

    assert find_example_goal(rein, viewer=OTHER) is None


def test_a_goal_of_the_sample_owner_that_is_not_marked_is_not_shown(rein: Rein) -> None:
    goal_id = add_sample_goal(rein, yes=None)
    with rein.database.begin() as work:
        goal = work.goals.find(goal_id)
        assert goal is not None
        real = replace(goal, id=new_id(), sample=False)
        work.goals.add(real)

    assert find_goal(rein, viewer=OTHER, goal_id=goal_id) is not None
    assert find_goal(rein, viewer=OTHER, goal_id=real.id) is None


def test_goals_are_listed_newest_first_in_pages(rein: Rein) -> None:
    first, second, third = add_own_goals(rein, 3)

    page = list_goals(rein, viewer=LOCAL_VIEWER, limit=2)
    rest = list_goals(rein, viewer=LOCAL_VIEWER, limit=2, cursor=page.next_cursor)

    assert [card.goal_id for card in page.rows] == [third, second]
    assert [card.goal_id for card in rest.rows] == [first]
    assert rest.next_cursor is None
    with pytest.raises(InvalidInput):
        list_goals(rein, viewer=LOCAL_VIEWER, cursor="nowhere")


def test_an_archived_goal_is_in_its_own_list_until_it_is_restored(rein: Rein) -> None:
    (goal_id,) = add_own_goals(rein, 1)

    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert list_goals(rein, viewer=LOCAL_VIEWER).rows == ()
    assert [card.goal_id for card in list_goals(rein, viewer=LOCAL_VIEWER, archived=True).rows] == [
        goal_id
    ]

    restore_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert len(list_goals(rein, viewer=LOCAL_VIEWER).rows) == 1


def test_an_alert_that_was_seen_is_open_and_left_out_of_the_unseen(rein: Rein) -> None:
    with rein.database.begin() as work:
        for key in ("disk", "backlog"):
            alert = Alert(
                key=key,
                kind=AlertKind.DISK,
                level=AlertLevel.WARNING,
                message="The disk is nearly full.",
                advice="Delete something.",
            )
            work.alerts.add(alert, now=NOW)

    mark_alert_seen(rein, viewer=LOCAL_VIEWER, key="disk")

    assert {alert.key for alert in list_alerts(rein, viewer=LOCAL_VIEWER)} == {"disk", "backlog"}
    assert [alert.key for alert in list_alerts(rein, viewer=LOCAL_VIEWER, unseen=True)] == [
        "backlog"
    ]
    resolve_alert(rein, viewer=LOCAL_VIEWER, key="backlog")
    assert [alert.key for alert in list_alerts(rein, viewer=LOCAL_VIEWER)] == ["disk"]


def add_own_result(rein: Rein) -> str:
    """Add a result of the local person that can be rated; return the id of its trace."""
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=LOCAL_USER, created_at=NOW))
        goal = make_goal(LOCAL_USER.id)
        work.goals.add(goal)
        run = add_run(work, goal)
        close_trace(work, run.trace_id)
    return run.trace_id


def test_ratings_are_listed_for_their_window_with_and_without_comments(rein: Rein) -> None:
    silent, commented = add_own_result(rein), add_own_result(rein)
    rate(rein, viewer=LOCAL_VIEWER, trace_id=silent, rating=Rating(stars=2))
    rate(rein, viewer=LOCAL_VIEWER, trace_id=commented, rating=Rating(stars=5, comment="Good"))

    def listed(days: UtcDays, **wanted: bool) -> set[str]:
        page = list_ratings(rein, viewer=LOCAL_VIEWER, days=days, **wanted)
        return {row.trace_id for row in page.rows}

    today, yesterday = last_days(rein, 1), NOW.date() - timedelta(days=1)
    assert listed(today) == {silent, commented}
    assert listed(today, with_comment=True) == {commented}
    assert listed(UtcDays(since=yesterday, until=yesterday)) == set()
    assert listed(today, sample=True) == set()


def test_every_change_of_a_rating_is_in_its_history(rein: Rein) -> None:
    trace_id = add_own_result(rein)
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=2))
    rate(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, rating=Rating(stars=4.5))
    withdraw_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id)

    changes = list_rating_changes(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, limit=9)
    newest = list_rating_changes(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, limit=1)

    assert newest == changes[-1:], "however often it was rated, a page reads the newest"

    assert [(change.stars, change.withdrawn) for change in changes] == [
        (2, False),
        (4.5, False),
        (4.5, True),
    ]
    assert list_ratings(rein, viewer=LOCAL_VIEWER, days=last_days(rein, 1)).rows == ()


def test_evaluations_are_listed_for_their_window_and_scorer(rein: Rein) -> None:
    with rein.database.begin() as work:
        goal = add_goal(work)
        judged = add_evaluation(work, add_trace(work, goal), goal)
        ruled = add_evaluation(
            work, add_trace(work, goal), goal, judge_model=OfflineModel.name, judge_provider=OFFLINE
        )

    def listed(days: UtcDays, **wanted: str) -> set[str]:
        page = list_evaluations(rein, viewer=LOCAL_VIEWER, days=days, **wanted)  # type: ignore[arg-type]
        return {row.evaluation_id for row in page.rows}

    today, yesterday = last_days(rein, 1), NOW.date() - timedelta(days=1)
    assert listed(today) == {judged, ruled}
    assert listed(today, scorer="model") == {judged}
    assert listed(today, scorer="rule") == {ruled}
    assert listed(UtcDays(since=yesterday, until=yesterday)) == set()
