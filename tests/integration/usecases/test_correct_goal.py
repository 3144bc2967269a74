"""A correction plans the same goal again, in place: ticks stay and the difference is known."""

from datetime import date

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import Circumstances
from core.goals.reading import SlotName
from core.ids import new_id
from core.store.goals.read import GoalView, find_goal, list_goal_cards
from core.store.runs.values import RunStatus
from core.usecases.goals.correct_goal import correct_goal
from core.usecases.goals.get_card import get_reading, preview_card
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.get_plan_change import find_plan_change
from core.usecases.revisions.edit_plan import change_title
from core.usecases.revisions.undo_revision import undo_revision
from core.usecases.runs.execute import execute_run

GOAL = "run 10 km by 30 June 2027, I can run 4 km now, 3 hours a week, but I get bored"
UNSURE = "I want to get better with my guitar and sing at parties"
"""Three recipes are likely, none of them likely enough to be taken."""


def planned(rein: Rein, text: str = GOAL) -> GoalView:
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=new_id()
    )
    execute_run(rein, submitted.run_id)
    return view_of(rein, submitted.goal_id)


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def correct(rein: Rein, view: GoalView, **corrections: str | None) -> GoalView:
    run = correct_goal(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, corrections=corrections)
    execute_run(rein, run.run_id)
    return view_of(rein, view.goal_id)


def test_a_correction_is_a_new_run_of_the_same_goal(rein: Rein) -> None:
    before = planned(rein)

    after = correct(rein, before, by="31 August 2027")

    assert after.status is RunStatus.DONE
    assert after.run_id != before.run_id
    assert after.text == before.text
    assert after.plan is not None
    assert after.plan.ends_on == date(2027, 8, 31)
    cards = list_goal_cards(rein.database, user_id=LOCAL_USER.id, archived=False, limit=10)
    assert len(cards.rows) == 1


def test_ticks_stay_on_the_tasks_that_stay(rein: Rein) -> None:
    before = planned(rein)
    assert before.plan is not None
    task = before.plan.weeks[0].tasks[0]
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=before.goal_id, task_id=task.id, done=True)

    after = correct(rein, before, obstacle="rain")

    assert after.done_tasks == {task.id}
    assert after.clarified is not None
    assert after.clarified.obstacle == "rain"


def test_the_difference_names_dates_target_and_tasks(rein: Rein) -> None:
    before = planned(rein)
    assert find_plan_change(rein, viewer=LOCAL_VIEWER, view=before) is None

    after = correct(rein, before, by="31 August 2027", to="12 km")

    change = find_plan_change(rein, viewer=LOCAL_VIEWER, view=after)
    assert change is not None
    assert before.plan is not None
    assert after.plan is not None
    ends = (change.difference.ends_before, change.difference.ends_after)
    assert ends == (before.plan.ends_on, after.plan.ends_on)
    assert (change.target_before, change.target_after) == ("10 km", "12 km")
    d = change.difference
    tasks = sum(len(week.tasks) for week in after.plan.weeks)
    assert len(d.added) + len(d.changed) + d.unchanged == tasks


def test_a_later_correction_keeps_the_earlier_ones(rein: Rein) -> None:
    view = correct(rein, planned(rein), by="31 August 2027")

    view = correct(rein, view, hours="2 or 3")

    reading = get_reading(rein, viewer=LOCAL_VIEWER, view=view)
    assert reading.text(SlotName.BY) == "31 August 2027"
    assert reading.number(SlotName.HOURS) == 2
    assert view.plan is not None
    assert view.plan.ends_on == date(2027, 8, 31)


def titled(rein: Rein, view: GoalView, title: str) -> None:
    change_title(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, title=title)


def title_of(view: GoalView) -> str:
    assert view.resolution is not None
    return view.resolution.title


def test_the_persons_own_title_outlives_every_correction(rein: Rein) -> None:
    view = planned(rein)
    titled(rein, view, "Run 10 km with my sister")

    view = correct(rein, view, by="31 August 2027")
    assert title_of(view) == "Run 10 km with my sister"
    view = correct(rein, view, obstacle="rain")

    assert title_of(view) == "Run 10 km with my sister"


def test_an_own_title_gives_way_to_a_target_that_contradicts_it(rein: Rein) -> None:
    view = planned(rein)
    titled(rein, view, "Run 10 km with my sister")

    view = correct(rein, view, to="12 km")

    assert "sister" not in title_of(view)


def test_a_title_that_was_taken_back_is_not_the_persons_any_more(rein: Rein) -> None:
    view = planned(rein)
    by_rule = title_of(view)
    titled(rein, view, "Run with my sister")
    undo_revision(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id)

    view = correct(rein, view, obstacle="rain")

    assert title_of(view) == by_rule


def test_the_same_correction_sent_twice_is_one_run(rein: Rein) -> None:
    view = planned(rein)
    sent = {"by": "31 August 2027"}

    first, second = (
        correct_goal(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, corrections=sent)
        for _ in range(2)
    )

    assert first == second


def test_the_plan_until_then_is_shown_while_the_new_one_is_written(rein: Rein) -> None:
    view = planned(rein)

    correct_goal(
        rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, corrections={"by": "31 August 2027"}
    )

    waiting = view_of(rein, view.goal_id)
    assert waiting.status is RunStatus.QUEUED
    assert waiting.plan == view.plan


def test_another_correction_waits_until_the_run_is_over(rein: Rein) -> None:
    view = planned(rein)
    correct_goal(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, corrections={"hours": "2"})

    with pytest.raises(Conflict):
        correct_goal(rein, viewer=LOCAL_VIEWER, goal_id=view.goal_id, corrections={"hours": "4"})


@pytest.mark.parametrize(
    ("corrections", "field"), [({"by": "soon"}, "by"), ({}, ""), ({"hours": None}, "")]
)
def test_what_cannot_be_read_or_changes_nothing_starts_no_run(
    rein: Rein, corrections: dict[str, str | None], field: str
) -> None:
    view = planned(rein)

    with pytest.raises(InvalidInput) as refused:
        correct(rein, view, **corrections)

    assert refused.value.field == field
    assert view_of(rein, view.goal_id).run_id == view.run_id


def test_nobody_corrects_the_goal_of_another_person(rein: Rein) -> None:
    view = planned(rein)
    stranger = Viewer(user=User(id=new_id(), name="S", role=Role.USER))

    with pytest.raises(NotFound):
        correct_goal(rein, viewer=stranger, goal_id=view.goal_id, corrections={"hours": "2"})


def plan_for(rein: Rein, view: GoalView) -> tuple[str, str]:
    slot = get_reading(rein, viewer=LOCAL_VIEWER, view=view).slots[SlotName.PLAN]
    return str(slot.value), slot.source


def practises_chords(view: GoalView) -> bool:
    """Return whether the plan is the one for songs on the guitar."""
    assert view.plan is not None
    return any("C to F" in task.title for week in view.plan.weeks for task in week.tasks)


def test_a_chosen_plan_is_planned_and_survives_a_correction(rein: Rein) -> None:
    before = planned(rein, UNSURE)

    chosen = correct(rein, before, plan="Songs on the guitar")
    after = correct(rein, chosen, hours="2", by="31 August 2027")

    assert plan_for(rein, before) == ("none", "told")
    assert plan_for(rein, chosen) == plan_for(rein, after) == ("guitar_songs", "corrected")
    assert [practises_chords(view) for view in (before, chosen, after)] == [False, True, True]
    assert after.plan is not None
    assert after.plan.hours_per_week == 2


def test_the_card_shows_what_another_plan_assumes_before_it_is_written(rein: Rein) -> None:
    view = planned(rein, "I want 500 a month from my apps")

    preview = preview_card(
        rein, viewer=LOCAL_VIEWER, view=view, written={"plan": "Songs on the guitar"}
    )

    assert preview.stored.text(SlotName.UNIT) == "sum"
    assert preview.reading.text(SlotName.UNIT) == "songs"
    assert preview.reading.text(SlotName.PLAN) == "Songs on the guitar"


def test_a_chosen_plan_can_be_taken_away_again(rein: Rein) -> None:
    chosen = correct(rein, planned(rein, UNSURE), plan="guitar_songs")

    after = correct(rein, chosen, plan="None of these")

    assert plan_for(rein, after) == ("none", "corrected")
    assert [practises_chords(view) for view in (chosen, after)] == [True, False]


def test_another_aim_gets_another_plan_than_the_one_chosen_before(rein: Rein) -> None:
    chosen = correct(rein, planned(rein, UNSURE), plan="guitar_songs")

    after = correct(rein, chosen, aim="bake sourdough bread")

    assert plan_for(rein, after) == ("sourdough_bread", "told")


def test_the_name_of_a_plan_does_not_make_a_goal_one_that_does_harm(rein: Rein) -> None:
    view = correct(rein, planned(rein, UNSURE), plan="dare_one_scary_thing_once")

    assert view.status is RunStatus.DONE
    assert plan_for(rein, view) == ("dare_one_scary_thing_once", "corrected")
