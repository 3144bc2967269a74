"""Which of a text's numbers are start and target of a recipe: those in its unit and its bounds."""

import re
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.recipes.named_price import named_price
from core.offline.recipes.scale import Scale, counts, is_sane
from core.plans.plan import PHASES

_SURE_START = 0.7
"""A lone number below this certainty of being today's is the target if it lies beyond the start."""
_BARE = re.compile(r"(?<![\w.,:/€$£-])\d[\d,.]*\d(?![\w:/%€$£])")
"""A number of two digits or more that belongs to no unit, clock, date or sum."""
_DONE = re.compile(
    r"\b(?:wrote|written|have|['’]ve|done|finished|saved|read|made|already|there are)\b",
    re.IGNORECASE,
)
_SURE_TARGET, _VERY_SURE = 0.7, 0.85
_SESSIONS_FROM = {"running": QuantityKind.DISTANCE, "strength": QuantityKind.WEIGHT}
_NO_RESULT = frozenset({"minutes", "hold", "staged", "language"})
"""Rules that make nothing of a number of results."""
_NUMBERS = ("quantity", "baseline")


def settle_numbers(facts: GoalFacts, playbook: Playbook, aims: tuple[Span, ...] = ()) -> GoalFacts:
    """Return the facts with only those numbers as start and target that the recipe can reckon with.

    A number in another unit, or outside what is sane for the aim, is neither; it stays among the
    text's quantities. A lone number without a unit in one of the `aims` is the target if it makes
    sense as one: "get back to 1700 blitz".
    """
    if playbook.progression.rule != "staged":
        return facts  # the rules of payments know what is paid, owed and earned
    if playbook.unit == PHASES:
        quits = playbook.kinds[0] == GoalKind.QUIT
        return _with_numbers(facts, None, facts.baseline if quits else None)
    scale = replace(Scale(playbook), goes_on=_is_on_the_way(facts, Scale(playbook)))
    target = facts.quantity if is_sane(facts.quantity, scale) else None
    done = None if _is_start(facts.baseline, scale) else _start_so_far(facts, scale)
    today = done or (facts.baseline if _is_start(facts.baseline, scale) else None)
    if target is None:
        target = _bare_number(facts, aims, today, scale) or _spoken_count(aims, scale)
    if target is None and facts.quantity is None and is_sane(price := named_price(facts), scale):
        target = price
    unsure = done is None and facts.confidence.get("baseline", 0.0) < _SURE_START
    if target is None and today is not None and unsure and scale.is_beyond(today):
        target, today = today, None
    if target is not None and today is not None and not scale.leads_on(today, target):
        today = None
    return _with_numbers(facts, target, today)


def with_bare_target(facts: GoalFacts, playbook: Playbook, aims: tuple[Span, ...]) -> GoalFacts:
    """Return the facts with the bare number of the aim as target, if today's is bare as well."""
    today = facts.baseline
    if facts.quantity is not None or today is None or today.unit:
        return facts
    target = _bare_number(facts, aims, today, Scale(playbook))
    return facts if target is None else _with_numbers(facts, target, today)


def _bare_number(
    facts: GoalFacts, aims: tuple[Span, ...], today: Quantity | None, scale: Scale
) -> Quantity | None:
    """Return the only number of the aims that can be the result, or None."""
    if " a " in scale.playbook.unit:
        return None
    unit = scale.playbook.unit
    found = [
        Quantity(
            value=parse_number(match.group()),
            unit="",
            kind=QuantityKind.COUNT,
            span=Span(
                start=aim.start + match.start(), end=aim.start + match.end(), text=match.group()
            ),
        )
        for aim in aims
        for match in _BARE.finditer(aim.text)
    ]
    taken = [q.span for q in (today, *facts.quantities) if q is not None]
    if facts.deadline is not None:
        taken.append(facts.deadline.span)
    free = [
        q
        for q in found
        if not any(span.start < q.span.end and q.span.start < span.end for span in taken)
        and is_sane(q, scale)
        and (scale.leads_on(today, q) if today is not None else scale.is_beyond(q))
    ]
    return replace(free[0], unit=unit) if len(free) == 1 else None


def _start_so_far(facts: GoalFacts, scale: Scale) -> Quantity | None:
    """Return what the background says is there already: "wrote 30,000 words two years ago"."""
    done = (*facts.background, *facts.starting_points)
    found = (
        quantity
        for quantity in facts.quantities
        if quantity.per is None
        and quantity.unit == scale.playbook.unit
        and any(s.start <= quantity.span.start < s.end and _DONE.search(s.text) for s in done)
    )
    return next((q for q in found if q != facts.quantity and _is_start(q, scale)), None)


def _spoken_count(aims: tuple[Span, ...], scale: Scale) -> Quantity | None:
    """Return the count in the recipe's own unit that an aim names in words: "one song"."""
    unit = scale.playbook.unit
    if " " in unit or not unit.endswith("s"):
        return None
    pattern = re.compile(
        rf"\b(?P<n>{NUMBER})(?: [a-z]+)? {re.escape(unit[:-1])}s?\b", re.IGNORECASE
    )
    for aim in aims:
        match = pattern.search(aim.text)
        if match is None:
            continue
        span = Span(
            start=aim.start + match.start(), end=aim.start + match.end(), text=match.group()
        )
        found = Quantity(
            value=parse_number(match["n"]), unit=unit, kind=QuantityKind.COUNT, span=span
        )
        return found if is_sane(found, scale) else None
    return None


def can_use(facts: GoalFacts, topic: Playbook, recipe: Playbook, *, sure: float) -> bool:
    """Return whether a recipe can reckon with the number the person named as their target.

    If it cannot, and the playbook of the topic can, the playbook keeps the person's number. So it
    does if it makes its sessions from that number: a distance to run, a weight to lift. A recipe of
    another topic has to be very `sure` then. A topic that counts so much a week makes nothing of
    an amount of once: the 115 km of a hike of six days are no distance of one outing.
    """
    named = facts.quantity
    if named is None:
        return True
    if recipe.progression.rule != "staged":  # payments and weights: both reckon alike
        return sure >= _VERY_SURE or recipe.progression.rule != topic.progression.rule
    clear = facts.confidence.get("quantity", 0.0) >= _SURE_TARGET
    if topic.progression.rule in _NO_RESULT or not (clear or _same_unit(named, facts.baseline)):
        return True
    known = counts(topic, named)
    if known and named.kind == _SESSIONS_FROM.get(topic.progression.rule):
        return recipe.name != topic.name and sure >= _VERY_SURE
    if topic.progression.rule == "rate" and named.per is None and sure >= _VERY_SURE:
        return True
    return not known or is_sane(named, Scale(recipe))


def makes_sessions_of(topic: Playbook, named: Quantity) -> bool:
    """Return whether a topic's playbook makes its sessions of a number, or adds up its payments."""
    if topic.progression.rule != "staged" and named.kind == QuantityKind.MONEY:
        return True
    return counts(topic, named) and named.kind == _SESSIONS_FROM.get(topic.progression.rule)


def _same_unit(target: Quantity, today: Quantity | None) -> bool:
    """Return whether start and target have one unit, which is no slip of the reader."""
    return today is not None and bool(target.unit) and today.unit == target.unit


def _with_numbers(facts: GoalFacts, target: Quantity | None, today: Quantity | None) -> GoalFacts:
    if target is not None and today is not None and not today.unit:
        today = replace(today, unit=target.unit, kind=target.kind)
    sure = dict(facts.confidence)
    for name, number in zip(_NUMBERS, (target, today), strict=True):
        if number is None:
            sure.pop(name, None)
        elif name not in sure:
            sure[name] = facts.confidence.get("baseline", 0.0)
    return replace(facts, quantity=target, baseline=today, confidence=sure)


def _is_on_the_way(facts: GoalFacts, scale: Scale) -> bool:
    """Return whether a distance that was named leads on from today's, if it is beyond the usual."""
    named, today = facts.quantity, facts.baseline
    if named is None or today is None or named.kind != QuantityKind.DISTANCE:
        return False
    return today.kind == named.kind and scale.rises and scale.leads_on(today, named)


def _is_start(quantity: Quantity | None, scale: Scale) -> bool:
    """Return whether a number may be today's: in the unit; nothing at all is where many begin."""
    value = None if quantity is None else scale.value(quantity)
    most = max((scale.playbook.takes or (0.0, float("inf")))[1], scale.playbook.start or 0.0)
    return value is not None and 0 <= value <= most * 1.5
