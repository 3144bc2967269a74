"""The goal in at most eight words: the person's own short aim, or the playbook's phrase."""

import re

from core.goals.draft import TargetDraft
from core.goals.goal import Target
from core.goals.kind import GoalKind
from core.offline.grammar.person import to_second_person
from core.offline.grammar.phrases import says_it_twice
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, QuantityKind
from core.offline.reading.roles.own_routine import act_of, is_own_routine
from core.offline.writing.format_amount import format_amount, is_money
from core.offline.writing.sentences import short_aim
from core.offline.writing.templates import fill_template, rate_phrase, thing_of
from core.plans.plan import PHASES
from core.plans.sense.bounds import unit_family
from core.plans.verbs import starts_with_verb

MOST_WORDS = 9
_SHORT = 3
_HOURS = "h"
_PLAIN = 16
"""Words of a text that is little more than its aim; of a longer one a recipe says it better."""
_LEAST_BODY = 30.0
"""Below this a number is a change of weight, not the weight of a body."""
_NEARLY_ALL = 0.9
_POINTS_BACK = re.compile(r"\b(?:it|this|that|them|those|there)\b", re.IGNORECASE)
_STATES = frozenset("be become get have feel keep go do".split()) - {"become", "do"}
"""First words of a wish that a recipe says better."""
_ADVERB = re.compile(
    r"^(?:(?:and|but|so|then) )?"
    r"(?:finally|really|just|also|actually|simply|at last|one day) (?=\w+ )",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"^(?:(?:and|but|so) )?(?:i )?"
    r"(?:(?:really )?want|would like|'d like|need|have|hope|plan|wish|am going) to ",
    re.IGNORECASE,
)
GAINS = re.compile(r"\b(?:gain|put on|bulk|build|add|heavier)\b", re.IGNORECASE)
"""A change of weight that goes up."""
_OFTEN = re.compile(
    r"\b(?:every|each|everyday|daily|weekly|nightly|once|twice|times|a (?:day|week|month)|per|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?|mornings|evenings|nights)\b",
    re.IGNORECASE,
)
"""How an aim says its rate itself."""
_CUTS = re.compile(r"(?:cut|reduce|limit|lower|bring|get)\b.*\b(?:down|back)$|(?:reduce|limit) ")
_LEVELS = frozenset({GoalKind.SKILL, GoalKind.TRAINING})
"""Kinds whose number is a level: "1,590 of 1,700 points" is no phrase for it."""
_PART_VERBS = {"saving": "save", "debt": "pay off"}
_NEVER_LAST = frozenset(
    """
    a an the my your our his her their this that these those than as be am is are was were been
    have has had do does did will would can could should must very too really so such no not i he
    she they we
    """.split()
)
_BEFORE = frozenset(
    "at in on by for from with without to of before after until while because so and or".split()
)
_PLACE = re.compile(r"(?:in|out|off|up|at|on|under|back|home) (?!and\b)", re.IGNORECASE)
"""A place or a state that is wished for without a verb."""
_LOOSE = re.compile(
    r"\b(?:i|he|she|they|we|it's|that's|because|but|so|which|should|must|is|are|maybe|ok|okay|"
    r"please)\b|[?!:;…]",
    re.IGNORECASE,
)
"""Marks of an aim that is a clause of a story, not a phrase that completes "I will"."""


COUNTED_BY_HAND = "Write the number down on the day and look at the week every Sunday."


def fits_metric(playbook: Playbook, unit: str) -> bool:
    """Return whether the playbook's way of measuring suits a unit."""
    both_money = is_money(unit) and is_money(playbook.unit)
    return unit == playbook.unit or unit in playbook.units or both_money


def goal_phrase(
    facts: GoalFacts,
    playbook: Playbook,
    values: dict[str, str],
    target: Target | TargetDraft | None,
    *,
    requested: TargetDraft | None = None,
) -> str:
    """Return what completes "I will": "finish the thesis", "learn to swim".

    `requested` is the whole target if the plan reaches only a part of it.
    """
    if requested is not None and target is not None and _falls_short(target, requested):
        return _part(facts, playbook, values, target, requested)
    plain = len(facts.text.split()) <= _PLAIN
    own = _own_phrase(facts, playbook, target)
    if own is not None and playbook.recipe and not plain:
        own = own if _names_a_result(own, facts, playbook) else None
    return own or _usual_phrase(facts, playbook, values, target)


def _names_a_result(phrase: str, facts: GoalFacts, playbook: Playbook) -> bool:
    """Return whether a phrase of a story says by itself what shall be reached.

    It has to do without "it" and "that", and a plan that counts names its own number.
    """
    words = phrase.lower().split()
    number = facts.quantity.span.text.lower() if facts.quantity is not None else None
    return (
        (playbook.unit == PHASES or (number is not None and number in phrase.lower()))
        and len(words) >= _SHORT
        and not _POINTS_BACK.search(phrase)
        and words[0] not in _STATES
    )


def _own_phrase(
    facts: GoalFacts, playbook: Playbook, target: Target | TargetDraft | None
) -> str | None:
    """Return the person's own aim if it is a short whole phrase, else None."""
    words = act_of(facts) if is_own_routine(facts, playbook) else short_aim(facts)
    wish = _WISH.sub("", _ADVERB.sub("", " ".join(words.split())))
    aim = _with_verb(_without_number_alone(shorten(wish), facts), facts)
    often = playbook.kinds[0] == GoalKind.ROUTINE and facts.frequency is not None
    rate = f" {rate_phrase(facts, playbook)}" if often and not _OFTEN.search(aim) else ""
    is_weight = playbook.kinds[0] == GoalKind.BODY and target is not None and _is_body(target)
    if is_weight and aim.lower().startswith("be "):
        return None
    fits = len(f"{aim}{rate}".split()) > 1 and len(aim.split()) <= MOST_WORDS
    if not aim or not facts.english or not fits or not is_phrase(aim):
        return None
    named = target if facts.quantity is not None else None
    return _with_limit(f"{aim[0].lower()}{aim[1:]}{rate}", named)


def _usual_phrase(
    facts: GoalFacts,
    playbook: Playbook,
    values: dict[str, str],
    target: Target | TargetDraft | None,
) -> str:
    """Return the playbook's phrase with the person's thing and target."""
    if playbook.kinds[0] == GoalKind.BODY and target is not None and _is_body(target):
        return f"weigh {format_amount(target.quantity, target.unit)}"
    if target is None and "{target}" in playbook.goal:
        return f"make steady progress with {thing_of(facts, playbook)}"
    phrase = fill_template(playbook.goal, values)
    if len(phrase.split()) <= MOST_WORDS + 2 and not says_it_twice(playbook.goal, values["thing"]):
        return phrase
    return fill_template(playbook.goal, {**values, "thing": playbook.thing})


def _falls_short(target: Target | TargetDraft, requested: TargetDraft) -> bool:
    """Return whether the planned part is so much smaller that the title has to say it."""
    same = requested.unit == target.unit
    begun = target.baseline or 0.0
    planned, whole = abs(target.quantity - begun), abs(requested.quantity - begun)
    return not same or planned < _NEARLY_ALL * whole


def _part(
    facts: GoalFacts,
    playbook: Playbook,
    values: dict[str, str],
    target: Target | TargetDraft,
    requested: TargetDraft,
) -> str:
    """Return the part of a target that is planned: "save 900 of 1,200 for a tent"."""
    whole = format_amount(requested.quantity, requested.unit)
    reached = format_amount(target.quantity, target.unit)
    if not is_money(target.unit):
        reached = reached.split(" ", maxsplit=1)[0]
    rises = requested.quantity > target.quantity and playbook.kinds[0] != GoalKind.BODY
    if requested.unit != target.unit or not rises:
        changes = playbook.kinds[0] == GoalKind.BODY and not _is_body(target)
        verb = ("gain" if GAINS.search(facts.aim) else "lose") if changes else "reach"
        of_what = f" of {values['item']}" if target.unit == _HOURS else ""
        return f"{verb} {format_amount(target.quantity, target.unit)}{of_what} as a first stage"
    rule = playbook.progression.rule
    if rule in _PART_VERBS:
        tail = f" for {values['thing']}" if rule == "saving" and facts.thing is not None else ""
        return f"{_PART_VERBS[rule]} {reached} of {whole}{tail}"
    if "{target}" in playbook.goal and playbook.kinds[0] in _LEVELS and target.baseline:
        first = format_amount(target.quantity, target.unit)
        return f"{fill_template(playbook.goal, {**values, 'target': first})} as a first stage"
    if "{target}" in playbook.goal:
        return fill_template(playbook.goal, {**values, "target": f"{reached} of {whole}"})
    return f"reach {reached} of {whole}"


def _with_limit(aim: str, target: Target | TargetDraft | None) -> str:
    """Return an aim that cuts something down with the amount that stays."""
    if target is None or " a " not in target.unit or not _CUTS.match(aim):
        return aim
    if any(character.isdigit() for character in aim):
        return aim
    return f"{aim} to {format_amount(target.quantity, target.unit)}"


def shorten(aim: str) -> str:
    """Return the first phrase of an aim, cut before a preposition if it is still too long."""
    words = re.split(r"[,;:](?=\s|$)|[?!(]|\s[-–]\s", aim, maxsplit=1)[0].strip(" .").split()
    if len(words) > MOST_WORDS:
        cut = (n for n in range(MOST_WORDS, 2, -1) if words[n].lower() in _BEFORE)
        words = words[: next(cut, len(words))]
    if words and words[-1].lower() == "to":
        return ""  # what it leads to was a number; the playbook's phrase names it
    while words and words[-1].lower() in _BEFORE:
        words.pop()
    return " ".join(words)


def _with_verb(aim: str, facts: GoalFacts) -> str:
    """Return "be in bed" for "in bed", "reach three strict pull-ups" for the bare amount."""
    lowered = f"{aim[:1].lower()}{aim[1:]}"
    if _PLACE.match(aim):
        return f"be {lowered}"
    amount = facts.quantity
    counted = amount is not None and amount.kind == QuantityKind.COUNT and bool(amount.unit)
    bare = amount is not None and counted and aim.startswith(amount.span.text)
    return f"reach {lowered}" if bare and len(aim.split()) > 1 else aim


def is_phrase(aim: str) -> bool:
    """Return whether an aim is a whole phrase that completes "I will"."""
    words = aim.lower().split()
    whole = words[1:2] != ["of"] and words[-1] not in _NEVER_LAST | {"it", "them"}
    return starts_with_verb(aim) and whole and not _LOOSE.search(aim)


def _is_body(target: Target | TargetDraft) -> bool:
    """Return whether a target is the weight of a body, not a change of it."""
    return unit_family(target.unit) == "weight" and target.quantity >= _LEAST_BODY


def _without_number_alone(aim: str, facts: GoalFacts) -> str:
    """Return an aim, or nothing if it ends in a number that lost its unit: "be 78", "walk 7"."""
    quantity = facts.quantity
    words = aim.split()
    if quantity is None or len(words) > _SHORT or not words or not words[-1].isdecimal():
        return aim
    return "" if quantity.unit or float(words[-1]) != quantity.value else aim


def title_of(phrase: str) -> str:
    """Return the phrase as a title in the second person."""
    spoken = to_second_person(phrase)
    return spoken[:1].upper() + spoken[1:]
