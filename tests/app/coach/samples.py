"""Honest values of one goal, from which the tests of the coach pages build every state."""

from datetime import date, timedelta
from typing import Any

from core.accounts.user import LOCAL_USER_ID
from core.goals.goal import (
    Assumption,
    Circumstances,
    ClarifiedGoal,
    GoalType,
    SmartStatement,
    Target,
)
from core.goals.weeks import Day
from core.ids import new_id
from core.plans.plan import Contingency, Milestone, Plan, Repair, Resource, Task, Week
from core.quality.rubric import DIMENSIONS, RUBRIC_VERSION, Dimension, items_of
from core.quality.verdict import DimensionScore, Evaluation, ScoredBy, make_verdict, score_items
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy, TimelinePhase
from core.store.goals.read import GoalCard, GoalView, StageView
from core.store.runs.values import RunStatus, StageStatus
from tests.fakes import NOW

START = date(2027, 1, 4)
PHASES = ("Find your feet", "Build", "Sharpen")


def make_goal(**changes: Any) -> ClarifiedGoal:
    values: dict[str, Any] = {
        "statement": "Run 5 km without stopping by Sunday 28 March 2027.",
        "smart": SmartStatement(
            specific="Run 5 km without stopping, on flat ground.",
            measurable="Distance run without stopping, from 1 km to 5 km.",
            achievable="About 3 hours a week, starting from 1 km.",
            relevant="You want to feel fit enough to join your friends on Sundays.",
            time_bound="By Sunday 28 March 2027, in 12 weeks.",
        ),
        "domain": "running",
        "goal_type": GoalType.OUTCOME,
        "target": Target(metric="distance run without stopping", quantity=5, unit="km", baseline=1),
        "starts_on": START,
        "deadline": START + timedelta(days=83),
        "hours_per_week": 3.0,
        "obstacle": "late meetings",
        "assumptions": (
            Assumption(
                about="starting point", assumed="about 1 km", why="You said you are new to running."
            ),
            Assumption(
                about="hours per week", assumed="3 hours", why="Three short runs fit most weeks."
            ),
        ),
        "notes": ("New or lasting pain is a reason to stop and ask a doctor.",),
    }
    return ClarifiedGoal(**(values | changes))


def make_resolution(**changes: Any) -> Resolution:
    values: dict[str, Any] = {
        "title": "5 km without stopping by 28 March",
        "description": "By 28 March I run 5 km without stopping. I run three times a week for 25 to 45 minutes.",
        "rationale": "Alternating running and walking lets heart and joints adapt. Three short runs fit into 3 hours.",
        "smart_statement": "I run 5 km without stopping by Sunday 28 March 2027, three runs a week.",
        "starts_on": START,
        "ends_on": START + timedelta(days=83),
        "metrics": (
            Metric(
                name="Longest run",
                target="5 km",
                how="Measured with a running app after every Sunday run",
            ),
            Metric(name="Runs per week", target="3", how="Ticked in the plan, counted on Sunday"),
        ),
        "timeline": (
            TimelinePhase(
                name=PHASES[0], first_week=1, last_week=4, aim="Run 10 minutes without stopping"
            ),
            TimelinePhase(
                name=PHASES[1], first_week=5, last_week=9, aim="Run 3 km without stopping"
            ),
            TimelinePhase(
                name=PHASES[2], first_week=10, last_week=12, aim="Run 5 km without stopping"
            ),
        ),
        "challenges": (
            Challenge(
                obstacle="Late meetings",
                if_then="If a meeting runs past six, then I will run 15 minutes before breakfast the next day.",
            ),
            Challenge(
                obstacle="Rain",
                if_then="If it rains, then I will climb stairs for 20 minutes instead.",
            ),
        ),
        "strategies": (
            Strategy(
                name="Run and walk",
                description="Run one minute, walk two, and shift a minute every week.",
            ),
            Strategy(
                name="Same days",
                description="Run on Tuesday, Thursday and Sunday at the same hour.",
            ),
        ),
    }
    return Resolution(**(values | changes))


def make_evaluation(*, unscored: tuple[Dimension, ...] = (), **changes: Any) -> Evaluation:
    evidence = {
        "specificity.quantity": "5 km",
        "specificity.when_where": "three times a week",
        "measurability.method": "Measured with a running app",
        "actionability.if_then": "If it rains, then I will climb stairs for 20 minutes instead.",
    }

    def scored(dimension: Dimension) -> DimensionScore:
        if dimension in unscored:
            return DimensionScore(
                dimension=dimension, score=None, reason="The judge did not answer in time."
            )
        items = items_of(dimension)
        return score_items(
            dimension,
            tuple(
                make_verdict(
                    item, yes=n != 2, evidence=evidence.get(item.id, "I run 5 km without stopping")
                )
                for n, item in enumerate(items)
            ),
        )

    values: dict[str, Any] = {
        "dimensions": tuple(scored(d) for d in DIMENSIONS),
        "strengths": (
            "It gives an amount with its unit.",
            "There is an if-then plan for a bad day.",
        ),
        "suggestions": ("By week 6 I want to be at <number> km.",),
        "scored_by": ScoredBy.CODE,
        "rubric_version": RUBRIC_VERSION,
    }
    return Evaluation(**(values | changes))


def make_week(number: int, **changes: Any) -> Week:
    phase = PHASES[0] if number <= 4 else PHASES[1] if number <= 9 else PHASES[2]
    starts_on = START + timedelta(weeks=number - 1)
    reached = {4: 2.0, 9: 3.5, 12: 5.0}.get(number)
    values: dict[str, Any] = {
        "number": number,
        "starts_on": starts_on,
        "phase": phase,
        "focus": f"Run {number} minutes at a time, walk in between",
        "tasks": tuple(
            Task(id=f"w{number}t{n}", title=title, minutes=25 + number, day=day)
            for n, (title, day) in enumerate(
                (
                    ("Run and walk easy", Day.TUE),
                    ("Run and walk easy", Day.THU),
                    ("Do the long run", Day.SUN),
                ),
                start=1,
            )
        ),
        "if_then": "If a meeting runs past six, then I will run 15 minutes before breakfast.",
        "milestone": None
        if reached is None
        else Milestone(
            title=f"{reached:g} km without stopping",
            metric="longest run",
            target=reached,
            unit="km",
            due_on=starts_on + timedelta(days=6),
        ),
        "load": number * 0.4,
        "reserve_days": 2 if number % 4 == 0 else 0,
    }
    return Week(**(values | changes))


def make_plan(*, weeks: int = 12, **changes: Any) -> Plan:
    values: dict[str, Any] = {
        "starts_on": START,
        "ends_on": START + timedelta(days=7 * weeks - 1),
        "hours_per_week": 3.0,
        "weeks": tuple(make_week(n) for n in range(1, weeks + 1)),
        "check_in_weeks": (2, 4, 6, 8, 10, 12),
        "resources": (Resource(title="Couch to 5K", kind="programme", url="https://www.nhs.uk/"),),
        "contingencies": (
            Contingency(
                trigger="You miss a whole week", response="Repeat the week before it, then go on."
            ),
        ),
        "repairs": (
            Repair(
                rule="hours", week=7, text="Week 7 was cut from 3.5 to 3 hours to fit your hours."
            ),
        ),
    }
    return Plan(**(values | changes))


TRACE_ID = "01a1fc3e-6072-7eec-a469-f354b68aa32e"
STAGE_NAMES = ("preprocess", "generate", "evaluate", "plan")


def make_stage(name: str, **changes: Any) -> StageView:
    values: dict[str, Any] = {
        "stage": name,
        "status": StageStatus.DONE,
        "started_at": NOW - timedelta(seconds=5),
        "finished_at": NOW - timedelta(seconds=3),
        "model": "gemini-3.8-flash",
        "provider": "google",
        "because": None,
        "prompt": f"{name}@v1",
        "error": None,
    }
    return StageView(**(values | changes))


def make_view(**changes: Any) -> GoalView:
    """Return a goal that is finished and belongs to the local person."""
    values: dict[str, Any] = {
        "goal_id": new_id(),
        "run_id": new_id(),
        "trace_id": TRACE_ID,
        "user_id": LOCAL_USER_ID,
        "text": "I want to run a 5K by the end of Q1",
        "circumstances": Circumstances(hours_per_week=3.0),
        "domain": "running",
        "created_at": NOW,
        "written_on": NOW.date(),
        "archived": False,
        "sample": False,
        "status": RunStatus.DONE,
        "attempts": 1,
        "error": None,
        "error_advice": None,
        "cancel_requested": False,
        "submitted_at": NOW,
        "started_at": NOW,
        "finished_at": NOW,
        "stages": tuple(make_stage(name) for name in STAGE_NAMES),
        "questions": (),
        "answers": (),
        "clarified": make_goal(),
        "resolution": make_resolution(),
        "evaluation": make_evaluation(),
        "plan": make_plan(),
        "done_tasks": frozenset({"w1t1"}),
        "rating": None,
    }
    return GoalView(**(values | changes))


def make_card(**changes: Any) -> GoalCard:
    plan = make_plan()
    values: dict[str, Any] = {
        "goal_id": new_id(),
        "run_id": new_id(),
        "title": make_resolution().title,
        "text": "I want to run a 5K by the end of Q1",
        "domain": "running",
        "run_status": RunStatus.DONE,
        "stages_done": 4,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "tasks_done": 6,
        "tasks_total": 36,
        "next_task": plan.weeks[2].tasks[0],
        "next_milestone": plan.weeks[3].milestone,
        "overall": 8.2,
        "created_at": NOW,
        "sample": False,
        "archived": False,
    }
    return GoalCard(**(values | changes))
