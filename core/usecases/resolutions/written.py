"""What is written for a goal now: its resolution, and who scored it."""

from dataclasses import dataclass

from core.errors import Conflict
from core.goals.goal import GoalRequest
from core.quality.verdict import ScoredBy
from core.resolutions.resolution import Resolution
from core.store.goals.values import GoalRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.revisions.values import RevisionRecord
from core.store.scores.rows import find_newest_scorer
from core.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The request with its answers, the newest resolution, and the scorer of the newest scores."""

    request: GoalRequest
    record: ResolutionRecord | None
    scorer: ScoredBy | None

    @property
    def resolution(self) -> Resolution | None:
        return None if self.record is None else self.record.resolution

    @property
    def scored_by_rule(self) -> bool:
        """Whether new scores cost nothing: rules gave those that are shown."""
        return self.record is not None and self.scorer is ScoredBy.CODE

    def require_unchanged(self, work: UnitOfWork, goal_id: str) -> None:
        """Raise Conflict if the resolution has a newer version than this one."""
        current = work.resolutions.find_current(goal_id)
        if (current and current.trace_id) != (self.record and self.record.trace_id):
            raise Conflict(
                "The resolution was changed meanwhile.",
                advice="Look at it as it is now, then decide again.",
            )


def load_written(work: UnitOfWork, goal: GoalRecord) -> Written:
    """Return what is written for a goal whose owner was checked."""
    run = work.runs.find_latest(goal.id)
    answers = work.clarifications.list_answers(run.id) if run is not None else ()
    return Written(
        request=goal.request(answers),
        record=work.resolutions.find_current(goal.id),
        scorer=find_newest_scorer(work.connection, goal.id),
    )


def changed_resolution(revision: RevisionRecord, resolution: Resolution) -> ResolutionRecord:
    """Return the version of a resolution that a revision made; their trace is the same."""
    return ResolutionRecord(
        goal_id=revision.goal_id,
        run_id=None,
        trace_id=revision.trace_id,
        resolution=resolution,
        created_at=revision.created_at,
    )
