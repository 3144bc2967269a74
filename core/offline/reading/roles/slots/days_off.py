"""Weekdays that the words rule out: "not on Sundays", "Wednesdays are impossible", "I have choir".

A weekday in a goal is either a day for it or a day that is taken. What its clause says decides:
each "no" and each "except" turns the meaning round, and a day on which something else takes place
is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.offline.reading.clauses.fitting_days import days_fit
from core.offline.reading.facts import Span
from core.offline.reading.roles.slots.slot_times import days_of
from core.offline.reading.times.day_roles import DayRoles

_NAME = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?|week-?end|week-?day)s?"
)
_PART = r"(?: (?:early |late )?(?:mornings?|evenings?|nights?|afternoons?|lunch(?:time)?s?))?"
_JOIN = (
    r"(?:(?! ?, ?(?:and )?\w+ (?:i|we|he|she|they|is|are|for)\b) ?, ?(?:and |or |nor )?(?:on )?|"
    r" ?(?:&|\+|/) ?| (?:and|or|nor|plus|to|till|thru|through) "
    r"(?:on )?(?:every )?(?:other )?(?:the )?| ?[-–—] ?|"
    r" (?=(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b))"
)
_GROUP = re.compile(rf"\b{_NAME}{_PART}(?:{_JOIN}{_NAME}{_PART})*(?![\w-])", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[.;:!?\n()–—]|, |\b(?:but|because|since|as|so|though|although|while|whereas|and i|and we|"
    r"and my)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:not|no|never|nothing|none|nowhere|except(?: for)?|excepting|excluding|without|besides|"
    r"apart from|aside from|other than|but|avoid(?:ing)?|skip(?:ping)?|bar|minus|save for|"
    r"(?:can|don|won|doesn|isn|aren|couldn|shouldn|mustn|wouldn)['’]?t|cannot|unable|"
    r"free of|stay off|leave out|keep off|any ?day|every ?day|all days?)\b",
    re.IGNORECASE,
)
_ANY_DAY = re.compile(r"\b(?:any|every|all|other|most) ?days?\b", re.IGNORECASE)
_NO_TURN = re.compile(
    r"\b(?:no (?:later|more|longer|earlier) than|"
    r"not (?:before|until|more than|longer than|after))\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"^(?:['’]s)?,? ?(?:(?:is|are|r|was|were|being|stays?|remains?|get|gets|=) )?"
    r"(?:(?:always|usually|mostly|completely|totally|already|both|all|just|really|pretty|kind of|"
    r"a|an|the|my|our|so|too|very|simply) )*"
    r"(?:impossible|hopeless|useless|out of the question|out\b|off\b|off-limits|taken|busy|"
    r"blocked|full|booked|gone|reserved|sacred|"
    r"unavailable|no good|no[- ]go|not\b|no\b|don['’]?t|doesn['’]?t|never|for (?!me\b|it\b|this\b|"
    r"(?:about |around |up to )?(?:\d|an? (?:good )?(?:hour|half)|half|one\b|two\b|three\b)|"
    r"study|train|practi|running|writing|the gym)|belong|packed|crazy|hectic|hell|chaos|mad|"
    r"difficult|tricky|hard\b|pub quiz|nothing\b|so nothing|lost|ruled out|excluded|dead|"
    r"rest days?|days? of rest|sabbath|"
    r"holy|committed|to (?:recover|rest|relax|sleep)|spoken for|spent|"
    r"date nights?|family (?:days?|time)|work days?|closed)",
    re.IGNORECASE,
)
_OFF_WORK = re.compile(
    r"\b(?:have|has|had|got|get|take|my|off) (?:my |the |every )?$", re.IGNORECASE
)
_OWN_TIME = re.compile(
    r"\b(?:free|off|time|available|work best|works? (?:well|fine|best|for me)|suit|fit|ok|okay|"
    r"fine|good|possible|doable|hours?|minutes?|min|slot|an hour|nothing|no plans|"
    r"open|quiet|home early|train(?:ing)?|practi[sc]e|session)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:i|we|my \w+|there|he|she|they|the \w+|our \w+)\b ?(?:['’](?:m|s|ve|re) )?"
    r"(?:always |usually |still |also |already )*"
    r"(?:have|has|got|have got|work|works|working|teach|volunteer|babysit|look after|commute|"
    r"travel|attend|am (?:at|in|on|away|busy|out|working|looking)|are (?:at|away|out|busy)|"
    r"is (?:at|away|out|here|on)|(?:at|in|on|away|busy|out|working) |take my|drive|pick up|"
    r"see my|visit|host|serve|coach|go to (?:church|mosque|temple|work|choir|school|mass))\b",
    re.IGNORECASE,
)
_GOOD = re.compile(r"\b(?:free|best|only|good|favou?rite|ideal|quiet)\b", re.IGNORECASE)
_ONE_DATE = re.compile(
    r"^(?:,? (?:the )?\d|,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:by|until|till|before|due|this|next|coming|last)(?: on)? (?:the )?$", re.IGNORECASE
)
_IS_THE_DAY = re.compile(r"\w+ (?:is|are) (?:on |every |always )*$", re.IGNORECASE)
"""Behind a noun: "choir practice is Thursday"."""
_OWN_DAYS = re.compile(
    r"\b(?:i|we)(?:['’]ve)? (?:(?:only|just|really|still|do|usually|normally) )*"
    r"(?:have|have got|got|can|can (?:do|make|use|manage|give|offer)) "
    r"(?:(?:only|just|free|time|on|every) )*$",
    re.IGNORECASE,
)
"""In front of days without a verb behind them: "I only have Tuesday evenings"."""
_GOES_ON = re.compile(r" ?[\w'’=]")
_FRONT = re.compile(r"\W*(?:(?:and|on|every|most|from) )*", re.IGNORECASE)
_LEFT_FREE = re.compile(r"\b(?:keep|keeping|leave|leaving|want|need)\b", re.IGNORECASE)
_FREE = re.compile(r"(?:clear|free|open|off|to (?:my|our)sel)", re.IGNORECASE)
_SOMETHING_ELSE = re.compile(
    r"(?:i|we|my \w+|our \w+|the \w+|he|she|they)\b(?! ?(?:['’]ll|will|want|would|['’]d|can|could|"
    r"might|plan|intend|go|run|swim|cycle|ride|lift|train|practi[sc]e|study|learn|read|write|paint|"
    r"draw|do|play|cook|walk|clean|hope|aim|try|usually (?:go|run|train)|am free|are free)\b)",
    re.IGNORECASE,
)
"""Behind a day in front of its clause: "Sundays I rest", unless it speaks of the goal itself."""
_TAKING = re.compile(
    r"\b(?:busy|away|unavailable|tied up|occupied|"
    r"church|mass|mosque|temple|synagogue|choir|work|shifts?|night shift|band practice|"
    r"kids?|children|childcare|daycare|family|in-laws|overtime|on call|"
    r"commitments?|appointments?|meetings?|date night|"
    r"football with|custody|rehearsals?)\b[^,;.]{0,15}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDays:
    """Weekdays that stand together in a text, and whether they are ruled out."""

    days: tuple[str, ...]
    span: Span
    ruled_out: bool


def named_days(text: str) -> tuple[NamedDays, ...]:
    """Return the groups of weekdays in a text, in its order, without those that are no choice."""
    groups = tuple(_groups(text))
    if not groups:
        return ()
    roles = DayRoles(text)
    settled = ((g, roles.settled(g.span, g.days, ruled_out=g.ruled_out)) for g in groups)
    return tuple(
        replace(group, days=day.days, ruled_out=day.ruled_out)
        for group, day in settled
        if day is not None
    )


def _groups(text: str) -> Iterator[NamedDays]:
    matches = list(_GROUP.finditer(text))
    for number, match in enumerate(matches):
        days = days_of(match.group())
        if not days or match.group().lower() in {"sat", "sun", "wed"}:
            continue  # "the SAT", "sun": words of their own
        if _ONE_DATE.match(text[match.end() :]) or _DUE.search(text[: match.start()]):
            continue  # a date, not a day of every week
        left = matches[number - 1].end() if number else 0
        right = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        before = _clause_before(text[left : match.start()])
        after = _clause_after(text[match.end() : right], followed=right < len(text))
        yield NamedDays(
            days=days,
            span=Span(start=match.start(), end=match.end(), text=match.group()),
            ruled_out=_ruled_out(
                before, after, alone=not _GOES_ON.match(text[match.end() : right])
            ),
        )


def _clause_before(text: str) -> str:
    """Return the part of a clause before its days; "but" in "no day but" is no border."""
    ends = [m.end() for m in _CLAUSE.finditer(text) if not _is_except(text, m)]
    return text[ends[-1] if ends else 0 :]


def _is_except(text: str, border: re.Match[str]) -> bool:
    return border.group().lower() == "but" and bool(
        re.search(
            r"\b(?:any|every|all|no|none|nothing)\b[^.;]{0,12}$",
            text[: border.start()],
            re.IGNORECASE,
        )
    )


def _clause_after(text: str, *, followed: bool) -> str:
    """Return the part of a clause after its days; behind a comma other days may follow."""
    if followed and text.startswith(","):
        return ""
    text = text.lstrip(", ")
    border = _CLAUSE.search(text)
    return text[: border.start()] if border is not None else text


def _ruled_out(before: str, after: str, *, alone: bool) -> bool:
    """Return whether a clause takes its days away; `alone` if it ends with them."""
    whole = re.split(r"\band (?=not\b|never\b|no\b)", _NO_TURN.sub(" ", before))[-1]
    turns = len([m for m in _TURNS.finditer(whole) if not _ANY_DAY.fullmatch(m.group())])
    if turns:
        return turns % 2 == 1
    if alone and _OWN_DAYS.search(before):
        return False
    return _is_taken(before, _NO_TURN.sub(" ", after).lstrip())


def _is_taken(before: str, after: str) -> bool:
    """Return whether a clause without any "no" says that something else is on these days."""
    if days_fit(before, after):
        return False
    if re.match(r"off\b", after, re.IGNORECASE) and _OFF_WORK.search(before):
        return False  # "I have Mondays off"
    stated = (
        _TAKEN.match(after),
        _IS_THE_DAY.search(before) and not _GOOD.search(before),
        _LEFT_FREE.search(before) and _FREE.match(after),
    )
    if any(stated):
        return True
    around = f"{before} {after}"
    fronted = _FRONT.fullmatch(before) and _SOMETHING_ELSE.match(after)
    other = fronted or _ELSEWHERE.search(around) or _TAKING.search(before) or _TAKING.match(after)
    return bool(other) and not _OWN_TIME.search(around)
