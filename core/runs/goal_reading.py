"""What the rules' own reading of a goal adds to a model's draft of it."""

from core.goals.draft import GoalDraft
from core.goals.goal import GoalRequest
from core.goals.goal_rules import GoalRules, read_draft_date
from core.offline.coach import OfflineCoach
from core.offline.reading.dates import parse_deadline
from core.offline.reading.frequency import parse_hours


def goal_rules(coach: OfflineCoach, request: GoalRequest) -> GoalRules:
    """Return what the rules read in a goal: feasible hours, kind, and dates and hours in words."""
    facts = coach.parse_goal(request.text, today=request.today)

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
