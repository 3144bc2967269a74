"""Find the obstacles of a goal and the if-then plan that answers each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.goals.goal import GoalRequest
from core.goals.kind import GoalKind
from core.offline.circumstances.find import FoundCircumstance, circumstances_of
from core.offline.grammar.person import to_second_person
from core.offline.if_thens.blocking import (
    blocking_clause,
    can_block,
    with_its_sentence,
    with_small_opener,
)
from core.offline.if_thens.clause_words import CUE, MOST_WORDS, first_clause
from core.offline.if_thens.meant_guide import (
    NOTICED,
    find_obstacle_guide,
    meant_guide,
    topic_guide,
)
from core.offline.if_thens.own import own_obstacles
from core.offline.playbooks.any_obstacle import (
    UNNAMED,
    any_obstacle,
    as_usual,
    is_usual,
    own_answer,
    usual_obstacle,
)
from core.offline.playbooks.own_moment import own_moment, stated_moment, what_happens
from core.offline.playbooks.schema import ObstacleGuide, Playbook
from core.offline.reading.clauses.tense import Tense, tense_of
from core.offline.reading.facts import GoalFacts, Span
from core.offline.signs.safe_obstacle import safe_guide

_LEAST_WORDS = 2
_LEAST_OWN = 4
_OWN_ACT = re.compile(r"I(?:['’]m)? (?!['’])")
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
    found = own_obstacles(request, facts, playbook)
    if found:
        return label_of(found[0], playbook)
    around = sorted(_hindering(facts, playbook), key=lambda each: not each.circumstance.topics)
    telling = [as_guide(each).obstacle for each in around]
    return next(iter(telling), usual_obstacle(playbook.kinds[0]).obstacle)


def _hindering(facts: GoalFacts, playbook: Playbook) -> tuple[FoundCircumstance, ...]:
    """Return the circumstances that get in the way of the goal, in text order.

    A sum to spend bounds a plan; it is nothing that happens.
    """
    return tuple(
        each
        for each in circumstances_of(facts, playbook)
        if each.circumstance.situation and each.circumstance.hinders and can_block(each.span.text)
    )


def is_arranged(constraint: Span, facts: GoalFacts) -> bool:
    """Return whether a constraint only says hours, days or payments, which the plan keeps."""
    arranged = (facts.hours, facts.payment, facts.frequency)
    return any(
        item is not None and constraint.start <= item.span.start < constraint.end
        for item in arranged
    ) or (len(constraint.text.split()) <= MOST_WORDS and bool(_SLOT.search(constraint.text)))


def label_of(sentence: str, playbook: Playbook) -> str:
    """Return an obstacle in a few words: the person's if they are few, else the guide's."""
    clause = with_its_sentence(sentence) or sentence
    words = to_second_person(CUE.sub("", clause.strip())).strip(" .,;!")
    words = with_small_opener(words)
    if len(words.split()) <= MOST_WORDS:
        return words
    first = first_clause(words)
    if _LEAST_WORDS <= len(first.split()) <= MOST_WORDS and blocking_clause(first) == first:
        return first
    guide = find_obstacle_guide(sentence, playbook)
    return guide.obstacle if guide else UNNAMED


def answer_to(sentence: str, playbook: Playbook) -> ObstacleGuide:
    """Return the guide that answers a sentence, or the answer that fits anything."""
    found = meant_guide(sentence, playbook)
    if found is not None:
        return found
    clause = first_clause(CUE.sub("", sentence.strip()))
    kind = GoalKind.QUIT if GoalKind.QUIT in playbook.kinds[:2] else playbook.kinds[0]
    usual = own_answer(kind, clause.strip())
    return own_moment(sentence, usual.actions) or usual


def answers_for(
    obstacle: str, request: GoalRequest, facts: GoalFacts, playbook: Playbook
) -> tuple[Answered, ...]:
    """Return the answered obstacles of a goal: the person's own first, each once.

    After those they named come the circumstances that their other words speak of.
    """
    own = own_obstacles(request, facts, playbook)
    assumed = label_of(own[0], playbook) if own else playbook.obstacles[0].obstacle
    is_known = is_usual(obstacle) or obstacle == assumed
    named = (obstacle, *own) if obstacle and not is_known else own
    if playbook.only_own_answers:
        return _own_answers(named, facts, playbook)
    around = _hindering(facts, playbook)
    of_topic = tuple(each for each in around if each.circumstance.topics)
    found: dict[str, Answered] = {}
    for sentence in named:
        safe = safe_guide(sentence, facts)
        if safe is not None:
            found.setdefault(safe.situation, Answered(label_of(sentence, playbook), safe))
            continue
        guide = (
            _of_circumstance(sentence, of_topic)
            or topic_guide(sentence, playbook)
            or _of_circumstance(sentence, around)
            or answer_to(sentence, playbook)
        )
        guide = _in_own_words(sentence, guide, playbook)
        found.setdefault(guide.situation, Answered(label_of(sentence, playbook), guide))
    for each in around:
        guide = safe_guide(each.span.text, facts) or as_guide(each)
        if guide.obstacle not in {answered.label for answered in found.values()}:
            found.setdefault(guide.situation, Answered(guide.obstacle, guide))
    return tuple(found.values())


def _own_answers(
    named: Sequence[str], facts: GoalFacts, playbook: Playbook
) -> tuple[Answered, ...]:
    """Return the answers of the topic itself: a general one may be wrong under a doctor's care."""
    guides = ((s, safe_guide(s, facts) or topic_guide(s, playbook)) for s in named)
    return tuple(Answered(label_of(s, playbook), guide) for s, guide in guides if guide)


def _in_own_words(sentence: str, guide: ObstacleGuide, playbook: Playbook) -> ObstacleGuide:
    """Return an everyday guide with the moment that the sentence names itself, if it names one.

    If a thing or another person does something, the guide has to be about that: "the window leaks
    when it rains" is no rain that keeps a walker inside.
    """
    if guide in playbook.obstacles or guide.situation.startswith(NOTICED):
        return guide
    moment = stated_moment(sentence)
    if moment is None:
        clause = CUE.sub("", sentence.strip()).strip(" .,;!")
        is_own = _OWN_ACT.match(clause) and tense_of(clause) is not Tense.PAST
        short = is_own and _LEAST_OWN <= len(clause.split()) <= MOST_WORDS
        return guide.model_copy(update={"situation": clause}) if short else guide
    happens = what_happens(sentence)
    if happens is not None and find_obstacle_guide(happens, playbook) != guide:
        kind = GoalKind.QUIT if GoalKind.QUIT in playbook.kinds[:2] else playbook.kinds[0]
        actions = any_obstacle(kind).actions
        return guide.model_copy(update={"situation": moment, "actions": actions})
    return guide.model_copy(update={"situation": moment})


def usual_answers(playbook: Playbook, *, answered: bool) -> tuple[Answered, ...]:
    """Return the usual obstacles of a goal, marked as such: its kind's, then its topic's.

    The kind's one is left out if the person named an obstacle themselves.
    """
    usual = usual_obstacle(playbook.kinds[0])
    return (
        *(() if answered or playbook.only_own_answers else (Answered(usual.obstacle, usual),)),
        *(Answered(as_usual(guide.obstacle), guide) for guide in playbook.obstacles),
    )


def _of_circumstance(sentence: str, around: tuple[FoundCircumstance, ...]) -> ObstacleGuide | None:
    """Return the answer to the circumstance that a sentence speaks of, if it has one."""
    return next(
        (
            as_guide(c)
            for c in around
            if c.circumstance.situation
            and (_overlap(c.span.text, sentence) or as_guide(c).obstacle == sentence)
        ),
        None,
    )


def _overlap(clause: str, sentence: str) -> bool:
    return clause in sentence or CUE.sub("", sentence.strip()) in clause


def as_guide(found: FoundCircumstance) -> ObstacleGuide:
    """Return a circumstance as an obstacle, in the person's words."""
    words = found.circumstance.situation if found.circumstance.act else found.span.text
    label = to_second_person(CUE.sub("", words)).strip(" .,;!")
    return ObstacleGuide(
        obstacle=label,
        situation=found.circumstance.situation,
        actions=found.circumstance.actions,
    )
