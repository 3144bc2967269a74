"""Find the obstacles of a goal and the if-then plan that answers each of them."""

import re
from dataclasses import dataclass

from core.goals.goal import GoalRequest
from core.goals.kind import GoalKind
from core.offline.circumstances.find import FoundCircumstance, circumstances_of
from core.offline.playbooks.any_obstacle import (
    UNNAMED,
    any_obstacle,
    as_usual,
    is_usual,
    usual_obstacle,
)
from core.offline.playbooks.own_moment import own_moment
from core.offline.playbooks.schema import ObstacleGuide, Playbook
from core.offline.reading.facts import GoalFacts, Span
from core.offline.writing.sentences import to_second_person

_CUE = re.compile(
    r"^(?:but|however|although|though|because|and|so|then|"
    r"(?:(?:the|my|our|one|main|biggest|only) )*(?:problem|trouble|issue|obstacle|weakness) is"
    r"(?: that)?)\W+",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[?;:.!](?:\s|$)|\n|,\s")
_JOINED = re.compile(r" (?:and|but|so|because|although|while|when|which) ", re.IGNORECASE)
_MOST_WORDS = 12
_LEAST_WORDS = 2
_WISHED = re.compile(
    r"\W*(?:(?:but|and|so|still|yet) )*(?:i|we)(?: (?:do|really|still|just|would))*"
    r"(?:['’]d)? (?:want|like|love|wish|hope)\b",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?|weekends?|minutes?|mins?|"
    r"hours?|hrs?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """An obstacle in a few words, with the guide that answers it."""

    label: str
    guide: ObstacleGuide


def main_obstacle(request: GoalRequest, facts: GoalFacts, playbook: Playbook) -> str:
    """Return the person's obstacle, or the usual one of this kind of goal if they stated none.

    Without an obstacle, what they say of their life is one if it hinders: shifts, small children.
    """
    found = own_obstacles(request, facts)
    if found:
        return label_of(found[0], playbook)
    around = sorted(_hindering(facts, playbook), key=lambda each: not each.circumstance.topics)
    telling = [_as_guide(each).obstacle for each in around]
    return next(iter(telling), usual_obstacle(playbook.kinds[0]).obstacle)


def _hindering(facts: GoalFacts, playbook: Playbook) -> tuple[FoundCircumstance, ...]:
    """Return the circumstances that get in the way of the goal, in text order."""
    return tuple(
        each
        for each in circumstances_of(facts, playbook)
        if each.circumstance.situation and each.circumstance.hinders
    )


def own_obstacles(request: GoalRequest, facts: GoalFacts) -> tuple[str, ...]:
    """Return the obstacles in the person's words, or the constraints they set if they named none.

    What a text says of hours, rooms and other people bounds a plan; it is no moment to answer. A
    clause that says what is wanted ("but we do want the deposit") is no obstacle to it.
    """
    spans = facts.obstacles or ((facts.obstacle,) if facts.obstacle else ())
    named = tuple(span.text for span in spans if not _WISHED.match(span.text))
    return named or request.circumstances.constraints


def is_arranged(constraint: Span, facts: GoalFacts) -> bool:
    """Return whether a constraint only says hours, days or payments, which the plan keeps."""
    arranged = (facts.hours, facts.payment, facts.frequency)
    return any(
        item is not None and constraint.start <= item.span.start < constraint.end
        for item in arranged
    ) or (len(constraint.text.split()) <= _MOST_WORDS and bool(_SLOT.search(constraint.text)))


def label_of(sentence: str, playbook: Playbook) -> str:
    """Return an obstacle in a few words: the person's if they are few, else the guide's."""
    words = to_second_person(_CUE.sub("", sentence.strip())).strip(" .,;!")
    clause = _first_clause(words)
    words = clause if len(clause.split()) >= _LEAST_WORDS else words
    if len(words.split()) <= _MOST_WORDS:
        return words
    guide = find_obstacle_guide(sentence, playbook)
    return guide.obstacle if guide else UNNAMED


def _first_clause(words: str) -> str:
    """Return the first clause of a sentence; a long one ends before what is joined to it."""
    clause = _CLAUSE_END.split(words, maxsplit=1)[0].strip()
    if len(clause.split()) <= _MOST_WORDS:
        return clause
    return _JOINED.split(clause, maxsplit=1)[0]


def find_obstacle_guide(obstacle: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the guide of the playbook, or of the bank, that resembles an obstacle, or None."""
    lowered = obstacle.lower()
    for guide in playbook.all_obstacles:
        if guide.obstacle.lower() == lowered:
            return guide
    return playbook.find_obstacle(obstacle)


def answer_to(sentence: str, playbook: Playbook) -> ObstacleGuide:
    """Return the guide that answers a sentence, or the answer that fits anything."""
    found = find_obstacle_guide(sentence, playbook)
    if found is not None:
        return found
    clause = _first_clause(_CUE.sub("", sentence.strip()))
    kind = GoalKind.QUIT if GoalKind.QUIT in playbook.kinds[:2] else playbook.kinds[0]
    usual = any_obstacle(kind, clause.strip())
    return own_moment(sentence, usual.actions) or usual


def answers_for(
    obstacle: str, request: GoalRequest, facts: GoalFacts, playbook: Playbook
) -> tuple[Answered, ...]:
    """Return the answered obstacles of a goal: the person's own first, each once.

    After those they named come the circumstances that their other words speak of.
    """
    own = own_obstacles(request, facts)
    assumed = label_of(own[0], playbook) if own else playbook.obstacles[0].obstacle
    is_known = is_usual(obstacle) or obstacle == assumed
    named = (obstacle, *own) if obstacle and not is_known else own
    around = _hindering(facts, playbook)
    of_topic = tuple(each for each in around if each.circumstance.topics)
    found: dict[str, Answered] = {}
    for sentence in named:
        guide = (
            _of_circumstance(sentence, of_topic)
            or _topic_guide(sentence, playbook)
            or _of_circumstance(sentence, around)
            or answer_to(sentence, playbook)
        )
        found.setdefault(guide.situation, Answered(label_of(sentence, playbook), guide))
    for guide in map(_as_guide, around):
        if guide.obstacle not in {answered.label for answered in found.values()}:
            found.setdefault(guide.situation, Answered(guide.obstacle, guide))
    return tuple(found.values())


def usual_answers(playbook: Playbook) -> tuple[Answered, ...]:
    """Return the usual obstacles of a goal, marked as such: its kind's, then its topic's."""
    general = usual_obstacle(playbook.kinds[0])
    return (
        Answered(general.obstacle, general),
        *(Answered(as_usual(guide.obstacle), guide) for guide in playbook.obstacles),
    )


def _topic_guide(sentence: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the topic's own answer to a sentence; the everyday ones come after circumstances."""
    guide = find_obstacle_guide(sentence, playbook)
    return guide if guide in playbook.obstacles else None


def _of_circumstance(sentence: str, around: tuple[FoundCircumstance, ...]) -> ObstacleGuide | None:
    """Return the answer to the circumstance that a sentence speaks of, if it has one."""
    return next(
        (
            _as_guide(c)
            for c in around
            if c.circumstance.situation
            and (_overlap(c.span.text, sentence) or _as_guide(c).obstacle == sentence)
        ),
        None,
    )


def _overlap(clause: str, sentence: str) -> bool:
    return clause in sentence or _CUE.sub("", sentence.strip()) in clause


def _as_guide(found: FoundCircumstance) -> ObstacleGuide:
    """Return a circumstance as an obstacle, in the person's words."""
    words = found.circumstance.situation if found.circumstance.act else found.span.text
    label = to_second_person(_CUE.sub("", words)).strip(" .,;!")
    return ObstacleGuide(
        obstacle=label,
        situation=found.circumstance.situation,
        actions=found.circumstance.actions,
    )


def if_then_plans(
    obstacle: str, request: GoalRequest, facts: GoalFacts, playbook: Playbook
) -> tuple[str, ...]:
    """Return the if-then plans in the order of the weeks: two of the person's, one of others.

    Who stated no obstacle gets the usual one of the kind of goal, then those of the topic.
    """
    answers = answers_for(obstacle, request, facts, playbook)
    own = [
        f"If {guide.situation}, then I will {action}."
        for guide in (answer.guide for answer in answers)
        for action in guide.actions
    ]
    usual = [usual_obstacle(playbook.kinds[0]), *_helpful(facts, playbook), *playbook.obstacles]
    other = [
        f"If {guide.situation}, then I will {guide.actions[n]}."
        for n in range(max(len(g.actions) for g in usual))
        for guide in usual[1 if answers else 0 :]
        if n < len(guide.actions)
    ]
    other = [plan for plan in other if plan not in own]
    if playbook.recipe and all(answer.guide.obstacle == UNNAMED for answer in answers):
        return (*own[:1], *other)  # a recipe knows the aim's obstacles better than "it"
    found: list[str] = []
    while other and own:
        found.extend((own[len(found) % len(own)], own[(len(found) + 1) % len(own)], other.pop(0)))
    return tuple(found or own or other)


def _helpful(facts: GoalFacts, playbook: Playbook) -> list[ObstacleGuide]:
    """Return the answers of circumstances that need one although they do not hinder."""
    around = circumstances_of(facts, playbook)
    return [
        _as_guide(each)
        for each in around
        if each.circumstance.situation and not each.circumstance.hinders
    ]
