"""What is judged: the person's words, what was understood, the resolution and the first weeks."""

from dataclasses import dataclass
from hashlib import sha256

from core.goals.goal import ClarifiedGoal, GoalRequest
from core.offline.reading.facts import GoalFacts
from core.plans.plan import Plan, Week
from core.quality.resolution_text import resolution_text
from core.resolutions.resolution import Resolution

FIRST_WEEKS = 2
"""Weeks of the plan that are judged whole; of the others, the milestones are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedText:
    """The two sides of a judgement as plain text."""

    asked: str
    """The person's own words: the goal and everything they added about themselves."""
    answer: str
    """The text that is judged, one statement a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A resolution with its plan beside the words it answers, as values."""

    request: GoalRequest
    facts: GoalFacts
    """What the rules read in the words; the items of fit compare the result with it."""
    goal: ClarifiedGoal
    resolution: Resolution
    plan: Plan | None = None

    @property
    def text(self) -> JudgedText:
        """The two sides as plain text."""
        return JudgedText(asked=self.asked, answer=self.answer)

    @property
    def asked(self) -> str:
        return "\n".join(
            (
                self.request.text,
                *self.request.circumstances.constraints,
                *(a.text for a in self.request.answers if a.text),
            )
        )

    @property
    def answer(self) -> str:
        return answer_text(self.resolution, self.goal, self.plan)


def answer_text(resolution: Resolution, goal: ClarifiedGoal, plan: Plan | None) -> str:
    """Return what is judged of a result: the resolution, the notes and the plan, as lines."""
    lines = [resolution_text(resolution), *goal.notes]
    if plan is not None:
        lines += plan_lines(plan)
    return "\n".join(lines)


def digest_of(answer: str) -> str:
    """Return the digest of a judged text: two versions with the same one are judged alike."""
    return sha256(answer.encode()).hexdigest()


def plan_lines(plan: Plan) -> list[str]:
    """Return the first weeks of a plan as lines of text, then the milestones of all weeks."""
    lines = [line for week in plan.weeks[:FIRST_WEEKS] for line in _week_lines(week)]
    lines += [
        f"Milestone of week {week.number}: {week.milestone.title} "
        f"({week.milestone.target:g} {week.milestone.unit})"
        for week in plan.weeks
        if week.milestone is not None
    ]
    return [*lines, *(f"{c.trigger}: {c.response}" for c in plan.contingencies)]


def _week_lines(week: Week) -> list[str]:
    tasks = [
        f"- {task.title}, {task.minutes} minutes" + (f", {task.day.value}" if task.day else "")
        for task in week.tasks
    ]
    return [f"Week {week.number}, {week.phase}: {week.focus}", *tasks, week.if_then]
