"""The tables that can be exported: their columns, and what joins them with the others.

Every table carries `trace_id`, so that files can be joined; ratings also carry the score of their
trace, and evaluations and traces the stars of the person the trace belongs to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_

from core.quality.rating import RATING_DIMENSIONS
from core.quality.rubric import DIMENSIONS
from core.store.alerts.tables import alert_events
from core.store.goals.tables import goals
from core.store.outcomes.tables import AMOUNTS, SKIPS, plan_outcomes
from core.store.ratings.tables import ratings
from core.store.scores.tables import evaluations
from core.store.traces.tables import traces


class RecordTable(StrEnum):
    """A table that can be exported."""

    RATINGS = "ratings"
    EVALUATIONS = "evaluations"
    TRACES = "traces"
    OUTCOMES = "outcomes"
    ALERTS = "alerts"


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    """A whole number."""
    REAL = "real"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column of the file."""

    name: str
    kind: ColumnKind
    value: ColumnElement[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSource:
    """Where the records of a table come from."""

    columns: tuple[RecordColumn, ...]
    rows: FromClause
    key: tuple[ColumnElement[Any], ...]
    """Orders the records by an index, so that a batch begins where the last one ended."""
    at: ColumnElement[Any]
    """The moment that `since` and `until` are about."""
    sample: ColumnElement[bool] | None
    where: tuple[ColumnElement[bool], ...] = ()


def _columns(kind: ColumnKind, table: FromClause, *names: str) -> tuple[RecordColumn, ...]:
    return tuple(RecordColumn(name, kind, table.c[name]) for name in names)


_TEXT, _NUMBER, _REAL = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.REAL
_FLAG, _DAY, _MOMENT = ColumnKind.FLAG, ColumnKind.DAY, ColumnKind.MOMENT

_TRAITS = ("kind", "language", "tier")
"""What figures are cut by: of the goal, and of the account at the time."""

_STARS = RecordColumn("stars", _REAL, ratings.c.half_stars / 2.0)
_SCORE = RecordColumn("score", _REAL, traces.c.overall)
_OF_OWNER = and_(
    ratings.c.trace_id == traces.c.id,
    ratings.c.user_id == traces.c.user_id,
    ratings.c.withdrawn_at.is_(None),
)

_RATINGS = RecordSource(
    columns=(
        *_columns(_TEXT, ratings, "trace_id"),
        *_columns(_TEXT, traces, "goal_id"),
        *_columns(_MOMENT, ratings, "created_at", "changed_at"),
        _STARS,
        *_columns(_FLAG, ratings, *RATING_DIMENSIONS),
        *_columns(_TEXT, ratings, "comment", "prompt_version", "model", "fingerprint"),
        *_columns(_TEXT, ratings, *_TRAITS),
        _SCORE,
        *_columns(_TEXT, traces, "judge_model"),
    ),
    rows=ratings.join(traces, traces.c.id == ratings.c.trace_id),
    key=(ratings.c.created_at, ratings.c.trace_id, ratings.c.user_id),
    at=ratings.c.created_at,
    sample=ratings.c.sample,
    where=(ratings.c.withdrawn_at.is_(None),),
)

_EVALUATIONS = RecordSource(
    columns=(
        *_columns(_TEXT, evaluations, "id", "trace_id", "goal_id"),
        *_columns(_MOMENT, evaluations, "created_at"),
        *_columns(_REAL, evaluations, "overall", *map(str, DIMENSIONS)),
        *_columns(_TEXT, evaluations, "scored_by", "rubric_version", "judge_model"),
        *_columns(_TEXT, evaluations, "judge_prompt_name"),
        *_columns(_NUMBER, evaluations, "judge_prompt_version"),
        *_columns(_TEXT, evaluations, "writer_model", "prompt_version", "fingerprint"),
        *_columns(_TEXT, evaluations, *_TRAITS),
        _STARS,
    ),
    rows=evaluations.join(traces, traces.c.id == evaluations.c.trace_id).outerjoin(
        ratings, _OF_OWNER
    ),
    key=(evaluations.c.created_at, evaluations.c.id),
    at=evaluations.c.created_at,
    sample=evaluations.c.sample,
)

_TRACES = RecordSource(
    columns=(
        RecordColumn("trace_id", _TEXT, traces.c.id),
        *_columns(_TEXT, traces, "name", "status"),
        *_columns(_MOMENT, traces, "started_at", "ended_at"),
        RecordColumn("duration_ms", _REAL, traces.c.duration_us / 1_000.0),
        *_columns(_NUMBER, traces, "input_tokens", "output_tokens", "thinking_tokens"),
        *_columns(_NUMBER, traces, "cached_tokens"),
        *_columns(_REAL, traces, "cost_usd"),
        *_columns(_FLAG, traces, "cost_known"),
        *_columns(_NUMBER, traces, "errors", "overhead_us"),
        _SCORE,
        _STARS,
        *_columns(_TEXT, traces, "goal_id", "run_id"),
        RecordColumn("goal_text", _TEXT, goals.c.text),
        *_columns(_TEXT, traces, "writer_model", "prompt_version", "judge_model", "fingerprint"),
        *_columns(_TEXT, traces, *_TRAITS),
    ),
    rows=traces.outerjoin(goals, goals.c.id == traces.c.goal_id).outerjoin(ratings, _OF_OWNER),
    key=(traces.c.number,),
    at=traces.c.started_at,
    sample=traces.c.sample,
)

_OUTCOMES = RecordSource(
    columns=(
        *_columns(_TEXT, plan_outcomes, "plan_id", "goal_id", "trace_id"),
        *_columns(_MOMENT, plan_outcomes, "made_at"),
        *_columns(_DAY, plan_outcomes, "first_day", "week_1_final_on", "return_final_on"),
        *_columns(_TEXT, plan_outcomes, *_TRAITS, "model", "prompt_version"),
        *_columns(_TEXT, plan_outcomes, "plan_model", "plan_prompt", "fingerprint"),
        *_columns(_FLAG, plan_outcomes, "week_1_counts"),
        *_columns(_NUMBER, plan_outcomes, "week_1_planned", "week_1_done"),
        *_columns(_FLAG, plan_outcomes, "return_counts", "returned", "edited"),
        *_columns(_NUMBER, plan_outcomes, *AMOUNTS, *SKIPS.values()),
        _SCORE,
        _STARS,
    ),
    rows=plan_outcomes.outerjoin(traces, traces.c.id == plan_outcomes.c.trace_id).outerjoin(
        ratings, _OF_OWNER
    ),
    key=(plan_outcomes.c.plan_id,),
    at=plan_outcomes.c.made_at,
    sample=plan_outcomes.c.sample,
)

_ALERTS = RecordSource(
    columns=(
        *_columns(_NUMBER, alert_events, "id"),
        *_columns(_MOMENT, alert_events, "at"),
        *_columns(_TEXT, alert_events, "event", "key", "kind", "level", "message", "advice"),
        *_columns(_TEXT, alert_events, "note"),
        *_columns(_REAL, alert_events, "value", "bound", "threshold"),
        *_columns(_NUMBER, alert_events, "n"),
        *_columns(_TEXT, alert_events, "address"),
    ),
    rows=alert_events,
    key=(alert_events.c.id,),
    at=alert_events.c.at,
    sample=alert_events.c.sample,
)

SOURCES: Mapping[RecordTable, RecordSource] = {
    RecordTable.RATINGS: _RATINGS,
    RecordTable.EVALUATIONS: _EVALUATIONS,
    RecordTable.TRACES: _TRACES,
    RecordTable.OUTCOMES: _OUTCOMES,
    RecordTable.ALERTS: _ALERTS,
}
