"""A run that asks: it waits without working, goes on with what was said, and never asks twice."""

from datetime import timedelta

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.clarification import MAX_QUESTIONS_PER_ROUND, MAX_ROUNDS
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.goals.read import GoalView, find_goal
from core.store.runs.values import RunStatus
from core.store.traces.read import find_trace
from core.tracing import attributes as keys
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.answer_questions import answer_questions
from core.usecases.runs.cancel import cancel_run
from core.usecases.runs.execute import execute_run
from tests.fakes import FrozenClock

GOAL = "I want to run a 5K by the end of Q1"


def submit(rein: Rein, *, asks: bool = True, text: str = GOAL) -> Submitted:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text,
        circumstances=Circumstances(),
        key=new_id(),
        interactive=asks,
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


def test_a_run_waits_for_its_answers_and_is_nobodys_work_meanwhile(rein: Rein) -> None:
    submitted = submit(rein)
    view = view_of(rein, submitted)

    assert view.status is RunStatus.NEEDS_ANSWERS
    assert 1 <= len(view.questions) <= MAX_QUESTIONS_PER_ROUND
    assert all(question.assumption and question.why for question in view.questions)
    assert not execute_run(rein, submitted.run_id)


def test_what_is_answered_changes_the_plan(rein: Rein) -> None:
    runs_already, starts_from_nothing = submit(rein), submit(rein)
    assert [q.id for q in view_of(rein, runs_already).questions] == ["baseline"]

    answer(rein, runs_already, baseline="I can run 4 km")
    answer(rein, starts_from_nothing, baseline=None)
    for submitted in (runs_already, starts_from_nothing):
        while (view := view_of(rein, submitted)).questions:
            answer(rein, submitted, **dict.fromkeys([q.id for q in view.questions]))

    plans = [view_of(rein, s).plan for s in (runs_already, starts_from_nothing)]
    assert all(plan is not None for plan in plans)
    first_tasks = [[t.title for t in plan.weeks[0].tasks] for plan in plans if plan is not None]
    assert first_tasks[0] != first_tasks[1]


def test_skipping_a_round_ends_the_questions_and_shows_the_assumptions(rein: Rein) -> None:
    submitted = submit(rein)

    answer(rein, submitted, **dict.fromkeys([q.id for q in view_of(rein, submitted).questions]))

    view = view_of(rein, submitted)
    assert view.status is RunStatus.DONE
    assert all(a.text is None for a in view.answers)


def test_there_are_never_more_than_three_rounds_and_no_question_twice(rein: Rein) -> None:
    submitted = submit(rein, text="I want to get fit and save money and learn Spanish")
    asked: list[str] = []
    rounds = 0
    while (view := view_of(rein, submitted)).status is RunStatus.NEEDS_ANSWERS:
        rounds += 1
        ids = [question.id for question in view.questions]
        asked += ids
        answer(
            rein,
            submitted,
            **{
                i: view.questions[n].options[0] if view.questions[n].options else "5 Spanish words"
                for n, i in enumerate(ids)
            },
        )

    assert view.status is RunStatus.DONE
    assert 1 <= rounds <= MAX_ROUNDS
    assert len(asked) == len(set(asked))


def test_questions_and_answers_are_part_of_the_trace_and_waiting_is_no_work(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    clock.advance(timedelta(hours=5))
    while (view := view_of(rein, submitted)).questions:
        answer(rein, submitted, **dict.fromkeys([q.id for q in view.questions]))

    detail = find_trace(rein.database, submitted.trace_id)
    assert detail is not None
    notes = [s.attributes.get(keys.NOTE) for s in detail.spans if s.name == "preprocessing_stage"]
    assert any(str(note).startswith("Asked: ") for note in notes)
    assert detail.row.duration_ms == 0  # the clock stood still but for the wait
    assert detail.row.errors == 0


def test_a_question_is_not_answered_twice_nor_by_somebody_else(rein: Rein) -> None:
    submitted = submit(rein)
    stranger = User(id=new_id(), name="S", role=Role.USER)
    answer_questions(
        rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, answers={"baseline": "4 km"}
    )

    with pytest.raises(Conflict):
        answer_questions(
            rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, answers={"baseline": "5 km"}
        )
    with pytest.raises(NotFound):
        answer_questions(
            rein,
            viewer=Viewer(user=stranger),
            goal_id=submitted.goal_id,
            answers={"baseline": "5 km"},
        )


def test_an_answer_that_is_too_long_is_refused_and_the_question_stays_open(rein: Rein) -> None:
    submitted = submit(rein)

    with pytest.raises(InvalidInput) as refused:
        answer_questions(
            rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, answers={"baseline": "x" * 1_000}
        )

    assert refused.value.field == "baseline"
    assert view_of(rein, submitted).questions


@pytest.mark.parametrize(
    ("question", "said"), [("hours", "200"), ("confidence", "11"), ("obstacle", "4")]
)
def test_an_answer_that_cannot_be_kept_as_said_is_refused_when_it_is_given(
    rein: Rein, question: str, said: str
) -> None:
    submitted = submit(rein)
    before = view_of(rein, submitted).questions

    with pytest.raises(InvalidInput) as refused:
        answer_questions(
            rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, answers={question: said}
        )

    assert refused.value.field == question
    assert view_of(rein, submitted).questions == before


def test_a_run_that_waits_can_be_cancelled(rein: Rein) -> None:
    submitted = submit(rein)

    cancel_run(rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id)

    assert view_of(rein, submitted).status is RunStatus.CANCELLED


def test_a_run_that_went_on_after_its_answers_was_taken_over_from_nobody(
    rein: Rein, clock: FrozenClock
) -> None:
    submitted = submit(rein)
    clock.advance(timedelta(minutes=1))
    answer(
        rein, submitted, **{question.id: None for question in view_of(rein, submitted).questions}
    )

    view = view_of(rein, submitted)

    assert view.attempts > 1
    assert view.takeover is None
