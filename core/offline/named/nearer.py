"""A wish to be better to one person gets weeks that are about that person."""

from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.named.find import named_things
from core.offline.named.own_phases import Phases, own_phases
from core.offline.named.values import Sort
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.parts import MetricGuide, Progression

_PLAIN = frozenset({GENERAL, "better_self"})
"""Topics without a plan of their own for two people."""
_NEAR = frozenset({GoalKind.RELATING, GoalKind.VAGUE})
_MOMENTS = 2.0
_COUNTED = MetricGuide(
    name="Fixed moments", target="{target}", how="Tick each one on the day, with one line on it"
)


def nearer_to(parsed: ParsedGoal) -> str | None:
    """Return the person that a wish to be better is about, if no other plan knows them."""
    playbook = parsed.playbook
    if playbook.recipe or playbook.name not in _PLAIN or playbook.kinds[0] not in _NEAR:
        return None
    people = [thing.label for thing in named_things(parsed) if thing.sort == Sort.PERSON]
    return people[0] if people else None


def with_nearer_phases(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal about one person with weeks of fixed moments, listening and repair."""
    person = nearer_to(parsed)
    if person is None:
        return parsed
    defaults = parsed.playbook.defaults.model_copy(update={"quantity": _MOMENTS, "sessions": 3})
    playbook = parsed.playbook.model_copy(
        update={
            "kinds": (GoalKind.RELATING,),
            "goal": f"be closer to {person}",
            "practice_name": f"moments with {person}",
            "phases": _phases(person),
            "metric": "fixed moments kept",
            "unit": "moments a week",
            "units": (),
            "metrics": (_COUNTED,),
            "milestone": "Keep {amount}",
            "defaults": defaults,
            "progression": Progression(rule="hold"),
        }
    )
    return replace(parsed, playbook=playbook)


def _phases(person: str) -> Phases:
    return own_phases("nearer.yaml", {"PERSON": person})
