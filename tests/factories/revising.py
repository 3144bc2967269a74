"""Subjects of a revision: plans by the offline coach, and what became of their tasks."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from core.plans.plan import Plan
from core.plans.revision.standing import Standing
from core.plans.revision.subject import Subject
from tests.factories.coaching import COACH, coached, make_request

GOALS = (
    "Run 5 km without stopping by the end of March",
    "Save 3000 euros in 20 weeks",
    "Pass my statistics exam on 20 February",
    "Meditate every day for 10 minutes",
    "Quit smoking in January, I smoke 15 a day",
    "Learn the ukulele well enough to play three songs by April",
    "Lose 6 kg by the end of May, I weigh 84 kg, I have no time on Wednesdays",
    "Write a novel of 50000 words in 26 weeks",
)
"""Goals of several kinds: training, money, exam, habit, quitting, a recipe, weight, writing."""


@cache
def coached_subject(text: str) -> Subject:
    """Return the plan of a goal text on its first day, with ids that never change."""
    goal, _, plan = coached(text)
    stated = COACH.goal_context(make_request(text), goal)
    plan = with_plain_ids(plan)
    return Subject(standing=Standing(plan=plan, today=plan.starts_on), goal=goal, stated=stated)


def with_plain_ids(plan: Plan) -> Plan:
    """Return the plan with ids that say week and place: "w3t1"."""
    return replace(
        plan,
        weeks=tuple(
            replace(
                week,
                tasks=tuple(
                    replace(task, id=f"w{week.number}t{place}")
                    for place, task in enumerate(week.tasks, start=1)
                ),
            )
            for week in plan.weeks
        ),
    )


def on_day(subject: Subject, day: int, **changes: object) -> Subject:
    """Return the subject so many days after the plan began."""
    today = subject.plan.starts_on + timedelta(days=day)
    standing = replace(subject.standing, today=today, **changes)  # type: ignore[arg-type]
    return replace(subject, standing=standing)


def first_day_of(plan: Plan, week: int) -> date:
    return plan.weeks[week - 1].starts_on
