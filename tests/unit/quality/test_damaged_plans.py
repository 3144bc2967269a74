"""A damaged plan loses the item that asks for what was damaged, and much of its total."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from core.goals.weeks import Day
from core.plans.plan import Milestone, Task
from core.quality.subject import Subject
from core.quality.verdict import Evaluation, ItemVerdict
from tests.factories.coaching import SCORER
from tests.unit.quality.subjects import (
    GOAL,
    PLAN,
    RESOLUTION,
    planned_as,
    understood_as,
    week,
    written_as,
)

TARGET = GOAL.target
assert TARGET is not None
GOOD = planned_as(week(1), *(week(n, float(n)) for n in range(4, 10)), week(10, 10.0))
UNIT_OF_EFFORT = replace(TARGET, metric="sessions done", unit="sessions", baseline=0, quantity=24)


def doing(*titles: str, minutes: int = 40, day: Day = Day.TUE) -> Subject:
    """Return the subject with other tasks in every week."""
    tasks = tuple(
        Task(id=f"t{n}", title=title, minutes=minutes, day=day) for n, title in enumerate(titles)
    )
    stones = [stone.target for stone in GOOD.plan.milestones] if GOOD.plan else []
    return planned_as(
        week(1, None, *tasks), *(week(n, t, *tasks) for n, t in enumerate(stones, start=2))
    )


def measuring(change: Callable[[Milestone], Milestone]) -> Subject:
    """Return the good subject with other milestones."""
    assert GOOD.plan is not None
    weeks = (replace(w, milestone=w.milestone and change(w.milestone)) for w in GOOD.plan.weeks)
    return planned_as(*weeks)


def about(*titles: str, statement: str) -> Subject:
    """Return another goal's plan below these words, with its milestones."""
    stone = Milestone(
        title=titles[0], metric="phases passed", target=1, unit="phases", due_on=PLAN.ends_on
    )
    pasted = doing(*titles)
    assert pasted.plan is not None
    weeks = tuple(replace(w, milestone=stone, if_then="") for w in pasted.plan.weeks)
    goal = replace(GOAL, statement=statement)
    return replace(pasted, goal=goal, plan=replace(pasted.plan, weeks=weeks))


def late() -> Subject:
    """Return a plan whose last weeks come after the day that was named."""
    return planned_as(week(1), *(week(n, float(n)) for n in range(4, 10)), week(14, 10.0))


def left_out_method() -> Subject:
    """Return a plan in which neither dog nor partner has a part."""
    subject = doing("Run slowly for as long as you can talk", "Run a flat round by the river")
    return replace(subject, resolution=replace(RESOLUTION, strategies=()))


def lost_day() -> Subject:
    """Return a plan that goes on past the day which the words name and the reading overlooked."""
    subject = written_as(smart_statement="I will run 10 km.", title="Run 10 km")
    goal = replace(
        GOAL, deadline=GOAL.deadline + timedelta(days=60), statement="I will run 10 km in summer."
    )
    return replace(subject, goal=goal, facts=replace(subject.facts, deadline=None))


def of_another_aim() -> Subject:
    """Return a plan in which no task has a word of the aim, below a title that has."""
    subject = doing("Sit on the mat with Rex and count ten breaths", "Note how calm Rex was")
    assert subject.plan is not None
    weeks = tuple(replace(w, milestone=None) for w in subject.plan.weeks)
    aim = "sew the velvet curtains with my sister"
    return replace(
        subject,
        facts=replace(subject.facts, aim=aim),
        resolution=replace(RESOLUTION, title="Count ten breaths, sew the velvet curtains"),
        plan=replace(subject.plan, weeks=weeks),
    )


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged plan, the item that asks for it, and what the answer quotes."""

    subject: Subject
    item: str
    theirs: str
    plans: str = ""


DAMAGED = {
    "the direction is reversed": Damage(
        understood_as(target=replace(TARGET, quantity=3, baseline=10)),
        "specificity.numbers_kept",
        "10 km",
    ),
    "the tasks serve a sum of money": Damage(
        about(
            "Transfer 50 euros to the savings account",
            "List every subscription and cancel one",
            statement="I will run 10 km.",
        ),
        "clarity.their_aim",
        "run 10 km",
        "Transfer 50 euros",
    ),
    "the tasks serve an instrument": Damage(
        about(
            "Play the first five notes with each hand",
            "Read 8 bars of the melody and clap them",
            statement="I will run 10 km.",
        ),
        "clarity.their_aim",
        "run 10 km",
        "Play the first five notes",
    ),
    "everything is written for a language": Damage(
        replace(
            about(
                "Learn ten words from the deck and say them aloud",
                "Shadow a one-minute dialogue four times",
                statement="I will pass the Spanish exam.",
            ),
            resolution=written_as(
                title="Pass the Spanish exam", smart_statement="I will pass the Spanish exam."
            ).resolution,
        ),
        "clarity.their_aim",
        "run 10 km",
        "Learn ten words",
    ),
    "the start is ignored": Damage(
        understood_as(target=replace(TARGET, baseline=0)), "specificity.start_used", "3 km"
    ),
    "lunges for a bad knee": Damage(
        doing("Run slowly with Rex, your dog", "Do three sets of lunges"),
        "actionability.keeps_limits",
        "knee is bad",
        "Do three sets of lunges",
    ),
    "hills for one who wants none": Damage(
        doing("Run slowly with Rex, your dog", "Run up the hill six times"),
        "actionability.keeps_limits",
        "no hills",
        "Run up the hill six times",
    ),
    "Saturday instead of Tuesday": Damage(
        doing("Run slowly with Rex, your dog", day=Day.SAT),
        "specificity.when_where",
        "",
        "Run slowly with Rex, your dog",
    ),
    "the method is dropped": Damage(left_out_method(), "actionability.own_method", "my dog Rex"),
    "the name is dropped": Damage(left_out_method(), "specificity.action", "Rex"),
    "no task is about the aim": Damage(
        of_another_aim(), "specificity.action", "velvet curtains", "Sit on the mat"
    ),
    "the only day is lost": Damage(lost_day(), "specificity.numbers_kept", "28 March"),
    "the hours are passed": Damage(
        doing("Run slowly with Rex, your dog", "Run a flat round with Rex", minutes=150),
        "actionability.fits_time",
        "3 hours",
        "5 hours",
    ),
    "tasks come after the day": Damage(late(), "specificity.numbers_kept", "28 March", "Week 14"),
    "milestones measure effort": Damage(
        replace(
            measuring(lambda stone: replace(stone, unit="sessions", title="Have 8 sessions done")),
            goal=replace(GOAL, target=UNIT_OF_EFFORT),
        ),
        "measurability.unit_fits",
        "10 km",
        "sessions",
    ),
    "milestones go back": Damage(
        measuring(lambda stone: replace(stone, target=14 - stone.target)),
        "measurability.possible_steps",
        "",
        "10 km",
    ),
    "minutes contradict": Damage(
        doing("Run slowly for 90 minutes with Rex, your dog"),
        "actionability.fits_time",
        "",
        "Run slowly for 90 minutes",
    ),
}
CLEAR = 1.2
"""Points of ten that the total loses at least."""


def verdict(evaluation: Evaluation, item: str) -> ItemVerdict:
    return next(v for d in evaluation.dimensions for v in d.items if v.item == item)


def total(evaluation: Evaluation) -> float:
    assert evaluation.overall is not None
    return evaluation.overall


def test_the_good_plan_is_good() -> None:
    assert total(SCORER.score(GOOD)) >= 8.5


@pytest.mark.parametrize("name", DAMAGED)
def test_each_damage_costs_its_item_and_the_total(name: str) -> None:
    damaged, good = DAMAGED[name], SCORER.score(GOOD)
    found = SCORER.score(damaged.subject)
    answer = verdict(found, damaged.item)

    assert verdict(good, damaged.item).yes is True
    assert answer.yes is False
    assert damaged.theirs in answer.note
    assert damaged.plans in answer.note
    assert total(found) <= total(good) - CLEAR


def test_no_dimension_of_a_plan_for_something_else_is_good_and_each_says_why() -> None:
    found = SCORER.score(DAMAGED["the tasks serve an instrument"].subject)

    assert all((d.score or 0) < 5 for d in found.dimensions)
    assert all("however it is written" in d.reason for d in found.dimensions)
