"""What an answer may say, cite and propose: only what the plan holds."""

from datetime import timedelta

import pytest

from core.chat.check import check_reply, require_consistent
from core.chat.contradictions import find_contradictions
from core.chat.message import MAX_ANSWER_CHARACTERS, MAX_CITATIONS
from core.chat.proposed_edit import MAX_EDITS, EditKind
from core.chat.reply import CitationDraft, CoachReplyDraft, EditDraft
from core.formats import day
from tests.factories.chats import make_situation

NOW = make_situation()
TASK = NOW.tasks_of(NOW.week)[0]


def reply(**fields: object) -> CoachReplyDraft:
    return CoachReplyDraft.model_validate({"answer": "Go on with week 3."} | fields)


def test_a_week_outside_the_plan_is_a_contradiction() -> None:
    assert find_contradictions("Look at week 3.", NOW) == ()
    assert find_contradictions("Look at week 99.", NOW) != ()


def test_a_weekday_that_does_not_fit_its_date_is_a_contradiction() -> None:
    right = TASK.day
    wrong = right + timedelta(days=1)

    assert find_contradictions(f"Due {day(right)}.", NOW) == ()
    assert find_contradictions(f"Due {right:%a} {wrong.day} {wrong:%b}.", NOW) != ()


def test_every_day_of_the_plan_can_be_named() -> None:
    for planned in NOW.tasks:
        assert find_contradictions(f"Due {day(planned.day, year=True)}.", NOW) == ()
        assert find_contradictions(f"Due {day(planned.day)}.", NOW) == ()


def test_a_task_that_is_not_in_the_plan_and_wrong_minutes_are_contradictions() -> None:
    title, minutes = TASK.task.title, TASK.task.minutes

    assert find_contradictions(f"Do “{title}” ({minutes} min).", NOW) == ()
    assert find_contradictions(f"Do “{title}” ({minutes + 1} min).", NOW) != ()
    assert find_contradictions("Do “Climb Mount Everest” (20 min).", NOW) != ()


def test_unsafe_advice_is_refused_so_that_it_is_written_again() -> None:
    with pytest.raises(ValueError, match="unsafe"):
        require_consistent(reply(answer="Just train through the pain."), NOW)


def test_a_citation_that_does_not_exist_is_dropped_and_marked() -> None:
    checked = check_reply(
        reply(
            citations=[
                {"kind": "week", "ref": "3"},
                {"kind": "week", "ref": "99"},
                {"kind": "task", "ref": "nothing"},
                {"kind": "passage", "ref": "made-up"},
            ]
        ),
        NOW,
        (),
    )

    assert [citation.ref for citation in checked.citations] == ["3"]
    assert "3 places" in checked.note


def test_an_answer_is_bounded_in_length_and_number() -> None:
    weeks = [CitationDraft(kind="week", ref=str(n)) for n in range(1, 9)]
    edits = [EditDraft(kind="shrink", week=3)] * 9

    checked = check_reply(reply(answer="word " * 500, citations=weeks, edits=edits), NOW, ())

    assert len(checked.text) <= MAX_ANSWER_CHARACTERS
    assert len(checked.citations) == MAX_CITATIONS
    assert len(checked.edits) == MAX_EDITS


@pytest.mark.parametrize(("days", "kept"), [(-3, False), (0, False), (1, True), (60, False)])
def test_a_task_moves_only_to_a_day_that_is_near_and_not_past(days: int, *, kept: bool) -> None:
    due = next(p for p in NOW.tasks if p.open and p.day == NOW.today)
    move = EditDraft(
        kind="move", task_id=due.task.id, day=(due.day + timedelta(days=days)).isoformat()
    )

    checked = check_reply(reply(edits=[move]), NOW, ())

    assert [edit.kind for edit in checked.edits] == ([EditKind.MOVE] if kept else [])


def test_a_task_that_is_done_is_neither_moved_nor_skipped() -> None:
    done = next(planned for planned in NOW.tasks if planned.done)
    skip = EditDraft(kind="skip", task_id=done.task.id, reason="tired")

    assert check_reply(reply(edits=[skip]), NOW, ()).edits == ()


def test_only_what_the_person_wrote_is_remembered() -> None:
    asked = make_situation("My knee hurts on stairs, what now?")
    lines = ["My knee hurts on stairs", "The person is rich and lives in Monaco"]

    assert check_reply(reply(remember=lines), asked, ()).remember == ("My knee hurts on stairs",)


def test_a_count_a_week_a_state_or_an_end_that_is_not_the_plans_is_a_contradiction() -> None:
    plan, total = NOW.plan, len(NOW.tasks)
    done = sum(planned.done for planned in NOW.tasks)
    ticked = next(planned for planned in NOW.tasks if planned.done)
    still = next(p for p in NOW.tasks if p.open and p.day > NOW.today)
    title = still.task.title
    left = plan.total_weeks - NOW.week.number + 1
    right = (
        f"You have done {done} of {total} tasks.",
        f"This is week {NOW.week.number} of {plan.total_weeks}.",
        f"Your plan ends on {day(plan.ends_on, year=True)}; {left} weeks are left.",
        f"Next is “{title}” ({still.task.minutes} min), on {day(still.day)}.",
        f"Today, {day(NOW.today)}, is free.",
    )
    wrong = (
        f"You have done {done + 1} of {total} tasks.",
        f"This is week {NOW.week.number} of {plan.total_weeks + 1}.",
        f"Your plan ends on {day(plan.ends_on + timedelta(days=7), year=True)}.",
        f"There are {left + 2} weeks left; {left + 2} weeks are left.",
        f"Next is “{ticked.task.title}” ({ticked.task.minutes} min), on {day(ticked.day)}.",
        f"“{title}” ({still.task.minutes} min), on {day(still.day + timedelta(days=70))}.",
        f"Today, {day(NOW.today + timedelta(days=1))}, is free.",
    )

    assert [text for text in right if find_contradictions(text, NOW)] == []
    assert [text for text in wrong if not find_contradictions(text, NOW)] == []
