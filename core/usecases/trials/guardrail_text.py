"""Guardrails of a trial in words: a difference in its own unit, and what is accepted."""

from core import formats, signed
from core.experiments.evidence import Evidence
from core.experiments.guardrail import GUARDRAIL_ALPHA, Guardrail, Unit
from core.quality.intervals import Interval


def difference_text(one: Guardrail, found: Evidence) -> str:
    """Return candidate less champion in the unit of the guardrail: +$0.002 for a dearer run."""
    if found.difference is None:
        return "no result yet"
    turned = one.unit is not Unit.SHARE  # cost and time are weighed as negative numbers
    return _signed(one, -found.difference if turned else found.difference)


def range_text(one: Guardrail, found: Evidence) -> str:
    """Return the range of the difference that holds at any time."""
    if one.unit is Unit.SHARE:
        return signed.interval(Interval(low=found.low, high=found.high), 2)
    return f"[{_signed(one, -found.high)}, {_signed(one, -found.low)}]"


def accepted_text(one: Guardrail) -> str:
    """Return the loss that is accepted."""
    return f"{_amount(one, one.margin)} more" if one.margin else "none"


def rule_text(guardrails: tuple[Guardrail, ...]) -> str:
    """Return when a guardrail ends a trial, and how often it is wrong."""
    named = "; ".join(
        f"{one.label}, by more than {_amount(one, one.margin)}" if one.margin else one.label
        for one in guardrails
    )
    return (
        f"A candidate that is certainly worse on one of these is rejected at once: {named}. All "
        "of them together reject a candidate that is not worse with at most "
        f"{formats.share(GUARDRAIL_ALPHA)} chance, however often you look."
    )


def count_text(guardrails: tuple[Guardrail, ...]) -> str:
    """Return how people are counted, and where a scale ends."""
    ends = ", ".join(
        f"a {one.label.partition(' ')[0]} above {_amount(one, one.cap)} counts as that"
        for one in guardrails
        if one.unit is not Unit.SHARE
    )
    first = "Each person counts once, with the first of their runs for which it is known"
    return f"{first}; {ends}." if ends else f"{first}."


def harm_text(one: Guardrail, *, n: int, mean: float, promised: float) -> str:
    """Return that a promoted version breaks a guardrail."""
    since, before = (
        formats.figure(value, 2) if one.unit is Unit.SHARE else _amount(one, -value)
        for value in (mean, promised)
    )
    people = formats.pluralize(n, "person", "people")
    return f"{one.label.capitalize()}: {since} with {people} since; the trial had found {before}."


def _signed(one: Guardrail, value: float) -> str:
    if one.unit is Unit.SHARE:
        return signed.figure(value, 2)
    text = _amount(one, abs(value))
    return text if text == _amount(one, 0.0) else f"{'−' if value < 0 else '+'}{text}"


def _amount(one: Guardrail, value: float) -> str:
    return formats.money(value) if one.unit is Unit.USD else formats.seconds(value)
