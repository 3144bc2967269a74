"""Adds a missing sentence to a resolution and scores the new version; or undoes the last change.

A change is a version of the resolution that no run wrote. Its scores are not counted for prompts
and models, because the text is not theirs alone.
"""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.quality.resolution_text import resolution_text
from core.quality.rubric import item_by_id
from core.quality.verdict import Evaluation
from core.quota import Use
from core.resolutions.improve import accept_sentence, add_sentence
from core.resolutions.resolution import Resolution
from core.store.resolutions.values import ResolutionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal, require_own_run
from core.usecases.quotas.spend_quota import spend_quota
from core.usecases.resolutions.score_again import score_again, score_by_rule
from core.usecases.resolutions.written import load_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """The changed resolution with its scores."""

    resolution: Resolution
    evaluation: Evaluation
    trace_id: str
    met: bool
    """True if the rubric item it was made for is answered yes now."""


@allow(Access.OWNER)
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
        spend_quota(rein, work, Use.CHANGES, viewer=viewer)
        plan, written = work.plans.find_current(goal_id), load_written(work, goal)
    obstacle = goal.clarified.obstacle if goal.clarified is not None else ""
    _require_new(added, before)
    resolution = add_sentence(before.resolution, item_id, added, obstacle=obstacle)
    scored = score_by_rule(rein, goal, written.request, resolution, plan, change=added)
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


@allow(Access.OWNER)
def undo_improvement(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Undo the last change: restore the previous version. The trace of the change stays.

    Scores that rules gave are given again if what is shown has none. Raises NotFound for another
    person's goal, and Conflict if there is no change.
    """
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        if not work.resolutions.delete_newest_change(goal_id):
            raise Conflict(
                "There is no change to take back.",
                advice="The resolution is as it was first written.",
            )
        by_rule = load_written(work, goal).scored_by_rule
    if by_rule:
        score_again(rein, viewer=viewer, goal_id=goal_id)


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
