"""Write the milestones of a plan."""

import re

from core.goals.draft import TargetDraft
from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.offline.kinds.step_list import STEPS
from core.offline.kinds.usual import WEEKS
from core.offline.kinds.week_steps import turning_weeks
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.amounts import is_body_weight
from core.offline.progressions.progression_input import (
    ProgressionInput,
    Step,
)
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.race_time import find_race_time
from core.offline.writing.format_amount import format_amount, is_counted, is_money
from core.offline.writing.goal_phrase import GAINS
from core.offline.writing.phases import phase_spans
from core.offline.writing.sentences import as_title
from core.offline.writing.templates import fill_template
from core.plans.draft import (
    MilestoneDraft,
)
from core.plans.plan import PHASES

_MANY = 6
"""Milestones from which those that pass no quarter of the way are left out."""
_OF_A_DAY = frozenset({GoalKind.EVENT, GoalKind.CHANGE})
"""Kinds whose counted things, rooms or guests, are means to what the phases reach."""
_THE_PIECE = re.compile(r"\b(?:the|a|your) (?:chosen |whole )?(?:piece|song)\b(?! of)")
_DAYS_NAMED = re.compile(r"\b\d+(?= (?:[a-z]+-?[a-z]* )?days\b)")
_NUMBERED = re.compile(r"\{(?:amount|target|left)\}")
_WEEKS_IN_A_CHECK = re.compile(rf"\b(?P<n>{NUMBER})[- ](?P<unit>(?:week|day)s?)\b", re.IGNORECASE)


def milestone_weeks(
    steps: tuple[Step, ...], check_ins: tuple[int, ...], *, repeats: bool = True
) -> frozenset[int]:
    """Return the milestone weeks: check-in weeks, or the last full week before a lighter one.

    Without `repeats` a week in which nothing was added since the last milestone has none.
    """
    found = {len(steps)}
    before: float | None = None
    for check in sorted(check_ins):
        number = next((n for n in range(check, 0, -1) if not steps[n - 1].lighter), None)
        reached = steps[number - 1].week_target if number is not None else None
        if number is not None and (repeats or reached is None or reached != before):
            found.add(number)
            before = reached
    return frozenset(found)


def milestones_of(
    inputs: ProgressionInput, steps: tuple[Step, ...], check_ins: tuple[int, ...]
) -> frozenset[int]:
    """Return the weeks of a plan that end with a milestone: of its phases, or of its numbers."""
    by_number = milestone_weeks(
        steps, (*check_ins, *turning_weeks(inputs)), repeats=" a " in inputs.unit
    )
    return phase_ends(inputs) or with_quarters(by_number, steps, inputs)


def with_quarters(
    weeks: frozenset[int], steps: tuple[Step, ...], inputs: ProgressionInput
) -> frozenset[int]:
    """Return the milestone weeks that pass a quarter of the way, and the last one.

    A number at each check-in is a bank statement; half of the way is a milestone. A plan with few
    milestones, or of a rate that is held, keeps them all.
    """
    few = len(weeks) <= _MANY and not inputs.is_payment
    if few or not inputs.target or " a " in inputs.unit:
        return weeks
    found, passed = {len(steps)}, _quarters(inputs, inputs.baseline)
    for week in sorted(weeks):
        quarters = _quarters(inputs, steps[week - 1].week_target)
        if quarters > passed:
            found.add(week)
        passed = max(passed, quarters)
    return frozenset(found)


def _quarters(inputs: ProgressionInput, reach: float | None) -> int:
    """Return how many quarters of the way are reached: of a sum, or of what is still to come."""
    begun = 0.0 if inputs.is_payment else inputs.baseline
    whole = (inputs.target or 0.0) - begun
    return int(4 * ((reach or begun) - begun) / whole) if whole else 0


def reached_by_week(inputs: ProgressionInput, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return what is reached at the end of each week, "5,229 of 12,910", where a plan adds up."""
    if not inputs.target or " a " in inputs.unit or inputs.unit == PHASES:
        return ("",) * len(steps)
    whole, unit = format_amount(inputs.target, inputs.unit), inputs.unit
    bare = unit if is_money(unit) else ""
    return tuple(
        f"{format_amount(step.week_target, bare).strip()} of {whole}" if step.week_target else ""
        for step in steps
    )


def reached_when(playbook: Playbook, target: Target | TargetDraft, values: dict[str, str]) -> str:
    """Return when a target is reached: "when pages written is 60 pages", or its last stage.

    A number of phases says little; what the last one shows is what was wanted.
    """
    check = playbook.phases[-1].check
    if target.unit != PHASES or check is None:
        return f"when {target.metric} is {format_amount(target.quantity, target.unit)}"
    shown = fill_template(check, values)
    stages = f"{target.quantity:g}"
    return f"when stage {stages} of {stages} is done: {shown[:1].lower()}{shown[1:]}"


def write_milestone(
    inputs: ProgressionInput, values: dict[str, str], step: Step, *, number: int
) -> MilestoneDraft | None:
    """Return the milestone of a week, or None if the week has no target."""
    target = inputs.goal.target
    last = number == inputs.weeks
    reach = target.quantity if last and target else step.week_target
    stage = None if last else _stage_passed(inputs, values, number)
    if stage is not None:
        return stage
    if reach is None:
        return None
    metric, unit = inputs.metric, inputs.unit
    own = _shown(inputs, values, number) or _own_title(inputs, reach, unit)
    if own is not None and last and inputs.kind == GoalKind.QUIT:
        own = _DAYS_NAMED.sub(f"{reach:g}", own, count=1)  # a recipe's "28 days" are its least
    done = inputs.weeks_before < inputs.weeks or _only_counts(inputs)
    if own is None and last and inputs.kind == GoalKind.PROJECT and done:
        own = as_title(fill_template(inputs.playbook.goal, values))
    if own is not None:
        return MilestoneDraft(title=own, metric=metric, target=reach, unit=unit)
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


def _stage_passed(
    inputs: ProgressionInput, values: dict[str, str], number: int
) -> MilestoneDraft | None:
    """Return the milestone of a stage that shows something else than the result's number.

    "Swim one pool length" at a number that was only reckoned, 24 m, would be silly.
    """
    ends = list(enumerate(phase_spans(inputs), start=1))
    for stage, (guide, _, last) in ends:
        if last == number and guide.check is not None and not _NUMBERED.search(guide.check):
            title = _with_piece(fill_template(guide.check, values), values)
            return MilestoneDraft(
                title=title, metric="phases passed", target=float(stage), unit=PHASES
            )
    return None


def phase_ends(inputs: ProgressionInput) -> frozenset[int]:
    """Return the last week of each phase that ends with something to show.

    Where only steps are counted, what a phase is for says more than their number.
    """
    by_phase = _only_counts(inputs)
    return frozenset(
        last
        for guide, first, last in phase_spans(inputs)
        if by_phase
        or (guide.check is not None and (last == inputs.weeks or _fits(guide.check, first, last)))
    )


def _only_counts(inputs: ProgressionInput) -> bool:
    """Return whether a milestone would only count what was done: "Reach 12 steps", "Reach 2 rooms".

    What a phase is for says what is there at its end.
    """
    of_day = inputs.kind in _OF_A_DAY and is_counted(inputs.unit)
    return (inputs.unit == STEPS or of_day) and not inputs.playbook.ladder


def _fits(check: str, first: int, last: int) -> bool:
    """Return whether what is to be shown can have happened: "four weeks in a row" takes four.

    Practice of the stage before counts, too; so half of the time has to lie in the stage.
    """
    found = _WEEKS_IN_A_CHECK.search(check)
    if found is None:
        return True
    wanted = parse_number(found["n"]) / (1 if found["unit"].lower().startswith("week") else 7)
    return wanted <= last and wanted <= 2 * (last - first + 1)


def _shown(inputs: ProgressionInput, values: dict[str, str], number: int) -> str | None:
    """Return what is shown at the end of a week's phase, if the week is its last one."""
    for guide, _, last in phase_spans(inputs):
        if last == number and guide.check is not None:
            return _with_piece(fill_template(guide.check, values), values)
        ends = number == inputs.weeks and inputs.kind not in _OF_A_DAY
        if last == number and not ends and _only_counts(inputs):
            return f"{guide.name}: {fill_template(guide.aim, values)}"
    return None


def _with_piece(title: str, values: dict[str, str]) -> str:
    """Return a title with the piece that the person named in place of "the piece"."""
    piece = values.get("piece")
    return _THE_PIECE.sub(lambda _: piece, title, count=1) if piece else title


def _own_title(inputs: ProgressionInput, reach: float, unit: str) -> str | None:
    """Return the title of a milestone that the playbook's template does not fit, or None."""
    amount = format_amount(reach, unit)
    if unit == WEEKS:
        return f"Keep the routine for {amount}"
    changes = inputs.playbook.progression.rule == "weight" and not inputs.baseline
    if changes and not is_body_weight(inputs.target or reach, unit, inputs.facts.aim):
        return f"{'Gain' if GAINS.search(inputs.facts.aim) else 'Lose'} {amount}"
    if inputs.goal.target and unit != inputs.playbook.unit and not is_money(unit):
        return f"Reach {amount}"
    return None


def _requested_quantity(inputs: ProgressionInput) -> float | None:
    return inputs.facts.quantity.value if inputs.facts.quantity else None
