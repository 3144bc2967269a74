"""Sentences and labels of the check-in section."""

from datetime import date

from app.ui.text import plain
from core import formats
from core.plans.milestones import series_of
from core.plans.plan import PHASES, Milestone
from core.progress.check_in import EFFORTS, ENERGIES, CheckIn, CheckInKind
from core.progress.check_in_week import OpenCheckIn
from core.usecases.check_ins.get_check_ins import CheckInsView

MOST_CHIPS = 6
LONGEST_CHIP = 48


FOLD_LABEL = "Check-in: two minutes to look back"
"""Never changes: a fold with another label is another fold, which would close."""


def status_sentence(waiting: OpenCheckIn | None, *, finished: bool) -> str:
    """Return what waits, and until when; or an empty text."""
    if finished:
        return "This goal is finished; your result is here."
    if waiting is None:
        return ""
    until = formats.day(waiting.until)
    if waiting.kind is CheckInKind.FINAL:
        return f"Your plan ends: look back and finish until {until}."
    return f"The check-in of week {waiting.week} is open until {until}."


def work_sentence(view: CheckInsView, today: date) -> str:
    """Return what is ticked since the last check-in, so that it can be put right first."""
    work = view.work
    since = formats.day(work.since)
    if not work.planned and not work.done:
        return "Nothing was due yet." if work.since == today else f"Nothing was due since {since}."
    return (
        f"{len(work.done)} of {formats.pluralize(len(work.planned), 'task')} ticked since {since}. "
        "If you did more, tick it in the plan first."
    )


def effort_label(number: int) -> str:
    """Return "3 about right"."""
    return f"{number} {EFFORTS[number - 1]}"


def energy_label(number: int) -> str:
    """Return "4 good"."""
    return f"{number} {ENERGIES[number - 1]}"


def number_label(view: CheckInsView) -> str:
    """Return the label of the number: what is measured, and in which unit."""
    target = view.goal.target
    if target is None:
        return "A number you follow (optional)"
    return metric_label(target.metric, target.unit)


def other_metrics(view: CheckInsView) -> tuple[Milestone, ...]:
    """Return a milestone of each metric to be measured beside the one of the target."""
    target = view.goal.target
    own = "" if target is None else target.unit.casefold()
    counted = (own, PHASES)
    found = {
        series_of(one): one for one in view.plan.milestones if one.unit.casefold() not in counted
    }
    return tuple(found.values()) if own else tuple(found.values())[:-1]


def metric_label(metric: str, unit: str) -> str:
    """Return the label of a number: what is measured, and in which unit."""
    named = unit.casefold() in metric.casefold()
    return plain(f"{metric[:1].upper()}{metric[1:]}{'' if named else f', in {unit}'} (optional)")


def obstacle_chips(view: CheckInsView) -> tuple[str, ...]:
    """Return the obstacles that the plan has an answer to, the person's own first."""
    found = [each.trigger for each in view.plan.contingencies if len(each.trigger) <= LONGEST_CHIP]
    return tuple(dict.fromkeys(found))[:MOST_CHIPS]


def history_title(check_in: CheckIn) -> str:
    """Return when a check-in was made, and for which week."""
    day = formats.day(check_in.day, year=True)
    return (
        f"{day} · looking back at the whole plan"
        if check_in.kind is CheckInKind.FINAL
        else (f"{day} · week {check_in.week}")
    )


def history_facts(check_in: CheckIn) -> tuple[str, ...]:
    """Return what was reported, in a few words each."""
    report = check_in.report
    value = "" if report.value is None else f"{report.value:g} {check_in.unit}".strip()
    return tuple(
        fact
        for fact in (
            f"{check_in.done} of {formats.pluralize(check_in.planned, 'task')} done",
            value,
            EFFORTS[report.effort - 1] if report.effort is not None else "",
            f"energy {ENERGIES[report.energy - 1]}" if report.energy is not None else "",
        )
        if fact
    )
