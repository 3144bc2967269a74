"""Settle by the role of their clause whether weekdays are taken: those of a shift are."""

import re
from dataclasses import dataclass

from core.offline.reading.facts import Span
from core.offline.reading.roles.slots.slot_times import WEEK
from core.offline.reading.times.own_week import week_of
from core.offline.reading.times.statements import TimeRole, TimeStatement, time_statements
from core.offline.reading.times.time_cues import REFUSES
from core.offline.reading.times.time_mention import TimeKind

_EVERY_DAY_BUT = re.compile(
    r"\b(?:every ?day|all days|(?:all|the whole) week|daily)[^,;.]{0,12}?"
    r"\b(?:but|except(?: for)?|bar|apart from|besides)(?: on)? $",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(r"\b(?:no|not|never|without)(?: on)? $", re.IGNORECASE)
_FREE_OF_DUTY = re.compile(r"\b(?:off|closed|free)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\W*$|,| ?(?:and|or|after|before|from|for|until|till|when|between|at|only|free)\b",
    re.IGNORECASE,
)
"""Behind days that no other thing takes: nothing more, or only when."""
_EVENING = 18 * 60
_WORKING_DAY = 9.5 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDays:
    """Weekdays as the role of their clause has them."""

    days: tuple[str, ...]
    ruled_out: bool


class DayRoles:
    """The clauses of a text with their times, and the days it gives to the goal."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._statements = time_statements(text)
        week = week_of(self._statements, text)
        self._own = frozenset() if week is None else frozenset(week.days)

    def settled(self, span: Span, days: tuple[str, ...], *, ruled_out: bool) -> SettledDays | None:
        """Return which of some weekdays are taken, or None if the clause says nothing of that."""
        statement = next(
            (s for s in self._statements if s.span.start <= span.start < s.span.end), None
        )
        if statement is None:
            return SettledDays(days=days, ruled_out=ruled_out)
        if statement.role is TimeRole.TROUBLE:
            return None
        if statement.role is TimeRole.DUTY:
            return self._of_duty(statement, span, days)
        beside_duty = _FREE_OF_DUTY.search(statement.span.text) and any(
            s.role is TimeRole.DUTY
            and s.sentence == statement.sentence
            and s.span.start < statement.span.start
            for s in self._statements
        )
        free = self._is_own(statement, span, days) or (
            statement.role is TimeRole.FREE and beside_duty
        )
        return SettledDays(days=days, ruled_out=ruled_out and not free)

    def _is_own(self, statement: TimeStatement, span: Span, days: tuple[str, ...]) -> bool:
        """Return whether days are given to the goal: "I have Tuesdays", but not "... choir"."""
        if not self._own.issuperset(days):
            return False
        rest = self._text[span.end : statement.span.end]
        if statement.role is TimeRole.FREE:
            return _ENDS.match(rest) is not None
        return statement.role in {TimeRole.PRACTICE, TimeRole.OPEN}

    def _of_duty(
        self, statement: TimeStatement, span: Span, days: tuple[str, ...]
    ) -> SettledDays | None:
        """Return the days of a duty as taken: none on which the evening is left or time is named.

        "I don't work on Fridays" takes no day.
        """
        before = self._text[statement.span.start : span.start]
        if _EVERY_DAY_BUT.search(before):
            days = tuple(day for day in WEEK if day not in days)
        elif _RULED_OUT.search(before):
            return SettledDays(days=days, ruled_out=True)
        elif REFUSES.search(before):
            return None
        if any(m.routine for s in self._statements if s.role is TimeRole.FREE for m in s.mentions):
            return None  # "half an hour before work" is on working days, too
        clock = [m for m in statement.mentions if m.kind is TimeKind.CLOCK]
        if any(m.ends_at <= _EVENING and m.minutes <= _WORKING_DAY for m in clock):
            return None
        taken = tuple(day for day in days if day not in self._own)
        return SettledDays(days=taken, ruled_out=True) if taken else None
