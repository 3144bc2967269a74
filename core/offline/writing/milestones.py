"""Write the milestones of a plan."""

import itertools

from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
)
from core.offline.reading.race_time import find_race_time
from core.offline.reading.units import MONEY
from core.offline.writing.format_amount import format_amount
from core.offline.writing.templates import fill_template
from core.plans.draft import (
    MilestoneDraft,
)


def milestone_weeks(steps: tuple[Step, ...], check_ins: tuple[int, ...]) -> frozenset[int]:
    """Return the milestone weeks: check-in weeks, or the last full week before a lighter one."""
    found = {len(steps)}
    for check in check_ins:
        full = (number for number in range(check, 0, -1) if not steps[number - 1].lighter)
        found.update(itertools.islice(full, 1))
    return frozenset(found)


def write_milestone(
    inputs: ProgressionInput, values: dict[str, str], step: Step, *, number: int
) -> MilestoneDraft | None:
    """Return the milestone of a week, or None if the week has no target."""
    target = inputs.goal.target
    last = number == inputs.weeks
    reach = target.quantity if last and target else step.week_target
    if reach is None:
        return None
    metric, unit = (
        (target.metric, target.unit) if target else (inputs.playbook.metric, inputs.playbook.unit)
    )
    if target and unit != inputs.playbook.unit and unit not in MONEY:
        return MilestoneDraft(
            title=f"Reach {format_amount(reach, unit)}", metric=metric, target=reach, unit=unit
        )
    title = fill_template(
        inputs.playbook.milestone, {**values, "amount": format_amount(reach, unit)}
    )
    race_time = (
        find_race_time(inputs.facts)
        if inputs.is_running and last and reach == _requested_quantity(inputs)
        else None
    )
    title = f"{title} in {race_time.label}" if race_time else title
    return MilestoneDraft(title=title, metric=metric, target=reach, unit=unit)


def _requested_quantity(inputs: ProgressionInput) -> float | None:
    return inputs.facts.quantity.value if inputs.facts.quantity else None
