"""Each person's days are counted in their own time zone."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from core.accounts.scope import Scope
from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.ids import new_id
from core.usecases.accounts.save_time_zone import save_time_zone
from core.usecases.goals.get_goal import GoalView, find_goal
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from core.usecases.tokens.tokens import add_token, find_token_viewer

TOKYO, HONOLULU = ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
MONDAY, SUNDAY = date(2027, 1, 4), date(2027, 1, 3)
"""The frozen instant is Monday 09:00 UTC: Monday evening in Tokyo, Sunday night in Honolulu."""


def person(zone: ZoneInfo | None) -> Viewer:
    return Viewer(user=User(id=new_id(), name="Ada", role=Role.ADMIN), time_zone=zone)


def submit(rein: Rein, viewer: Viewer, text: str = "Run 5 km in 12 weeks") -> Submitted:
    return submit_goal(rein, viewer=viewer, text=text, circumstances=Circumstances(), key=new_id())


def work(rein: Rein, viewer: Viewer, text: str = "Run 5 km in 12 weeks") -> GoalView:
    submitted = submit(rein, viewer, text)
    execute_run(rein, submitted.run_id)
    view = find_goal(rein, viewer=viewer, goal_id=submitted.goal_id)
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("zone", "today"), [(TOKYO, MONDAY), (HONOLULU, SUNDAY)], ids=["Tokyo", "Honolulu"]
)
def test_a_plan_starts_on_the_day_of_its_owner(rein: Rein, zone: ZoneInfo, today: date) -> None:
    view = work(rein, person(zone))

    assert view.written_on == today
    assert view.clarified is not None
    assert view.clarified.starts_on == today


def test_a_deadline_in_words_is_counted_from_the_day_of_its_owner(rein: Rein) -> None:
    text = "Run 5 km in 4 weeks"
    tokyo, honolulu = (work(rein, person(zone), text).clarified for zone in (TOKYO, HONOLULU))

    assert tokyo is not None
    assert honolulu is not None
    assert tokyo.deadline is not None
    assert honolulu.deadline is not None
    assert (tokyo.deadline - honolulu.deadline).days == 1


def test_a_zone_that_changes_later_does_not_move_the_day_a_goal_was_written(rein: Rein) -> None:
    viewer = person(HONOLULU)
    submitted = submit(rein, viewer)
    moved = Viewer(user=viewer.user, time_zone=TOKYO)

    assert save_time_zone(rein, viewer=moved)
    execute_run(rein, submitted.run_id)

    view = find_goal(rein, viewer=moved, goal_id=submitted.goal_id)
    assert view is not None
    assert view.written_on == SUNDAY


def test_a_token_counts_days_in_the_zone_of_its_account(rein: Rein) -> None:
    ada = person(TOKYO)
    submit(rein, ada)

    acting = find_token_viewer(
        rein, add_token(rein, viewer=ada, name="laptop").secret, scope=Scope.GOALS_READ
    )

    assert acting is not None
    assert acting.zone_name == "Asia/Tokyo"
    assert rein.clock.today(acting.time_zone) == MONDAY


def test_a_token_follows_the_zone_that_the_browser_reports_later(rein: Rein) -> None:
    ada = person(TOKYO)
    secret = add_token(rein, viewer=ada, name="laptop").secret

    save_time_zone(rein, viewer=Viewer(user=ada.user, time_zone=HONOLULU))

    acting = find_token_viewer(rein, secret, scope=Scope.GOALS_READ)
    assert acting is not None
    assert rein.clock.today(acting.time_zone) == SUNDAY


def test_a_zone_is_written_only_when_it_differs(rein: Rein) -> None:
    ada = person(TOKYO)
    submit(rein, ada)

    assert not save_time_zone(rein, viewer=ada)
    assert save_time_zone(rein, viewer=Viewer(user=ada.user, time_zone=HONOLULU))
    assert not save_time_zone(rein, viewer=Viewer(user=ada.user, time_zone=HONOLULU))


def test_without_an_account_no_zone_is_stored(rein: Rein) -> None:
    assert not save_time_zone(rein, viewer=person(TOKYO))


def test_the_zone_of_the_machine_never_replaces_a_stored_one(rein: Rein) -> None:
    ada = person(TOKYO)
    submit(rein, ada)

    assert not save_time_zone(rein, viewer=Viewer(user=ada.user))
    acting = find_token_viewer(
        rein, add_token(rein, viewer=ada, name="laptop").secret, scope=Scope.GOALS_READ
    )
    assert acting is not None
    assert acting.zone_name == "Asia/Tokyo"


def test_a_token_of_another_account_has_the_zone_of_the_machine(rein: Rein) -> None:
    secret = add_token(rein, viewer=person(TOKYO), name="nightly", role=Role.USER).secret

    acting = find_token_viewer(rein, secret, scope=Scope.GOALS_READ)

    assert acting is not None
    assert acting.time_zone is None


def test_a_goal_of_an_earlier_version_was_written_on_the_day_of_the_machine(rein: Rein) -> None:
    submitted = submit(rein, LOCAL_VIEWER)
    with rein.database.begin() as work_:
        work_.connection.exec_driver_sql("UPDATE goals SET written_on = NULL")
        stored = work_.goals.find(submitted.goal_id)

    view = find_goal(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)

    assert view is not None
    assert stored is not None
    assert view.written_on == stored.written_day == MONDAY
