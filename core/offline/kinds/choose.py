"""Choose the kind of a goal, and with it the playbook that plans it."""

import re

from core.goals.kind import GoalKind
from core.offline.fit.settled import is_open
from core.offline.playbooks.library import GENERAL, PlaybookLibrary
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Direction, GoalFacts, QuantityKind
from core.offline.reading.roles.own_routine import is_own_routine, is_plain_act
from core.offline.recipes.own_count import with_own_count
from core.offline.recipes.plan_choice import PLAIN_WORDS

_SURE = 0.5
"""A kind that the reader is less sure of gives way to the usual kind of the topic."""
_VERY_SURE = 0.7
_ROUTINE = GoalKind.ROUTINE
_OF_THE_BODY = re.compile(r"\b(?:muscle|body|weigh|put on|gain|lose)\b", re.IGNORECASE)
_NEEDS_A_TOPIC = frozenset({GoalKind.TRAINING, GoalKind.BODY})
"""Without a sport or a number there is nothing to train and nothing to measure."""
_SURE_KIND = 0.75
_ONLY_IF_SURE = frozenset({GoalKind.EXAM, GoalKind.CHANGE})
"""A hearing reads like an exam, and staff that leaves like a change of one's own job; with less
than that certainty there are no old papers to learn from, and no new place to move to."""
_KNOWN_TOPIC, _HARDLY = 0.75, 0.55
_OF_ANY_TOPIC = frozenset({GoalKind.PROJECT, GoalKind.EVENT, GoalKind.CHANGE})
"""Kinds of goals that are done part by part: on an unsure topic the parts are the person's own."""
_OWN_STRUCTURE = frozenset(
    {
        GoalKind.QUIT,
        GoalKind.FEAR,
        GoalKind.RELATING,
        GoalKind.MONEY,
        GoalKind.CHANGE,
    }
)
"""Kinds whose weeks have nothing in common with those of other kinds of the same topic."""

_OF_PEOPLE = frozenset({GoalKind.RELATING, GoalKind.FEAR, GoalKind.QUIT})
"""Kinds that a goal with a day on an unknown topic needs a sure reading for."""


def choose_playbook(library: PlaybookLibrary, facts: GoalFacts, domain: str) -> Playbook:
    """Return the recipe of a goal, or the playbook for its topic and kind."""
    if facts.recipe and (facts.recipe_set or domain == facts.domain):
        recipe = library.recipe(facts.recipe)
        return with_own_count(recipe, library.get(recipe.name), facts.quantity)
    found = _by_kind(library, facts, domain)
    if facts.recipe_set:
        return found
    if _is_hardly_read(facts):
        return library.for_goal(GENERAL, GoalKind.PROJECT)
    if _is_unsure_topic(facts, found):
        return library.for_goal(GENERAL, found.kinds[0])
    return _for_what_is_open(library, facts, found)


def _is_unsure_topic(facts: GoalFacts, found: Playbook) -> bool:
    """Return whether a long story that no recipe was written for only resembles a topic.

    A patent is no repair and goats are no garden, though they are the nearest topics there are.
    """
    sure = facts.confidence.get("domain", 1.0)
    in_a_story = len(facts.text.split()) > PLAIN_WORDS
    return facts.english and in_a_story and sure < _KNOWN_TOPIC and found.kinds[0] in _OF_ANY_TOPIC


def _is_hardly_read(facts: GoalFacts) -> bool:
    """Return whether neither topic nor kind of a story is sure: one word of it chose the topic.

    Of 11 such stories of held-out writers the topic was right in four and the kind in three.
    """
    topic, kind = (facts.confidence.get(name, 1.0) for name in ("domain", "kind"))
    in_a_story = facts.english and len(facts.text.split()) > PLAIN_WORDS
    return in_a_story and facts.domain != GENERAL and topic < _HARDLY and kind < _SURE


def _by_kind(library: PlaybookLibrary, facts: GoalFacts, domain: str) -> Playbook:
    """Return the playbook for the topic and kind of a goal that no recipe plans."""
    if is_own_routine(facts, library.get(domain)) and not facts.recipe_set:
        plain = is_plain_act(facts)
        return library.plain_routine(domain) if plain else library.for_goal(domain, _ROUTINE)
    return library.for_goal(domain, kind_of(facts, library.get(domain)))


def _for_what_is_open(library: PlaybookLibrary, facts: GoalFacts, found: Playbook) -> Playbook:
    """Return another kind of the topic's plan if the outcome of the one found is settled.

    Who moves to a flat on a fixed day has it, and needs no search for one.
    """
    if is_open(found, facts.text):
        return found
    kinds = (found.usual_kind, *found.kinds)
    others = (library.for_goal(found.name, kind) for kind in kinds if kind != found.kinds[0])
    return next((other for other in others if is_open(other, facts.text)), found)


def kind_of(facts: GoalFacts, topic: Playbook) -> GoalKind:
    """Return the kind that was read, or the topic's usual one where the reading is unsure.

    A kind the topic does not know replaces the topic's structure only if the reader is very sure
    and the kind has a structure of its own.
    """
    sure = facts.confidence.get("kind", 0.0)
    decided = _decided_by_numbers(facts)
    if decided is not None and decided in topic.kinds:
        return decided
    if topic.name == GENERAL:
        return _without_topic(facts, sure)
    if facts.kind == GoalKind.ROUTINE and _names_a_sum(facts, topic):
        return topic.kinds[0]
    if facts.kind in topic.kinds and sure >= _SURE:
        return facts.kind
    if sure >= _VERY_SURE and facts.kind in _OWN_STRUCTURE:
        return facts.kind
    return topic.kinds[0]


def _without_topic(facts: GoalFacts, sure: float) -> GoalKind:
    """Return the kind of a goal on no known topic: what happens on a day is an event.

    Work of which a part is done, three of ten pages, is a project, whatever its day.
    """
    if facts.kind == GoalKind.EVENT and facts.quantity and facts.baseline:
        return GoalKind.PROJECT
    if facts.kind in _ONLY_IF_SURE and sure < _SURE_KIND:
        return GoalKind.PROJECT
    has_a_day = facts.deadline is not None and facts.deadline.exact
    if facts.kind in _OF_PEOPLE and sure < _SURE and has_a_day:
        return GoalKind.EVENT
    return facts.kind if sure and not _lacks_a_topic(facts) else _guess(facts)


def _decided_by_numbers(facts: GoalFacts) -> GoalKind | None:
    """Return the kind that amounts and dates decide, whatever the words sound like.

    An amount a day is a routine, not training; so is an amount that stays allowed, which is no
    quitting. A fear with a date and an occasion is an event to prepare for.
    """
    quantity = facts.quantity
    rate = quantity is not None and quantity.value > 0 and quantity.per is not None
    if rate and quantity is not None:
        if facts.kind == GoalKind.QUIT:
            return GoalKind.ROUTINE
        if facts.kind == GoalKind.TRAINING and quantity.per == "day":
            return GoalKind.ROUTINE
    own_weight = quantity is not None and quantity.kind == QuantityKind.WEIGHT
    if facts.kind == GoalKind.TRAINING and own_weight and _OF_THE_BODY.search(facts.aim):
        return GoalKind.BODY
    if facts.kind == GoalKind.FEAR and facts.event is not None and facts.deadline is not None:
        return GoalKind.EVENT
    return None


def _names_a_sum(facts: GoalFacts, topic: Playbook) -> bool:
    """Return whether a sum of the topic's results was named, such as 20 books: no routine."""
    quantity = facts.quantity
    return (
        quantity is not None
        and quantity.per is None
        and facts.frequency is None
        and topic.progression.rule == "total"
        and quantity.unit in (topic.unit, *topic.units)
    )


def _lacks_a_topic(facts: GoalFacts) -> bool:
    return facts.kind in _NEEDS_A_TOPIC and facts.quantity is None


def _guess(facts: GoalFacts) -> GoalKind:
    """Return a kind for a text whose kind was not read, by what was read."""
    quantity = facts.quantity
    if quantity is not None and quantity.kind == QuantityKind.MONEY:
        return GoalKind.MONEY
    if facts.frequency is not None or (quantity is not None and quantity.per is not None):
        return GoalKind.ROUTINE
    if facts.direction == Direction.AVOIDANCE and quantity is None:
        return GoalKind.QUIT
    return GoalKind.VAGUE if _lacks_a_topic(facts) else GoalKind.PROJECT
