"""The if-then plan of a week: unchanged if it has the form, mended if it is English."""

from core.goals.goal import ClarifiedGoal
from core.plans.banned_advice import safe_alternative
from core.plans.plan import Task
from core.plans.repairs import Repairs, clean
from core.resolutions.if_then import ensure_if_then, is_if_then


def week_if_then(
    drafted: str,
    goal: ClarifiedGoal,
    tasks: tuple[Task, ...],
    *,
    english: bool,
    number: int,
    repairs: Repairs,
) -> str:
    """Return the week's if-then plan; another language is never mended with English words."""
    text = " ".join(clean(drafted).split())
    harmful = safe_alternative(text) is not None
    if not harmful and (is_if_then(text) if english else text):
        return text
    smallest = min(tasks, key=lambda t: t.minutes).title
    repairs.add(
        "if_then", f"Week {number} now has an if-then plan for “{goal.obstacle}”.", week=number
    )
    if not english:
        return f"{goal.obstacle} → {smallest}"
    return ensure_if_then(
        "" if harmful else text,
        obstacle=goal.obstacle,
        action=f"do ten minutes of “{smallest}”",
    )
