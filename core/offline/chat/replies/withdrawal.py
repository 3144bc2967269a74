"""The warning that comes before any wish to stop drinking at once: a body may be used to it."""

import re

from core.chat.reply import CoachReplyDraft
from core.chat.situation import Situation
from core.offline.chat.asked import cites_week, one_line
from core.offline.safety.withdrawal import stops_something_else
from core.offline.signs.care_guide import guide_of
from core.offline.signs.sign import Sign
from core.offline.signs.sign_reader import find_signs

_ALCOHOL = re.compile(
    r"\b(?:alcohol\w*|drink(?:s|ing)?|drunk|beers?|wines?|pints?|vodka|whiske?y|gin|rum|spirits|"
    r"booz\w*|liquor|lager|cider|sober)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\b(?:stop|quit|stopping|quitting|give (?:it )?up|giving up|cut (?:it )?out|cold turkey|"
    r"go (?:dry|sober)|never (?:drink|touch)|from \d+ to (?:0|zero|none))\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:completely|altogether|at once|all at once|straight away|right away|today|tonight|"
    r"tomorrow|now|cold turkey|entirely|totally|just|overnight|from (?:one day|monday))\b",
    re.IGNORECASE,
)
_HEAVY = re.compile(
    r"\b(?:every|each) (?:single )?(?:day|night|evening|morning)\b|\bdaily\b|\bnightly\b|"
    r"\b(?:a|per) (?:day|night|evening)\b|\bbottles? of (?:vodka|gin|rum|whisk\w+|spirits)\b|"
    r"\bdrink in the mornings?\b|\balcoholi(?:c|sm)\b|\bdependent\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?P<count>\d{1,3}) (?:\w+ )?(?:units|drinks|pints|beers|glasses)\b", re.IGNORECASE
)
_MANY = 15
"""Units or drinks of a week from which a body may be used to them."""
_SHAKES = re.compile(r"\b(?:shak\w+|trembl\w+|sweat\w*|tremors?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,.;:!?]+")
_USED = 0.5


def stops_drinking_at_once(text: str, goal: str) -> bool:
    """Return whether a person who drinks heavily wants to stop at once."""
    if not _AT_ONCE.search(text) or not drinks_heavily(f"{goal}. {text}"):
        return False
    clauses = (each for each in _CLAUSE.split(text) if _STOPS.search(each))
    return any(not stops_something_else(each) for each in clauses)


def is_one_slip(text: str) -> bool:
    """Return whether a text tells of drinking on one day, and of no sign of a used body."""
    once = _ONE_DAY.search(text) is not None and _HEAVY.search(text) is None
    return once and _SHAKES.search(text) is None and _STOPS.search(text) is None


_ONE_DAY = re.compile(
    r"\b(?:yesterday|last night|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|at the (?:party|"
    r"wedding|pub|bar)|once|this evening|tonight)\b",
    re.IGNORECASE,
)


def drinks_heavily(text: str) -> bool:
    """Return whether a text tells of drinking that a body may be used to."""
    if _ALCOHOL.search(text) is None:
        return False
    many = any(int(found["count"]) >= _MANY for found in _UNITS.finditer(text))
    signs = any(s.sign is Sign.DRINKING and s.confidence >= _USED for s in find_signs(text))
    return many or signs or _HEAVY.search(text) is not None


def is_withdrawal(text: str, goal: str, *, substance: bool) -> bool:
    """Return whether stopping to drink at once is meant, or felt; `substance` if a body needs it.

    Who shakes and speaks of alcohol is warned, and so is who drinks heavily and wants to stop.
    """
    whole = f"{goal}. {text}"
    shakes = _SHAKES.search(whole) is not None and _ALCOHOL.search(whole) is not None
    return (substance and (shakes or drinks_heavily(whole))) or stops_drinking_at_once(text, goal)


def warns_of_withdrawal(situation: Situation) -> CoachReplyDraft:
    """Return the warning: not alone and not at once, when to call help, and who sets the pace."""
    guide, week = guide_of(Sign.DRINKING), situation.week.number
    parts = ["Please do not stop all at once and on your own."]
    if _SHAKES.search(situation.question):
        parts.append(
            "Shaking or sweating without a drink is a sign that your body may be used to alcohol."
        )
    parts += [
        (
            "After heavy or daily drinking, stopping suddenly can be dangerous, with fits and "
            "confusion within hours to days."
        ),
        f"{guide.emergency.trigger}: {one_line(guide.emergency.response)}",
        (
            f"Otherwise, today: {one_line(guide.task)} They set the pace with you, and there is "
            "medicine that makes it safe; until then neither stop nor cut down suddenly."
        ),
        f"Your plan can wait: nothing in week {week} is more important than you are.",
    ]
    return CoachReplyDraft(answer=" ".join(parts), citations=[cites_week(situation.week)])
