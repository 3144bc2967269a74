"""The days that a question is about: a day, a weekend, a week of the plan, a month, a span."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.chat.situation import Situation
from core.formats import date_range
from core.formats import day as write_day
from core.offline.chat.question.dates import MONTH, MONTHS, dates_named, next_date
from core.offline.chat.question.feasts import feasts_named
from core.offline.chat.question.named_days import DAY_NAMED, day_of
from core.offline.reading.numbers import NUMBER, parse_number
from core.plans.plan import Week

_TO = re.compile(r"^\W*(?:to|till?|until|through|and|-|–)\W*(?:the )?$", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?P<up>before|until|till|til|by|up to) (?:the )?$", re.IGNORECASE)
_OF_WEEK = re.compile(r"^(?:['’]s)? weeks?\b|\bweek (?:of|with|before) (?:the )?$", re.IGNORECASE)
_IN_MONTH = re.compile(
    rf"\b(?:in|during|for|of|this|next|all|through|over|from|since|until|till|by|before|after)"
    rf"\s+(?:the (?:month|end) of )?{MONTH}\b(?: (?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_OTHER_MONTH = re.compile(r"\b(?P<which>this|next|last|coming) month\b", re.IGNORECASE)
_WEEK_NUMBER = re.compile(r"\bweek (?:number |no\.? ?|#)?(\d{1,3})\b", re.IGNORECASE)
_WEEK = re.compile(
    r"\b(?P<which>this|next|last|past|previous|coming|current|following|first) week\b(?!-?end)|"
    r"\b(?:the )?(?P<rest>rest|remainder|end) of (?:the|this|my) week\b|"
    r"\bweek (?P<on>i am|i'm|am i|are we|we are)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(r"\bthe last week\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did|was|were|have i|had|over|in the last week i|i\W)", re.IGNORECASE)
_WEEKEND = re.compile(r"\b(?P<which>next |last )?week-?end\b", re.IGNORECASE)
_SEVEN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some days that a question names, from the first to the last."""

    first: date
    last: date
    week: Week | None = None
    """The week of the plan, if the days are those of one."""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    def words(self, today: date) -> str:
        """Return the days as a sentence names them: "Thu 3 Dec" or "week 5 (…)"."""
        if self.first == self.last:
            return write_day(self.first, today=today)
        dates = date_range(self.first, self.last)
        return dates if self.week is None else f"week {self.week.number} ({dates})"


def periods_asked(question: str, now: Situation) -> tuple[Period, ...]:
    """Return the periods that a question names, in its order; dates and days before weeks."""
    if (span := _span(question, now.today)) is not None:
        return (span,)
    if (stay := _stay(question, now)) is not None:
        return (stay,)
    found = list[tuple[int, Period]]()
    for read in _READINGS:
        for at, period in read(question, now):
            if all(abs(at - other) > 0 for other, _ in found):
                found.append((at, period))
    return tuple(dict.fromkeys(period for _, period in sorted(found, key=lambda one: one[0])))


def period_asked(question: str, now: Situation) -> Period | None:
    """Return the first period that a question names, or None."""
    return next(iter(periods_asked(question, now)), None)


def _span(question: str, today: date) -> Period | None:
    """Return the days from one date to another: "from 14 dec to 28 dec"."""
    named = dates_named(question, today)
    if len(named) == 1:
        at, end, last = named[0]
        short = re.search(
            r"\b([0-3]?\d)(?:st|nd|rd|th)?\s*(?:to|till?|until|-|–)\s*$", question[:at]
        )
        if short is not None and 1 <= int(short.group(1)) < last.day:
            return Period(first=last.replace(day=int(short.group(1))), last=last)
        return None
    if len(named) < 2:
        return None
    (_, end, first), (start, _, last) = named[0], named[1]
    if _TO.match(question[end:start]) is None:
        return None
    if last < first:
        last = last.replace(year=last.year + 1)
    return Period(first=first, last=last)


def _stay(question: str, now: Situation) -> Period | None:
    """Return some days or weeks around a day that is named: "2 weeks at christmas"."""
    match = _STAY.search(question)
    if match is None:
        return None
    count = match["count"].lower()
    length = timedelta(days=round(_A_FEW.get(count, 0) or parse_number(count) or 1))
    length *= _SEVEN if match["unit"].lower() == "week" else 1
    anchors = [*_of_dates(match["at"], now), *_of_feasts(match["at"], now)]
    if not anchors or length.days > _LONGEST_STAY:
        return None
    first = min(anchors, key=lambda one: one[0])[1].first
    if match["how"].lower() not in {"from", "starting"}:
        first -= timedelta(days=first.weekday())
    return Period(first=max(first, now.today), last=first + length - timedelta(days=1))


_STAY = re.compile(
    rf"\b(?P<count>{NUMBER}|a|an|a couple of|a few) (?P<unit>day|week)s?(?: \w+){{0,2}}? "
    r"(?P<how>at|over|around|from|starting|for|during) (?P<at>(?:the )?[^,.;?!]+)",
    re.IGNORECASE,
)
_A_FEW = {"a": 1, "an": 1, "a couple of": 2, "a few": 3}
_LONGEST_STAY = 120
_Found = list[tuple[int, Period]]


def _of_dates(question: str, now: Situation) -> _Found:
    return [
        (at, _bounded(question[:at], day, now)) for at, _, day in dates_named(question, now.today)
    ]


def _bounded(before: str, day: date, now: Situation) -> Period:
    """Return a day, or all days from today up to it if it bounds them: "before Christmas"."""
    if day > now.today and (bound := _UP_TO.search(before)) is not None:
        last = day - timedelta(days=1) if bound["up"].lower() == "before" else day
        return Period(first=now.today, last=max(last, now.today))
    return Period(first=day, last=day)


def _of_feasts(question: str, now: Situation) -> _Found:
    found = list[tuple[int, Period]]()
    for start, end, day in feasts_named(question, now.today):
        before, after = question[:start], question[end:]
        if _OF_WEEK.search(after) or _OF_WEEK.search(before):
            found.append((start, _week_of(day, now)))
        else:
            found.append((start, _bounded(before, day, now)))
    return found


def _week_of(day: date, now: Situation) -> Period:
    """Return the week of the plan in which a day is, or else its calendar week."""
    for week in now.plan.weeks:
        if week.starts_on <= day <= now.plan.last_day_of(week):
            return of_week(week, now)
    monday = day - timedelta(days=day.weekday())
    return Period(first=monday, last=monday + timedelta(days=_SEVEN - 1))


def of_week(week: Week, now: Situation) -> Period:
    """Return the days of a week of the plan."""
    return Period(first=week.starts_on, last=now.plan.last_day_of(week), week=week)


def _of_days(question: str, now: Situation) -> _Found:
    return [
        (match.start(), Period(first=day, last=day))
        for match in DAY_NAMED.finditer(question)
        for day in [day_of(match, now.today)]
    ]


def _of_weekend(question: str, now: Situation) -> _Found:
    found = list[tuple[int, Period]]()
    for match in _WEEKEND.finditer(question):
        which = (match["which"] or "").strip().lower()
        monday = now.today - timedelta(days=now.today.weekday())
        saturday = monday + timedelta(days=5 + {"next": _SEVEN, "last": -_SEVEN}.get(which, 0))
        found.append((match.start(), Period(first=saturday, last=saturday + timedelta(days=1))))
    return found


def _of_weeks(question: str, now: Situation) -> _Found:
    found = list[tuple[int, Period]]()
    for match in _WEEK_NUMBER.finditer(question):
        week = now.week_number(int(match.group(1)))
        if week is not None:
            found.append((match.start(), of_week(week, now)))
    for match in _WEEK.finditer(question):
        which = (match["which"] or "this").lower()
        number = now.week.number
        if which in {"next", "coming", "following"} and not now.not_begun:
            number += 1
        if which in {"last", "past", "previous"}:
            number -= 1
        if which == "last" and _FINAL.search(question) and not _PAST.search(question):
            number = now.plan.total_weeks
        week = now.week_number(1 if which == "first" else number)
        if week is not None:
            found.append((match.start(), of_week(week, now)))
    return found


def _of_months(question: str, now: Situation) -> _Found:
    found = list[tuple[int, Period]]()
    for match in _IN_MONTH.finditer(question):
        first = next_date(_month_of(match), 1, now.today, _year_of(match))
        if first is not None:
            found.append((match.start(), _month(first)))
    for match in _OTHER_MONTH.finditer(question):
        first = now.today.replace(day=1)
        which = match["which"].lower()
        if which in {"next", "coming"}:
            first = _month(first).last + timedelta(days=1)
        elif which == "last":
            first = (first - timedelta(days=1)).replace(day=1)
        found.append((match.start(), _month(first)))
    return found


def _month_of(match: re.Match[str]) -> int:
    return MONTHS.index(match["month"][:3].lower()) + 1


def _year_of(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _month(first: date) -> Period:
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Period(first=first, last=after - timedelta(days=1))


_READINGS: tuple[Callable[[str, Situation], _Found], ...] = (
    _of_dates,
    _of_feasts,
    _of_days,
    _of_weekend,
    _of_weeks,
    _of_months,
)
