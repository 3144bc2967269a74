"""Pairs of a judge's scores and what a person gave of the same result, the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from sqlalchemy import Double, Select, cast, select

from core.quality.agreement.human_values import COMPLETION, LABEL_VALUES, STAR_VALUES, HumanScale
from core.quality.agreement.report import JudgedValue
from core.quality.rubric import DIMENSIONS
from core.quality.slice import EVERYTHING, Slice
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.labels.tables import labels
from core.store.outcomes.tables import plan_outcomes
from core.store.ratings.tables import ratings
from core.store.scores.tables import evaluations
from core.store.scores.trends import rubric_order
from core.store.slices.conditions import slice_conditions
from core.store.traces.tables import traces

MAX_PAIRS: Final = 500
"""Values read at a time, the newest of the window: the time of a page must not grow with them."""


class SelectValues(Protocol):
    """Selects `trace_id`, `person`, `value` and `at` of people's values, the newest first."""

    def __call__(
        self, *, since: date, until: date, sample: bool, within: Slice, limit: int
    ) -> Select[Any]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSource:
    """One place where people's values are stored. A new one is a line in SOURCES."""

    scale: HumanScale
    select_values: SelectValues
    unit: float = 1.0
    """What one unit of the stored value is on the scale."""
    few: bool = True
    """True if people choose whether to say it, so that most results have no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair, with the records it is made of."""

    judged: JudgedValue
    trace_id: str
    goal_id: str | None
    judge: str
    writer: str
    prompt_version: str
    at: datetime
    """When the person gave it."""
    scored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPairs:
    """The newest pairs of a window."""

    pairs: tuple[Pair, ...]
    cut: bool
    """True if the window has more values than were read."""
    older: int
    """Pairs left out because their scores were given with an older rubric."""


def _select_stars(
    *, since: date, until: date, sample: bool, within: Slice, limit: int
) -> Select[Any]:
    place = (ratings.c.created_at, ratings.c.trace_id, ratings.c.user_id)
    return (
        select(
            ratings.c.trace_id,
            ratings.c.user_id.label("person"),
            ratings.c.half_stars.label("value"),
            ratings.c.created_at.label("at"),
        )
        .where(
            ratings.c.sample.is_(sample),
            ratings.c.withdrawn_at.is_(None),
            *in_date_range(ratings.c.created_at, since, until),
            *slice_conditions(within, lambda name: ratings.c[name]),
        )
        .order_by(*(column.desc() for column in place))
        .limit(limit)
    )


def _select_completion(
    *, since: date, until: date, sample: bool, within: Slice, limit: int
) -> Select[Any]:
    table = plan_outcomes.c
    return (
        select(
            table.trace_id,
            table.user_id.label("person"),
            (cast(table.week_1_done, Double) / table.week_1_planned).label("value"),
            table.week_1_until.label("at"),
        )
        .where(
            table.sample.is_(sample),
            table.week_1_counts.is_(True),
            table.week_1_planned > 0,
            table.week_1_final_on.between(since, until),
            *slice_conditions(within, lambda name: table[name]),
        )
        .order_by(table.week_1_final_on.desc(), table.plan_id.desc())
        .limit(limit)
    )


def _select_labels(
    *, since: date, until: date, sample: bool, within: Slice, limit: int
) -> Select[Any]:
    """Select blind labels: one that was given with the score in view only repeats it."""
    return (
        select(
            labels.c.trace_id,
            labels.c.user_id.label("person"),
            labels.c.overall.label("value"),
            labels.c.created_at.label("at"),
        )
        .join(traces, traces.c.id == labels.c.trace_id)
        .where(
            *slice_conditions(within, lambda name: traces.c[name], model="writer_model"),
            labels.c.sample.is_(sample),
            labels.c.withdrawn_at.is_(None),
            labels.c.trace_id.is_not(None),
            labels.c.overall.is_not(None),
            labels.c.blind.is_(True),
            *in_date_range(labels.c.created_at, since, until),
        )
        .order_by(labels.c.created_at.desc(), labels.c.id.desc())
        .limit(limit)
    )


STARS: Final = ValueSource(scale=STAR_VALUES, select_values=_select_stars, unit=0.5)
SOURCES: Final = (
    STARS,
    ValueSource(scale=COMPLETION, select_values=_select_completion, few=False),
    # Most labels are of odd cases, so no mean is taken of them here: a dataset knows its lot.
    ValueSource(scale=LABEL_VALUES, select_values=_select_labels, few=False),
)
"""All sources; the first is what a page shows by default."""


def find_pairs(
    database: Database,
    source: ValueSource,
    *,
    since: date,
    until: date,
    sample: bool,
    within: Slice = EVERYTHING,
    limit: int = MAX_PAIRS,
) -> FoundPairs:
    """Return the newest pairs of a window of UTC days; `since` and `until` are of the values."""
    values = source.select_values(
        since=since, until=until, sample=sample, within=within, limit=limit
    )
    with database.read() as connection:
        rows = fetch_all(connection, _with_scores(values))
    # Of two evaluations of a trace by one judge, the later one counts.
    newest = {(row["trace_id"], row["person"], row["judge_model"]): row for row in rows}
    scored = [row for row in newest.values() if row["overall"] is not None]
    rubric = max((row["rubric_version"] for row in scored), key=rubric_order, default="")
    current = [row for row in scored if row["rubric_version"] == rubric]
    return FoundPairs(
        pairs=tuple(_to_pair(row, source.unit) for row in current),
        cut=len({(row["trace_id"], row["person"]) for row in rows}) >= limit,
        older=len(scored) - len(current),
    )


def _with_scores(values: Select[Any]) -> Select[Any]:
    """Return the select of the values with every score of their traces."""
    given = values.subquery("given")
    return (
        select(
            given,
            evaluations.c.id,
            evaluations.c.goal_id,
            evaluations.c.overall,
            *(evaluations.c[dimension] for dimension in DIMENSIONS),
            evaluations.c.judge_model,
            evaluations.c.writer_model,
            evaluations.c.prompt_version,
            evaluations.c.rubric_version,
            evaluations.c.text_words,
            evaluations.c.created_at.label("scored_at"),
        )
        .select_from(given.outerjoin(evaluations, evaluations.c.trace_id == given.c.trace_id))
        .order_by(given.c.at.desc(), evaluations.c.id)
    )


def _to_pair(row: Row, unit: float) -> Pair:
    return Pair(
        judged=JudgedValue(
            person=row["person"],
            overall=row["overall"],
            dimensions=tuple(row[dimension] for dimension in DIMENSIONS),
            value=row["value"] * unit,
            words=row["text_words"],
        ),
        trace_id=row["trace_id"],
        goal_id=row["goal_id"],
        judge=row["judge_model"],
        writer=row["writer_model"],
        prompt_version=row["prompt_version"],
        at=row["at"],
        scored_at=row["scored_at"],
    )


def find_titles(database: Database, goal_ids: Collection[str]) -> dict[str, str]:
    """Return the titles of goals by id."""
    query = select(goals.c.id, title_of(goals)).where(goals.c.id.in_(goal_ids))
    with database.read() as connection:
        return {row["id"]: row["title"] for row in fetch_all(connection, query)}
