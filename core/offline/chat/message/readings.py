"""The readings of a message: the one that uses most of its parts answers it.

A word alone decides nothing. Each reading names the parts it needs and the parts it heeds; what it
would leave out counts against it. If none is supported, the rules of topics and plain wordings
answer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked, cites_passage, one_line
from core.offline.chat.figures import how_often
from core.offline.chat.message import (
    for_good,
    in_the_plan,
    leaving_out,
    measured,
    moments,
    money,
    news,
    own_sums,
    savings,
    setbacks,
)
from core.offline.chat.message.parts import Message, Part, read_message
from core.offline.chat.replies.absence import away
from core.offline.chat.standing import when_done

_Rule = Callable[[Asked, Message], CoachReplyDraft | None]
_ABSENT = re.compile(
    r"\b(?:can['’]?t|cannot|won['’]?t|no time|off school|closed|shut|away|no (?:internet|access)|"
    r"not (?:be )?able|do(?:n['’]?t| not) \w+ (?:at all|anything)|nothing (?:for|at)|"
    r"in hospital|no \w+ing)\b",
    re.IGNORECASE,
)
_ABSENT_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to take a message, and the answer to it."""

    needs: frozenset[Part]
    heeds: frozenset[Part]
    rule: _Rule

    def support(self, message: Message) -> int:
        """Return how well the parts of a message bear it; what it leaves out counts against it."""
        if not self.needs <= message.parts:
            return 0
        return 2 * len(message.parts & self.heeds) - len(message.parts - self.heeds)


def _absence(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer days ahead, several in a row, on which nothing can be done."""
    ahead = [p for p in message.periods if p.week is None and p.last > asked.situation.today]
    long = ahead and ahead[0].days >= _ABSENT_DAYS
    return away(asked) if long and _ABSENT.search(message.text) else None


def _outlook(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer whether a number of sessions is enough: what the plan has, and where it leads."""
    if _SESSIONS.search(message.text) is None:
        return None
    often, when = how_often(asked), when_done(asked)
    cited = [*often.citations, *when.citations]
    return when.model_copy(update={"answer": f"{often.answer} {when.answer}", "citations": cited})


_SESSIONS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six) (?:times|days|sessions?|runs?|swims?|rides?|lessons?|"
    r"evenings?|mornings?) (?:a|per|each) week\b",
    re.IGNORECASE,
)


def _reading(needs: str, heeds: str, rule: _Rule) -> Reading:
    needed = frozenset(map(Part, needs.split()))
    return Reading(needs=needed, heeds=needed | frozenset(map(Part, heeds.split())), rule=rule)


READINGS = (
    _reading("change lasting", "days may what_if", for_good.other_days),
    _reading("change", "lasting days may what_if rate", for_good.other_hours),
    _reading("lasting", "change days may what_if rate", for_good.other_hours),
    _reading("figure rate", "amount days what_if lasting change", own_sums.own_sum),
    _reading("figure amount", "days what_if lasting change", own_sums.own_sum),
    _reading("what_if rate", "amount days figure lasting change", own_sums.own_sum),
    _reading("figure", "days lasting", own_sums.own_sum),
    _reading("amount", "days progress", news.bare_reading),
    _reading("figure what_if", "amount rate days lasting may", _outlook),
    _reading("lasting rate", "amount days figure change", own_sums.own_sum),
    _reading("progress amount", "days may lasting", news.progress),
    _reading("may amount", "days change what_if", money.may_spend),
    _reading("figure", "days progress lasting", measured.measured),
    _reading("amount", "progress setback what_if figure days moment may change", setbacks.of_money),
    _reading("days", "change what_if figure setback", in_the_plan.event_moved),
    _reading("days", "figure may", in_the_plan.is_it_in),
    _reading("days setback", "figure amount change moment", in_the_plan.fell_behind),
    _reading("days change", "may", leaving_out.moved_by_name),
    _reading("may", "amount", leaving_out.leave_named),
    _reading("figure amount", "what_if days", savings.savings),
    _reading("why may", "amount", leaving_out.why_and_leave),
    _reading("days change", "", leaving_out.fewer_once),
    _reading("may days", "", moments.may_have),
    _reading("setback amount", "days progress", setbacks.setback),
    _reading("moment", "days setback progress lasting change why may", moments.moment),
    _reading("days", "change what_if figure moment", _absence),
    _reading("setback", "days amount progress lasting change moment", setbacks.went_back),
)


def read_answer(asked: Asked) -> CoachReplyDraft | None:
    """Return the answer of the reading that a message supports best, or None."""
    message = read_message(asked.situation)
    ranked = sorted(
        (reading for reading in READINGS if reading.support(message) > 0),
        key=lambda reading: -reading.support(message),
    )
    for reading in ranked:
        draft = reading.rule(asked, message)
        if draft is not None:
            return _with_own_moment(asked, message, draft)
    return None


def _with_own_moment(asked: Asked, message: Message, draft: CoachReplyDraft) -> CoachReplyDraft:
    """Return an answer with the plan's if-then for the moment it left out, if there is one."""
    near = moments.own_guide(asked, message.text) if message.has(Part.MOMENT) else None
    sure = near is not None and near.likeness >= moments.SURELY
    if near is None or not sure or "Your plan has this" in draft.answer:
        return draft
    text = f"{draft.answer} Your plan has this for it: {one_line(near.guide.passage.text)}"
    cited = [cites_passage(near.guide.passage), *draft.citations]
    return draft.model_copy(update={"answer": text, "citations": cited})
