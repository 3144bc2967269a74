"""A run that asks: it shows the card once, waits without working, and never asks twice."""

from datetime import date, timedelta

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, GoalDeclined, InvalidInput, NotFound
from core.goals.clarification import MAX_QUESTIONS
from core.goals.goal import Circumstances
from core.goals.reading import SlotName, Source
from core.ids import new_id
from core.offline.clarifying.questions import CARD
from core.store.goals.read import GoalView, find_goal
from core.store.runs.values import RunStatus
from core.store.traces.read import find_trace
from core.tracing import attributes as keys
from core.usecases.goals.get_card import get_reading
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.answer_questions import answer_questions
from core.usecases.runs.cancel import cancel_run
from core.usecases.runs.execute import execute_run
from tests.fakes import FrozenClock

GOAL = "I want to run a 5K by the end of Q1"


def submit(
    rein: Rein,
    *,
    asks: bool = True,
    text: str = GOAL,
    reading: dict[str, str | None] | None = None,
) -> Submitted:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text,
        circumstances=Circumstances(),
        key=new_id(),
        interactive=asks,
        reading=reading,
    )
    execute_run(rein, submitted.run_id)
    return submitted


def view_of(rein: Rein, submitted: Submitted) -> GoalView:
    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def answer(rein: Rein, submitted: Submitted, **said: str | None) -> None:
    answer_questions(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, answers=said)
    execute_run(rein, submitted.run_id)


def test_without_anybody_there_to_answer_nothing_is_asked(rein: Rein) -> None:
    view = view_of(rein, submit(rein, asks=False))

    assert view.status is RunStatus.DONE
    assert view.answers == ()
    assert view.clarified is not None
    assert view.clarified.assumptions


def test_a_run_waits_for_its_card_and_is_nobodys_work_meanwhile(rein: Rein) -> None:
    submitted = submit(rein)
    view = view_of(rein, submitted)

    assert view.status is RunStatus.NEEDS_ANSWERS
    assert view.questions[0] == CARD
    assert 1 <= len(view.questions) - 1 <= MAX_QUESTIONS
    assert all(question.assumption and question.why for question in view.questions)
    assert view.clarified is not None
    assert view.resolution is None
    assert not execute_run(rein, submitted.run_id)


def test_a_card_without_questions_is_shown_all_the_same(rein: Rein) -> None:
    text = "run 10 km by 30 June 2027, I can run 4 km now, 3 hours a week, but I get bored"
    submitted = submit(rein, text=text)

    assert view_of(rein, submitted).questions == (CARD,)

    answer(rein, submitted)

    assert view_of(rein, submitted).status is RunStatus.DONE


def test_what_is_answered_changes_the_plan(rein: Rein) -> None:
    runs_already, starts_from_nothing = submit(rein), submit(rein)
    assert "from" in [q.id for q in view_of(rein, runs_already).questions]

    answer(rein, runs_already, **{"from": "I can run 4 km"})
    answer(rein, starts_from_nothing)

    plans = [view_of(rein, s).plan for s in (runs_already, starts_from_nothing)]
    assert all(plan is not None for plan in plans)
    first_tasks = [[t.title for t in plan.weeks[0].tasks] for plan in plans if plan is not None]
    assert first_tasks[0] != first_tasks[1]


def test_a_slot_that_was_not_asked_about_can_be_set_on_the_card(rein: Rein) -> None:
    submitted = submit(rein)

    answer(rein, submitted, by="30 June 2027", hours="2 or 3", obstacle="night shifts")

    view = view_of(rein, submitted)
    assert view.clarified is not None
    assert view.plan is not None
    assert view.clarified.deadline == view.plan.ends_on == date(2027, 6, 30)
    assert view.clarified.hours_per_week == view.plan.hours_per_week == 2
    assert view.clarified.obstacle == "night shifts"
    assert not {"deadline", "hours a week"} & {a.about for a in view.clarified.assumptions}


def test_a_start_told_in_words_is_no_start_that_was_not_told(rein: Rein) -> None:
    submitted = submit(rein, text="learn enough Spanish to order food in Madrid")

    answer(rein, submitted, **{"from": "a few polite phrases"})

    view = view_of(rein, submitted)
    assert view.clarified is not None
    assert "starting point" not in {a.about for a in view.clarified.assumptions}
    assert (
        get_reading(rein, viewer=LOCAL_VIEWER, view=view).text(SlotName.FROM)
        == "a few polite phrases"
    )


def test_confirming_the_card_does_not_read_the_goal_again(rein: Rein) -> None:
    confirmed, corrected = submit(rein), submit(rein)
    answer(rein, confirmed)
    answer(rein, corrected, hours="4")

    def readings(submitted: Submitted) -> int:
        detail = find_trace(rein.database, submitted.trace_id)
        assert detail is not None
        return sum(span.name == "preprocessing_stage" for span in detail.spans)

    assert (readings(confirmed), readings(corrected)) == (1, 2)


def test_the_card_is_shown_once_and_what_is_left_out_is_skipped(rein: Rein) -> None:
    submitted = submit(rein)

    answer(rein, submitted, hours="3")

    view = view_of(rein, submitted)
    assert view.status is RunStatus.DONE
    assert {a.question.id for a in view.answers if a.text is not None} == {"hours"}
    assert CARD in [a.question for a in view.answers]


def test_a_goal_can_be_sent_with_slots_that_are_set(rein: Rein) -> None:
    submitted = submit(rein, asks=False, reading={"hours": "2 or 3", "by": "in 10 weeks"})

    view = view_of(rein, submitted)
    hours = get_reading(rein, viewer=LOCAL_VIEWER, view=view).get(SlotName.HOURS)
    assert hours is not None
    assert (hours.value, hours.source, hours.confidence) == (2.0, Source.CORRECTED, 1.0)
    assert view.plan is not None
    assert view.plan.total_weeks in {10, 11}


def test_an_interactive_goal_sent_with_slots_still_shows_its_card(rein: Rein) -> None:
    view = view_of(rein, submit(rein, reading={"hours": "4"}))

    assert view.status is RunStatus.NEEDS_ANSWERS
    assert "hours" not in {question.id for question in view.questions}


def test_a_slot_sent_with_a_goal_that_cannot_be_read_names_its_field(rein: Rein) -> None:
    with pytest.raises(InvalidInput) as refused:
        submit(rein, reading={"by": "soon"})

    assert refused.value.field == "reading.by"


def test_questions_and_answers_are_part_of_the_trace_and_waiting_is_no_work(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    clock.advance(timedelta(hours=5))
    answer(rein, submitted)

    detail = find_trace(rein.database, submitted.trace_id)
    assert detail is not None
    notes = [s.attributes.get(keys.NOTE) for s in detail.spans if s.name == "generation_stage"]
    assert any(str(note).startswith("Asked: ") for note in notes)
    assert detail.row.duration_ms == 0  # the clock stood still but for the wait
    assert detail.row.errors == 0


def test_a_card_is_not_answered_twice_nor_by_somebody_else(rein: Rein) -> None:
    submitted = submit(rein)
    stranger = Viewer(user=User(id=new_id(), name="S", role=Role.USER))
    goal_id = submitted.goal_id

    with pytest.raises(NotFound):
        answer_questions(rein, viewer=stranger, goal_id=goal_id, answers={"from": "5 km"})
    answer_questions(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, answers={"from": "4 km"})
    with pytest.raises(Conflict):
        answer_questions(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, answers={"from": "5 km"})


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("from", "x" * 1_000),
        ("hours", "200"),
        ("hours", "lots"),
        ("confidence", "11"),
        ("obstacle", "4"),
        ("by", "yesterday"),
        ("no such slot", "5"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_at_its_field_and_the_card_stays(
    rein: Rein, slot: str, said: str
) -> None:
    submitted = submit(rein)
    before = view_of(rein, submitted).questions

    with pytest.raises(InvalidInput) as refused:
        answer(rein, submitted, **{slot: said})

    assert refused.value.field == slot
    assert refused.value.advice
    assert view_of(rein, submitted).questions == before


def test_a_card_that_is_changed_into_harm_is_declined(rein: Rein) -> None:
    submitted = submit(rein)

    with pytest.raises(GoalDeclined) as declined:
        answer(rein, submitted, aim="I want to kill myself")

    assert declined.value.final
    assert view_of(rein, submitted).status is RunStatus.NEEDS_ANSWERS


def test_a_run_that_waits_can_be_cancelled(rein: Rein) -> None:
    submitted = submit(rein)

    cancel_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)

    assert view_of(rein, submitted).status is RunStatus.CANCELLED


def test_a_run_that_went_on_after_its_card_was_taken_over_from_nobody(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    clock.advance(timedelta(minutes=1))
    answer(rein, submitted)

    view = view_of(rein, submitted)

    assert view.attempts > 1
    assert view.takeover is None


def test_the_plan_chosen_as_an_answer_is_the_one_that_is_written(rein: Rein) -> None:
    submitted = submit(rein, text="I want to get better with my guitar and sing at parties")
    question = next(q for q in view_of(rein, submitted).questions if q.id == "plan")

    answer(rein, submitted, plan=question.options[1])

    view = view_of(rein, submitted)
    slot = get_reading(rein, viewer=LOCAL_VIEWER, view=view).slots[SlotName.PLAN]
    assert (slot.text, slot.source) == (question.options[1], Source.CORRECTED)
    assert view.status is RunStatus.DONE
    assert "plan" not in {question.id for question in view.questions}


def test_without_an_answer_the_plan_is_the_one_that_was_assumed(rein: Rein) -> None:
    submitted = submit(rein, text="I want to play my first open mic")
    question = next(q for q in view_of(rein, submitted).questions if q.id == "plan")

    answer(rein, submitted)

    view = view_of(rein, submitted)
    assert view.clarified is not None
    assumed = {a.about: a.assumed for a in view.clarified.assumptions}
    assert assumed["plan for"] == question.assumption
