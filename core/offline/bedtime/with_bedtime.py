"""Plan a wished hour of the evening: the hour moves step by step, and nights are counted."""

from dataclasses import replace

from core.offline.bedtime.evening_hours import EveningHours, read_evening
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import PlaybookLibrary
from core.offline.playbooks.parts import MetricGuide, PhaseGuide
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Frequency, Quantity, QuantityKind

_TOPICS = frozenset({"sleep", "screen_time"})
_BROKEN_NIGHTS = "sleep_with_baby_or_shift"
"""The plan for nights that are worked: no hour is the same there, and a fixed one robs sleep."""
_PLAN = "fall_asleep_earlier"
_UNIT = "nights a week"
_USUAL_NIGHTS = 5.0
_QUARTER = 15
_MOVED = (0.25, 0.5, 1.0, 1.0)
"""Share of the way from today's hour to the wished one, by phase."""
_NIGHTS = (0.4, 0.6, 0.8, 1.0)
_BEFORE_BED = 30


def with_bedtime(parsed: ParsedGoal, library: PlaybookLibrary) -> ParsedGoal:
    """Return a goal for an hour of the evening with the plan that moves it; others unchanged."""
    facts = parsed.facts
    free = facts.english and not facts.recipe_set and not parsed.care and library.has_recipes
    if not free or not _TOPICS & {facts.domain, parsed.playbook.name}:
        return parsed
    if facts.recipe == _BROKEN_NIGHTS:
        return parsed
    hours = read_evening(facts.text)
    if hours is None or hours.wished is None:
        return parsed
    rate = facts.frequency.per_week if facts.frequency is not None else _USUAL_NIGHTS
    nights = float(round(rate)) if 1 <= rate < 7 else _USUAL_NIGHTS
    plan = library.recipe(_PLAN)
    playbook = plan.model_copy(update=_changes(plan, hours, nights))
    playbook = playbook.model_copy(update={"everyday": parsed.playbook.everyday})
    settled = replace(
        facts,
        quantity=_named_nights(facts.frequency, nights),
        baseline=None,
        recipe=_PLAN,
        kind=plan.kinds[0],
        frequency=None,
    )
    return replace(parsed, playbook=playbook, facts=settled)


def _named_nights(rhythm: Frequency | None, nights: float) -> Quantity | None:
    """Return the nights a week as the target, if the person named them."""
    if rhythm is None or round(rhythm.per_week) != nights:
        return None
    return Quantity(
        value=nights, unit="nights", kind=QuantityKind.COUNT, per="week", span=rhythm.span
    )


def _changes(plan: Playbook, hours: EveningHours, nights: float) -> dict[str, object]:
    wished = hours.wished or 0
    state = _state(hours)
    metric = f"nights {state} by {hours.shown(wished)}"
    own = MetricGuide(
        name=f"Nights {state} by {hours.shown(wished)}",
        target=f"{nights:g} a week",
        how="Write last night's hour on the sheet each morning; count on Sunday.",
    )
    phases = [_phase(guide, hours, at) for at, guide in enumerate(plan.phases)]
    return {
        "goal": f"be {state} by {hours.shown(wished)} on {nights:g} nights a week",
        "metric": metric,
        "unit": _UNIT,
        "units": (_UNIT,),
        "takes": (1.0, 7.0),
        "start": 0.0,
        "defaults": plan.defaults.model_copy(update={"quantity": nights}),
        "phases": tuple(phases),
        "metrics": (own, *plan.metrics[1:]),
    }


def _state(hours: EveningHours) -> str:
    if hours.bed is None:
        return "off the phone"
    return "asleep" if hours.asleep else "in bed"


def _phase(guide: PhaseGuide, hours: EveningHours, at: int) -> PhaseGuide:
    """Return a phase with its own hour in what is done and in what is shown at its end."""
    wished = hours.wished or 0
    today = hours.today if hours.today is not None else wished
    moved = today - (today - wished) * _MOVED[min(at, 3)]
    hour = round(moved / _QUARTER) * _QUARTER
    shown = hours.shown(hour)
    ahead = hours.bed - hours.phone if hours.bed and hours.phone else _BEFORE_BED
    off = hours.shown(hour if hours.bed is None else hour - max(ahead, 0))
    own = [
        f"Put the phone on its charger outside the bedroom by {off} each night; mark it on a sheet"
    ]
    if hours.bed is not None:
        own.append(
            f"Turn the lights out so that you are {_state(hours)} by {shown} each night; mark it"
        )
    practice = (*own, *(_rising(title, hours) for title in guide.practice))
    steps = tuple(
        step.model_copy(update={"title": _rising(step.title, hours)}) for step in guide.steps
    )
    return guide.model_copy(
        update={
            "practice": practice,
            "steps": steps,
            "check": f"Show {{amount}} {_state(hours)} by {shown}",
            "at": _NIGHTS[min(at, 3)],
        }
    )


def _rising(title: str, hours: EveningHours) -> str:
    """Return a task with the hour at which the person has to rise anyway."""
    if hours.rises is None:
        return title
    rises = hours.shown(hours.rises)
    if title.startswith("Set the rising time"):
        return f"Keep {rises} as the rising time for free days too, at most one hour later"
    return title.replace("at the fixed time", f"at {rises}").replace(
        "of the fixed time", f"of {rises}"
    )
