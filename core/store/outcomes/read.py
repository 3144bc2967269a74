"""Read what people did with their plans, from the rollups."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, func, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from core.progress.task_state import SkipReason
from core.quality.intervals import (
    Interval,
    PairedSums,
    grouped_share_interval,
    wilson_interval,
)
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.tables import goals
from core.store.outcomes.rollup import ACTS, EDIT, PAIRED, RETURN, WEEK_1
from core.store.outcomes.tables import AMOUNTS, SKIPS, plan_outcomes
from core.store.rollups.tables import rollup_outcomes

_SUMS = ("n", *PAIRED, *AMOUNTS, *SKIPS.values())
_NOTHING: Row = dict.fromkeys(_SUMS, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFilter:
    """Which plans count; a field that is None leaves nothing out."""

    model: str | None = None
    prompt_version: str | None = None
    """A version of the prompt of the resolution or of the plan, such as "plan@v2"."""
    fingerprint: str | None = None
    kind: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShare:
    """A share with its 95 % interval; both are None if nothing was counted."""

    plans: int
    yes: int
    of: int
    """What the share is out of: plans, or their tasks."""
    interval: Interval | None

    @property
    def share(self) -> float | None:
        return self.yes / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTotals:
    """What became of the plans whose figures got final in a window of UTC days, both included."""

    since: date
    until: date
    week_1: OutcomeShare
    """Tasks of the first week, as the plan was first made, that were done in it."""
    returned: OutcomeShare
    """Plans whose person did anything with them on days 8 to 14."""
    edited: OutcomeShare
    """Plans that their person changed within a day."""
    plans: int
    """Plans whose first two weeks are over; what follows is theirs."""
    skips: Mapping[SkipReason, int]
    acts: Mapping[str, int]
    """Sums by the name of the column, such as `check_ins`."""

    @property
    def skipped(self) -> int:
        return sum(self.skips.values())

    def mean(self, total: str, n: str) -> float | None:
        """Return the mean of a sum such as `effort_total`, or None if there is nothing to it."""
        return self.acts[total] / self.acts[n] if self.acts[n] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """What became of one plan."""

    trace_id: str
    """Of the run that made it."""
    goal_text: str
    first_day: date
    planned: int | None
    """Tasks of week 1; None if that week is not judged."""
    done: int
    returned: bool | None
    """None if there was nothing to come back to."""
    edited: bool
    skipped: int


def outcome_totals(
    database: Database, *, since: date, until: date, sample: bool, filters: OutcomeFilter
) -> OutcomeTotals:
    """Return what became of plans. A figure that can still change is in no window up to today."""
    sums = [func.sum(rollup_outcomes.c[name]).label(name) for name in _SUMS]
    query = (
        select(rollup_outcomes.c.figure, *sums)
        .where(
            rollup_outcomes.c.sample.is_(sample),
            rollup_outcomes.c.day.between(since, until),
            *_conditions(filters, rollup_outcomes.c),
        )
        .group_by(rollup_outcomes.c.figure)
    )
    with database.read() as connection:
        found = {
            row["figure"]: {name: int(row[name]) for name in _SUMS}
            for row in fetch_all(connection, query)
        }
    acts = found.get(ACTS, _NOTHING)
    return OutcomeTotals(
        since=since,
        until=until,
        week_1=_of_tasks(found.get(WEEK_1, _NOTHING)),
        returned=_of_plans(found.get(RETURN, _NOTHING)),
        edited=_of_plans(found.get(EDIT, _NOTHING)),
        plans=acts["n"],
        skips={reason: acts[name] for reason, name in SKIPS.items()},
        acts={name: acts[name] for name in AMOUNTS},
    )


def list_outcomes(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    filters: OutcomeFilter,
    limit: int,
) -> tuple[OutcomeRow, ...]:
    """Return plans whose first two weeks got final in a window, the newest first."""
    table = plan_outcomes.c
    query = (
        select(plan_outcomes, goals.c.text)
        .join(goals, goals.c.id == table.goal_id)
        .where(
            table.sample.is_(sample),
            table.return_final_on.between(since, until),
            *_conditions(filters, table),
        )
        .order_by(table.return_final_on.desc(), table.plan_id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(
            OutcomeRow(
                trace_id=row["trace_id"],
                goal_text=row["text"],
                first_day=row["first_day"],
                planned=row["week_1_planned"] if row["week_1_counts"] else None,
                done=row["week_1_done"],
                returned=row["returned"] if row["return_counts"] else None,
                edited=row["edited"],
                skipped=sum(row[name] for name in SKIPS.values()),
            )
            for row in fetch_all(connection, query)
        )


def _conditions(
    filters: OutcomeFilter, table: ReadOnlyColumnCollection[str, Column[Any]]
) -> list[ColumnElement[bool]]:
    wanted = {each.name: getattr(filters, each.name) for each in fields(filters)}
    version = wanted.pop("prompt_version")
    conditions = [table[name] == value for name, value in wanted.items() if value is not None]
    if version is not None:
        conditions.append(or_(table.prompt_version == version, table.plan_prompt == version))
    return conditions


def _of_tasks(sums: Row) -> OutcomeShare:
    paired = PairedSums(
        n=sums["n"],
        part=sums["total"],
        whole=sums["planned"],
        part_squares=sums["total_squares"],
        whole_squares=sums["planned_squares"],
        products=sums["products"],
    )
    return OutcomeShare(
        plans=paired.n,
        yes=paired.part,
        of=paired.whole,
        interval=grouped_share_interval(paired),
    )


def _of_plans(sums: Row) -> OutcomeShare:
    n, yes = sums["n"], sums["total"]
    return OutcomeShare(plans=n, yes=yes, of=n, interval=wilson_interval(yes, n))
