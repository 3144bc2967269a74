"""How sure the person says they are is read, and changes the first step and the reserve."""

import pytest

from core.goals.goal import Circumstances
from core.offline.reading.roles.named_confidence import named_confidence
from core.plans.invariants import check_invariants
from core.plans.sense.mending import sensible_plan
from tests.factories.coaching import COACH, coached, make_request

GOAL = "practise juggling three balls every evening"


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("I'm 6 of 10 sure I'll stick with it", 6),
        ("Walk 30 minutes a day (confidence 8/10)", 8),
        ("Cook at home twice a week. (Confidence level: 9/10)", 9),
        ("Fix the bike. Not very sure, 4 out of 10.", 4),
        ("I'd say I'm 80% sure", 8),
        ("six out of ten sure", 6),
        ("my confidence is 7", 7),
        ("about a 5 out of 10 on confidence", 5),
        ("my confidence that this works: 3 out of 10", 3),
    ],
)
def test_a_stated_confidence_is_read(text: str, sure: int) -> None:
    assert named_confidence(text) == sure


@pytest.mark.parametrize(
    "text",
    [
        "bring the pain from 6/10 to 3/10",
        "raise my confidence in speaking from 3/10 to 7/10",
        "make sure 9 of 10 plates are clean",
        "my knee pain is 6/10",
        "I take them 4 days out of 7",
        "I am sure I can save 10% of my pay",
        "be more confident, today I am at 3/10",
        "pass with 7 out of 10",
    ],
)
def test_another_number_is_no_confidence(text: str) -> None:
    assert named_confidence(text) is None


def test_an_unsure_person_begins_smaller_and_has_more_reserve() -> None:
    text = f"{GOAL}, I'm 4 of 10 sure"
    goal, _, plan = coached(text)
    mended = sensible_plan(plan, goal, COACH.goal_context(make_request(text), goal))
    sure = coached(f"{GOAL}, I'm 9 of 10 sure")[2]

    assert mended is not None
    assert any("4 of 10 sure" in note for note in goal.notes)
    assert any("what would make it 5" in task.title for task in plan.weeks[0].tasks)
    assert all(week.reserve_days == 1 for week in mended.weeks[:-1])
    assert check_invariants(mended, goal) == ()
    sessions = [max(t.minutes for t in p.weeks[0].tasks if t.day) for p in (mended, sure)]
    assert sessions[0] < sessions[1]


def test_what_was_set_beside_the_words_counts_more_than_they() -> None:
    goal = coached(f"{GOAL}, I'm 4 of 10 sure", Circumstances(confidence=9))[0]

    assert not any("of 10 sure" in note for note in goal.notes)
