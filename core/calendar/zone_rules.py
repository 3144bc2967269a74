"""The rules of a time zone as a calendar carries them: when its clocks change, and by how much."""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(days=7)
"""No zone changes its clocks twice within a week; Morocco does within a month."""
_SECOND = timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A change of the clocks, the same in each year that has it."""

    offset_from: timedelta
    offset_to: timedelta
    abbreviation: str
    summer: bool


@lru_cache(maxsize=64)
def zone_rules(name: str, first_year: int, last_year: int) -> Timezone:
    """Return a VTIMEZONE that is right in all these years.

    Our own instead of the library's, which begins summer time an hour late (icalendar 7.3): an
    onset is written in the time that the clock shows before it changes.
    """
    zone = ZoneInfo(name)
    begins = datetime(first_year, 1, 1, tzinfo=UTC)
    rules = Timezone()
    rules.add("tzid", name)
    onsets = defaultdict[_Change, list[datetime]](list)
    for moment in (begins, *_find_changes(zone, begins, datetime(last_year + 1, 1, 1, tzinfo=UTC))):
        change = _change_at(zone, moment, name)
        onsets[change].append((moment + change.offset_from).replace(tzinfo=None))
    for change, local in onsets.items():
        rules.add_component(_to_rule(change, local, last_year))
    return rules


def _change_at(zone: ZoneInfo, moment: datetime, name: str) -> _Change:
    after = moment.astimezone(zone)
    return _Change(
        offset_from=_offset(zone, moment - _SECOND),
        offset_to=_offset(zone, moment),
        abbreviation=after.tzname() or name,
        summer=bool(after.dst()),
    )


def _to_rule(
    change: _Change, onsets: Sequence[datetime], last_year: int
) -> TimezoneDaylight | TimezoneStandard:
    """Return a part of a VTIMEZONE, with a yearly rule if there is one, else with every date."""
    rule = TimezoneDaylight() if change.summer else TimezoneStandard()
    rule.add("dtstart", onsets[0])
    rule.add("tzoffsetfrom", change.offset_from)
    rule.add("tzoffsetto", change.offset_to)
    rule.add("tzname", change.abbreviation)
    weekday = _weekday_of(onsets)
    if weekday is not None and len(onsets) > 1 and onsets[-1].year == last_year:
        rule.add("rrule", {"freq": "yearly", "bymonth": onsets[0].month, "byday": weekday})
    else:
        for onset in onsets[1:]:  # a line each: some parsers read only the first date of a line
            rule.add("rdate", onset)
    return rule


def _weekday_of(onsets: Sequence[datetime]) -> str | None:
    """Return "2SU" or "-1SU" if every year has its onset on that weekday of one month, or None."""
    years = [onset.year for onset in onsets]
    same = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(same) > 1 or years != list(range(years[0], years[0] + len(years))):
        return None
    weekday = _WEEKDAYS[onsets[0].weekday()]
    if len(places := {(onset.day - 1) // 7 + 1 for onset in onsets}) == 1:
        return f"{places.pop()}{weekday}"
    last = all(onset.day + 7 > calendar.monthrange(onset.year, onset.month)[1] for onset in onsets)
    return f"-1{weekday}" if last else None


def _find_changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """Yield the moments at which the clocks of a zone change, to the second."""
    while begins < ends:
        following = begins + _STEP
        if _offset(zone, begins) != _offset(zone, following):
            yield _find_change(zone, begins, following)
        begins = following


def _find_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
