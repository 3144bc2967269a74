"""Traces as items: what was asked, written, scored and rated, as the trace has it."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, select

from core.datasets.item import DatasetItem, ItemInput, ItemRating, ItemReply, scores_of
from core.goals.codec import CIRCUMSTANCES_CODEC
from core.quality.rating import RATING_DIMENSIONS
from core.quality.verdict import ScoredBy
from core.resolutions.resolution import RESOLUTION_CODEC
from core.store.clarifications.read import find_clarifications
from core.store.clarifications.tables import clarifications
from core.store.database.rows import Row, fetch_all
from core.store.datasets.values import NewItem
from core.store.goals.tables import goals
from core.store.plans.rows import load_plan
from core.store.plans.tables import plans
from core.store.ratings.tables import ratings
from core.store.resolutions.tables import resolutions
from core.store.scores.rows import load_evaluation
from core.store.scores.tables import evaluations
from core.store.traces.tables import traces
from core.tracing.names import GOAL_PIPELINE


def collect_items(
    connection: Connection, trace_ids: Sequence[str], *, sample: bool
) -> tuple[NewItem, ...]:
    """Return the traces that worked on a goal as items; other traces are left out.

    Callers bound the number, and hold no other transaction meanwhile.
    """
    named = ("text", "circumstances", "written_on", "created_at", "user_id")
    columns = [goals.c[name].label(f"goal_{name}") for name in named]
    query = (
        select(
            *(traces.c.id, traces.c.goal_id, traces.c.run_id),
            *(traces.c.writer_model, traces.c.prompt_version, *columns),
        )
        .join(goals, goals.c.id == traces.c.goal_id)
        .where(traces.c.id.in_(trace_ids), traces.c.name == GOAL_PIPELINE)
        .where(traces.c.sample.is_(sample))
        .order_by(traces.c.number)
    )
    found = fetch_all(connection, query)
    written = _find_written(connection, found)
    return tuple(
        NewItem(item=_to_item(connection, row, written), goal_id=row["goal_id"]) for row in found
    )


def find_goals_of(connection: Connection, trace_ids: Sequence[str]) -> dict[str, str]:
    """Return the goal of each trace that is stored here."""
    query = select(traces.c.id, traces.c.goal_id).where(
        traces.c.id.in_(trace_ids), traces.c.goal_id.is_not(None)
    )
    return {row.id: row.goal_id for row in connection.execute(query)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """The newest rows of some traces, by the id of the trace."""

    resolutions: Mapping[str, Row]
    plans: Mapping[str, Row]
    evaluations: Mapping[str, Row]
    ratings: Mapping[str, Row]
    asked: AbstractSet[str]
    """The runs in which something was asked."""


def _find_written(connection: Connection, found: Sequence[Row]) -> _Written:
    """Return what the traces wrote and got, with one select a table."""
    ids, runs = [row["id"] for row in found], [row["run_id"] for row in found if row["run_id"]]
    goal_of = {row["id"]: row["goal_id"] for row in found}
    owner_of = {row["id"]: row["goal_user_id"] for row in found}

    def newest(query: Select[Any], fits: Callable[[Row], bool]) -> dict[str, Row]:
        return {row["trace_id"]: row for row in fetch_all(connection, query) if fits(row)}

    def of_goal(row: Row) -> bool:
        return bool(row["goal_id"] == goal_of[row["trace_id"]])

    # The last row of a trace replaces those before it: a model's scores come after a rule's.
    by_model = case((evaluations.c.scored_by == ScoredBy.LLM, 1), else_=0)
    texts, plan, score, rating = resolutions.c, plans.c, evaluations.c, ratings.c
    bodies = select(texts.trace_id, texts.goal_id, texts.body)
    asked = select(clarifications.c.run_id).where(clarifications.c.run_id.in_(runs)).distinct()
    return _Written(
        resolutions=newest(bodies.where(texts.trace_id.in_(ids)).order_by(texts.id), of_goal),
        plans=newest(select(plans).where(plan.trace_id.in_(ids)).order_by(plan.id), of_goal),
        evaluations=newest(
            select(evaluations).where(score.trace_id.in_(ids)).order_by(by_model, score.id),
            lambda _row: True,
        ),
        ratings=newest(
            select(ratings).where(rating.trace_id.in_(ids), rating.withdrawn_at.is_(None)),
            lambda row: bool(row["user_id"] == owner_of[row["trace_id"]]),
        ),
        asked=set(connection.execute(asked).scalars()),
    )


def _to_item(connection: Connection, trace: Row, written: _Written) -> DatasetItem:
    trace_id, run_id = trace["id"], trace["run_id"]
    asked = find_clarifications(connection, run_id) if run_id in written.asked else None
    body, plan = written.resolutions.get(trace_id), written.plans.get(trace_id)
    scores = written.evaluations.get(trace_id)
    return DatasetItem(
        input=ItemInput(
            text=trace["goal_text"],
            circumstances=CIRCUMSTANCES_CODEC.load(trace["goal_circumstances"]),
            today=trace["goal_written_on"] or trace["goal_created_at"].date(),
            answers=() if asked is None else asked.answers,
        ),
        reply=ItemReply(
            resolution=RESOLUTION_CODEC.load(body["body"]) if body else None,
            plan=load_plan(connection, plan).plan if plan else None,
        ),
        scores=scores_of(load_evaluation(connection, scores), judge=scores["judge_model"])
        if scores
        else None,
        rating=_to_rating(written.ratings.get(trace_id)),
        prompt_version=trace["prompt_version"],
        model=trace["writer_model"],
        trace_id=trace["id"],
    )


def _to_rating(row: Row | None) -> ItemRating | None:
    """Return a rating by the person whose goal it is."""
    if row is None:
        return None
    return ItemRating(
        stars=row["half_stars"] / 2,
        comment=row["comment"],
        **{name: row[name] for name in RATING_DIMENSIONS},
    )
