"""Add up the time a text gives to the goal: on which days, how long on each, how often a week."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from core.offline.reading.facts import DayTime, Span
from core.offline.reading.roles.slots.slot_times import WEEK
from core.offline.reading.times.blocks import (
    TAIL,
    Block,
    blocks_of,
    is_doubtful,
    is_refused,
    per_day,
    runs_of,
)
from core.offline.reading.times.statements import (
    NO_PRACTICE,
    OWN_TIME,
    TimeRole,
    TimeStatement,
    is_mere_time,
    time_statements,
)
from core.offline.reading.times.time_mention import TimeKind

_COUNTED = frozenset({TimeKind.COUNT, TimeKind.DAILY})
_REST = re.compile(
    r"\b(?:(?:all )?the (?:rest|others)\b|"
    r"(?:the |all )?(?:other|remaining) (?:days|mornings|evenings)\b)",
    re.IGNORECASE,
)
_WORKING_DAYS, _WEEKEND = WEEK[:5], frozenset(WEEK[5:])


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeek:
    """The time of a week that is given to the goal."""

    days: tuple[str, ...]
    """The days named; empty if none is."""
    minutes: tuple[DayTime, ...]
    """The minutes of each day whose length is named."""
    sessions: float
    per_session: float | None
    per_week: float | None
    """Minutes of the week; None if some length is open."""
    is_doubtful: bool
    """Whether the words may as well mean another week."""
    likely_minutes: float
    """Minutes of the week, if what is open is as long as the rest on average."""
    span: Span


def own_week(text: str, is_time: Callable[[Span], bool] = lambda _: True) -> OwnWeek | None:
    """Return the week of a text, or None if it gives no days or ways that can be added up.

    Days without a length count if a clause calls them free and `is_time` agrees.
    """
    return week_of(time_statements(text), text, is_time)


def week_of(
    statements: Sequence[TimeStatement],
    text: str,
    is_time: Callable[[Span], bool] = lambda _: True,
) -> OwnWeek | None:
    """Return the week that the clauses of a text give, or None."""
    timed = {s.sentence for s in statements if _is_timed_day(s)}
    runs = runs_of(
        s
        for s in statements
        if s.role in OWN_TIME or _is_timed_day(s) or (s.sentence in timed and _is_part_of_it(s))
    )
    blocks = [block for run in runs for block in blocks_of(run, text)]
    blocks = [block for block in blocks if _counts(block, is_time)]
    if not blocks:
        return None
    refused = {day for s in statements for day in _refused_days(s, text)}
    if all(block.routine for block in blocks) and not _says_all(blocks, statements, refused):
        return None
    weekend = any(set(block.days) & _WEEKEND for block in blocks)
    for block in blocks:
        if block.part and not block.days:
            block.days = _WORKING_DAYS if weekend else WEEK
        block.days = tuple(day for day in block.days if day not in refused) or block.days
    return _week(blocks, text)


def _refused_days(statement: TimeStatement, text: str) -> Iterator[str]:
    """Yield the days that a clause rules out; "the rest" leaves out what another thing takes."""
    taken = statement.role in NO_PRACTICE
    if taken and not _REST.search(text, statement.span.end):
        return
    for mention in statement.mentions:
        if taken != is_refused(mention, statement, text):
            yield from mention.days


def _says_all(
    blocks: Sequence[Block], statements: Sequence[TimeStatement], refused: Collection[str]
) -> bool:
    """Return whether routines of a day are all its time: two are named, or the days without."""
    counted = any(
        m.kind in _COUNTED for s in statements for m in s.mentions if s.role not in NO_PRACTICE
    )
    return not counted and (len(blocks) > 1 or bool(refused))


def _counts(block: Block, is_time: Callable[[Span], bool]) -> bool:
    """Return whether a block says when: by days with a length, free days, or a way and a count."""
    if block.ways > 1 and block.count:
        return True
    if not block.has_days or (block.routine and not block.is_free):
        return False
    return block.minutes > 0 or (
        bool(block.days) and block.is_free and all(is_time(span) for span in block.spans)
    )


def _is_timed_day(statement: TimeStatement) -> bool:
    """Return whether a clause that says no more names days and a length: "Sundays an hour"."""
    kinds = {mention.kind for mention in statement.mentions}
    timed = bool(kinds & {TimeKind.CLOCK, TimeKind.LENGTH}) and TimeKind.DAYS in kinds
    if statement.role is not TimeRole.OPEN or TimeKind.DAILY in kinds:
        return False
    return timed and is_mere_time(statement)


def _is_part_of_it(statement: TimeStatement) -> bool:
    """Return whether a clause only names days or a length, beside others that name both."""
    kinds = {mention.kind for mention in statement.mentions}
    mere = {TimeKind.DAYS} <= kinds <= {TimeKind.DAYS, TimeKind.PART}
    mere = mere or kinds in ({TimeKind.LENGTH}, {TimeKind.CLOCK})
    return statement.role is TimeRole.OPEN and mere and is_mere_time(statement)


def _week(blocks: Sequence[Block], text: str) -> OwnWeek:
    start = min(span.start for block in blocks for span in block.spans)
    end = max(span.end for block in blocks for span in block.spans)
    span = Span(start=start, end=end, text=text[start:end])
    words = span.text + re.split(r"[.;!?\n]", text[end : end + TAIL])[0]
    minutes: dict[tuple[str, int], float] = {}
    sessions = total = likely = 0.0
    each: set[float] = set()
    for block in blocks:
        length = per_day(block, block.times, words)
        sessions += block.times
        total += block.times * length * block.ways
        likely += block.times * (length or block.likely_minutes) * block.ways
        each |= {length * block.ways}
        for day in block.days if not block.count else ():
            minutes[day, block.every] = minutes.get((day, block.every), 0.0) + length
    some = any(block.days and not block.routine for block in blocks)
    named = {day for block in blocks if some or not block.routine for day in block.days}
    known = all(block.minutes for block in blocks)
    timed = sum(block.times for block in blocks if block.likely_minutes)
    return OwnWeek(
        days=tuple(day for day in WEEK if day in named),
        minutes=()
        if not named
        else tuple(
            DayTime(day=day, minutes=length or None, every=every)
            for (day, every), length in sorted(minutes.items(), key=lambda at: WEEK.index(at[0][0]))
        ),
        sessions=sessions,
        per_session=each.pop() if len(each) == 1 and known else None,
        per_week=total if known else None,
        is_doubtful=not known
        or any(block.routine for block in blocks)
        or any(is_doubtful(block, words) for block in blocks),
        likely_minutes=likely / timed * sessions if timed else 0.0,
        span=span,
    )
