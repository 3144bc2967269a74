"""The sum of money that a message names, in a currency or bare, and how often it comes."""

import re
from dataclasses import dataclass

from core.offline.chat.asked import Asked
from core.offline.chat.question.dates import dates_named
from core.offline.reading.quantities import parse_quantities
from core.offline.writing.format_amount import is_money

_NUMBER = re.compile(
    r"(?<![\w.,:/])(?P<value>\d{1,3}(?:[,.]\d{3})+|\d+(?:[.,]\d{1,2})?)(?P<kilo> ?k\b)?"
    r"(?!\s*(?:min\w*|h\b|hours?|days?|weeks?|months?|years?|tasks?|times|am\b|pm\b|%|km\b|[:/]|"
    r"st\b|nd\b|rd\b|th\b))",
    re.IGNORECASE,
)
_OF_WEEK_NUMBER = re.compile(r"\b(?:week|phase|in) $", re.IGNORECASE)
_PER = re.compile(
    r"\b(?:a|per|each|every|/) ?(?P<per>day|week|month|payday)\b|(?P<ly>week|month)ly\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum, and the day, week or month that it comes in each time; "" if once or not named."""

    value: float
    per: str
    planned: bool = False
    """Whether a task of the plan moves this sum."""


def sum_named(asked: Asked) -> Sum | None:
    """Return the sum that a question names, in money or bare; days, weeks and hours are none."""
    text = asked.question
    dates = [(a, b) for a, b, _ in dates_named(text, asked.situation.today)]
    per = _PER.search(text)
    every = (per["per"] or per["ly"]).lower() if per is not None else ""
    found = [q.value for q in parse_quantities(text) if is_money(q.unit)]
    found += _bare_sums(text, dates)
    planned = {amount for each in asked.situation.tasks for amount in _sums_of(each.task.title)}
    others = [value for value in found if value not in planned]
    value = next(iter(others or found), None)
    if value is None:
        return None
    return Sum(value=value, per=every, planned=value in planned)


def _sums_of(title: str) -> tuple[float, ...]:
    return tuple(q.value for q in parse_quantities(title) if is_money(q.unit))


def _bare_sums(text: str, dates: list[tuple[int, int]]) -> list[float]:
    """Return the numbers of a text that may be sums: no dates, and nothing with a unit."""
    found = list[float]()
    for match in _NUMBER.finditer(text):
        inside = any(a <= match.start() < b for a, b in dates)
        if inside or _OF_WEEK_NUMBER.search(text[: match.start()]):
            continue
        value = match["value"]
        whole = (
            value.replace(",", "").replace(".", "") if re.search(r"[.,]\d{3}$", value) else value
        )
        number = float(whole.replace(",", ".")) * (1000 if match["kilo"] else 1)
        if number >= _LEAST_SUM:
            found.append(number)
    return found


_LEAST_SUM = 5
