"""Score what a goal shows now, by rule: it costs nothing and calls no model."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.goals.goal import GoalRequest
from core.plans.plan import Plan
from core.quality.subject import answer_text, digest_of
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Resolution
from core.runs.evaluation_run import RESOLUTION_EVALUATION, ChangedResolutionState
from core.store.goals.values import GoalRecord
from core.store.scores.rows import find_current_evaluation
from core.usecases.access.allow import Access, allow, without_viewer
from core.usecases.goals.ownership import require_own_goal
from core.usecases.resolutions.written import load_written
from core.usecases.runs.run_by_rule import run_by_rule
from core.usecases.runs.run_inline import FinishedRun

_CHANGE = "Score again"


@allow(Access.OWNER)
def score_again(rein: Rein, *, viewer: Viewer, goal_id: str) -> Evaluation:
    """Return scores of what a goal shows now; those that are of it already stay.

    Raises NotFound for another person's goal or one without a resolution, and Conflict while a run
    is under way or if the text was changed meanwhile.
    """
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        run = work.runs.find_latest(goal_id)
        if run is not None and not run.status.over:
            raise Conflict(
                "The coach is still working on this goal.", advice="Wait until it has finished."
            )
        plan = work.plans.find_current(goal_id)
        written = load_written(work, goal)
    resolution = written.resolution
    if resolution is None or goal.clarified is None:
        raise NotFound(
            "This goal has no resolution yet.", advice="“Try again” on its page writes one."
        )
    digest = digest_of(answer_text(resolution, goal.clarified, plan))
    with rein.database.read() as connection:
        known = find_current_evaluation(connection, goal_id, text_digest=digest)
    if known is not None and known.text_digest in {"", digest}:
        return known
    scored = score_by_rule(rein, goal, written.request, resolution, plan, change=_CHANGE)
    evaluation = scored.state.evaluation
    if evaluation is None:
        raise TypeError("Scoring gave no evaluation.")
    with rein.database.begin() as work:
        written.require_unchanged(work, goal_id)
        scored.write(work, at=rein.clock.now(), settings=rein.settings)
    rein.delivery.wake()
    return evaluation


@without_viewer(Access.PART, "scores a goal whose owner was checked")
def score_by_rule(
    rein: Rein,
    goal: GoalRecord,
    request: GoalRequest,
    resolution: Resolution,
    plan: Plan | None,
    *,
    change: str,
) -> FinishedRun[ChangedResolutionState]:
    """Score a resolution with its plan by rule, in a trace of its own that is not written yet."""
    state = ChangedResolutionState(
        request=request, goal=goal.clarified, resolution=resolution, plan=plan, change=change
    )
    return run_by_rule(rein, RESOLUTION_EVALUATION, state, goal=goal)
