"""What stores take: accounts, goals and what was written for them, traces with their spans."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.accounts.user import Role, User
from core.goals.clarification import AnswerKind, Question
from core.goals.goal import (
    Assumption,
    Circumstances,
    ClarifiedGoal,
    Experience,
    GoalType,
    SmartStatement,
    Style,
    Target,
)
from core.goals.weeks import Day
from core.ids import new_id
from core.plans.plan import Contingency, Milestone, Plan, Repair, Resource, Task, Week
from core.ports import Tier
from core.quality.rubric import DIMENSIONS, RUBRIC_VERSION, Dimension, items_of
from core.quality.verdict import DimensionScore, Evaluation, ScoredBy, make_verdict, score_items
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy, TimelinePhase
from core.store.accounts.values import Account
from core.store.goals.values import GoalRecord
from core.store.ratings.values import RatingRecord
from core.store.runs.values import Run
from core.store.scores.values import EvaluationRecord
from core.store.traces.values import TraceClosing, TraceOpening
from core.store.unit_of_work import UnitOfWork
from core.tracing.span_record import SpanRecord, SpanStatus
from tests.fakes import NOW

ROOT_SPAN = "00000000000000aa"
FIRST_DAY = date(2027, 1, 4)


def make_account(**changes: object) -> Account:
    account = Account(user=User(id=new_id(), name="Ada", role=Role.USER), created_at=NOW)
    return replace(account, **changes)  # type: ignore[arg-type]


def make_goal(user_id: str, **changes: object) -> GoalRecord:
    goal = GoalRecord(
        id=new_id(),
        user_id=user_id,
        text="Run 5 km without stopping by the end of March",
        circumstances=Circumstances(
            experience=Experience.INTERMEDIATE,
            hours_per_week=3.5,
            constraints=("bad knee", "no gym"),
            start_on=FIRST_DAY,
            confidence=6,
            style=Style.CONSERVATIVE,
            weeks=12,
        ),
        created_at=NOW,
    )
    return replace(goal, **changes)  # type: ignore[arg-type]


def make_clarified(**changes: object) -> ClarifiedGoal:
    goal = ClarifiedGoal(
        statement="Run 5 km without stopping.",
        smart=SmartStatement(
            specific="Run.",
            measurable="5 km.",
            achievable="From 1 km.",
            relevant="Health.",
            time_bound="12 weeks.",
        ),
        domain="running",
        goal_type=GoalType.OUTCOME,
        target=Target(metric="distance", quantity=5.1, unit="km", baseline=0.1),
        starts_on=FIRST_DAY,
        deadline=date(2027, 3, 28),
        hours_per_week=3.5,
        obstacle="rain",
        assumptions=(Assumption(about="start", assumed="1 km", why="usual"),),
        notes=("Ask a doctor first.",),
    )
    return replace(goal, **changes)  # type: ignore[arg-type]


def make_resolution(**changes: object) -> Resolution:
    resolution = Resolution(
        title="Five kilometres by spring",
        description="Run three times a week.",
        rationale="Because small steps hold.",
        smart_statement="By 28 March I run 5 km.",
        starts_on=FIRST_DAY,
        ends_on=date(2027, 3, 28),
        metrics=(Metric(name="distance", target="5 km", how="watch, weekly"),),
        timeline=(TimelinePhase(name="Base", first_week=1, last_week=2, aim="habit"),),
        challenges=(Challenge(obstacle="rain", if_then="If it rains, then I walk the stairs."),),
        strategies=(Strategy(name="Small", description="Start with ten minutes."),),
    )
    return replace(resolution, **changes)  # type: ignore[arg-type]


def make_question(name: str = "baseline") -> Question:
    return Question(
        id=name,
        text="How far can you run today without stopping?",
        why="The first weeks start there.",
        kind=AnswerKind.NUMBER,
        unit="km",
        assumption="you start from walking",
    )


def make_plan(*, weeks: int = 3) -> Plan:
    return Plan(
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + timedelta(days=7 * weeks - 1),
        hours_per_week=3.5,
        weeks=tuple(_week(number, last=number == weeks) for number in range(1, weeks + 1)),
        check_in_weeks=(2, weeks),
        resources=(
            Resource(title="Map", kind="tool"),
            Resource(title="Plan", kind="site", url="https://example.org/5k"),
        ),
        contingencies=(
            Contingency(trigger="two missed weeks", response="repeat the last good week"),
        ),
        repairs=(
            Repair(rule="cap", week=2, text="Cut to fit."),
            Repair(rule="dates", week=None, text="Moved."),
        ),
    )


def _week(number: int, *, last: bool) -> Week:
    return Week(
        number=number,
        starts_on=FIRST_DAY + timedelta(days=7 * (number - 1)),
        phase="Base" if number < 3 else "Build",
        focus=f"Focus “{number}” \N{RUNNER}",
        tasks=(
            Task(id=f"w{number}t1", title="Run slowly", minutes=20, day=Day.MON),
            Task(id=f"w{number}t2", title="Stretch", minutes=15),
        ),
        if_then="If it rains, then I climb stairs.",
        milestone=Milestone(
            title="There", metric="distance", target=5.0, unit="km", due_on=date(2027, 1, 24)
        )
        if last
        else None,
        load=1.1 * number if number > 1 else None,
        reserve_days=number - 1,
    )


def make_evaluation(*, yes: int = 2, unscored: Dimension | None = None) -> Evaluation:
    """An evaluation of 17 items, the first `yes` of each dimension answered yes.

    Few items and round scores, so that a test can say the mean it expects.
    """
    return Evaluation(
        dimensions=tuple(
            DimensionScore(dimension=dimension, score=None, reason="The judge did not answer.")
            if dimension == unscored
            else score_items(
                dimension,
                tuple(
                    make_verdict(item, yes=place < yes, evidence="“5 km”")
                    for place, item in enumerate(
                        items_of(dimension)[: 5 if dimension == Dimension.SPECIFICITY else 4]
                    )
                ),
            )
            for dimension in reversed(
                DIMENSIONS
            )  # not the usual order, to see that the order is kept
        ),
        strengths=("It is about one aim.",),
        suggestions=("Name a place.", "Say when."),
        scored_by=ScoredBy.LLM,
        rubric_version=RUBRIC_VERSION,
    )


def make_span(trace_id: str, span_id: str, **changes: object) -> SpanRecord:
    span = SpanRecord(
        trace_id=trace_id,
        span_id=span_id,
        parent_id=ROOT_SPAN,
        name="llm_call_generation",
        started_at=NOW,
        ended_at=NOW + timedelta(milliseconds=250),
        status=SpanStatus.OK,
        model="gemini-3.8-flash",
        provider="google",
        prompt_name="generate",
        prompt_version=1,
        prompt_hash="abc",
        input="the prompt",
        output="the reply",
        input_tokens=100,
        output_tokens=50,
        thinking_tokens=10,
        cached_tokens=5,
        cost_usd=0.25,
        attributes={"rein.note": "first choice", "n": 1, "share": 0.5, "yes": True},
    )
    return replace(span, **changes)  # type: ignore[arg-type]


def add_goal(work: UnitOfWork, *, tier: Tier = Tier.BASIC, **changes: object) -> GoalRecord:
    """Write an account and a goal of it."""
    account = replace(make_account(sample=bool(changes.get("sample", False))), tier=tier)
    work.accounts.ensure(account)
    goal = make_goal(account.user.id, **changes)
    work.goals.add(goal)
    return goal


def add_run(work: UnitOfWork, goal: GoalRecord, **changes: object) -> Run:
    """Queue a run of a goal, with its trace opened."""
    values: dict[str, object] = {
        "run_id": new_id(),
        "goal_id": goal.id,
        "user_id": goal.user_id,
        "kind": "goal",
        "key": new_id(),
        "trace_id": new_id(),
        "root_span_id": ROOT_SPAN,
        "now": NOW,
        "sample": goal.sample,
    }
    run = work.runs.submit(**values | changes)  # type: ignore[arg-type]
    add_trace(work, goal, id=run.trace_id, run_id=run.id)
    return run


def add_trace(work: UnitOfWork, goal: GoalRecord | None = None, **changes: object) -> str:
    """Open a trace, of a goal where one is given; return its id."""
    opening = TraceOpening(
        id=new_id(),
        root_span_id=ROOT_SPAN,
        name="goal_generation_pipeline",
        started_at=NOW,
        user_id=goal.user_id if goal else None,
        goal_id=goal.id if goal else None,
        sample=goal.sample if goal else False,
        search_text=goal.text if goal else "",
    )
    opening = replace(opening, **changes)  # type: ignore[arg-type]
    work.traces.open(opening)
    return opening.id


def close_trace(
    work: UnitOfWork, trace_id: str, *, after: timedelta = timedelta(seconds=2), **changes: object
) -> None:
    """End a trace that started at NOW."""
    closing = TraceClosing(
        status=SpanStatus.OK,
        ended_at=NOW + after,
        overall=8.0,
        overhead_us=1_000,
        writer_model="gemini-3.8-flash",
        prompt_version="generate@v1",
        judge_model="gemini-4-argon",
    )
    work.traces.close(trace_id, replace(closing, **changes))  # type: ignore[arg-type]


def add_rating(
    work: UnitOfWork, trace_id: str, user_id: str, *, now: datetime = NOW, **changes: object
) -> None:
    rating = RatingRecord(
        trace_id=trace_id,
        user_id=user_id,
        stars=4.5,
        usefulness=True,
        clarity=False,
        comment="Good",
    )
    work.ratings.save(replace(rating, **changes), now=now)  # type: ignore[arg-type]


def add_evaluation(
    work: UnitOfWork, trace_id: str, goal: GoalRecord | None = None, **changes: object
) -> str:
    record = EvaluationRecord(
        trace_id=trace_id,
        goal_id=goal.id if goal else None,
        run_id=None,
        evaluation=make_evaluation(),
        judge_model="gemini-4-argon",
        judge_provider="google",
        judge_prompt_name="evaluate",
        judge_prompt_version=2,
        writer_model="gemini-3.8-flash",
        prompt_version="generate@v1",
        created_at=NOW,
        sample=goal.sample if goal else False,
    )
    return work.evaluations.save(replace(record, **changes))  # type: ignore[arg-type]
