"""The check-in section of a goal's page: folded, open in its week, answered, undone, finished."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal.check_in import actions, load
from app.coach.goal.check_in.section import FOLD
from core.accounts.user import LOCAL_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.goals.goal import Circumstances
from core.progress.check_in import CheckIn, Report
from core.store.goals.read import GoalView, find_goal
from core.store.measurements.read import list_measurements
from core.store.plans.values import PlanRecord
from core.usecases.check_ins.check_in import check_in
from core.usecases.check_ins.list_check_ins import list_check_ins
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach import conftest
from tests.fakes import FrozenClock

OpenGoal = Callable[[str], AppTest]


@pytest.fixture
def goal(served: Rein) -> GoalView:
    """A goal with a plan of about twelve weeks, which began today."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="Run 5 km without stopping by the end of March",
        circumstances=Circumstances(),
        key="a",
    )
    run_and_wait(served, submitted.run_id)
    return view_of(served, submitted.goal_id)


def words(at: AppTest) -> str:
    """Return what the page says, as it is read."""
    return conftest.words(at).replace("\\", "")


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    return view


def stored(rein: Rein, goal: GoalView) -> tuple[CheckIn, ...]:
    return list_check_ins(rein, viewer=LOCAL_VIEWER, goal_id=goal.goal_id)


def to_check_in_week(clock: FrozenClock, goal: GoalView) -> int:
    """Move on to the last day of the first check-in week, and return its number."""
    assert goal.plan is not None
    number = goal.plan.check_in_weeks[0]
    last_day = goal.plan.last_day_of(goal.plan.weeks[number - 1])
    clock.advance(timedelta(days=(last_day - clock.today(None)).days))
    return number


def fold_labels(at: AppTest) -> list[str]:
    return [fold.label for fold in at.expander]


def opened(at: AppTest) -> AppTest:
    at.session_state[FOLD] = True
    return at.run()


def fill(at: AppTest, **choices: object) -> AppTest:
    """Fill the form and send it."""
    for end, value in choices.items():
        at.get_by_key(_key_of(at, end)).set_value(value)
    return at.button(key=_key_of(at, "send")).click().run()


def _key_of(at: AppTest, end: str) -> str:
    given = at.query_params["id"]
    goal_id = given if isinstance(given, str) else given[0]
    form_id = at.session_state[f"{actions.PLACE}.id.{goal_id}"]
    prefix = f"goal.check_in.{form_id}"
    return f"{prefix}.{end}"


def test_the_section_is_folded_and_reads_nothing_until_a_check_in_is_open(
    goal: GoalView, goal_page: OpenGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_goal_id: str) -> None:
        raise AssertionError("nothing is read for a closed fold")

    monkeypatch.setattr(load, "get_check_ins", never)
    at = goal_page(goal.goal_id)

    assert not at.exception
    assert "Check-in: two minutes to look back" in fold_labels(at)
    assert "How hard was it?" not in str([each.label for each in at.segmented_control])


def test_in_its_week_the_check_in_is_open_and_the_plan_points_to_it(
    goal: GoalView, goal_page: OpenGoal, clock: FrozenClock
) -> None:
    week = to_check_in_week(clock, goal)
    at = goal_page(goal.goal_id)

    assert not at.exception
    assert f"The check-in of week {week} is open until" in words(at)
    assert [each.label for each in at.segmented_control][:2] == [
        "How hard was it?",
        "Your energy?",
    ]
    assert '<a href="#check-in" target="_self">look back for two minutes</a>' in words(at)
    assert '<p id="check-in"' in words(at)


def test_a_check_in_is_stored_and_answered_on_the_spot(
    goal: GoalView, goal_page: OpenGoal, clock: FrozenClock, served: Rein
) -> None:
    to_check_in_week(clock, goal)
    assert goal.plan is not None
    task = goal.plan.weeks[0].tasks[0]
    complete_task(served, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, task_id=task.id, done=True)
    at = goal_page(goal.goal_id)

    fill(at, effort=4, energy=2, obstacle="aliens took my bicycle", value=1.5, note="**bold** <b>")

    assert not at.exception
    (made,) = stored(served, goal)
    assert made.report == Report(
        value=1.5, effort=4, energy=2, obstacle="aliens took my bicycle", note="**bold** <b>"
    )
    said = words(at)
    assert "I do not know a proven answer to “aliens took my bicycle”" in said
    assert "Your number is 1.5 km" in said
    assert "is open until" not in said, "its week is closed"


def test_a_chip_of_the_plan_is_what_got_in_the_way(
    goal: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    assert goal.plan is not None
    at = opened(goal_page(goal.goal_id))
    chip = goal.plan.contingencies[0].trigger

    fill(at, effort=3, chip=chip)

    assert [each.report.obstacle for each in stored(served, goal)] == [chip]
    assert "Your plan has an answer" in words(at)


def test_an_empty_check_in_says_what_is_missing_and_stores_nothing(
    goal: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = opened(goal_page(goal.goal_id))

    fill(at)

    assert "nothing in this check-in yet" in words(at)
    assert stored(served, goal) == ()


def test_what_cannot_be_read_is_said_in_the_section_alone(
    goal: GoalView, goal_page: OpenGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_goal_id: str) -> None:
        raise StorageUnavailable("The database cannot be read.", advice="Try again.")

    monkeypatch.setattr(load, "get_check_ins", gone)
    at = opened(goal_page(goal.goal_id))

    assert not at.exception
    assert "The database cannot be read." in words(at)
    assert "Your plan" in words(at)


def test_a_check_in_of_today_can_be_changed_and_deleted_and_brought_back(
    goal: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    made = check_in(
        served, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, report=Report(effort=2), key="x"
    )
    at = opened(goal_page(goal.goal_id))
    prefix = _key_of(at, "change")

    at.get_by_key(f"{prefix}.energy").set_value(5)
    at.button(key=f"{prefix}.send").click().run()
    (changed,) = stored(served, goal)
    assert (changed.id, changed.report) == (made.id, Report(effort=2, energy=5))
    assert "Changed, and answered again." in words(at)

    at.button(key="goal.check_in.delete").click().run()
    assert stored(served, goal) == ()
    assert "is deleted" in words(at)

    at.button(key="goal.check_in.restore").click().run()
    assert stored(served, goal) == (changed,)
    assert "It is back." in words(at)


def test_earlier_check_ins_are_folded_and_can_be_deleted(
    goal: GoalView, goal_page: OpenGoal, clock: FrozenClock, served: Rein
) -> None:
    for day in range(3):
        report = Report(effort=3, note=f"Day {day} <i>x</i>")
        check_in(served, viewer=LOCAL_VIEWER, goal_id=goal.goal_id, report=report, key=str(day))
        clock.advance(timedelta(days=2))
    at = opened(goal_page(goal.goal_id))
    assert "Day 0" not in words(at)

    at.toggle(key="goal.check_in.history").set_value(True).run()
    assert "Day 0 &lt;i&gt;x&lt;/i&gt;" in words(at)

    oldest = stored(served, goal)[-1]
    at.button(key=f"goal.check_in.delete.{oldest.id}").click().run()
    assert [each.report.note[:5] for each in stored(served, goal)] == ["Day 2", "Day 1"]


def test_a_goal_can_be_finished_early_and_that_taken_back(
    goal: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = opened(goal_page(goal.goal_id))
    prefix = _key_of(at, "end")
    assert [each for each in at.radio(key=f"{prefix}.level").options if "5 km" in each]

    at.button(key=f"{prefix}.send").click().run()
    assert "Choose how far you got first" in words(at)

    at.radio(key=f"{prefix}.level").set_value(0)
    at.text_input(key=f"{prefix}.helped").set_value("Running with Sam")
    at.button(key=f"{prefix}.send").click().run()

    assert view_of(served, goal.goal_id).goal_finished_at is not None
    said = words(at)
    assert "As planned: 5 km" in said
    assert "Running with Sam" in said
    assert "This goal is finished" in said

    at.button(key="goal.check_in.reopen").click().run()
    assert view_of(served, goal.goal_id).goal_finished_at is None


def test_the_last_week_asks_for_the_result_at_once(
    goal: GoalView, goal_page: OpenGoal, clock: FrozenClock
) -> None:
    assert goal.plan is not None
    clock.advance(timedelta(days=(goal.plan.ends_on - clock.today(None)).days))
    at = goal_page(goal.goal_id)

    assert not at.exception
    assert "Your plan ends: look back and finish until" in words(at)
    assert len(at.radio) == 1


def test_the_next_goal_fills_the_line_on_the_goals(
    goal: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = opened(goal_page(goal.goal_id))
    prefix = _key_of(at, "end")
    at.radio(key=f"{prefix}.level").set_value(1)
    at.button(key=f"{prefix}.send").click().run()

    at.button(key="goal.check_in.result.next0").click().run()

    assert at.session_state["goals.new.text"] == "Run 6 km without stopping"


def test_each_metric_that_the_plan_names_has_a_field(
    goal: GoalView, goal_page: OpenGoal, clock: FrozenClock, served: Rein
) -> None:
    assert goal.plan is not None
    assert goal.trace_id is not None
    weeks = list(goal.plan.weeks)
    at_week = next(n for n, week in enumerate(weeks) if week.milestone is not None)
    milestone = weeks[at_week].milestone
    assert milestone is not None
    pulse = replace(milestone, metric="resting pulse", target=58, unit="bpm", title="Reach 58")
    weeks[at_week] = replace(weeks[at_week], milestone=pulse)
    with served.database.begin() as work:
        work.plans.add(
            PlanRecord(
                goal_id=goal.goal_id,
                run_id=None,
                trace_id=goal.trace_id,
                plan=replace(goal.plan, weeks=tuple(weeks)),
                created_at=clock.now(),
            )
        )
    to_check_in_week(clock, goal)
    at = goal_page(goal.goal_id)

    labels = [field.label.replace("\\", "") for field in at.number_input]
    fill(at, effort=3, value=2.0, other0=61.5)

    assert "Resting pulse, in bpm (optional)" in labels
    with served.database.read() as connection:
        stored_numbers = list_measurements(connection, goal.goal_id)
    assert {(one.metric, one.value) for one in stored_numbers} >= {("resting pulse", 61.5)}
    assert len(stored(served, goal)) == 1
