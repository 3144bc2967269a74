"""What the page replies to a tick and to a skip."""

from app.coach.today.present import when
from core import formats
from core.usecases.plans.get_today import Today


def answer_tick(title: str, today: Today) -> str:
    """Return the reply to a tick: what is left, and what comes next."""
    left = [one for one in today.tasks if one.state.is_open]
    if left:
        return f"Done: {title}. {formats.pluralize(len(left), 'task')} left today."
    if today.later:
        coming = today.later[0]
        return f"Done: {title}. Next: {coming.task.title}, {when(coming, today.day)}."
    return f"Done: {title}. That was the last one of this week."


def answer_skip(title: str, *, reserve_before: int, reserve_left: int) -> str:
    """Return the reply to a skip: what it leaves out, and what it takes from the reserve."""
    if reserve_left >= reserve_before:
        return f"Skipped: {title}."
    return f"Skipped: {title}. It uses a reserve day: {reserve_left} left."
