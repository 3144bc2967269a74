"""The parts of a message: its days, its amounts, and what kinds of request it makes."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.chat.situation import Situation
from core.offline.chat.message.amounts import Amount, Role, amounts_in
from core.offline.chat.question.holding import HOLDS_ON
from core.offline.chat.question.period import Period, periods_asked


class Part(StrEnum):
    """A part of a message that its answer has to heed."""

    DAYS = "days"
    AMOUNT = "amount"
    RATE = "rate"
    FIGURE = "figure"
    """It asks how much, how long or when."""
    WHY = "why"
    WHAT_IF = "what_if"
    CHANGE = "change"
    """Something of the plan shall be another way."""
    LASTING = "lasting"
    """It holds from now on, not once."""
    MOMENT = "moment"
    """It asks what to do in a moment that comes."""
    PROGRESS = "progress"
    """Something was done."""
    SETBACK = "setback"
    MAY = "may"
    """It asks for leave to do or to leave out something."""


_CHANGE = re.compile(
    r"\b(?:move|shift|switch|change|swap|make (?:it|them)|put (?:it|them)|reschedule)\b|"
    r"\bcan only \w+\b|\b(?:can['’]?t|cannot|can not|won['’]?t)\b|"
    r"\b(?:can|could) (?:i|we) (?:do|practi[sc]e|train|study|write|run|swim|work)\b|"
    r"\b(?:can|could|will|want to|only) (?:only )?"
    r"(?:do|train|run|study|write|pay|have|swim|manage|save|put|practi[sc]e|work)\b|"
    r"\b(?:do|does|will)(?:n['’]?t| not|nt) work\b|\bno longer\b|"
    r"\b(?:only|just) (?:have|got|get|put|pay|save)\b|\b(?:is|are) out\b|\binstead\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\bhow (?:much|many|long|far|often|soon)\b|\bwhen (?:will|do|am|can|would)\b|"
    r"\b(?:will|would|do|can|could) i (?:still |really |even )?(?:have|make|reach|finish|get|be|"
    r"manage|need|hit)\b|\benough\b|\bon track\b|\bby when\b|\bwhat(?:['’]s| is) left\b|"
    r"\b(?:a|per|each) (?:day|week|month) (?:do|must|should|would)\b|\bin time\b|"
    r"\b(?:is|was) (?:it|that) (?:still )?(?:possible|doable|realistic)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\bwhat for\b|\bwhat(?:['’]s| is) the (?:use|purpose)\b", re.IGNORECASE)
_WHAT_IF = re.compile(
    r"\bwhat if\b|\bif (?:i|we)\b|\bsuppose\b|\bwhat (?:happens|would|changes?|does that change)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\bwhat (?:do|should|can|could|shall|am|to|would) ?(?:i|we|you)? ?(?:supposed to |best )?"
    r"(?:do|say|tell|answer|eat|drink|order|think)\b(?=.*\b(?:when\w*|if|while|once|before|after|"
    r"during|at|on|with)\b)|"
    r"\bhow (?:do|can|should|could|to|shall) ?(?:i|we|you)? ?(?:best )?(?:handle|deal|cope|avoid|"
    r"resist|stop|not|get (?:past|over|through|out)|say no|survive|react|respond|fight|beat)\b|"
    r"\bi keep \w+ing\b|\bkeeps? (?:\w+ )?(?:distract|interrupt|pull|call|tempt)\w*\b|"
    r"\bi (?:always|constantly) (?:end up|get|forget|fall|lose|freeze)\b|\bwhat now\b|"
    r"\bhelp\W*$|\bany (?:tips|advice|ideas?)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?:^|[.!?;,]|\b(?:and|i|i['’]ve|have|just|we|only|today|yesterday|only just)) ?\b"
    r"(?:wrote|written|ran|run|read|swam|walked|jogged|studied|practi[sc]ed|paid|transferred|"
    r"trained|learn(?:ed|t)|finished|completed|managed|saved|earned|sold|translated|recorded|"
    r"rode|cycled|lifted|did|went for|made it|memori[sz]ed|cleared|got through|"
    r"sent|made|gave|spoke|played|built|called|applied|cooked|cleaned|booked|drew|painted|sewed|"
    r"lost \d+(?:[.,]\d+)? ?(?:kg|kilos?|lbs?|pounds|stone|cm))\b|"
    r"\bonly \d+\b[^.;?!]{0,24}\binstead of \d|"
    r"\bdone with\b|\bfeels? (?:great|good|amazing)\b|\bpersonal best\b|\bnew record\b",
    re.IGNORECASE,
)
_SETBACK = re.compile(
    r"\b(?:missed|skipped|fell behind|behind|deleted|threw away|thrown away|undid|binned|"
    r"lost (?!\d+(?:[.,]\d+)? ?(?:kg|kilos?|lbs?|pounds|stone|cm))|gained|put on|took out|"
    r"(?:had to )?take \d+ out|went up|slipped|relapsed|gave in|caved|messed up|screwed up|ruined|"
    r"cost me|had to (?:pay|spend|use|buy|put)|broke down|binged)\b|"
    r"\b(?:bought|ate|ordered|smoked|drank|binged|spent)\b[^.;?!]*\b(?:again|in a row|all week|"
    r"every day|times)\b|"
    r"\bhad (?:a|an|one|two|three|four|five|six|\d+) (?:\w+ )?(?:pints?|beers?|drinks?|glasses|"
    r"cigarettes?|smokes?|pizzas?)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:can|could|may|should|shall) i (?:just |also |still |already )?|"
    r"\bis (?:it|that) (?:ok|okay|fine|alright|bad|allowed)\b|"
    r"\bis (?:buying|having|eating|spending|skipping|taking|getting)\b|\bam i allowed\b",
    re.IGNORECASE,
)
_TABLE: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (Part.FIGURE, _FIGURE),
    (Part.WHY, _WHY),
    (Part.WHAT_IF, _WHAT_IF),
    (Part.CHANGE, _CHANGE),
    (Part.LASTING, HOLDS_ON),
    (Part.MOMENT, _MOMENT),
    (Part.PROGRESS, _DID),
    (Part.SETBACK, _SETBACK),
    (Part.MAY, _MAY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, part by part."""

    text: str
    parts: frozenset[Part]
    amounts: tuple[Amount, ...]
    periods: tuple[Period, ...]

    def has(self, *parts: Part) -> bool:
        """Return whether it has all of some parts."""
        return self.parts.issuperset(parts)

    def amount(self, *roles: Role) -> Amount | None:
        """Return its first amount in one of some roles, in their order; or None."""
        found = (each for role in roles for each in self.amounts if each.role is role)
        return next(found, None)


def read_message(now: Situation) -> Message:
    """Return the parts of the question of a situation."""
    text = now.question
    amounts, periods = amounts_in(text, now.today), periods_asked(text, now)
    parts = {part for part, pattern in _TABLE if pattern.search(text)}
    if periods:
        parts.add(Part.DAYS)
    if any(each.role is Role.RATE for each in amounts):
        parts.add(Part.RATE)
    if any(each.role is not Role.RATE for each in amounts):
        parts.add(Part.AMOUNT)
    return Message(text=text, parts=frozenset(parts), amounts=amounts, periods=periods)
