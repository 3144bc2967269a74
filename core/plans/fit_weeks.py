"""Fitting drafted weeks to the dates of a goal."""

from core.plans.draft import WeekDraft
from core.plans.repairs import Repairs


def fit_weeks(
    drafts: list[WeekDraft], weeks: int, *, cap: int, repairs: Repairs
) -> list[WeekDraft]:
    """Return the drafts as the given number of weeks.

    One week too many or too few is a short last week that was counted otherwise. It is joined to
    the week before it, or that week is repeated, so that no other week slides. Otherwise the weeks
    are evenly thinned out or repeated. `cap` holds the minutes of a whole week.
    """
    drafted = len(drafts)
    if drafted == weeks:
        return drafts
    repairs.add("weeks", f"The plan was drafted for {drafted} weeks; your dates hold {weeks}.")
    if weeks == 1:
        return [drafts[0].model_copy(update={"milestone": drafts[-1].milestone})]
    if drafted == weeks + 1:
        return [*drafts[: weeks - 1], _joined(drafts[weeks - 1], drafts[weeks], cap=cap)]
    if drafted == weeks - 1 and drafted > 1:
        return [*drafts[:-1], drafts[-2].model_copy(update={"milestone": None}), drafts[-1]]
    picked = [round(i * (drafted - 1) / (weeks - 1)) for i in range(weeks)]
    return [
        drafts[at]
        if at not in picked[i + 1 :]
        else drafts[at].model_copy(update={"milestone": None})
        for i, at in enumerate(picked)
    ]


def _joined(week: WeekDraft, last: WeekDraft, *, cap: int) -> WeekDraft:
    """Return the last week with the tasks of the week before it that its minutes hold."""
    tasks, left = [], cap - sum(task.minutes for task in last.tasks)
    for task in week.tasks:
        if task.minutes <= left:
            tasks.append(task)
            left -= task.minutes
    return last.model_copy(
        update={
            "tasks": [*tasks, *last.tasks],
            "milestone": last.milestone or week.milestone,
            "load": last.load if last.load is not None else week.load,
            "if_then": last.if_then or week.if_then,
        }
    )
