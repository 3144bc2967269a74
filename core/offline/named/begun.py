"""A plan for what is begun already: it is the starting stock, and nothing new comes in."""

from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.named.own_phases import Phases, own_phases
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.roles.begun_stock import BegunStock, find_begun

_READ = "books"
_SURE = 0.9


def with_begun_facts(facts: GoalFacts) -> GoalFacts:
    """Return the facts with the begun things as what the goal counts, unless a recipe plans it.

    Fewer of them may be the target: six of 14 paintings. One begun thing is a piece of work.
    """
    stock = _stock_of(facts)
    if stock is None:
        return facts
    if stock.count == 1:
        return _with_one(facts, stock)
    named = facts.quantity
    fewer = named is not None and 1 < named.value < stock.count and named.per is None
    value = named.value if named is not None and fewer else float(stock.count)
    at = max(0, facts.text.lower().find(stock.noun))
    span = Span(start=at, end=at + len(stock.noun), text=stock.noun)
    quantity = Quantity(value=value, unit=stock.noun, kind=QuantityKind.COUNT, span=span)
    sure = {**facts.confidence, "kind": _SURE, "quantity": _SURE}
    return replace(
        facts,
        quantity=quantity,
        baseline=None,
        kind=GoalKind.PROJECT,
        thing=None,
        confidence=sure,
    )


def _with_one(facts: GoalFacts, stock: BegunStock) -> GoalFacts:
    """Return the facts with a begun thing as what the goal is about, if nothing else was named."""
    at = max(0, facts.text.lower().find(stock.noun))
    thing = Span(start=at, end=at + len(stock.noun), text=f"the {stock.noun}")
    sure = {**facts.confidence, "kind": _SURE, "thing": _SURE}
    return replace(facts, kind=GoalKind.PROJECT, thing=facts.thing or thing, confidence=sure)


def with_begun_phases(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal about begun things with phases that finish them, the nearest to done first."""
    stock = _stock_of(parsed.facts)
    if stock is None or stock.count == 1 or parsed.playbook.kinds[0] != GoalKind.PROJECT:
        return parsed
    playbook = parsed.playbook.model_copy(
        update={
            "phases": _phases(stock.noun),
            "goal": "finish the {target} I began",
            "unit": stock.noun,
            "metric": f"begun {stock.noun} finished",
        }
    )
    return replace(parsed, playbook=playbook)


def _stock_of(facts: GoalFacts) -> BegunStock | None:
    return find_begun(facts.text) if facts.english and not facts.recipe else None


def _phases(noun: str) -> Phases:
    part = noun if noun == _READ else "things"
    return own_phases("begun.yaml", {"NOUNS": noun, "NOUN": noun.removesuffix("s")}, part)
