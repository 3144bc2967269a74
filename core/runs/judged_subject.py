"""The subject of an evaluation, from the state of a goal's run."""

from core.offline.clarifying.answers import apply_answers
from core.offline.coach import OfflineCoach
from core.quality.subject import Subject
from core.runs.goal_state import GoalRunState


def subject_of(state: GoalRunState, *, coach: OfflineCoach) -> Subject:
    """Return what is judged: the resolution, and the plan if there is one, beside the words."""
    request = apply_answers(state.request)
    return Subject(
        request=request,
        facts=coach.parse_goal(request.text, today=request.today),
        goal=state.require_goal(),
        resolution=state.require_resolution(),
        plan=state.plan,
    )
