"""Add up the time a text gives to the goal: on which days, how long on each, how often a week."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.offline.reading.facts import Span
from core.offline.reading.roles.slots.slot_times import WEEK
from core.offline.reading.times.mentions import TimeKind, TimeMention
from core.offline.reading.times.statements import (
    OWN_TIME,
    TimeRole,
    TimeStatement,
    is_mere_time,
    time_statements,
)
from core.offline.reading.times.time_cues import BOTH_WAYS, REFUSES

_WORKING_DAYS, _WEEKEND = WEEK[:5], frozenset(WEEK[5:])
_NO_TURN = re.compile(
    r"\b(?:no (?:later|more|longer|earlier) than|not (?:before|until|more than|longer than|after|"
    r"always|only))\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\b(?:a week|per week|in (?:all|total)|altogether|together)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|apiece|both)\b", re.IGNORECASE)
_TAIL = 20
"""Characters behind a length in which "each" or "altogether" stands."""
_LONG = 180.0
"""Minutes beyond which a length beside several days is rather that of them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeek:
    """The time of a week that is given to the goal."""

    days: tuple[str, ...]
    """The days named; empty if none is."""
    minutes: Mapping[str, float]
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


@dataclass(slots=True)
class _Block:
    days: tuple[str, ...] = ()
    part: bool = False
    daily: bool = False
    count: float = 0.0
    minutes: float = 0.0
    ways: int = 1
    is_free: bool = False
    """Whether a clause calls its days free."""
    spans: list[Span] = field(default_factory=list)

    @property
    def has_days(self) -> bool:
        return bool(self.days) or self.part


def own_week(text: str, is_time: Callable[[Span], bool] = lambda _: True) -> OwnWeek | None:
    """Return the week of a text, or None if it gives no days or ways that can be added up.

    Days without a length count if a clause calls them free and `is_time` agrees.
    """
    statements = time_statements(text)
    timed = {s.sentence for s in statements if _is_timed_day(s)}
    runs = _runs(
        s
        for s in statements
        if s.role in OWN_TIME or _is_timed_day(s) or (s.sentence in timed and _is_mere_day(s))
    )
    blocks = [block for run in runs for block in _blocks(run, text)]
    blocks = [block for block in blocks if _counts(block, is_time)]
    if not blocks:
        return None
    weekend = any(set(block.days) & _WEEKEND for block in blocks)
    for block in blocks:
        if block.part and not block.days:
            block.days = _WORKING_DAYS if weekend else WEEK
    return _week(blocks, text)


def _counts(block: _Block, is_time: Callable[[Span], bool]) -> bool:
    """Return whether a block says when: by days with a length, free days, or a way and a count."""
    if block.ways > 1 and block.count:
        return True
    if not block.has_days:
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


def _is_mere_day(statement: TimeStatement) -> bool:
    """Return whether a clause only names days, beside others whose length is named."""
    kinds = {mention.kind for mention in statement.mentions}
    return statement.role is TimeRole.OPEN and kinds == {TimeKind.DAYS} and is_mere_time(statement)


def _runs(statements: Iterable[TimeStatement]) -> list[list[TimeStatement]]:
    """Return neighbouring clauses of one sentence and one meaning together."""
    runs: list[list[TimeStatement]] = []
    for statement in statements:
        last = runs[-1][-1] if runs else None
        same = last is not None and last.sentence == statement.sentence
        if last is not None and same and statement.role in {last.role, *_LIKE[last.role]}:
            runs[-1].append(statement)
        else:
            runs.append([statement])
    return runs


_LIKE: Mapping[TimeRole, frozenset[TimeRole]] = {
    TimeRole.OPEN: frozenset({TimeRole.OPEN}),
    TimeRole.PRACTICE: frozenset({TimeRole.FREE}),
    TimeRole.FREE: frozenset({TimeRole.PRACTICE}),
    TimeRole.RIDE: frozenset(),
}


def _blocks(run: Sequence[TimeStatement], text: str) -> list[_Block]:
    """Return the blocks of some clauses: days with the length that stands beside them."""
    blocks = [_Block()]
    for statement in run:
        both = BOTH_WAYS.search(statement.span.text) if statement.role is TimeRole.RIDE else None
        for mention in statement.mentions:
            if _is_refused(mention, statement, text):
                continue
            if _is_full(blocks[-1], mention):
                blocks.append(_Block())
            _add(blocks[-1], mention)
            blocks[-1].is_free |= statement.role in {TimeRole.FREE, TimeRole.OPEN}
        if both is not None and both.group().lower() != "one way":
            blocks[-1].ways = 2
    return blocks


def _is_refused(mention: TimeMention, statement: TimeStatement, text: str) -> bool:
    before = _NO_TURN.sub(" ", text[statement.span.start : mention.span.start])
    return len(REFUSES.findall(before)) % 2 == 1


def _is_full(block: _Block, mention: TimeMention) -> bool:
    """Return whether a mention begins a block of its own."""
    timed = mention.kind in {TimeKind.CLOCK, TimeKind.LENGTH}
    if timed:
        return block.minutes > 0
    if mention.kind in {TimeKind.DAYS, TimeKind.PART}:
        return block.minutes > 0 and (block.has_days or block.count > 0)
    return False


def _add(block: _Block, mention: TimeMention) -> None:
    block.spans.append(mention.span)
    if mention.kind is TimeKind.DAYS:
        block.days = tuple(day for day in WEEK if day in {*block.days, *mention.days})
    elif mention.kind is TimeKind.PART:
        block.part, block.days = True, block.days or mention.days
    elif mention.kind is TimeKind.DAILY:
        block.daily = True
    elif mention.kind is TimeKind.COUNT:
        block.count = mention.count
    else:
        block.minutes = mention.minutes


def _week(blocks: Sequence[_Block], text: str) -> OwnWeek:
    start = min(span.start for block in blocks for span in block.spans)
    end = max(span.end for block in blocks for span in block.spans)
    span = Span(start=start, end=end, text=text[start:end])
    words = span.text + re.split(r"[.;!?\n]", text[end : end + _TAIL])[0]
    minutes: dict[str, float] = {}
    sessions = total = 0.0
    each: set[float] = set()
    for block in blocks:
        times = block.count or float(len(block.days)) or 7.0
        length = _per_day(block, times, words)
        sessions += times
        total += times * length * block.ways
        each |= {length * block.ways}
        for day in block.days if length and not block.count else ():
            minutes[day] = minutes.get(day, 0.0) + length
    named = {day for block in blocks for day in block.days}
    known = all(block.minutes for block in blocks)
    timed = sum(block.count or len(block.days) or 7.0 for block in blocks if block.minutes)
    return OwnWeek(
        days=tuple(day for day in WEEK if day in named),
        minutes=minutes,
        sessions=sessions,
        per_session=each.pop() if len(each) == 1 and known else None,
        per_week=total if known else None,
        is_doubtful=not known or any(_is_doubtful(block, words) for block in blocks),
        likely_minutes=total / timed * sessions if timed else 0.0,
        span=span,
    )


def _is_doubtful(block: _Block, words: str) -> bool:
    """Return whether a length may be that of each day or of all, or a count contradicts days."""
    counted = block.count and block.days and block.count != len(block.days)
    shared = len(block.days) > 1 and block.minutes > _LONG
    return bool(counted) or (shared and not _IN_ALL.search(words) and not _EACH.search(words))


def _per_day(block: _Block, times: float, words: str) -> float:
    """Return the minutes of one day of a block; those of the whole week are shared out."""
    whole = _IN_ALL.search(words) or (block.minutes > _LONG and not _EACH.search(words))
    shared = whole and times > 1 and not block.count and not block.part and block.ways == 1
    return block.minutes / times if shared else block.minutes
