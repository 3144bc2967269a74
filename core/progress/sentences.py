"""Progress in words: what was done, where the pace leads, and what the strength means."""

from datetime import date

from core import formats
from core.progress.forecast import Forecast, Unknown
from core.progress.measurements import MilestoneProgress
from core.progress.summary import Finished, Progress

_WEEK = 7
_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


def progress_in_words(progress: Progress) -> str:
    """Return how the goal stands and where the pace leads, in one or two sentences."""
    outlook = progress.outlook
    match outlook:
        case Finished():
            return _finished(progress, outlook)
        case Unknown.NOT_BEGUN:
            return f"Nothing is due yet: your plan has {_tasks(progress.planned.tasks)}."
        case Unknown.NOTHING_DONE if not progress.due.tasks:
            return "Nothing was due so far. The shortest task of this week is a good start."
        case Unknown.NOTHING_DONE:
            return (
                f"{_due(progress.due.tasks)}, and none is ticked yet. "
                "The shortest one is a good start."
            )
        case Unknown.TOO_LITTLE:
            return (
                f"{_so_far(progress)}. After two weeks with a few tasks done, this is where you "
                "see when you finish at your pace."
            )
        case _:
            return _expected(progress, outlook)


def _expected(progress: Progress, outlook: Forecast) -> str:
    today = progress.today
    if _date_is_likely(progress, outlook):
        return (
            f"{_so_far(progress)}; at this pace your date, "
            f"{formats.day(progress.ends_on, today=today)}, is within what is likely for the end "
            f"({_band(outlook, today=today)})."
        )
    if outlook.on is None:
        return (
            f"{_so_far(progress)}. At this pace the end is more than two years away: fewer tasks "
            "a week or a later date would fit better."
        )
    return (
        f"{_so_far(progress)}; at this pace you finish on {formats.day(outlook.on, today=today)}, "
        f"{distance(outlook.on, progress.ends_on)} ({_band(outlook, today=today)})."
    )


def _date_is_likely(progress: Progress, outlook: Forecast) -> bool:
    """Return whether the date lies in the band, so that it is neither late nor early."""
    low, high = outlook.low, outlook.high
    if low is None:
        return False
    return low < progress.ends_on if high is None else low <= progress.ends_on <= high


def _band(outlook: Forecast, *, today: date) -> str:
    """Return the days between which the end lies in four of five cases."""
    low, high = outlook.low, outlook.high
    first = formats.day(low, today=today) if low is not None else ""
    if high is None:
        return f"most likely not before {first}"
    if low == high:
        return "most likely on that day"
    return f"most likely between {first} and {formats.day(high, today=today)}"


def _finished(progress: Progress, outlook: Finished) -> str:
    if outlook.on is None:
        return "Nothing is left to do: every task was skipped."
    skipped = f", and skipped {_number(progress.skipped.tasks)}" if progress.skipped.tasks else ""
    return (
        f"You finished on {formats.day(outlook.on, today=progress.today)}, "
        f"{distance(outlook.on, progress.ends_on)}. You did {_tasks(progress.done.tasks)}{skipped}."
    )


def distance(day: date, planned: date) -> str:
    """Return how far a day is from the date of the plan: "two weeks after your date"."""
    days = abs((day - planned).days)
    if days == 0:
        return "on your date"
    side = "after" if day > planned else "before"
    if days < _WEEK + 3:
        return f"{_number(days)} {'day' if days == 1 else 'days'} {side} your date"
    weeks = round(days / _WEEK)
    return f"{_number(weeks)} {'week' if weeks == 1 else 'weeks'} {side} your date"


def strength_in_words(strength: float | None) -> str:
    """Return what the strength means, in a sentence or two."""
    meaning = "It grows with each task you do, and one missed task or week lowers it only a little."
    begins = "Habit strength begins with your first task. "
    return meaning if strength is not None else f"{begins}{meaning}"


def skipped_in_words(progress: Progress) -> str:
    """Return how many tasks were skipped; they are not counted as open. "" if none."""
    tasks = progress.skipped.tasks
    if tasks == 0:
        return ""
    return f"{_capital(_tasks(tasks))} skipped; they count neither as done nor as open."


def milestone_in_words(standing: MilestoneProgress, *, today: date) -> str:
    """Return whether a milestone is reached, and until when it is due."""
    if standing.reached_on is not None:
        return f"reached on {formats.day(standing.reached_on, today=today)}"
    due = formats.day(standing.milestone.due_on, today=today)
    return f"due on {due}" if standing.milestone.due_on >= today else f"open since {due}"


def _due(count: int) -> str:
    return f"{_tasks(count)} {'was' if count == 1 else 'were'} due so far"


def _so_far(progress: Progress) -> str:
    done, due = progress.done.tasks, progress.due.tasks
    return (
        f"You did all {_tasks(done)} so far"
        if done == due > 1
        else (f"You did {done} of {_tasks(due)} so far")
    )


def _tasks(count: int) -> str:
    return formats.pluralize(count, "task")


def _number(count: int) -> str:
    return _WORDS[count] if 0 < count < len(_WORDS) else str(count)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
