"""The blocks of a week: days with the length that stands beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.offline.reading.facts import Span
from core.offline.reading.roles.slots.slot_times import WEEK
from core.offline.reading.times.statements import TimeRole, TimeStatement
from core.offline.reading.times.time_cues import BOTH_WAYS, REFUSES
from core.offline.reading.times.time_mention import TimeKind, TimeMention

_NO_TURN = re.compile(
    r"\b(?:no (?:later|more|longer|earlier) than|not (?:before|until|more than|longer than|after|"
    r"always|only))\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\b(?:a week|per week|in (?:all|total)|altogether|together)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|apiece|both)\b", re.IGNORECASE)
TAIL = 20
"""Characters behind a length in which "each" or "altogether" stands."""
_HALF_A_DAY = 120.0
_PART_OF_DAY = re.compile(r"\b(?:mornings?|afternoons?)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|plus|then)\b|[,&+]", re.IGNORECASE)
_ITS_OWN = re.compile(r",? ?(?:(?:for|from|between) )?(?:about |maybe )?", re.IGNORECASE)
_SAME_DAYS = re.compile(r" ?(?:on|of|every|each|,)?(?: the)? ?", re.IGNORECASE)
"""Between a part of the day and its weekdays: "at lunch on weekdays"."""
_OF_THESE_DAYS = re.compile(r"[^,;&+]*\b(?:on|every|each)(?: the)? ?", re.IGNORECASE)
"""What may stand between a length and its days: "40 minutes after work on Tuesdays"."""
_LONG = 180.0
"""Minutes beyond which a length beside several days is rather that of them all."""


@dataclass(slots=True)
class Block:
    """Some days with their length, as far as the words give it."""

    days: tuple[str, ...] = ()
    part: bool = False
    routine: bool = False
    """Whether it is in a part of any day, so that its days are open."""
    daily: bool = False
    count: float = 0.0
    minutes: float = 0.0
    every: int = 1
    """Every how many weeks."""
    ways: int = 1
    is_span: bool = False
    """Whether the length is that between two times of the day."""
    is_free: bool = False
    """Whether a clause calls its days free."""
    spans: list[Span] = field(default_factory=list)

    @property
    def times(self) -> float:
        """How often a week."""
        return self.count or (float(len(self.days)) or 7.0) / self.every

    @property
    def likely_minutes(self) -> float:
        """The minutes of each time, those of a whole morning or afternoon if no length is named."""
        words = " ".join(span.text for span in self.spans)
        return self.minutes or (_HALF_A_DAY if _PART_OF_DAY.search(words) else 0.0)

    @property
    def has_days(self) -> bool:
        return bool(self.days) or self.part


def runs_of(statements: Iterable[TimeStatement]) -> list[list[TimeStatement]]:
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


def blocks_of(run: Sequence[TimeStatement], text: str) -> list[Block]:
    """Return the blocks of some clauses: days with the length that stands beside them."""
    blocks = [Block()]
    for statement in run:
        both = BOTH_WAYS.search(statement.span.text)
        for at, mention in enumerate(statement.mentions):
            if is_refused(mention, statement, text):
                continue
            later = (m for m in statement.mentions[at + 1 :] if m.kind is not TimeKind.PART)
            behind = next(later, None)
            starts = _leads(mention, behind, blocks[-1], text) or _has_its_own(
                mention, behind, blocks[-1], text
            )
            if starts or _is_full(blocks[-1], mention, text):
                blocks.append(Block())
            _add(blocks[-1], mention)
            blocks[-1].is_free |= statement.role in {TimeRole.FREE, TimeRole.OPEN}
        if both is not None and both.group().lower() != "one way":
            way = _of_the_way(blocks, statement.span.start + both.start())
            way.ways = 2
            for block in blocks[blocks.index(way) + 1 :]:
                block.is_free |= not block.minutes
    return blocks


def _of_the_way(blocks: Sequence[Block], at: int) -> Block:
    """Return the block whose length stands before "each way", else the last one."""
    before = (b for b in reversed(blocks) if b.spans and b.spans[0].start < at and b.minutes)
    return next(before, blocks[-1])


def is_refused(mention: TimeMention, statement: TimeStatement, text: str) -> bool:
    """Return whether a clause rules a time out: "not on Fridays"."""
    before = _NO_TURN.sub(" ", text[statement.span.start : mention.span.start])
    return len(REFUSES.findall(before)) % 2 == 1


def _is_full(block: Block, mention: TimeMention, text: str) -> bool:
    """Return whether a mention begins a block of its own."""
    timed = mention.kind in {TimeKind.CLOCK, TimeKind.LENGTH}
    if timed:
        return block.minutes > 0
    if mention.kind is TimeKind.DAYS and block.days and mention.every != block.every:
        return not (block.minutes == 0 and set(mention.days) < set(block.days))
    if mention.kind is TimeKind.DAYS and block.part and (block.routine or not block.days):
        between = text[block.spans[-1].end : mention.span.start]
        return block.minutes > 0 and _SAME_DAYS.fullmatch(between) is None
    if mention.kind in {TimeKind.DAYS, TimeKind.PART}:
        return block.minutes > 0 and (block.has_days or block.count > 0)
    return False


def _leads(length: TimeMention, behind: TimeMention | None, block: Block, text: str) -> bool:
    """Return whether a length is that of the days behind it: "..., and an hour on Mondays"."""
    if length.kind is not TimeKind.LENGTH or behind is None or behind.kind is not TimeKind.DAYS:
        return False
    if not block.days or block.spans[-1].end > length.span.start:
        return False
    joint = text[block.spans[-1].end : length.span.start]
    between = text[length.span.end : behind.span.start]
    theirs = _SAME_DAYS.fullmatch(between) or _OF_THESE_DAYS.fullmatch(between)
    return _JOINED.search(joint) is not None and theirs is not None


def _has_its_own(days: TimeMention, behind: TimeMention | None, block: Block, text: str) -> bool:
    """Return whether days have a length behind them: "30 min on days off and Sundays for 2 hours".

    The length before them is then not theirs.
    """
    if days.kind is not TimeKind.DAYS or block.days or not block.minutes or behind is None:
        return False
    joint = text[block.spans[-1].end : days.span.start]
    between = text[days.span.end : behind.span.start]
    timed = behind.kind in {TimeKind.LENGTH, TimeKind.CLOCK}
    return timed and _JOINED.search(joint) is not None and _ITS_OWN.fullmatch(between) is not None


def _add(block: Block, mention: TimeMention) -> None:
    block.spans.append(mention.span)
    if mention.kind is TimeKind.DAYS and set(mention.days) < set(block.days) and block.every > 1:
        block.days = mention.days
    elif mention.kind is TimeKind.DAYS and block.routine:
        block.days, block.routine = mention.days, False
    elif mention.kind is TimeKind.DAYS:
        block.every = mention.every
        block.days = tuple(day for day in WEEK if day in {*block.days, *mention.days})
    elif mention.kind is TimeKind.PART:
        block.routine = mention.routine and not block.days
        block.part, block.days = True, block.days or mention.days
    elif mention.kind is TimeKind.DAILY:
        block.daily = True
    elif mention.kind is TimeKind.COUNT:
        block.count = mention.count
    else:
        block.minutes, block.is_span = mention.minutes, mention.kind is TimeKind.CLOCK


def is_doubtful(block: Block, words: str) -> bool:
    """Return whether a length may be that of each day or of all, or a count contradicts days."""
    counted = block.count and block.days and block.count != len(block.days)
    shared = len(block.days) > 1 and block.minutes > _LONG and not block.is_span
    return bool(counted) or (shared and not _IN_ALL.search(words) and not _EACH.search(words))


def per_day(block: Block, times: float, words: str) -> float:
    """Return the minutes of one day of a block; those of the whole week are shared out."""
    if block.is_span:
        return block.minutes
    whole = _IN_ALL.search(words) or (block.minutes > _LONG and not _EACH.search(words))
    shared = whole and times > 1 and not block.count and not block.part and block.ways == 1
    return block.minutes / times if shared else block.minutes
