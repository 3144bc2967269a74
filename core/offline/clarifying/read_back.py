"""Say back what was understood: the slots of a reading from the facts and the drafted goal."""

import re
from collections.abc import Iterable

from core.formats import long_day
from core.goals.goal import Circumstances, ClarifiedGoal
from core.goals.reading import Reading, Slot, SlotName, Source
from core.offline.clarifying.corrections import Corrections
from core.offline.clarifying.read_by_model import read_by_model
from core.offline.clarifying.slots import GUESSED, READ, assumed, stated
from core.offline.clarifying.weekday_answers import days_text
from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Frequency, GoalFacts, Quantity, Span
from core.offline.signs.care_guide import guide_of
from core.offline.signs.under_care import effects_on
from core.offline.writing.format_amount import format_amount
from core.offline.writing.goal_phrase import is_phrase
from core.offline.writing.sentences import short_aim
from core.offline.writing.templates import fill_template, template_values
from core.plans.plan import PHASES

_CUE = re.compile(r"^(?:but|however|although|though)\b\W*", re.IGNORECASE)
_Found = tuple[SlotName, Slot | None]


def read_back(
    facts: GoalFacts,
    playbook: Playbook,
    goal: ClarifiedGoal | None,
    circumstances: Circumstances,
    corrections: Corrections,
    *,
    by_model: bool = False,
    plan: Slot | None = None,
) -> Reading:
    """Return what was understood; `goal` gives what was assumed, or what a model has read.

    `plan` says which recipe plans it.
    """
    read = (
        *_topic(facts, playbook, goal),
        *_amounts(facts, goal),
        *_times(facts, goal, circumstances),
        *_circumstances(facts, goal, circumstances),
        *_care(facts, playbook),
    )
    found: dict[SlotName, Slot] = {name: slot for name, slot in read if slot is not None}
    if by_model and goal is not None:
        found |= read_by_model(goal, found)
    for name, correction in corrections.items():
        found[name] = Slot(
            value=correction.value,
            text=correction.text,
            confidence=1.0,
            quote=correction.quote,
            source=Source.CORRECTED,
        )
    if plan is not None:
        found[SlotName.PLAN] = plan
    return Reading(
        slots={name: found[name] for name in SlotName if name in found},
        english=facts.english or by_model,
    )


def _topic(facts: GoalFacts, playbook: Playbook, goal: ClarifiedGoal | None) -> Iterable[_Found]:
    sure = facts.confidence
    aim = short_aim(facts).strip(" .")
    usual = READ if facts.english and len(facts.goals) < 2 else GUESSED
    phrase = _phrase_of(facts, playbook, goal)
    if phrase and not is_phrase(aim):  # a clause of the story says less than the recipe's goal
        yield SlotName.AIM, assumed(phrase, phrase, sure.get("recipe", usual))
    else:
        yield SlotName.AIM, stated(aim, aim, sure.get("thing", usual), facts.aim) if aim else None
    yield (
        SlotName.KIND,
        stated(facts.kind.value, facts.kind.value, sure.get("kind", GUESSED), ""),
    )
    domain = facts.domain if goal is None else goal.domain
    title = playbook.title
    named = facts.domain_span
    if domain == GENERAL or named is None:
        slot = assumed(domain, title, sure.get("domain", GUESSED))
    else:
        slot = stated(domain, title, sure.get("domain", READ), named.text)
    yield SlotName.DOMAIN, slot


def _phrase_of(facts: GoalFacts, playbook: Playbook, goal: ClarifiedGoal | None) -> str:
    """Return the goal of a recipe in a few words, or nothing if no recipe was found."""
    if not playbook.recipe or goal is None:
        return ""
    return fill_template(playbook.goal, template_values(goal, facts, playbook))


def _amounts(facts: GoalFacts, goal: ClarifiedGoal | None) -> Iterable[_Found]:
    sure, target = facts.confidence, goal.target if goal is not None else None
    if target is not None and target.unit == PHASES:
        target = None  # how many phases the way has is nothing to say back
    start = _quantity_slot(facts.baseline, sure.get("baseline", READ))
    if start is None and facts.starting_points:
        start = _words_slot(facts.starting_points, sure.get("starting_points", READ))
    if start is None and target is not None and target.baseline is not None:
        start = assumed(target.baseline, format_amount(target.baseline, target.unit))
    yield SlotName.FROM, start
    end = _quantity_slot(facts.quantity, sure.get("quantity", READ))
    if end is None and target is not None:
        end = assumed(target.quantity, format_amount(target.quantity, target.unit))
    yield SlotName.TO, end
    unit = facts.quantity.unit if facts.quantity is not None else (target.unit if target else "")
    named = facts.quantity is not None
    if unit:
        confidence = sure.get("quantity", READ)
        yield SlotName.UNIT, stated(unit, unit, confidence, "") if named else assumed(unit, unit)
    yield SlotName.PAYMENT, _quantity_slot(facts.payment, sure.get("payment", READ))


def _times(
    facts: GoalFacts, goal: ClarifiedGoal | None, circumstances: Circumstances
) -> Iterable[_Found]:
    sure, deadline = facts.confidence, facts.deadline
    if circumstances.weeks is not None and goal is not None:
        words = f"{circumstances.weeks} weeks"
        day = goal.deadline
        yield SlotName.BY, stated(day, long_day(day), 1.0, words)
    elif deadline is not None:
        confidence = sure.get("deadline", READ)
        if not deadline.exact:
            confidence = min(confidence, GUESSED)  # the words name no day
        yield (
            SlotName.BY,
            stated(deadline.on, long_day(deadline.on), confidence, deadline.span.text),
        )
    elif goal is not None:
        yield SlotName.BY, assumed(goal.deadline, long_day(goal.deadline))
    event = facts.event
    if event is not None:
        yield SlotName.EVENT, stated(event.text, event.text, sure.get("event", READ), event.text)


def _circumstances(
    facts: GoalFacts, goal: ClarifiedGoal | None, circumstances: Circumstances
) -> Iterable[_Found]:
    sure = facts.confidence
    yield SlotName.HOURS, _hours(facts, goal, circumstances)
    days = facts.days or (facts.frequency.days if facts.frequency is not None else ())
    if days:
        text = days_text(days, None)
        yield SlotName.DAYS, stated(days, text, sure.get("days", READ), text)
    elif facts.frequency is not None and _says_days(facts, facts.frequency):
        times, quote = round(facts.frequency.per_week, 1), facts.frequency.span.text
        text = days_text((), times)
        yield SlotName.DAYS, stated(times, text, sure.get("frequency", READ), quote)
    if facts.session_minutes is not None:
        text = format_amount(facts.session_minutes, "min")
        confidence = sure.get("session_minutes", READ)
        yield SlotName.MINUTES, stated(facts.session_minutes, text, confidence, "")
    obstacles = facts.obstacles or ((facts.obstacle,) if facts.obstacle is not None else ())
    if obstacles:
        yield SlotName.OBSTACLE, _words_slot(obstacles, sure.get("obstacle", READ))
    elif goal is not None:
        yield SlotName.OBSTACLE, assumed(goal.obstacle, goal.obstacle)
    yield SlotName.METHOD, _words_slot(facts.methods, sure.get("methods", READ))
    limits = (
        *facts.constraints,
        *(Span(start=0, end=0, text=c) for c in circumstances.constraints),
    )
    paid = facts.payment.span.text if facts.payment is not None else None
    limits = tuple(limit for limit in limits if paid is None or paid not in limit.text)
    yield SlotName.CONSTRAINTS, _words_slot(limits, sure.get("constraints", READ))
    yield SlotName.BACKGROUND, _words_slot(facts.background, sure.get("background", READ))


def _care(facts: GoalFacts, playbook: Playbook) -> Iterable[_Found]:
    effects = effects_on(facts, playbook)
    found = [sign for sign in facts.signs if sign.sign in effects]
    if found:
        text = "; ".join(guide_of(sign.sign).label for sign in found)
        quote = "; ".join(dict.fromkeys(sign.quote for sign in found))
        sure = min(sign.confidence for sign in found)
        yield SlotName.CARE, stated(text, text, sure, quote)


def _says_days(facts: GoalFacts, frequency: Frequency) -> bool:
    """Return whether a frequency tells the days of a week; "3 hours a week" does not."""
    amounts = (facts.hours, facts.payment, facts.quantity, facts.baseline)
    taken = [amount.span for amount in amounts if amount is not None]
    span = frequency.span
    overlaps = any(span.start < other.end and other.start < span.end for other in taken)
    return 1 <= frequency.per_week <= 7 and not overlaps


def _hours(
    facts: GoalFacts, goal: ClarifiedGoal | None, circumstances: Circumstances
) -> Slot | None:
    if circumstances.hours_per_week is not None:
        hours = circumstances.hours_per_week
        return stated(hours, _weekly(hours), 1.0, "")
    if facts.hours is not None:
        hours = facts.hours.per_week
        confidence = facts.confidence.get("hours", READ)
        return stated(hours, _weekly(hours), confidence, facts.hours.span.text)
    if goal is not None:
        return assumed(goal.hours_per_week, _weekly(goal.hours_per_week))
    return None


def _weekly(hours: float) -> str:
    return f"{format_amount(hours, 'h')} a week"


def _quantity_slot(quantity: Quantity | None, confidence: float) -> Slot | None:
    if quantity is None:
        return None
    text = format_amount(quantity.value, quantity.unit)
    if quantity.per is not None:
        text += f" a {quantity.per}"
    return stated(quantity.value, text, confidence, quantity.span.text)


def _words_slot(spans: tuple[Span, ...], confidence: float) -> Slot | None:
    if not spans:
        return None
    text = "; ".join(dict.fromkeys(_CUE.sub("", span.text).strip(" .,;") for span in spans))
    return stated(text, text, confidence, text)
