"""A whole message is read: all its days, amounts and requests, and none of them alone."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

import pytest

from core.chat.contradictions import find_contradictions
from core.chat.proposed_edit import EditKind
from core.chat.reply import CoachReply
from core.formats import day as write_day
from core.offline.chat.message.amounts import Role, amounts_in
from core.offline.chat.message.parts import Part, read_message
from core.offline.chat.question.period import periods_asked
from core.offline.chat.replies.withdrawal import stops_drinking_at_once
from tests.factories.chats import FIVE_GOALS, answered, make_situation
from tests.factories.coaching import make_request

RUN, SAVE, SPANISH, SMOKING, NOVEL = FIVE_GOALS
_TODAY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i've got 38000 left and finish 31 march", [(38000, Role.LEFT, 0)]),
        (
            "if i pay 450 a month till 6900 is gone",
            [(450, Role.RATE, 30.4375), (6900, Role.LEFT, 0)],
        ),
        ("im at 19 pages now", [(19, Role.THERE, 0)]),
        ("at 45,000 words now, to get to 80k", [(45000, Role.THERE, 0), (80000, Role.WANTED, 0)]),
        ("only 11 instead of 20", [(11, Role.NAMED, 0), (20, Role.BEFORE, 0)]),
        ("2 hours a week in week 5 from the 3rd of may", []),
    ],
)
def test_an_amount_is_read_with_what_it_is(
    text: str, expected: list[tuple[float, Role, float]]
) -> None:
    found = [(each.value, each.role, each.days) for each in amounts_in(text, _TODAY)]

    assert found == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("work christmas party on 12 dec", date(2026, 12, 12), date(2026, 12, 12)),
        ("is anything due on christmas", date(2026, 12, 25), date(2026, 12, 25)),
        ("kids at home for 2 weeks at christmas", date(2026, 12, 21), date(2027, 1, 3)),
        ("away for 3 weeks from 4 jan", date(2027, 1, 4), date(2027, 1, 24)),
        ("by the end of february 2028", _TODAY, date(2028, 2, 29)),
    ],
)
def test_the_days_are_those_of_the_whole_message(text: str, first: date, last: date) -> None:
    now = make_situation(today=_TODAY)

    found = periods_asked(text, now)[0]

    assert found.last == last
    assert found.first in {first, last.replace(day=1)}


_ANSWERS = [
    (NOVEL, "wrote 1100 words today!! does that count", ["1,100 words", "counts"], []),
    (RUN, "ran 4 km without stopping this morning", ["4 km", "longest run"], [EditKind.READING]),
    (SMOKING, "only 11 instead of 20 yesterday", ["9 fewer"], []),
    (SAVE, "i can only put away 20 a week from now on", ["20 a week"], [EditKind.SWAP]),
    (SAVE, "got a 500 bonus and put it in the pot", ["500"], [EditKind.READING]),
    (SAVE, "can i buy a game for 40", ["yours to decide", "40"], []),
    (
        SPANISH,
        "only 1 hour a week from january on",
        ["1 h a week instead of 3 h"],
        [EditKind.HOURS],
    ),
    (NOVEL, "what if i dont write at all in january", ["1 Jan", "pause"], [EditKind.SKIP_WEEK]),
    (NOVEL, "lost 2000 words", ["2,000 words", "step back"], []),
    (SMOKING, "what's next after the thing i did", ["Next is"], []),
    (RUN, "if i do 3 laps a week how many is that until 28 march", ["in all"], []),
    (NOVEL, "at 30,000 words now, how many a week to get to 80k by 1 june", ["50,000 words"], []),
    (RUN, "the race got postponed to 24 april", ["24 Apr 2027"], [EditKind.END_DATE]),
    (RUN, "missed this whole week for work but the race on 28 march stays", ["28 Mar 2027"], []),
    (NOVEL, "why do i have to write scenes, can i skip that", ["yours to decide"], [EditKind.SKIP]),
]
"""A goal, a message, words its answer has, and the kinds of change that it proposes."""


@pytest.mark.parametrize(("goal", "question", "words", "kinds"), _ANSWERS)
def test_the_reading_that_heeds_most_parts_answers(
    goal: str, question: str, words: list[str], kinds: list[EditKind]
) -> None:
    now = make_situation(question, goal=goal)

    reply = answered(now)

    assert all(word in reply.text for word in words), reply.text
    assert set(kinds) <= {edit.kind for edit in reply.edits}, reply
    assert find_contradictions(reply.text, now) == ()
    assert reply.citations


def test_weekdays_given_up_for_good_move_in_the_whole_plan() -> None:
    now = make_situation()
    days = {t.task.day for t in now.tasks if t.open and t.task.day is not None}
    left = next(day for day in days if day in {"Mon", "Wed", "Fri"})
    name = {"Mon": "mondays", "Wed": "wednesdays", "Fri": "fridays"}[left]

    reply = answered(replace(now, question=f"{name} dont work any more, make it saturdays"))
    (edit,) = [each for each in reply.edits if each.kind is EditKind.DAYS]

    assert edit.days_out == (left,)
    assert edit.days == ("Sat",)
    assert "rest of the plan" in reply.text


@pytest.mark.parametrize("left", [8_000, 31_500, 64_000])
@pytest.mark.parametrize("days", [20, 75, 141])
def test_a_sum_of_own_figures_is_that_of_arithmetic(left: int, days: int) -> None:
    now = make_situation(goal=NOVEL)
    until = now.today + timedelta(days=days)
    asked = f"how many words a day do i need with {left} left by {until.day} {until:%B %Y}?"
    rate = f"i write 500 words a day, how long for the {left} words left?"

    needed = answered(replace(now, question=asked)).text
    there = answered(replace(now, question=rate)).text

    expected = left / days
    assert write_day(until, year=True) in needed
    assert f"{round(expected, 0 if expected >= 7 else 1):,g} words a day" in needed
    assert write_day(now.today + timedelta(days=ceil(left / 500)), year=True) in there


def test_what_to_do_in_a_moment_is_the_plans_own_answer() -> None:
    for goal in FIVE_GOALS:
        now = make_situation(goal=goal)
        moments = {week.if_then for week in now.plan.weeks if week.if_then.startswith("If I ")}
        for if_then in sorted(moments)[:3]:
            moment = if_then.removeprefix("If ").partition(", then ")[0]
            reply: CoachReply = answered(replace(now, question=f"what do i do when {moment}"))
            assert f"has this for it: If {moment}, then" in reply.text, reply.text


HEAVY = "I drink a bottle of wine every evening and want to drink less by May"
LIGHT = "No beer in January; I have two at weekends"


@pytest.mark.parametrize(
    ("goal", "question", "warned"),
    [
        (HEAVY, "should i stop drinking completely today", True),
        (HEAVY, "im thinking of just quitting from tomorrow, good idea?", True),
        ("Cut down from 30 units a week to 10", "can i go cold turkey with the wine now", True),
        (HEAVY, "what do i drink at the party today", False),
        (HEAVY, "should i stop reading the news today", False),
        (LIGHT, "should i stop completely today", False),
        (RUN, "should i stop running today", False),
    ],
)
def test_who_drinks_heavily_is_warned_before_stopping_at_once(
    goal: str, question: str, warned: bool
) -> None:
    now = replace(make_situation(question, goal=SMOKING), request=make_request(goal))

    assert stops_drinking_at_once(question, goal) is warned
    assert answered(now).text.startswith("Please do not stop all at once") is warned


@pytest.mark.parametrize(
    "question",
    [
        "my chest felt tight in the pool, can i go again on friday",
        "my heart is racing and i feel sick since i put two patches on",
        "my hands shake in the mornings when i have no drink",
    ],
)
def test_the_ambulance_comes_before_the_doctor(question: str) -> None:
    text = answered(make_situation(question)).text

    assert "ambulance" in text
    assert text.index("ambulance") < text.index("doctor")


def test_pain_that_is_denied_is_none() -> None:
    text = answered(make_situation("knee is fine again, ran 3 km with no pain")).text

    assert "diagnose" not in text
    assert Part.PROGRESS in read_message(make_situation("went for 3 km, no pain")).parts
