"""Write outcomes: count again what was done with the plans of the goals that changed.

A store that writes an act only names its goal. Counting is the last thing a transaction does: once
for each goal, and in the same order everywhere, so that two transactions never wait for each other.
"""

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection, bindparam, select

from core.progress.outcome import count_outcome
from core.store.database.rows import Row, fetch_all
from core.store.database.upsert import replace_rows
from core.store.outcomes.acts import list_acts
from core.store.outcomes.rows import counted_columns, new_row, to_lived_plan
from core.store.outcomes.tables import plan_outcomes
from core.store.plans.tables import plans
from core.store.rollups.incremental import update_rollups
from core.store.runs.tables import runs

_OF_GOAL = (
    select(plan_outcomes)
    .where(plan_outcomes.c.goal_id == bindparam("wanted"))
    .order_by(plan_outcomes.c.plan_id)
    .with_for_update()
)


class OutcomeStore:
    """Notes which goals changed, and counts their outcomes at the end of the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed: dict[str, bool] = {}

    def touch(self, goal_id: str, *, by_run: bool = False) -> None:
        """Note that a person did something with a goal's plan, or that a run made one or ended."""
        self._changed[goal_id] = by_run or self._changed.get(goal_id, False)

    def write(self) -> None:
        """Count the outcomes of the goals that changed, and add them to the rollups."""
        changed, self._changed = self._changed, {}
        for goal_id in sorted(changed):
            self._count(goal_id, by_run=changed[goal_id])

    def recount(self) -> None:
        """Count all outcomes again, and those of plans that were made before there were any."""
        made = select(plans.c.goal_id).where(plans.c.run_id.is_not(None)).distinct()
        for goal_id in self._connection.execute(made).scalars():
            self.touch(goal_id, by_run=True)
        self.write()

    def _count(self, goal_id: str, *, by_run: bool) -> None:
        before = self._stored(goal_id)
        known = {row["plan_id"]: row for row in before}
        rows = self._marked([*before, *self._new_rows(goal_id, before)]) if by_run else before
        counted = self._counted(goal_id, rows)
        changed = [row for row in counted if row != known.get(row["plan_id"])]
        if not changed:
            return
        replace_rows(self._connection, plan_outcomes, changed)
        old = [known[row["plan_id"]] for row in changed if row["plan_id"] in known]
        update_rollups(self._connection, plan_outcomes, old=old, new=changed)

    def _stored(self, goal_id: str) -> list[Row]:
        # Locked on PostgreSQL: of two changes at once, the second counts what the first one wrote.
        found = self._connection.execute(_OF_GOAL, {"wanted": goal_id}).mappings()
        return [dict(row) for row in found]

    def _new_rows(self, goal_id: str, known: Sequence[Row]) -> list[Row]:
        """Return rows for the plans that runs made and that have none yet."""
        there = [row["plan_id"] for row in known]
        query = select(plans).where(
            plans.c.goal_id == goal_id, plans.c.run_id.is_not(None), plans.c.id.not_in(there)
        )
        found = fetch_all(self._connection, query.order_by(plans.c.id))
        return [new_row(self._connection, plan) for plan in found]

    def _counted(self, goal_id: str, rows: Sequence[Row]) -> list[Row]:
        if not rows:
            return []
        in_order = sorted(rows, key=lambda row: (row["made_at"], row["plan_id"]))
        acts = list_acts(
            self._connection,
            goal_id,
            since=in_order[0]["made_at"],
            until=max(row["return_until"] for row in in_order),
        )
        replaced = [*(after["made_at"] for _, after in pairwise(in_order)), None]
        return [
            row
            | {"replaced_at": at}
            | counted_columns(count_outcome(to_lived_plan(row, replaced_at=at), acts))
            for row, at in zip(in_order, replaced, strict=True)
        ]

    def _marked(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows with the fingerprints of their runs, which are known when they end."""
        of_runs = runs.c.id.in_([row["run_id"] for row in rows])
        query = select(runs.c.id, runs.c.fingerprint).where(of_runs)
        marks = {row.id: row.fingerprint for row in self._connection.execute(query)}
        return [row | {"fingerprint": marks.get(row["run_id"])} for row in rows]
