"""Read one goal with everything that is written for it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from core.clock import local_day
from core.goals.clarification import Answer, Question
from core.goals.codec import CIRCUMSTANCES_CODEC, CLARIFIED_GOAL_CODEC
from core.goals.goal import Circumstances, ClarifiedGoal, GoalRequest
from core.plans.plan import Plan
from core.quality.rating import RATING_DIMENSIONS
from core.quality.subject import answer_text, digest_of
from core.quality.verdict import Evaluation
from core.resolutions.resolution import RESOLUTION_CODEC, Resolution
from core.store.clarifications.read import Clarifications, find_clarifications
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_one
from core.store.goals.cards import GoalCard, list_goal_cards
from core.store.goals.tables import goals
from core.store.plans.rows import find_current_plan
from core.store.ratings.tables import ratings
from core.store.ratings.values import RatingRecord
from core.store.resolutions.tables import resolutions
from core.store.response_cache.read import CacheHit, find_cache_hits
from core.store.runs.newest import find_newest_run
from core.store.runs.stages import results
from core.store.runs.takeovers import Takeover, find_takeover
from core.store.runs.values import Run, RunStatus, StageRow, StageStatus
from core.store.scores.rows import find_current_evaluation

__all__ = ["GoalCard", "GoalView", "StageView", "find_goal", "list_goal_cards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """One stage of a goal's run, and which model wrote it."""

    stage: str
    status: StageStatus
    started_at: datetime
    """Start of its first attempt if a worker stopped in the middle of it, else of the newest
    one."""
    finished_at: datetime | None
    model: str | None
    provider: str | None
    because: str | None
    prompt: str | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal; each value is present as soon as its stage is committed."""

    goal_id: str
    run_id: str | None
    trace_id: str | None
    user_id: str
    text: str
    circumstances: Circumstances
    domain: str | None
    created_at: datetime
    written_on: date
    """The day it was written, in its owner's time zone."""
    archived: bool
    sample: bool
    stages: tuple[StageView, ...]
    questions: tuple[Question, ...]
    """Questions that wait for an answer."""
    answers: tuple[Answer, ...]
    clarified: ClarifiedGoal | None
    resolution: Resolution | None
    evaluation: Evaluation | None
    plan: Plan | None
    done_tasks: frozenset[str]
    rating: RatingRecord | None
    """The owner's rating of this goal's trace, unless withdrawn."""
    status: RunStatus | None = None
    """How the newest run stands; None, as the fields of the run below it, if there is none."""
    attempts: int = 0
    error: str | None = None
    error_advice: str | None = None
    cancel_requested: bool = False
    submitted_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    cached_stages: Mapping[str, CacheHit] = field(default_factory=dict)
    """Stages answered from the cache, without a call to a model."""
    lease_until: datetime | None = None
    """End of the worker's lease; in the past if the worker has stopped."""
    takeover: Takeover | None = None
    """How another worker continued after one stopped."""
    goal_finished_at: datetime | None = None
    """When the person looked back on the goal and finished it; its run ends long before."""
    scores_are_current: bool = True
    """False if the scores are those of an earlier version of what is shown."""

    @property
    def request(self) -> GoalRequest:
        """Return the goal as it was submitted, with the answers of its run."""
        return GoalRequest(
            text=self.text,
            circumstances=self.circumstances,
            today=self.written_on,
            answers=self.answers,
        )


def find_goal(database: Database, goal_id: str, *, user_id: str | None) -> GoalView | None:
    """Return a goal, or None if there is none of this person. `user_id` None is any person."""
    query = select(goals).where(goals.c.id == goal_id)
    if user_id is not None:
        query = query.where(goals.c.user_id == user_id)
    with database.read() as connection:
        goal = fetch_one(connection, query)
        return None if goal is None else _to_view(connection, goal)


def _to_view(connection: Connection, goal: Row) -> GoalView:
    run, plan = find_newest_run(connection, goal["id"]), find_current_plan(connection, goal["id"])
    trace_id = run.trace_id if run else goal["trace_id"]
    rows = results(connection, run.id) if run else {}
    takeover = find_takeover(connection, run.trace_id, rows) if run and run.attempts > 1 else None
    asked = find_clarifications(connection, run.id) if run else Clarifications()
    clarified, resolution = _load_clarified(goal), _find_newest_resolution(connection, goal["id"])
    digest = _digest(resolution, clarified, plan.plan if plan else None)
    evaluation = find_current_evaluation(connection, goal["id"], text_digest=digest)
    view = GoalView(
        goal_id=goal["id"],
        run_id=run.id if run else None,
        trace_id=trace_id,
        user_id=goal["user_id"],
        text=goal["text"],
        circumstances=CIRCUMSTANCES_CODEC.load(goal["circumstances"]),
        domain=goal["domain"],
        created_at=goal["created_at"],
        written_on=goal["written_on"] or local_day(goal["created_at"], None),
        archived=goal["archived_at"] is not None,
        sample=goal["sample"],
        stages=_to_stages(rows, takeover),
        questions=asked.questions,
        answers=asked.answers,
        clarified=clarified,
        resolution=resolution,
        evaluation=evaluation,
        plan=plan.plan if plan else None,
        done_tasks=plan.done_tasks if plan else frozenset(),
        rating=_find_rating(connection, trace_id, goal["user_id"]),
        cached_stages=find_cache_hits(connection, run.trace_id) if run else {},
        takeover=takeover,
        goal_finished_at=goal["finished_at"],
        scores_are_current=evaluation is None or evaluation.text_digest in {"", digest},
    )
    return view if run is None else _with_run(view, run)


def _with_run(view: GoalView, run: Run) -> GoalView:
    """Return the view with how its newest run stands."""
    return replace(
        view,
        status=run.status,
        attempts=run.attempts,
        error=run.error,
        error_advice=run.error_advice,
        cancel_requested=run.cancel_requested_at is not None,
        submitted_at=run.submitted_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
        lease_until=run.lease_until,
    )


def _digest(
    resolution: Resolution | None, clarified: ClarifiedGoal | None, plan: Plan | None
) -> str:
    """Return the digest of what would be judged now; "-" if nothing is written yet."""
    if resolution is None or clarified is None:
        return "-"
    return digest_of(answer_text(resolution, clarified, plan))


def _load_clarified(goal: Row) -> ClarifiedGoal | None:
    return None if goal["clarified"] is None else CLARIFIED_GOAL_CODEC.load(goal["clarified"])


def _to_stages(rows: Mapping[str, StageRow], takeover: Takeover | None) -> tuple[StageView, ...]:
    first = takeover.first_starts if takeover is not None else {}
    return tuple(
        StageView(
            stage=row.stage,
            status=row.status,
            started_at=first.get(row.stage, row.started_at),
            finished_at=row.finished_at,
            model=row.author.model if row.author else None,
            provider=row.author.provider if row.author else None,
            because=row.author.fallback_reason if row.author else None,
            prompt=row.author.prompt if row.author else None,
            error=row.error,
        )
        for row in rows.values()
    )


def _find_newest_resolution(connection: Connection, goal_id: str) -> Resolution | None:
    query = (
        select(resolutions.c.body)
        .where(resolutions.c.goal_id == goal_id)
        .order_by(resolutions.c.id.desc())
    )
    row = fetch_one(connection, query.limit(1))
    return None if row is None else RESOLUTION_CODEC.load(row["body"])


def _find_rating(connection: Connection, trace_id: str | None, user_id: str) -> RatingRecord | None:
    theirs = select(ratings).where(ratings.c.trace_id == trace_id, ratings.c.user_id == user_id)
    row = fetch_one(connection, theirs.where(ratings.c.withdrawn_at.is_(None)))
    if row is None:
        return None
    return RatingRecord(
        trace_id=row["trace_id"],
        user_id=row["user_id"],
        stars=row["half_stars"] / 2,
        comment=row["comment"],
        **{name: row[name] for name in RATING_DIMENSIONS},
    )
