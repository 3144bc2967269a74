"""How a plan meets the circumstances that a person spoke of, in their own words."""

import re

from core.offline.circumstances.find import FoundCircumstance, circumstances_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Span
from core.resolutions.draft import StrategyDraft

_LIMITS = re.compile(
    r"\b(?:only|no|not|never|none|without|must|need|has? to|have to|until|before|after|between|"
    r"except|unless|impossible|limited|most|least|during|while|allerg\w+|won['’]?t|"
    r"\w+n['’]t|cannot|budget|rent|shar\w+|kids?|child\w*|back|knees?)\b",
    re.IGNORECASE,
)
_LEANS_ON = re.compile(r"(?:which|who|that|because|so)\b", re.IGNORECASE)

_TAKES_TIME = re.compile(
    r"\b(?:work|shifts?|jobs?|school|college|class(?:es)?|famil\w*|kids?|child\w*|evenings?|"
    r"nights?|mornings?|afternoons?|lunch|days?|week\w*|months?|hours?|minutes|time|\w+days|late|"
    r"early|travel\w*|commut\w*|bus\w*|holidays?|roster|rota|only|after|before|until|when|while)"
    r"\b",
    re.IGNORECASE,
)


def own_life(parsed: ParsedGoal) -> list[StrategyDraft]:
    """Return how the plan meets each circumstance that the person spoke of."""
    return [_strategy(each) for each in circumstances_of(parsed.facts, parsed.playbook)]


def _strategy(found: FoundCircumstance) -> StrategyDraft:
    return StrategyDraft(
        name="Fit it to your life",
        description=f"You said “{found.span.text}”, so {found.circumstance.meets}.",
    )


def is_met(constraint: Span, facts: GoalFacts, playbook: Playbook) -> bool:
    """Return whether a circumstance says already how the plan meets a constraint."""
    found = circumstances_of(facts, playbook)
    if _LEANS_ON.match(constraint.text) or not _LIMITS.search(constraint.text):
        return True  # half a sentence, or one that limits nothing, says nothing when it is quoted
    return any(
        each.span.text in constraint.text or constraint.text in each.span.text for each in found
    )


def takes_time(constraint: str) -> bool:
    """Return whether a session may clash with a constraint; a budget is no appointment."""
    return _TAKES_TIME.search(constraint) is not None
