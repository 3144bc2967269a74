"""Adds a missing sentence to a resolution and scores the new version; or undoes the last change.

A change is a version of the resolution that no run wrote. Its scores are not counted for prompts
and models, because the text is not theirs alone.
"""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.ids import new_id
from core.plans.plan import Plan
from core.quality.resolution_text import resolution_text
from core.quality.rubric import item_by_id
from core.quality.verdict import Evaluation
from core.resolutions.improve import accept_sentence, add_sentence
from core.resolutions.resolution import Resolution
from core.runs.evaluation_run import RESOLUTION_EVALUATION, ChangedResolutionState
from core.runs.kind import RunIdentity
from core.runs.offline_models import offline_models
from core.runs.stage import StageContext
from core.store.goals.values import GoalRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from core.usecases.goals.ownership import require_own_goal, require_own_run
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """The changed resolution with its scores."""

    resolution: Resolution
    evaluation: Evaluation
    trace_id: str
    met: bool
    """True if the rubric item it was made for is answered yes now."""


def apply_suggestion(
    rein: Rein, *, viewer: Viewer, goal_id: str, item_id: str, sentence: str
) -> Improved:
    """Add the sentence for a rubric item to the resolution, and score the new version by rule.

    Raises NotFound for another person's goal, InvalidInput for an unusable item or sentence, and
    Conflict if the resolution has the sentence, was changed, or is still being written.
    """
    _require_item(item_id)
    added = accept_sentence(sentence)
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        before = _settled(work, goal_id, viewer=viewer)
        plan = work.plans.find_current(goal_id)
    obstacle = goal.clarified.obstacle if goal.clarified is not None else ""
    _require_new(added, before)
    resolution = add_sentence(before.resolution, item_id, added, obstacle=obstacle)
    scored = _score(rein, goal, resolution, plan, change=added)
    evaluation, trace_id = scored.state.evaluation, scored.recorded.identity.trace_id
    if evaluation is None:
        raise TypeError("Scoring gave no evaluation.")
    changed = ResolutionRecord(
        goal_id=goal.id,
        run_id=None,
        trace_id=trace_id,
        resolution=resolution,
        created_at=rein.clock.now(),
    )
    with rein.database.begin() as work:
        _require_unchanged(work, before)
        scored.write(work, at=changed.created_at, settings=rein.settings)
        work.goals.save_resolution(changed)
    rein.delivery.wake()
    return Improved(
        resolution=resolution,
        evaluation=evaluation,
        trace_id=trace_id,
        met=_is_met(item_id, evaluation),
    )


def _is_met(item_id: str, evaluation: Evaluation) -> bool:
    items = (item for dimension in evaluation.dimensions for item in dimension.items)
    return any(item.yes for item in items if item.item == item_id)


def _require_item(item_id: str) -> None:
    if item_by_id(item_id) is None:
        raise InvalidInput(
            "There is no such question in the rubric.", field="item_id", advice="Reload the page."
        )


def _require_new(sentence: str, before: ResolutionRecord) -> None:
    if sentence.rstrip(".") in resolution_text(before.resolution):
        raise Conflict(
            "This sentence is in your resolution already.",
            advice="Nothing was added a second time.",
        )


def _require_unchanged(work: UnitOfWork, before: ResolutionRecord) -> None:
    current = work.resolutions.find_current(before.goal_id)
    if current is None or current.trace_id != before.trace_id:
        raise Conflict(
            "The resolution was changed meanwhile.",
            advice="Look at it as it is now, then decide again.",
        )


def undo_improvement(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Undo the last change: restore the previous version. The trace of the change stays.

    Raises NotFound for another person's goal, and Conflict if there is no change.
    """
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if not work.resolutions.delete_newest_change(goal_id):
            raise Conflict(
                "There is no change to take back.",
                advice="The resolution is as it was first written.",
            )


def _settled(work: UnitOfWork, goal_id: str, *, viewer: Viewer) -> ResolutionRecord:
    if not require_own_run(work, goal_id, viewer=viewer).status.over:
        raise Conflict(
            "The coach is still working on this goal.", advice="Wait until it has finished."
        )
    current = work.resolutions.find_current(goal_id)
    if current is None:
        raise NotFound(
            "This goal has no resolution yet.", advice="“Try again” on its page writes one."
        )
    return current


def _score(
    rein: Rein, goal: GoalRecord, resolution: Resolution, plan: Plan | None, *, change: str
) -> FinishedRun[ChangedResolutionState]:
    """Score a changed resolution by rule, in a separate trace."""
    state = ChangedResolutionState(
        request=goal.request(),
        goal=goal.clarified,
        resolution=resolution,
        plan=plan,
        change=change,
    )
    identity = RunIdentity(
        trace_id=new_id(),
        root_span_id=new_span_id(),
        user_id=goal.user_id,
        goal_id=goal.id,
        sample=goal.sample,
    )
    recorded = RecordedWork(
        identity,
        trace_name=RESOLUTION_EVALUATION.trace_name,
        text=RESOLUTION_EVALUATION.trace_text(state),
        started_at=rein.clock.now(),
    )
    context = StageContext(
        models=offline_models(rein.coach),
        prompts=rein.prompts,
        coach=rein.coach,
        run_id=identity.trace_id,
        call_deadline_s=rein.settings.call_deadline_s,
    )
    return run_inline(RESOLUTION_EVALUATION, state, context=context, recorded=recorded)
