"""Choose target, baseline and payment among the amounts of a text."""

from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.current_state import is_income
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind
from core.offline.reading.roles.choices import STATED, Choice, choose
from core.offline.reading.roles.money.left_over import left_over
from core.offline.reading.roles.money.payments import (
    SUM_RULES,
    as_money,
    in_one_currency,
    is_no_payment,
    stated_payment,
    with_stated_sum,
)
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.amount_relations import (
    is_a_time,
    is_bare,
    is_change,
    is_history,
    is_weekly_time,
    newest_value,
    outside_moves,
    part_of_whole,
    plain_pair,
    reached_value,
    stated_change,
)
from core.offline.reading.roles.slots.amounts_in_context import (
    amount_in_context,
    amounts_of_slots,
)
from core.offline.reading.roles.slots.slot_evidence import by_rule, first, limits
from core.offline.reading.roles.slots.slot_values import amount_of, is_clock
from core.offline.reading.roles.slots.stock_so_far import is_there, stock_so_far, whole_beside
from core.offline.reading.target_quantity import target_quantity

_NO_TARGET = (Slot.OTHER_NUMBER, Slot.PAYMENT, Slot.DEADLINE, Slot.LENGTH)
_NO_BASELINE = (Slot.TARGET, Slot.PAYMENT, Slot.DEADLINE, Slot.LENGTH, Slot.HOURS, Slot.RATE)
_AMOUNTS = (Slot.TARGET, Slot.THING, Slot.RATE, Slot.HOURS)
_PAST_TARGETS = {"debt": (Slot.BASELINE,), "running": (Slot.BASELINE,)}
"""Topics in which the amount today may be the target: a debt, a distance to run faster."""
_MONEY_SHARE, _NEAR_BEST, _STATED, _SURELY_TODAY = 0.5, 0.6, 0.7, 0.8


def choose_target(reading: RoleReading, rules: GoalFacts, playbook: Playbook) -> Choice[Quantity]:
    """Return the target amount; a clock is none, and a payment or a past amount never is."""
    starts = amounts_of_slots(reading, reading.slots_of(Slot.BASELINE), playbook, None)
    beside = next((amount for amount, _ in starts if amount.unit), None)
    slots = [slot for slot in reading.slots_of(Slot.TARGET) if not is_clock(slot.span.text)]
    known = amounts_of_slots(reading, slots, playbook, beside)
    known += [
        (amount, slot.confidence)
        for slot in reading.slots_of(Slot.THING)
        if (amount := amount_of(slot.span)) is not None and amount.unit in playbook.units
    ]
    known = _likely(outside_moves(known, reading.text), reading.text)
    pair = plain_pair(reading, rules)
    known = [k for k in known if pair is None or k[0].value != pair.value]
    best = target_quantity(tuple(amount for amount, _ in known), playbook)
    model: Choice[Quantity] = next(
        (Choice(value=a, confidence=c) for a, c in known if best is None or a is best),
        Choice(value=None),
    )
    whole = part_of_whole(reading)
    if whole is not None and (model.value is None or model.value.value == whole[1].value):
        model = Choice(value=whole[1], confidence=_STATED, source=STATED)
    slots_of_rule = (*_AMOUNTS, *_PAST_TARGETS.get(playbook.name, ()))
    rule = by_rule(rules.quantity, reading, slots_of_rule, against=_NO_TARGET)
    if rule.value is not None and (
        (whole is not None and rule.value.value == whole[0].value)
        or is_weekly_time(rule.value)
        or (known and is_income(rules.text, rule.value))
        or (known and is_history(rule.value, known, reading.text))
    ):
        rule = Choice(value=None)
    past = rules.baseline if rules.quantity is None and reading.is_short else None
    if past is not None and model.value is not None and past.value == model.value.value:
        model = Choice(value=None)  # "quit, I smoke 20 a day": a plain goal says what is today's
    chosen = choose(model, rule, same=_same_amount, limits=limits(reading))
    if whole is not None and chosen.value is not None and chosen.value.value == whole[0].value:
        return Choice(value=whole[1], confidence=_STATED, source=STATED)
    open_to_race = chosen.value is None or _is_todays(reading, chosen.value)
    race = _race_aimed_at(reading, rules) if open_to_race else None
    return Choice(value=race, confidence=_STATED) if race else _not_the_stock(chosen, rules)


def _is_todays(reading: RoleReading, amount: Quantity) -> bool:
    return reading.slot_share(amount.span, (Slot.BASELINE,)) >= _SURELY_TODAY


def _race_aimed_at(reading: RoleReading, rules: GoalFacts) -> Quantity | None:
    """Return the distance of a race that the aim calls by its name, which has no figure."""
    aims = [clause.span for clause in reading.clauses_of(Role.AIM, Role.MORE)]
    return next(
        (
            amount
            for amount in rules.quantities
            if amount.kind == QuantityKind.DISTANCE
            and not any(character.isdigit() for character in amount.span.text)
            and any(span.start <= amount.span.start < span.end for span in aims)
        ),
        None,
    )


def _not_the_stock(chosen: Choice[Quantity], rules: GoalFacts) -> Choice[Quantity]:
    """Return the target, or what the stock is to become if the stock was taken for it."""
    goal = chosen.value
    if goal is None or goal.kind != QuantityKind.COUNT or not is_there(rules.text, goal):
        return chosen
    whole = whole_beside(rules.text, (goal, *rules.quantities))
    return Choice(value=whole, confidence=_STATED, source=STATED) if whole else chosen


def choose_baseline(
    reading: RoleReading, rules: GoalFacts, playbook: Playbook, target: Quantity | None
) -> Choice[Quantity]:
    """Return the amount today: the newest one, and one that compares with the target."""
    whole = part_of_whole(reading)
    if whole is not None:
        return Choice(value=whole[0], confidence=_STATED, source=STATED)
    aims = amounts_of_slots(reading, reading.slots_of(Slot.TARGET), playbook, None)
    beside = next((a for a, _ in aims if a.unit), target)
    known = [
        (newest_value(reading.text, amount, target), sure)
        for amount, sure in amounts_of_slots(
            reading, reading.slots_of(Slot.BASELINE), playbook, beside
        )
        if not (amount.kind == QuantityKind.MONEY and is_income(rules.text, amount))
        and not (target is not None and amount.span == target.span)
    ]
    known = [k for k in known if not is_a_time(reading.text, k[0])]
    fitting = [k for k in known if target is None or k[0].unit == target.unit] or known
    fitting = sorted(fitting, key=lambda k: (k[1] < 0.5, is_bare(k[0], fitting)))
    model: Choice[Quantity] = next(
        (Choice(value=a, confidence=c) for a, c in fitting), Choice(value=None)
    )
    rule = by_rule(rules.baseline, reading, (Slot.BASELINE,), against=_NO_BASELINE)
    if rule.value is not None:
        stated = reading.role_share(rule.value.span, (Role.START,))
        stated *= 1 - reading.slot_share(rule.value.span, _NO_BASELINE)
        value = newest_value(reading.text, rule.value, target)
        rule = Choice(value=value, confidence=max(rule.confidence, stated))
    if rule.value is not None and is_weekly_time(rule.value):
        rule = Choice(value=None)
    plain = reading.is_short and (rules.quantity is None or plain_pair(reading, rules))
    if rule.value is not None and plain:
        rule = replace(rule, confidence=max(rule.confidence, _STATED))
    chosen = choose(model, rule, same=_same_amount, limits=limits(reading))
    there = stock_so_far(rules.text, target, rules.quantities)
    other = chosen.value is None or (there is not None and chosen.value.unit != there.unit)
    if there is not None and (other or chosen.confidence < _STATED):
        return Choice(value=there, confidence=_STATED, source=STATED)
    return chosen


def choose_payment(
    reading: RoleReading, playbook: Playbook, target: Quantity | None
) -> Choice[Quantity]:
    """Return what can be paid in each period, a month if none is named."""

    def payment(found: FoundSlot) -> Quantity | None:
        amount = amount_in_context(reading, found, playbook, None)
        if amount is None or is_income(reading.text, amount):
            return None
        return replace(amount, per=amount.per or "month")

    model = first(reading.slots_of(Slot.PAYMENT), payment)
    if model.value is not None and is_no_payment(reading.text, model.value):
        model = Choice(value=None)
    named = None
    if _is_about_a_sum(reading, playbook):
        named = stated_payment(reading, target) or _what_is_left(reading, model.value, target)
    if named is None or (model.value is not None and model.confidence >= _STATED):
        return model
    return Choice(value=named, confidence=_STATED, source=STATED)


def _what_is_left(
    reading: RoleReading, read: Quantity | None, target: Quantity | None
) -> Quantity | None:
    """Return what is left of the income, if no payment was read and it is not the sum itself."""
    spare = left_over(reading.text) if read is None else None
    return None if spare is None or (target and target.span == spare.span) else spare


def related(
    target: Choice[Quantity],
    baseline: Choice[Quantity],
    payment: Choice[Quantity],
    playbook: Playbook,
    text: str,
) -> tuple[Choice[Quantity], Choice[Quantity], Choice[Quantity]]:
    """Return (target, baseline, payment) as they make sense together."""
    target, baseline, payment = (as_money(c, playbook) for c in (target, baseline, payment))
    target, baseline = with_stated_sum(
        target, baseline, payment.value, playbook.progression.rule, text
    )
    payment = in_one_currency(payment, target.value)
    goal, today = target.value, baseline.value
    if (
        goal is not None
        and today is not None
        and goal.span == today.span
        and goal.value == today.value
    ):
        baseline, today = Choice(value=None), None
    if today is not None and (goal is None or goal.value == today.value):
        reached = stated_change(text, today)
        target = (
            target if reached is None else Choice(value=reached, confidence=_STATED, source=STATED)
        )
        goal = target.value
    if goal is None:
        return target, baseline, payment
    if is_change(text, goal):
        return replace(target, value=reached_value(text, goal, today)), baseline, payment
    if playbook.name in SUM_RULES and goal.per is not None and goal.kind == QuantityKind.MONEY:
        paid = payment if payment.value is not None else target
        return target, baseline, paid  # "put 90 a month aside": a pace is what can be paid
    return target, baseline, payment


def _likely(known: list[tuple[Quantity, float]], text: str) -> list[tuple[Quantity, float]]:
    """Return the amounts without income, and without unsure ones beside a sure one of the kind."""
    rest = [k for k in known if not is_income(text, k[0])] or known
    best: dict[QuantityKind, float] = {}
    for amount, sure in rest:
        best[amount.kind] = max(sure, best.get(amount.kind, 0.0))
    return [k for k in rest if k[1] >= best[k[0].kind] * _NEAR_BEST]


def _is_about_a_sum(reading: RoleReading, playbook: Playbook) -> bool:
    return playbook.progression.rule in SUM_RULES and (
        reading.kinds.get(GoalKind.MONEY.value, 0.0) >= _MONEY_SHARE
    )


def _same_amount(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value
