"""Find the obstacles of a goal and the if-then plan that answers each of them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from core.goals.goal import GoalRequest
from core.offline.playbooks.obstacle_bank import load_obstacles
from core.offline.playbooks.schema import ObstacleGuide, Playbook
from core.offline.reading.facts import GoalFacts, Span
from core.offline.writing.sentences import to_second_person
from core.offline.writing.similarity import TextIndex, index_texts

_CUE = re.compile(
    r"^(?:but|however|although|though|because|and|so|the problem is(?: that)?|"
    r"trouble is(?: that)?)\W+",
    re.IGNORECASE,
)
_ALIKE = 0.3
"""Least similarity for an answer to count as an answer to a sentence."""
_MOST_WORDS = 8
_LEAST_WORDS = 2
_SLOT = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?|weekends?|minutes?|mins?|hours?|hrs?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """An obstacle in a few words, with the guide that answers it."""

    label: str
    guide: ObstacleGuide


def main_obstacle(request: GoalRequest, facts: GoalFacts, playbook: Playbook) -> str:
    """Return the person's obstacle or constraint, or the playbook's most common obstacle."""
    found = own_obstacles(request, facts)
    return label_of(found[0], playbook) if found else playbook.obstacles[0].obstacle


def own_obstacles(request: GoalRequest, facts: GoalFacts) -> tuple[str, ...]:
    """Return the obstacles in the person's words, or their constraints if they named none."""
    spans = facts.obstacles or ((facts.obstacle,) if facts.obstacle else ())
    told = tuple(span.text for span in spans)
    return (
        told
        or request.circumstances.constraints
        or tuple(span.text for span in facts.constraints if not is_arranged(span, facts))
    )


def is_arranged(constraint: Span, facts: GoalFacts) -> bool:
    """Return whether a constraint only says hours, days or payments, which the plan keeps."""
    kept = (facts.hours, facts.payment, facts.frequency)
    return any(
        item is not None and constraint.start <= item.span.start < constraint.end for item in kept
    ) or (len(constraint.text.split()) <= _MOST_WORDS and bool(_SLOT.search(constraint.text)))


def label_of(sentence: str, playbook: Playbook) -> str:
    """Return an obstacle in a few words: the person's if they are few, else the guide's."""
    words = to_second_person(_CUE.sub("", sentence.strip())).strip(" .,;!")
    clause = re.split(r"[?;:.!]|,\s", words, maxsplit=1)[0]
    words = clause if len(clause.split()) >= _LEAST_WORDS else words
    if len(words.split()) <= _MOST_WORDS:
        return words
    guide = find_obstacle_guide(sentence, playbook)
    return guide.obstacle if guide else " ".join(words.split()[:_MOST_WORDS])


def find_obstacle_guide(obstacle: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the guide of the playbook, or of the bank, that resembles an obstacle, or None."""
    guides = _guides(playbook.obstacles)
    lowered = obstacle.lower()
    for guide in guides:
        if guide.obstacle.lower() == lowered:
            return guide
    number, similarity = _index(playbook.obstacles).best(obstacle, first=len(playbook.obstacles))
    return guides[number] if similarity >= _ALIKE else None


def answers_for(
    obstacle: str, request: GoalRequest, facts: GoalFacts, playbook: Playbook
) -> tuple[Answered, ...]:
    """Return the answered obstacles of a goal: the person's own first, each once."""
    named = (
        (obstacle, *own_obstacles(request, facts)) if obstacle else own_obstacles(request, facts)
    )
    found: dict[str, Answered] = {}
    for sentence in named:
        guide = find_obstacle_guide(sentence, playbook)
        if guide is not None:
            found.setdefault(guide.obstacle, Answered(label_of(sentence, playbook), guide))
    if not found and obstacle:
        first = playbook.obstacles[0]
        return (Answered(label_of(obstacle, playbook), first),)
    return tuple(found.values())


def if_then_plans(
    obstacle: str, request: GoalRequest, facts: GoalFacts, playbook: Playbook
) -> tuple[str, ...]:
    """Return the if-then plans in the order of the weeks: two of the person's, one of others."""
    own = [
        f"If {guide.situation}, then I will {action}."
        for guide in (answer.guide for answer in answers_for(obstacle, request, facts, playbook))
        for action in guide.actions
    ]
    other = [
        f"If {guide.situation}, then I will {guide.actions[n]}."
        for n in range(max(len(g.actions) for g in playbook.obstacles))
        for guide in playbook.obstacles
        if n < len(guide.actions)
    ]
    other = [plan for plan in other if plan not in own]
    found: list[str] = []
    while other and own:
        found.extend((own[len(found) % len(own)], own[(len(found) + 1) % len(own)], other.pop(0)))
    return tuple(found or own or other)


@lru_cache(maxsize=64)
def _guides(own: tuple[ObstacleGuide, ...]) -> tuple[ObstacleGuide, ...]:
    return (*own, *load_obstacles())


@lru_cache(maxsize=64)
def _index(own: tuple[ObstacleGuide, ...]) -> TextIndex:
    return index_texts([(g.obstacle, g.situation, *g.examples) for g in _guides(own)])
