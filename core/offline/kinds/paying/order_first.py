"""The order in which debts are paid, as a step of the first week instead of a later choice."""

import re
from dataclasses import replace

from core.goals.debts import dearest_first
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.paying.debts import debts_in, name_with_sum, order_note
from core.offline.kinds.paying.payment_plan import payment_plan
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import PhaseGuide, StepGuide
from core.offline.reading.units import BARE_SUM

_CHOICE = re.compile(r"choose the order\b", re.IGNORECASE)
_MINUTES = 15


def with_order_first(parsed: ParsedGoal) -> ParsedGoal:
    """Return a debt of several balances whose order is written down in the first week."""
    if parsed.playbook.progression.rule != "debt":
        return parsed
    debts = dearest_first(debts_in(parsed.facts))
    if not debts:
        return parsed
    unit = parsed.facts.quantity.unit if parsed.facts.quantity is not None else BARE_SUM
    listed = ", ".join(name_with_sum(debt, unit) for debt in debts)
    step = StepGuide(
        title=f"Number the debts in their order of payment: {listed}", minutes=_MINUTES
    )
    phases = [_without_choice(phase) for phase in parsed.playbook.phases]
    phases[0] = phases[0].model_copy(update={"steps": (step, *phases[0].steps)})
    playbook = parsed.playbook.model_copy(update={"phases": tuple(phases)})
    return replace(parsed, playbook=playbook)


def with_order(outline: Outline, parsed: ParsedGoal) -> Outline:
    """Return the outline of a debt with a note on the order of its balances."""
    asked = outline.requested
    if parsed.playbook.progression.rule != "debt" or asked is None:
        return outline
    starts = outline.period.starts_on
    plan = payment_plan(parsed.facts, asked.quantity, starts, is_debt=True)
    note = order_note(parsed.facts, plan, asked.unit)
    return outline if note is None else replace(outline, notes=(*outline.notes, note))


def _without_choice(phase: PhaseGuide) -> PhaseGuide:
    steps = tuple(step for step in phase.steps if not _CHOICE.match(step.title))
    return phase.model_copy(update={"steps": steps})
