"""What the rules' own reading of a goal adds to a model's draft of it."""

from collections.abc import Mapping

from core.goals.draft import GoalDraft
from core.goals.goal import MAX_WEEKS, GoalRequest
from core.goals.goal_rules import GoalRules, read_draft_date
from core.goals.kind import GoalKind
from core.goals.normalize import DEFAULT_HOURS, DEFAULT_WEEKS
from core.offline.coach import OfflineCoach
from core.offline.reading.dates import parse_deadline
from core.offline.reading.frequency import parse_hours

KINDS: Mapping[GoalKind, str] = {
    GoalKind.PROJECT: "finish a piece of work",
    GoalKind.SKILL: "reach a level in a skill, a game or a language",
    GoalKind.TRAINING: "a physical performance that grows with load",
    GoalKind.BODY: "a measure of the body",
    GoalKind.MONEY: "an amount saved, owed, earned or spent",
    GoalKind.QUIT: "stop or cut a substance or a habit",
    GoalKind.ROUTINE: "do something regularly",
    GoalKind.RELATING: "how the person treats or meets others",
    GoalKind.FEAR: "a fear that is faced step by step",
    GoalKind.EXAM: "pass an exam or reach a score in it",
    GoalKind.CHANGE: "a change of job, career or home",
    GoalKind.EVENT: "a one-off errand or event",
    GoalKind.VAGUE: "a wish that names nothing to reach yet",
}
"""The kinds of goals as a model is offered them."""


def goal_rules(coach: OfflineCoach, request: GoalRequest) -> GoalRules:
    """Return what the rules read in a goal: feasible hours, kind, and dates and hours in words."""
    facts = coach.facts_of(request)

    def read_hours(text: str) -> float | None:
        hours = parse_hours(text)
        return hours.per_week if hours is not None else None

    return GoalRules(
        feasible_hours=coach.draft_goal(request).hours_per_week,
        kind=facts.kind if "kind" in facts.confidence else None,
        read_date=lambda text: getattr(
            parse_deadline(f"by {text}", today=request.today), "on", None
        ),
        read_hours=read_hours,
    )


def usual_values(request: GoalRequest, rules: GoalRules) -> dict[str, object]:
    """Return the hours and the length that a goal gets by rule, for a model that assumes some."""
    style = request.circumstances.style
    return {
        "hours": rules.feasible_hours or DEFAULT_HOURS[style],
        "weeks": DEFAULT_WEEKS[style],
        "most_weeks": MAX_WEEKS,
    }


class ReadableDates:
    """Rejects a draft whose dates cannot be read, once, so that the model repairs them.

    A draft that still has such a date afterwards is used without it: a plan of the usual length is
    worth more than none.
    """

    def __init__(self, rules: GoalRules) -> None:
        self._rules = rules
        self._rejected = False

    def __call__(self, draft: GoalDraft) -> None:
        """Raise ValueError with the unreadable dates, the first time."""
        unreadable = [
            f"{name}: “{text}” is no date; write it as YYYY-MM-DD, or null if none was named"
            for name, text in (("deadline", draft.deadline), ("event_on", draft.event_on))
            if text and text.strip() and read_draft_date(text, self._rules) is None
        ]
        if unreadable and not self._rejected:
            self._rejected = True
            raise ValueError("\n".join(unreadable))
