"""The sessions of a training week: one long one with its share, the others easier and shorter."""

import re

from core.offline.kinds.short_plans.placed_steps import WeekShare
from core.offline.kinds.week_acts import earlier_acts, week_acts
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.writing.templates import fill_template

_LONG = re.compile(r"(?<!after the )(?<!after a )\blong(?:est|er)?\b", re.IGNORECASE)
"""How a playbook names the week's long session."""
_LONG_SHARE = {2: 0.6, 3: 0.5, 4: 0.42}
_LEAST_LONG_SHARE = 0.35
_MOST_LONG_SHARE = 0.75
_LEAST_MINUTES = 10


def training_sessions(
    inputs: ProgressionInput,
    guide: PhaseGuide,
    values: dict[str, str],
    step: Step,
    share: WeekShare,
    *,
    turn: int,
) -> list[tuple[str, int]]:
    """Return title and minutes of each session, the long one last."""
    earlier = earlier_acts(inputs.playbook, guide)
    easier = tuple(title for title in earlier if not _LONG.search(title))
    longs = tuple(title for title in guide.practice if _LONG.search(title))
    others = tuple(title for title in guide.practice if title not in longs)
    if others and any(task.minutes > share.each for task in share.first):
        longs, guide = (), guide.model_copy(update={"practice": others})  # a step is the long one
    stated = inputs.facts.session_minutes
    if not longs or not others or stated is not None:
        each = share.each if stated is None else share.minutes // max(1, share.count)
        titles = week_acts(guide.practice, earlier, share.count, turn, inputs.kind)
        return [(fill_template(title, values), each) for title in titles]
    if share.count == 1:
        title = guide.practice[turn % len(guide.practice)]
        return [(fill_template(title, values), share.each)]
    long_minutes = _long_minutes(inputs, step, share)
    rest = share.count - 1
    each = max(5, (share.minutes - long_minutes) // rest // 5 * 5)
    shorter = {**values, "minutes": f"{each}"}
    longest = {**values, "minutes": f"{long_minutes}"}
    return [
        *(
            (fill_template(title, shorter), each)
            for title in week_acts(others, easier, rest, turn, inputs.kind)
        ),
        (fill_template(longs[turn % len(longs)], longest), long_minutes),
    ]


def _long_minutes(inputs: ProgressionInput, step: Step, share: WeekShare) -> int:
    """Return the minutes of the long session: what its distance takes, else a usual share."""
    usual = share.minutes * _LONG_SHARE.get(share.count, _LEAST_LONG_SHARE)
    each = inputs.playbook.defaults.hours_each
    takes = step.load * each * 60 if each and step.load and " a " not in inputs.unit else usual
    least = _LEAST_MINUTES * (share.count - 1)
    most = min(share.minutes * _MOST_LONG_SHARE, share.minutes - least)
    return max(5, int(min(max(takes, share.minutes / share.count), most)) // 5 * 5)
