"""Read what people did with their plans, from the rollups."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Table, func, or_, select

from core.progress.task_state import SkipReason
from core.quality.intervals import (
    Interval,
    PairedSums,
    grouped_share_interval,
    wilson_interval,
)
from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.goals.tables import goals
from core.store.outcomes.rollup import ACTS, EDIT, PAIRED, RETURN, WEEK_1
from core.store.outcomes.tables import AMOUNTS, SKIPS, plan_outcomes
from core.store.rollups.tables import rollup_outcomes
from core.store.slices.conditions import slice_conditions

_SUMS = ("n", *PAIRED, *AMOUNTS, *SKIPS.values())
_NOTHING: Row = dict.fromkeys(_SUMS, 0)


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
class OutcomeDay:
    """The plans whose second week ended by one UTC day."""

    day: date
    plans: int
    returned: int


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
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    within: Slice = EVERYTHING,
    fingerprint: str | None = None,
) -> OutcomeTotals:
    """Return what became of plans. A figure that can still change is in no window up to today.

    A prompt version may also be that of the plan, such as "plan@v2".
    """
    sums = [func.sum(rollup_outcomes.c[name]).label(name) for name in _SUMS]
    query = (
        select(rollup_outcomes.c.figure, *sums)
        .where(
            rollup_outcomes.c.sample.is_(sample),
            rollup_outcomes.c.day.between(since, until),
            *_conditions(rollup_outcomes, within, fingerprint),
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


def return_trend(
    database: Database, *, since: date, until: date, sample: bool, within: Slice = EVERYTHING
) -> tuple[OutcomeDay, ...]:
    """Return by UTC day how many plans were used in week 2, oldest first."""
    of = rollup_outcomes.c
    query = (
        select(of.day, func.sum(of.n).label("n"), func.sum(of.total).label("yes"))
        .where(
            of.sample.is_(sample),
            of.day.between(since, until),
            of.figure == RETURN,
            *_conditions(rollup_outcomes, within, None),
        )
        .group_by(of.day)
        .order_by(of.day)
    )
    with database.read() as connection:
        return tuple(
            OutcomeDay(day=row["day"], plans=int(row["n"]), returned=int(row["yes"]))
            for row in fetch_all(connection, query)
        )


def list_outcomes(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    within: Slice = EVERYTHING,
    fingerprint: str | None = None,
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
            *_conditions(plan_outcomes, within, fingerprint),
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


def _conditions(table: Table, within: Slice, fingerprint: str | None) -> list[ColumnElement[bool]]:
    version, of = within.prompt_version, table.c
    rest = replace(within, prompt_version=None)
    conditions = slice_conditions(rest, lambda name: of[name])
    if version is not None:
        conditions.append(or_(of.prompt_version == version, of.plan_prompt == version))
    if fingerprint is not None:
        conditions.append(of.fingerprint == fingerprint)
    return conditions


def to_paired(sums: Row) -> PairedSums:
    """Return the sums of a ratio from a row."""
    return PairedSums(
        n=sums["n"],
        part=sums["total"],
        whole=sums["planned"],
        part_squares=sums["total_squares"],
        whole_squares=sums["planned_squares"],
        products=sums["products"],
    )


def _of_tasks(sums: Row) -> OutcomeShare:
    paired = to_paired(sums)
    return OutcomeShare(
        plans=paired.n,
        yes=paired.part,
        of=paired.whole,
        interval=grouped_share_interval(paired),
    )


def _of_plans(sums: Row) -> OutcomeShare:
    n, yes = sums["n"], sums["total"]
    return OutcomeShare(plans=n, yes=yes, of=n, interval=wilson_interval(yes, n))
