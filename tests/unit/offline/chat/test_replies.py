"""Answers about what happened: the record, doubts about the plan, blows, days away, swaps."""

from datetime import timedelta

import pytest

from core.chat.message import CitationKind
from core.chat.proposed_edit import EditKind
from core.formats import day, minutes
from core.goals.weeks import DAYS
from core.offline.chat.replies.absence import days_away
from tests.factories.chats import FIVE_GOALS, answered, make_situation

TODAY = make_situation().today


def test_the_record_counts_what_was_done_in_the_time_that_is_asked_for() -> None:
    now = make_situation("How many hours have I done so far?")
    done = [planned.task.minutes for planned in now.tasks if planned.done]

    assert f"{len(done)} tasks, {minutes(sum(done))}" in answered(now).text
    assert "no task is ticked" in answered(make_situation("what did I do yesterday")).text


@pytest.mark.parametrize("goal", FIVE_GOALS)
def test_a_doubt_is_answered_with_the_finding_behind_the_plan(goal: str) -> None:
    for question in ("Is there any evidence that this works?", "I think this plan is wrong"):
        reply = answered(make_situation(question, goal=goal))

        assert any(each.kind is CitationKind.PASSAGE for each in reply.citations), question
        assert not reply.text.startswith("I do not know")


def test_a_person_who_disagrees_is_not_asked_to_do_less() -> None:
    text = answered(make_situation("I don't think that running slowly will help me")).text

    assert text.startswith("You may be right")


def test_a_blow_frees_the_week_and_the_illness_of_a_child_is_not_the_persons() -> None:
    for question in ("I lost my job today", "My kids were sick all week"):
        reply = answered(make_situation(question))

        assert [edit.kind for edit in reply.edits] == [EditKind.SKIP_WEEK]
        assert "you are ill" not in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "my boyfriend broke up with me and I cant take it anymore",
        "my dad died and I want to die too",
    ],
)
def test_a_blow_with_a_danger_in_it_is_a_danger(question: str) -> None:
    assert "findahelpline.com" in answered(make_situation(question)).text


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("I'm away from Friday till Tuesday", 4, 8),
        ("I'm away over the weekend", 5, 6),
        ("gone until Wednesday", 0, 2),
        ("I'm away on Thursday", 3, 3),
    ],
)
def test_the_days_of_an_absence(question: str, first: int, last: int) -> None:
    assert TODAY.weekday() == 0
    assert days_away(question, TODAY) == (
        TODAY + timedelta(days=first),
        TODAY + timedelta(days=last),
    )


def test_what_is_due_while_a_person_is_away_can_be_moved_to_other_days() -> None:
    now = make_situation("I'm away from Thursday till Saturday")
    away = {now.today + timedelta(days=n) for n in (3, 4, 5)}
    due = {planned.task.id for planned in now.tasks if planned.open and planned.day in away}

    edits = answered(now).edits

    assert due
    assert {edit.task_id for edit in edits} == due
    assert all(edit.day is not None and edit.day not in away for edit in edits)


def test_what_the_person_names_is_put_in_the_place_of_the_task() -> None:
    now = make_situation("Can I swap today's run for a bike ride? It's icy outside")

    edit = answered(now).edits[0]

    assert (edit.kind, edit.title) == (EditKind.SWAP, "Do a bike ride")
    assert edit.task_id == now.due_today[0].task.id


def test_a_day_that_is_ruled_out_is_cleared_of_its_tasks() -> None:
    now = make_situation()
    name = DAYS[now.due_today[0].day.weekday()]
    reply = answered(make_situation(f"I cant do {name}days anymore".replace("Tueday", "Tuesday")))

    assert reply.remember
    assert reply.edits
    for edit in reply.edits:
        days = edit.days if edit.day is None else (DAYS[edit.day.weekday()],)
        assert days, edit
        assert name not in days
        assert edit.day is not None or edit.days_out == (name,)


def test_a_shift_of_the_end_is_counted_from_the_end_of_the_plan() -> None:
    now = make_situation("what if I have to be done two weeks earlier?")

    edit = answered(now).edits[0]

    assert (edit.kind, edit.day) == (EditKind.END_DATE, now.plan.ends_on - timedelta(days=14))


def test_tomorrow_is_not_today() -> None:
    now = make_situation("wat shud i do tmrw")
    tomorrow = now.today + timedelta(days=1)

    assert day(tomorrow, today=now.today) in answered(now).text
    assert not answered(now).text.startswith("Today")


def test_a_task_without_a_day_is_due_by_the_end_of_its_week() -> None:
    now = make_situation("What comes next week?")
    assert now.next_week is not None
    loose = next(t for t in now.tasks_of(now.next_week) if t.task.day is None)

    assert f"by {day(loose.day, today=now.today)}" in answered(now).text


@pytest.mark.parametrize(
    "message",
    [
        "Tuesday is no good this week",
        "My Tuesday's gone, we have to drive to Leeds",
        "Tuesday is out",
    ],
)
def test_a_day_that_is_out_once_is_a_proposal_and_nothing_to_remember(message: str) -> None:
    now = make_situation()
    day_out = next(t.day for t in now.tasks if t.open and t.day > now.today)
    words = message.replace("Tuesday", day_out.strftime("%A"))
    reply = answered(make_situation(f"{words} this week" if "out" in message else words))

    assert EditKind.MOVE in {edit.kind for edit in reply.edits}
    assert "I remember" not in reply.text


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("do I say something to my boss about it", "That is yours to decide"),
        ("how do I tell my colleagues?", "Three sentences are enough"),
        ("can I realistically do this?", "Your plan ends on"),
        ("how do I study with a kid around who wants me all the time", "Plan with the interrup"),
        ("there's a 4 year old at home and a laptop, he interrupts me", "Plan with the interrup"),
    ],
)
def test_everyday_messages_are_taken_by_their_words(message: str, says: str) -> None:
    assert answered(make_situation(message, goal=FIVE_GOALS[2])).text.startswith(says)
