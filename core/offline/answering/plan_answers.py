"""Answers from the plan: which days and minutes, and what comes first."""

import re

from core.goals.goal import ClarifiedGoal
from core.offline.circumstances.find import circumstances_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import PhaseGuide
from core.offline.progressions.progression_input import build_progression_input
from core.offline.writing.plan_writer import first_task
from core.offline.writing.templates import fill_template, template_values
from core.offline.writing.week_sessions import spread_days

_OPTIONS = re.compile(
    r"(?:first|with|start|begin|tackle|either)?\W*\b(?P<one>[\w' -]{2,30}?) or "
    r"(?P<other>[\w' -]{2,30}?)(?: first| to begin with)?\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{2,}")
_SAYS_LITTLE = frozenset(
    "the and with first start begin should what which either both for you my an to or do of".split()
)
_STEM = 5
_FULL_NAMES = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}


def fit_in(parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    """Return the plan's slots and the smallest version that still counts."""
    inputs = build_progression_input(parsed.request, goal, parsed.facts, parsed.playbook)
    small = template_values(goal, parsed.facts, parsed.playbook)["small"]
    if inputs.is_payment:
        return (
            "On the day after your pay comes in, as a standing order: then no evening is needed. "
            "The plan's other tasks take a quarter of an hour."
        )
    own = inputs.open_days(2 if inputs.weeks > 1 else 1)
    count = min(inputs.sessions, inputs.most_sessions(2 if inputs.weeks > 1 else 1))
    days = list(dict.fromkeys(spread_days(own, count)))
    minutes = parsed.facts.session_minutes or goal.hours_per_week * 60 / max(1, count)
    minutes = min(minutes, parsed.playbook.defaults.longest_session)
    named = _listed([_FULL_NAMES[day] for day in days]) if len(days) < 7 else "every day"
    around = circumstances_of(parsed.facts, parsed.playbook)
    asked = [q.text for q in parsed.facts.questions]
    met = next((c.circumstance.meets for c in around if any(c.span.text in q for q in asked)), "")
    begin = f"{met[0].upper()}{met[1:]}. " if met else ""
    return (
        f"{begin}The plan uses {named}, about {max(5, round(minutes / 5) * 5):g} minutes each; "
        "move a day that does not fit. Tie it to something that happens anyway, such as the first "
        f"coffee or coming home, and on a full day do the smallest version: {small}."
    )


def first(question: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    """Return what comes first: the one of two named things that the steps need earlier."""
    phases = parsed.playbook.phases
    chosen = _earlier(question, phases)
    values = template_values(goal, parsed.facts, parsed.playbook)
    task = first_task(parsed, goal)
    begin = f"First “{phases[0].name}”: {fill_template(phases[0].aim, values)}."
    if task:
        begin += f" The first task is: {task[0].lower()}{task[1:]}."
    if len(phases) > 1:
        begin += f" Then comes “{phases[1].name}”."
    return f"{chosen} {begin}".strip()


def _earlier(question: str, phases: tuple[PhaseGuide, ...]) -> str:
    match = _OPTIONS.search(question)
    if match is None:
        return ""
    places = {name: _place(name, phases) for name in (match["one"].strip(), match["other"].strip())}
    known = {name: place for name, place in places.items() if place is not None}
    if len(known) < 2 or len(set(known.values())) < 2:
        return ""
    one, other = sorted(known, key=lambda name: known[name])
    return f"{one[0].upper()}{one[1:]} before {other}: the later steps build on it."


def _place(option: str, phases: tuple[PhaseGuide, ...]) -> int | None:
    """Return the number of the first step that speaks of an option, or None."""
    wanted = _stems(option)
    titles = [step.title for phase in phases for step in phase.steps]
    return next((n for n, title in enumerate(titles) if wanted & _stems(title)), None)


def _stems(text: str) -> set[str]:
    words = (m.group() for m in _WORD.finditer(text.lower()))
    return {word[:_STEM] for word in words if word not in _SAYS_LITTLE}


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
