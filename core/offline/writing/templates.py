"""Fill the playbook's templates with the person's numbers and a few of their words."""

import re
from datetime import date

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.goals.unfilled import IN_GENERAL_WORDS
from core.goals.weeks import count_weeks
from core.offline.kinds.routine_rate import times_a_month, times_a_week
from core.offline.named.aim_object import aim_object
from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.parts import PLACEHOLDERS
from core.offline.playbooks.schema import Playbook
from core.offline.playbooks.similarity import telling_stems
from core.offline.progressions.progression_input import MONEY_RULES
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.roles.money.budget import budget_of
from core.offline.reading.units import BARE_SUM, MONEY
from core.offline.writing.format_amount import format_amount
from core.offline.writing.own_words import short_thing, without_article
from core.offline.writing.sentences import item_name

_OPEN = ("your ", "the ")
"""How a recipe names a thing that differs from person to person."""
_SURE_THING = 0.8
_WORKED_ON = frozenset({GoalKind.PROJECT, GoalKind.EVENT})
"""Kinds whose plan for anything works on its thing part by part."""
_NAMED_BY_ITEM = "long_writing"
"""A topic whose text mostly names what is written: "Thesis: 22 pages are done"."""
_NEXT_WORD = re.compile(r" ([a-z]+)")
_OPENS_A_NOUN = frozenset("a an the one two three five ten mixed past short another".split())
_NO_NOUN = frozenset(
    """
    from to with until in on at and or for once by without as that is are was while when before
    after into over out up so but than through slowly right
    """.split()
)
"""Words after a placeholder that show that it is the noun itself."""
_PLACEHOLDER = re.compile(rf"\{{({'|'.join(sorted(PLACEHOLDERS))})\}}")


def template_values(goal: ClarifiedGoal, facts: GoalFacts, playbook: Playbook) -> dict[str, str]:
    """Return the placeholder values of a goal; each week overrides its amount."""
    target = goal.target
    small = _small_payment(goal, playbook)
    reached = format_amount(target.quantity, target.unit) if target else "the planned sessions"
    begun = target.baseline if target is not None else None
    return {
        "target": reached,
        "amount": reached,
        "thing": thing_of(facts, playbook),
        "item": item_name(facts, playbook),
        "small": small or "10 minutes",
        "minutes": small or f"{facts.session_minutes or 20:g}",
        "left": format_amount(abs(target.quantity - (begun or 0.0)), target.unit)
        if target
        else reached,
        "start": format_amount(begun, target.unit) if target and begun else "today's level",
        "by": long_day(goal.deadline),
        "ceiling": ceiling_of(facts),
        "event": _short(facts, facts.event, "the day"),
        "rate": rate_phrase(facts, playbook),
    }


def draft_values(
    facts: GoalFacts, playbook: Playbook, target: TargetDraft | None, ends_on: date
) -> dict[str, str]:
    """Return the placeholder values of a goal that is not clarified yet."""
    reached = format_amount(target.quantity, target.unit) if target else "the planned sessions"
    return {
        "target": reached,
        "amount": reached,
        "left": reached,
        "thing": thing_of(facts, playbook),
        "item": item_name(facts, playbook),
        "small": "a little",
        "minutes": f"{facts.session_minutes or 20:g}",
        "start": "today's level",
        "by": long_day(ends_on),
        "ceiling": ceiling_of(facts),
        "event": "the day",
        "rate": rate_phrase(facts, playbook),
    }


def thing_of(facts: GoalFacts, playbook: Playbook) -> str:
    """Return the noun phrase the goal is about, in a few words; a recipe mostly has its own."""
    if playbook.recipe and not (
        playbook.thing.startswith(_OPEN) and facts.confidence.get("thing", 0.0) >= _SURE_THING
    ):
        return _own_noun(facts, playbook) or playbook.thing
    if facts.thing is None and playbook.name == GENERAL and playbook.kinds[0] in _WORKED_ON:
        return aim_object(facts) or playbook.thing
    if facts.thing is None and playbook.name == _NAMED_BY_ITEM:
        named = item_name(facts, playbook)
        return playbook.thing if named == playbook.thing else f"your {named.lower()}"
    return _short(facts, facts.thing, playbook.thing)


def _own_noun(facts: GoalFacts, playbook: Playbook) -> str:
    """Return what the person calls the thing of a recipe, if its words know that noun."""
    if not playbook.thing.startswith(_OPEN) or playbook.words is None:
        return ""
    own = aim_object(facts)
    known = own and all(map(playbook.words.knows, telling_stems(own.split()[-1]) or {""}))
    return own if known else ""


def ceiling_of(facts: GoalFacts) -> str:
    """Return what it may cost: "the ceiling of 1,200", or "the ceiling" if no sum was named."""
    most = budget_of(facts)
    if most is None:
        return IN_GENERAL_WORDS["ceiling"]
    return f"the ceiling of {format_amount(most.value, most.unit or BARE_SUM)}"


def rate_phrase(facts: GoalFacts, playbook: Playbook) -> str:
    """Return how often, "4 times a week" or "every day"."""
    monthly = times_a_month(facts)
    if monthly is not None:
        return {1: "once a month", 2: "twice a month"}.get(
            int(monthly), f"{monthly:g} times a month"
        )
    times = times_a_week(facts) or float(playbook.defaults.sessions)
    if times >= 7:
        return "every day"
    return {1: "once a week", 2: "twice a week"}.get(int(times), f"{times:g} times a week")


def _short(facts: GoalFacts, span: Span | None, default: str) -> str:
    if span is None:
        return default
    return short_thing(span.text, facts.text[: span.start], default)


def _small_payment(goal: ClarifiedGoal, playbook: Playbook) -> str | None:
    """Return a quarter of the weekly sum if a session is a payment, else None."""
    if playbook.progression.rule not in MONEY_RULES:
        return None
    target = goal.target
    currency = target.unit.split(" ", maxsplit=1)[0] if target else ""
    if target is None or currency not in MONEY:
        return "a small sum"
    if " a " in target.unit:
        return format_amount(max(1.0, float(round(target.quantity / 20))), currency)
    weekly = abs(target.quantity - (target.baseline or 0.0)) / count_weeks(
        goal.starts_on, goal.deadline
    )
    return format_amount(max(1.0, float(round(weekly / 4))), currency)


def fill_template(template: str, values: dict[str, str]) -> str:
    """Return a template with its placeholders filled; the values are not expanded again."""
    filled = _PLACEHOLDER.sub(lambda match: _value(match, values), template)
    return filled[:1].upper() + filled[1:] if template.startswith("{") else filled


def _value(match: re.Match[str], values: dict[str, str]) -> str:
    """Return a value, without its article between an article and a noun: "a past CPA paper"."""
    value, name = values[match.group(1)], match.group(1)
    if name not in {"thing", "item"}:
        return value
    before = match.string[: match.start()].split()[-2:]
    after = _NEXT_WORD.match(match.string, match.end())
    is_modifier = after is not None and after.group(1).lower() not in _NO_NOUN
    if is_modifier and any(word.lower() in _OPENS_A_NOUN for word in before):
        return without_article(value)
    return value
