"""What to do when it goes wrong: the person's obstacles and constraints first."""

import re
from collections.abc import Mapping

from core.goals.goal import ClarifiedGoal
from core.offline.if_thens.meant_guide import find_obstacle_guide
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.any_obstacle import without_mark
from core.offline.playbooks.similarity import telling_stems
from core.offline.reading.constraints import list_constraints
from core.offline.writing.obstacles import answers_for, is_arranged, label_of
from core.offline.writing.sentences import as_title
from core.offline.writing.templates import fill_template
from core.plans.draft import ContingencyDraft
from core.resolutions.resolution import Resolution

_IF_THEN = re.compile(r"If .+?, then I will (?P<action>.+?)\.?")
_MOST = 8
_SAME = 0.5
"""Share of a constraint's telling words from which an obstacle says the same."""
_ANY = "Do the smallest version that still fits, and change the plan at the next check-in"


def write_contingencies(
    parsed: ParsedGoal, goal: ClarifiedGoal, resolution: Resolution, values: dict[str, str]
) -> list[ContingencyDraft]:
    """Return an answer for each own obstacle and constraint, then those of the playbook."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    found: dict[str, str] = {}
    for answer in answers_for(goal.obstacle, request, facts, playbook):
        response = as_response(answer.guide.actions[-1], values)
        if not _is_answered(answer.label, response, found):
            found.setdefault(as_title(answer.label), response)
    arranged = {span.text.strip(" .") for span in facts.constraints if is_arranged(span, facts)}
    for constraint in list_constraints(request.circumstances, facts):
        if constraint in arranged:
            continue
        guide = find_obstacle_guide(constraint, playbook)
        if guide is None and constraint not in request.circumstances.constraints:
            continue  # a strategy of the resolution says it back
        response = as_response(guide.actions[0], values) if guide else f"{_ANY}."
        if not _is_answered(constraint, response, found):
            found.setdefault(as_title(label_of(constraint, playbook)), response)
    for challenge in resolution.challenges[:1]:  # the usual one, or another that a model named
        response = _response_in(challenge.if_then, values)
        found.setdefault(as_title(without_mark(challenge.obstacle)), response)
    for item in playbook.contingencies:
        found.setdefault(item.trigger, fill_template(item.response, values))
    return [ContingencyDraft(trigger=t, response=r) for t, r in found.items()][:_MOST]


def _is_answered(constraint: str, response: str, found: Mapping[str, str]) -> bool:
    """Return whether an obstacle in much the same words has the same answer already."""
    words = telling_stems(constraint)
    return any(
        answer == response and len(words & telling_stems(label)) >= _SAME * len(words)
        for label, answer in found.items()
    )


def _response_in(if_then: str, values: dict[str, str]) -> str:
    """Return what an if-then plan does, as an imperative; another form stays as it is."""
    found = _IF_THEN.fullmatch(if_then)
    return as_response(found["action"], values) if found else if_then


def as_response(action: str, values: dict[str, str]) -> str:
    """Return an action that follows "then I will" as an imperative sentence."""
    return f"{as_title(fill_template(_to_you(action), values))}."


def _to_you(action: str) -> str:
    swaps = {"I": "you", "my": "your", "me": "you", "am": "are", "myself": "yourself"}
    return " ".join(swaps.get(word, word) for word in action.split(" "))
