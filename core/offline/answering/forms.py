"""The form of a question: what kind of answer it asks for, whatever its topic."""

import re
from enum import StrEnum


class Form(StrEnum):
    """Forms that a plan's own numbers, days and phases answer."""

    PER_PERIOD = "per_period"
    """How many a week or a month."""
    WHEN_DONE = "when_done"
    """When it is reached, or how long it takes."""
    ENOUGH = "enough"
    """Whether it can be done, whether it is enough."""
    FIT_IN = "fit_in"
    """When to do it, how to find the time."""
    FIRST = "first"
    """What comes first."""


_VERBS_OF_ARRIVAL = (
    r"be (?:done|finished|there|free|ready|able|through|debt|good|fluent|fit|out)|finish|"
    r"reach|have (?:it|the|all|my|paid|saved)|get there|arrive|manage|hit|own|afford"
)
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        Form.PER_PERIOD,
        re.compile(
            r"\bhow (?:many|much|far)\b.{0,60}?\b(?:a|per|each|every|in a|that a|/) ?"
            r"(?:day|week|month|year|night|session|time)\b|"
            r"\bhow (?:many|much)\b.{0,40}\b(?:weekly|monthly|daily|at a time)\b|"
            r"\bwhat(?:'s| is| does| would)?\b.{0,40}\b(?:a|per|each|every) (?:day|week|month)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Form.WHEN_DONE,
        re.compile(
            rf"\b(?:when|by when|what (?:date|month|year)|how soon)\b.{{0,25}}?"
            rf"\b(?:{_VERBS_OF_ARRIVAL}|(?:am|are) (?:i|we) "
            r"(?:done|finished|there|free|ready|rid))\b|"
            r"\bhow (?:long|many (?:weeks|months|years|days))\b.{0,25}?\b(?:take|until|till|before|"
            r"to (?:reach|get|finish|save|pay|learn|read|lose)|need|is (?:this|that|it))\b",
            re.IGNORECASE,
        ),
    ),
    (
        Form.FIRST,
        re.compile(
            r"\b(?:which|what|where|who|with what)\b.{0,30}\b(?:first|start|begin|tackle)\b|"
            r"\bwhat order\b|\bin which order\b|\bfirst step\b|^\W*(?:which|what) first\b|"
            r"\bor\b.{0,30}\bfirst\b|\bstart with\b|\bhow (?:do|would|should|can) (?:i|we) "
            r"(?:even |best )?(?:start|begin|get going|get started)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Form.FIT_IN,
        re.compile(
            r"\bwhen\b.{0,12}\b(?:would|should|could|do|can|am|will|are|shall) (?:i|we|one)\b|"
            r"\b(?:fit|squeeze) (?:it|this|that|them|all|\w+ing)?.{0,20}\bin\b|"
            r"\bfind (?:the |any |enough )?time\b|\bmake (?:the )?time\b|"
            r"\bwhat time of (?:the )?day\b|\b(?:which|what) days?\b|\bwhere .{0,20}\btime\b|"
            r"\bmornings? or evenings?\b|\bhow often\b",
            re.IGNORECASE,
        ),
    ),
    (
        Form.ENOUGH,
        re.compile(
            r"\b(?:enough|realistic\w*|possible|doable|feasible|achievable|in time|on time|"
            r"too (?:much|late|ambitious|little|short|fast|soon|optimistic|tight)|"
            r"(?:be|get) (?:there|ready)|make it|stand a chance|a chance|crazy|mad|silly|"
            r"delusional|work out|add(?:s)? up|(?:done|finished|ready|through) by|"
            r"can (?:i|we|this|it) (?:even |really |actually )?(?:be done|do (?:it|this|that)|"
            r"manage|reach|finish|get|still (?:do|make|manage|reach|finish|get|be|win|pass)))\b",
            re.IGNORECASE,
        ),
    ),
)


def form_of(question: str) -> Form | None:
    """Return the form of a question, or None if its topic has to answer it."""
    return next((form for form, pattern in _FORMS if pattern.search(question)), None)


_PERIOD = re.compile(
    r"\b(?:(?:a|per|each|every|/) ?(?:writing |working |study |training )?"
    r"(?P<per>day|week|month|year|night|session|time)|"
    r"(?P<adverb>daily|weekly|monthly)|at a (?P<once>time))\b",
    re.IGNORECASE,
)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "night": "day"}


def period_of(question: str) -> str | None:
    """Return the period a question asks about: day, week, month, year or session."""
    match = _PERIOD.search(question)
    if match is None:
        return None
    word = (match["per"] or match["adverb"] or match["once"]).lower()
    return {"time": "session"}.get(word, _ADVERBS.get(word, word))


_NOUN = re.compile(
    r"\bhow (?:many|much) (?!do\b|does\b|is\b|would\b|should\b|will\b|can\b|a\b|per\b|each\b|"
    r"more\b|must\b|need\b|may\b|to\b|have\b|has\b|i\b|we\b|could\b|shall\b|that\b)"
    r"(?P<noun>[a-z-]+(?: [a-z-]+)?)",
    re.IGNORECASE,
)


def counted_in(question: str) -> str:
    """Return what a question counts ("houses"), or "" if it names nothing."""
    match = _NOUN.search(question)
    return match["noun"].lower().split(" ")[0] if match is not None else ""
