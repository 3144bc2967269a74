"""One subject that earns a yes on every item that rules can answer; tests change a part of it."""

from dataclasses import replace
from datetime import date, timedelta

from core.goals.goal import (
    ClarifiedGoal,
    GoalRequest,
    GoalType,
    SmartStatement,
    Target,
)
from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.offline.reading.facts import (
    Deadline,
    Direction,
    GoalFacts,
    Hours,
    Quantity,
    QuantityKind,
    Span,
)
from core.plans.plan import Milestone, Plan, Task, Week
from core.quality.subject import Subject
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy
from tests.factories.coaching import COACH

START = date(2027, 1, 4)
END = START + timedelta(days=83)
TEXT = (
    "I want to run 10 km by 28 March because my sister runs. Today I run 3 km. "
    "Late meetings stop me. I use my dog Rex as a partner, 3 hours a week on Tuesdays. "
    "My left knee is bad, so no hills please."
)
REASON = "Slow runs let joints adapt."
BOUND = COACH.playbook_for("running").safety[0]


def span(words: str) -> Span:
    """Return the span of words of the text."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def km(value: float, words: str) -> Quantity:
    """Return a distance that the text names."""
    return Quantity(value=value, unit="km", kind=QuantityKind.DISTANCE, span=span(words))


FACTS = GoalFacts(
    text=TEXT,
    aim="run 10 km",
    domain="running",
    domain_span=span("run"),
    direction=Direction.APPROACH,
    goal_type=GoalType.OUTCOME,
    quantity=km(10, "10 km"),
    baseline=km(3, "3 km"),
    quantities=(),
    frequency=None,
    deadline=Deadline(on=END, span=span("28 March")),
    event=None,
    hours=Hours(per_week=3, span=span("3 hours a week")),
    constraints=(),
    obstacle=span("Late meetings stop me"),
    reason=span("because my sister runs"),
    goals=(),
    missing=(),
    kind=GoalKind.TRAINING,
    methods=(span("my dog Rex as a partner"),),
    obstacles=(span("Late meetings stop me"),),
    days=("Tue",),
)
GOAL = ClarifiedGoal(
    statement="I run 10 km.",
    smart=SmartStatement(
        specific="Run.", measurable="Run.", achievable="Run.", relevant="Run.", time_bound="Run."
    ),
    domain="running",
    goal_type=GoalType.OUTCOME,
    target=Target(metric="longest run", quantity=10, unit="km", baseline=3),
    starts_on=START,
    deadline=END,
    hours_per_week=3,
    obstacle="late meetings",
    notes=(BOUND,),
)
RESOLUTION = Resolution(
    title="Run 10 km",
    description="You run because your sister runs.",
    rationale=REASON,
    smart_statement="I run 10 km by 28 March 2027, from 3 km today.",
    starts_on=START,
    ends_on=END,
    metrics=(Metric(name="Longest run", target="10 km", how="Note it in an app each Sunday."),),
    timeline=(),
    challenges=(
        Challenge(
            obstacle="Late meetings", if_then="If a meeting ends late, then I will run at seven."
        ),
    ),
    strategies=(Strategy(name="Partner", description="Take the dog along as a partner."),),
)


def week(number: int, reached: float | None = None, *tasks: Task) -> Week:
    """Return a week with one run, or with other tasks."""
    starts_on = START + timedelta(days=7 * (number - 1))
    run = Task(id=f"w{number}", title="Run slowly with Rex, your dog", minutes=40, day=Day.TUE)
    return Week(
        number=number,
        starts_on=starts_on,
        phase="Base",
        focus="Run",
        tasks=tasks or (run,),
        if_then="If a meeting ends late, then I will run at seven.",
        milestone=None
        if reached is None
        else Milestone(
            title=f"Run {reached:g} km", metric="run", target=reached, unit="km", due_on=starts_on
        ),
    )


def plan(*weeks: Week) -> Plan:
    """Return a plan of these weeks."""
    return Plan(
        starts_on=START,
        ends_on=END,
        hours_per_week=3,
        weeks=weeks,
        check_in_weeks=(),
        resources=(),
        contingencies=(),
    )


PLAN = plan(week(1), week(2, 5.0), week(3, 10.0))
SUBJECT = Subject(
    request=GoalRequest(text=TEXT, today=START),
    facts=FACTS,
    goal=GOAL,
    resolution=RESOLUTION,
    plan=PLAN,
)


def read_as(**changes: object) -> Subject:
    """Return the subject with other facts."""
    return replace(SUBJECT, facts=replace(FACTS, **changes))  # type: ignore[arg-type]


def understood_as(**changes: object) -> Subject:
    """Return the subject with another clarified goal."""
    return replace(SUBJECT, goal=replace(GOAL, **changes))  # type: ignore[arg-type]


def written_as(**changes: object) -> Subject:
    """Return the subject with another resolution."""
    return replace(SUBJECT, resolution=replace(RESOLUTION, **changes))  # type: ignore[arg-type]


def planned_as(*weeks: Week) -> Subject:
    """Return the subject with another plan."""
    return replace(SUBJECT, plan=plan(*weeks))
