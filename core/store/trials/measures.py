"""Read what is counted of each person of a trial: of guardrails and of secondary measures.

A person counts once, with the first of their results for which the figure is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from core.errors import ModelFault
from core.experiments.arm import Arm
from core.experiments.guardrail import ANSWERED, COST, MADE, SCORED, SECONDS
from core.experiments.outcome import OutcomeScale, Segment
from core.experiments.primary import Primary, primary_of
from core.experiments.secondary import OVERALL, measures_beside
from core.quality.rating import RATING_DIMENSIONS
from core.store.calls.tables import llm_calls
from core.store.database.rows import fetch_all
from core.store.ratings.tables import ratings
from core.store.traces.tables import traces
from core.store.trials.primary import count_figure
from core.store.trials.tables import trial_people, trial_results
from core.store.trials.values import PersonValue, Trial
from core.tracing import names
from core.tracing.span_record import SpanStatus

_US = 1_000_000.0
_DECIDING = frozenset(Primary)
_IS_OK = traces.c.status == SpanStatus.OK
_IS_OVER = traces.c.status.in_((SpanStatus.OK, SpanStatus.ERROR))
_IS_DECLINED = exists().where(
    llm_calls.c.trace_id == traces.c.id, llm_calls.c.fault == ModelFault.BLOCKED
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigure:
    """A figure of a run."""

    value: ColumnElement[Any]
    """NULL if it is not known."""
    counts: ColumnElement[bool]
    """Which runs have it."""


def _yes(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return case((condition, 1), else_=0)


RUN_FIGURES: Mapping[str, RunFigure] = MappingProxyType(
    {
        MADE.name: RunFigure(value=_yes(_IS_OK), counts=_IS_OVER),
        SCORED.name: RunFigure(value=_yes(traces.c.overall.is_not(None)), counts=_IS_OK),
        ANSWERED.name: RunFigure(value=_yes(~_IS_DECLINED), counts=_IS_OVER),
        COST: RunFigure(
            value=-func.coalesce(traces.c.cost_usd, 0.0),
            counts=and_(_IS_OK, traces.c.cost_known.is_(True)),
        ),
        SECONDS: RunFigure(
            value=-traces.c.duration_us / _US,
            counts=and_(_IS_OK, traces.c.duration_us.is_not(None)),
        ),
        OVERALL: RunFigure(
            value=traces.c.overall, counts=and_(_IS_OK, traces.c.overall.is_not(None))
        ),
    }
)
"""What is known of a run by the name of its scale; of cost and time less is better."""


def list_values(connection: Connection, trial_id: str, name: str) -> tuple[PersonValue, ...]:
    """Return what one scale says of each person."""
    values = _values_of(trial_id, name).subquery()
    query = (
        select(trial_people.c.user_id, trial_people.c.share, trial_people.c.arm, values.c.value)
        .join(
            trial_people,
            and_(trial_people.c.trial_id == trial_id, trial_people.c.user_id == values.c.user_id),
        )
        .where(values.c.place == 1)
    )
    return tuple(
        PersonValue(
            user_id=row["user_id"],
            share=row["share"],
            arm=Arm(row["arm"]),
            value=float(row["value"]),
        )
        for row in fetch_all(connection, query)
    )


def count_values(connection: Connection, trial_id: str, scale: OutcomeScale) -> tuple[Segment, ...]:
    """Return how many people of each arm and share had each value of a scale."""
    found = list_values(connection, trial_id, scale.name)
    return Segment.count_by_share(scale, ((one.share, one.arm, one.value) for one in found))


def count_secondary(
    connection: Connection, trial: Trial, *, now: datetime
) -> Mapping[str, tuple[Segment, ...]]:
    """Return the counts of each secondary measure of a trial, by the name of its scale."""
    return {
        one.scale.name: count_figure(connection, trial.id, one.scale, until=now)
        if one.scale.name in _DECIDING
        else count_values(connection, trial.id, one.scale)
        for one in measures_beside(primary_of(trial.scale))
    }


def count_runs_since(
    connection: Connection,
    *,
    since: datetime,
    scale: OutcomeScale,
    until: datetime | None = None,
    sample: bool = False,
) -> tuple[int, ...]:
    """Return how many people's first run since a time had each value of a scale of guardrails."""
    figure = RUN_FIGURES[scale.name]
    first = (
        select(figure.value.label("value"), _first_by(traces.c.user_id, traces.c.started_at))
        .where(
            traces.c.sample.is_(sample),
            traces.c.name == names.GOAL_PIPELINE,
            traces.c.started_at > since,
            *(() if until is None else (traces.c.ended_at <= until,)),
            traces.c.user_id.is_not(None),
            figure.counts,
        )
        .subquery()
    )
    counts = [0] * len(scale.values)
    for row in fetch_all(connection, select(first.c.value).where(first.c.place == 1)):
        counts[scale.place(float(row["value"]))] += 1
    return tuple(counts)


def usual_run(
    connection: Connection, *, since: datetime, until: datetime | None = None, sample: bool = False
) -> tuple[int, float, float]:
    """Return number, mean cost in US dollars and mean seconds of the runs since a time."""
    query = select(
        func.count(),
        func.avg(func.coalesce(traces.c.cost_usd, 0.0)),
        func.avg(traces.c.duration_us / _US),
    ).where(
        traces.c.sample.is_(sample),
        traces.c.name == names.GOAL_PIPELINE,
        traces.c.started_at >= since,
        *(() if until is None else (traces.c.started_at <= until,)),
        _IS_OK,
        traces.c.cost_known.is_(True),
        traces.c.duration_us.is_not(None),
    )
    n, usd, seconds = connection.execute(query).one()
    return (n, float(usd), float(seconds)) if n else (0, 0.0, 0.0)


def _values_of(trial_id: str, name: str) -> Select[*tuple[object, ...]]:
    if name in RATING_DIMENSIONS:
        return _answers(trial_id, name)
    figure = RUN_FIGURES[name]
    return (
        select(
            trial_results.c.user_id,
            figure.value.label("value"),
            _first_by(trial_results.c.user_id, traces.c.started_at, traces.c.id),
        )
        .join(traces, traces.c.id == trial_results.c.trace_id)
        .where(trial_results.c.trial_id == trial_id, figure.counts)
    )


def _answers(trial_id: str, name: str) -> Select[*tuple[object, ...]]:
    answer = ratings.c[name]
    return (
        select(
            ratings.c.user_id,
            _yes(answer.is_(True)).label("value"),
            _first_by(ratings.c.user_id, ratings.c.created_at, ratings.c.trace_id),
        )
        .join(
            trial_results,
            and_(
                trial_results.c.trace_id == ratings.c.trace_id,
                trial_results.c.user_id == ratings.c.user_id,
            ),
        )
        .where(
            trial_results.c.trial_id == trial_id,
            trial_results.c.shown_at.is_not(None),
            ratings.c.withdrawn_at.is_(None),
            answer.is_not(None),
        )
    )


def _first_by(person: ColumnElement[Any], *order: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.row_number().over(partition_by=person, order_by=order).label("place")
