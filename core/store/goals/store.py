"""Write goals, and the results of their runs, stage by stage."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from core.errors import NotFound
from core.goals.codec import CIRCUMSTANCES_CODEC, CLARIFIED_GOAL_CODEC
from core.goals.goal import ClarifiedGoal
from core.goals.language import language_of
from core.ids import new_id
from core.resolutions.resolution import RESOLUTION_CODEC
from core.store.exports.deletions import Receivers
from core.store.goals.tables import goals
from core.store.goals.traits import kind_of
from core.store.goals.values import GoalRecord
from core.store.outcomes.store import OutcomeStore
from core.store.plans.store import PlanStore
from core.store.plans.values import PlanRecord
from core.store.resolutions.tables import resolutions
from core.store.resolutions.values import ResolutionRecord
from core.store.retention import erasure

_BY_ID = select(goals).where(goals.c.id == bindparam("wanted"))


class GoalStore:
    """Writes goals, resolutions and plans. Callers check first whose goal it is."""

    def __init__(self, connection: Connection, outcomes: OutcomeStore) -> None:
        self._connection = connection
        self._outcomes = outcomes

    def add(self, goal: GoalRecord) -> None:
        """Add a goal. The account of its owner must exist."""
        clarified = None if goal.clarified is None else CLARIFIED_GOAL_CODEC.dump(goal.clarified)
        self._connection.execute(
            goals.insert().values(
                id=goal.id,
                user_id=goal.user_id,
                text=goal.text,
                circumstances=CIRCUMSTANCES_CODEC.dump(goal.circumstances),
                clarified=clarified,
                domain=goal.domain,
                kind=kind_of(goal.clarified),
                language=language_of(goal.text),
                trace_id=goal.trace_id,
                sample=goal.sample,
                created_at=goal.created_at,
                written_on=goal.written_on,
                archived_at=goal.archived_at,
                finished_at=goal.finished_at,
            )
        )

    def find(self, goal_id: str) -> GoalRecord | None:
        """Return the goal, or None."""
        row = self._connection.execute(_BY_ID, {"wanted": goal_id}).one_or_none()
        if row is None:
            return None
        return GoalRecord(
            id=row.id,
            user_id=row.user_id,
            text=row.text,
            circumstances=CIRCUMSTANCES_CODEC.load(row.circumstances),
            clarified=None if row.clarified is None else CLARIFIED_GOAL_CODEC.load(row.clarified),
            domain=row.domain,
            trace_id=row.trace_id,
            sample=row.sample,
            created_at=row.created_at,
            written_on=row.written_on,
            archived_at=row.archived_at,
            finished_at=row.finished_at,
        )

    def save_clarified(self, goal_id: str, clarified: ClarifiedGoal, *, trace_id: str) -> None:
        """Save the clarified goal. Raises NotFound."""
        understood = CLARIFIED_GOAL_CODEC.dump(clarified)
        self._change(
            goal_id,
            clarified=understood,
            domain=clarified.domain[:64],
            kind=kind_of(clarified),
            trace_id=trace_id,
        )

    def save_resolution(self, record: ResolutionRecord) -> None:
        """Add a resolution; the newest one is the goal's."""
        self._connection.execute(
            resolutions.insert().values(
                id=new_id(),
                goal_id=record.goal_id,
                run_id=record.run_id,
                trace_id=record.trace_id,
                title=record.resolution.title,
                body=RESOLUTION_CODEC.dump(record.resolution),
                created_at=record.created_at,
            )
        )

    def save_plan(self, record: PlanRecord) -> None:
        """Add a plan; the newest one is the goal's."""
        PlanStore(self._connection, self._outcomes).add(record)

    def archive(self, goal_id: str, *, now: datetime) -> None:
        """Archive a goal. Raises NotFound."""
        self._change(goal_id, archived_at=now)

    def restore(self, goal_id: str) -> None:
        """Restore an archived goal. Raises NotFound."""
        self._change(goal_id, archived_at=None)

    def finish(self, goal_id: str, *, now: datetime) -> bool:
        """Mark a goal as finished. Returns False if it was already, or is not there."""
        self._outcomes.touch(goal_id)
        going_on = update(goals).where(goals.c.id == goal_id, goals.c.finished_at.is_(None))
        return self._connection.execute(going_on.values(finished_at=now)).rowcount > 0

    def go_on(self, goal_id: str) -> None:
        """Take the end of a goal back. Raises NotFound."""
        self._outcomes.touch(goal_id)
        self._change(goal_id, finished_at=None)

    def delete(self, goal_id: str, receivers: Receivers | None = None) -> None:
        """Delete a goal with its runs, texts, traces, ratings and figures. Raises NotFound.

        The costs of its paid calls stay in the ledger; their texts are removed. `receivers` are
        asked to delete its traces.
        """
        if self.find(goal_id) is None:
            raise NotFound("There is no such goal.")
        erasure.erase_goal(self._connection, goal_id, receivers)

    def _change(self, goal_id: str, **values: object) -> None:
        if (
            self._connection.execute(
                update(goals).where(goals.c.id == goal_id).values(**values)
            ).rowcount
            == 0
        ):
            raise NotFound("There is no such goal.")
