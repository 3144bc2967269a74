"""Changes that are accepted in the conversation: they are checked, priced, made once and undone."""

from datetime import timedelta

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.chat.message import ChatMessage
from core.chat.proposed_edit import EditKind, EditStatus, ProposedEdit
from core.errors import Conflict, InvalidInput
from core.goals.weeks import DAYS
from core.plans.plan import Plan
from core.progress.task_state import SkipReason, TaskStates
from core.store.measurements.read import list_measurements
from core.store.plans.task_states import find_task_states
from core.usecases.chat.decide_edit import decide_edit
from core.usecases.chat.list_messages import get_conversation
from core.usecases.chat.preview_edit import preview_edit
from core.usecases.chat.undo_edit import undo_edit
from core.usecases.plans.skip_task import skip_task
from core.usecases.revisions.edit_plan import remove_task
from tests.factories import conversations
from tests.factories.conversations import plan_goal


@pytest.fixture
def goal_id(rein: Rein) -> str:
    return plan_goal(rein)


def ask(rein: Rein, goal_id: str, text: str) -> ChatMessage:
    return conversations.ask(rein, goal_id, text).message


def accept(rein: Rein, message: ChatMessage, position: int = 0) -> ProposedEdit:
    return decide_edit(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=message.goal_id,
        message_id=message.id,
        position=position,
        accept=True,
    )


def undo(rein: Rein, message: ChatMessage, position: int = 0) -> ProposedEdit:
    return undo_edit(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=message.goal_id,
        message_id=message.id,
        position=position,
    )


def plan_of(rein: Rein, goal_id: str) -> Plan:
    with rein.database.begin() as work:
        plan = work.plans.find_current(goal_id)
    assert plan is not None
    return plan


def states_of(rein: Rein, goal_id: str) -> TaskStates:
    with rein.database.read() as connection:
        return find_task_states(connection, goal_id)


def readings_of(rein: Rein, goal_id: str) -> list[float]:
    with rein.database.read() as connection:
        return [each.value for each in list_measurements(connection, goal_id)]


def test_a_smaller_week_is_priced_made_and_undone(rein: Rein, goal_id: str) -> None:
    before = plan_of(rein, goal_id)
    answer = ask(rein, goal_id, "Make this week smaller")
    edit = answer.edits[0]

    shown = preview_edit(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, edit=edit)
    unchanged = plan_of(rein, goal_id)
    accepted = accept(rein, answer)

    after = plan_of(rein, goal_id)
    left_out = {t.title for t in before.weeks[0].tasks} - {t.title for t in after.weeks[0].tasks}
    assert unchanged == before
    assert edit.kind is EditKind.SHRINK
    assert shown.difference is not None
    assert after.weeks[0].minutes < before.weeks[0].minutes
    assert after.weeks[1:] == before.weeks[1:]
    assert left_out <= set(shown.difference.removed)
    assert accepted.plan_id
    assert undo(rein, answer).status is EditStatus.UNDONE
    assert plan_of(rein, goal_id) == before


@pytest.mark.parametrize("left", [0, 1, 2])
def test_after_skips_only_what_the_preview_allows_is_proposed(
    rein: Rein, goal_id: str, left: int
) -> None:
    week = plan_of(rein, goal_id).weeks[0]
    for task in week.tasks[left:]:
        skip_task(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            task_id=task.id,
            reason=SkipReason.NO_TIME,
        )

    answer = ask(rein, goal_id, "Make this week smaller")

    for edit in answer.edits:
        if edit.revises:
            shown = preview_edit(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, edit=edit)
            assert shown.refusal == "", edit.note
    assert len(answer.edits) >= min(left, 1)
    assert answer.note == ""


def test_a_whole_week_is_skipped_in_one_step_and_opened_again(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "Please skip all of this week, my mother is in hospital")
    week = {task.id for task in plan_of(rein, goal_id).weeks[0].tasks}
    assert [edit.kind for edit in answer.edits] == [EditKind.SKIP_WEEK]

    accept(rein, answer)
    skipped = {task for task, state in states_of(rein, goal_id).items() if state.skipped}
    undo(rein, answer)

    assert skipped == week
    assert states_of(rein, goal_id) == {}


def test_another_end_is_proposed_for_a_named_day_and_made(rein: Rein, goal_id: str) -> None:
    before = plan_of(rein, goal_id)
    later = before.ends_on + timedelta(days=28)
    answer = ask(rein, goal_id, f"The race was postponed to {later.isoformat()}")

    assert [(edit.kind, edit.day) for edit in answer.edits] == [(EditKind.END_DATE, later)]
    accept(rein, answer)
    assert plan_of(rein, goal_id).ends_on == later
    undo(rein, answer)
    assert plan_of(rein, goal_id) == before


def test_a_task_is_swapped_in_place(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "Can I do something else instead?")
    edit = answer.edits[0]
    assert edit.kind is EditKind.SWAP

    accept(rein, answer)

    tasks = {task.id: task for week in plan_of(rein, goal_id).weeks for task in week.tasks}
    assert edit.task_id is not None
    changed = tasks[edit.task_id]
    assert changed.title == edit.title or changed.minutes == edit.minutes


def test_a_move_is_undone_to_the_day_it_had(rein: Rein, goal_id: str) -> None:
    first = ask(rein, goal_id, "Can I move today's task to Friday?")
    accept(rein, first)
    moved = states_of(rein, goal_id)

    undo(rein, first)

    assert [state.day for state in moved.values()] == [first.edits[0].day]
    assert states_of(rein, goal_id) == {}
    with pytest.raises(Conflict):
        undo(rein, first)


def test_what_was_not_accepted_is_not_undone(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "Make this week smaller")

    with pytest.raises(Conflict):
        undo(rein, answer)


def test_a_change_is_not_undone_over_a_later_one(rein: Rein, goal_id: str) -> None:
    answer = ask(rein, goal_id, "Make this week smaller")
    accept(rein, answer)
    later = plan_of(rein, goal_id).weeks[3].tasks[0]
    remove_task(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, task_id=later.id)

    with pytest.raises(Conflict):
        undo(rein, answer)
    ids = {task.id for week in plan_of(rein, goal_id).weeks for task in week.tasks}
    assert later.id not in ids


def test_a_change_that_breaks_a_law_of_plans_is_refused_and_stays_open(
    rein: Rein, goal_id: str
) -> None:
    answer = ask(rein, goal_id, "Make this week smaller")
    too_small = ProposedEdit(kind=EditKind.GROW, note="x", week=1, title="Run 9 h", minutes=1_400)
    with rein.database.begin() as work:
        work.chat.save_edits(answer.id, (too_small,))
    before = plan_of(rein, goal_id)

    shown = preview_edit(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, edit=too_small)

    assert shown.difference is None
    assert shown.refusal
    with pytest.raises(InvalidInput):
        accept(rein, answer)
    stored = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).messages[-1].message
    assert stored.edits[0].status is EditStatus.PROPOSED
    assert plan_of(rein, goal_id) == before


def test_a_lasting_change_a_tick_and_a_reading_are_made_and_undone(
    rein: Rein, goal_id: str
) -> None:
    before = plan_of(rein, goal_id)
    first = before.weeks[0].tasks[0]
    left = next(t.day for week in before.weeks for t in week.tasks if t.day is not None)
    free = next(day for day in DAYS if day not in {t.day for w in before.weeks for t in w.tasks})
    repeated = max(before.weeks[-2].tasks, key=lambda task: task.minutes)
    answer = ask(rein, goal_id, "Make this week smaller")
    edits = (
        ProposedEdit(kind=EditKind.DAYS, note="x", days=(free,), days_out=(left,)),
        ProposedEdit(kind=EditKind.HOURS, note="x", hours=before.hours_per_week + 1),
        ProposedEdit(kind=EditKind.TICK, note="x", task_id=first.id),
        ProposedEdit(kind=EditKind.READING, note="x", value=2.5, day=before.starts_on),
        ProposedEdit(
            kind=EditKind.SWAP, note="x", task_id=repeated.id, title="Walk 20 min", lasting=True
        ),
    )
    with rein.database.begin() as work:
        work.chat.save_edits(answer.id, edits)

    accept(rein, answer, 0)
    days = {task.day for week in plan_of(rein, goal_id).weeks[1:-1] for task in week.tasks}
    undo(rein, answer, 0)
    accept(rein, answer, 1)
    hours = plan_of(rein, goal_id).hours_per_week
    undo(rein, answer, 1)
    accept(rein, answer, 2)
    ticked = {task for task, state in states_of(rein, goal_id).items() if state.done_at}
    undo(rein, answer, 2)
    accept(rein, answer, 3)
    noted = readings_of(rein, goal_id)
    undo(rein, answer, 3)
    accept(rein, answer, 4)
    titles = {task.title for week in plan_of(rein, goal_id).weeks for task in week.tasks}
    undo(rein, answer, 4)

    assert left not in days
    assert free in days
    assert hours == before.hours_per_week + 1
    assert ticked == {first.id}
    assert noted == [2.5]
    assert "Walk 20 min" in titles
    assert repeated.title not in titles
    assert readings_of(rein, goal_id) == []
    assert states_of(rein, goal_id) == {}
    assert plan_of(rein, goal_id) == before
