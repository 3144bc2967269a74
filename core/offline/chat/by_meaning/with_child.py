"""The answer to a bad moment with a child: make it good again, then the plan's own way."""

import re

from core.chat.reply import CitationDraft, CoachReplyDraft
from core.chat.situation import Situation
from core.formats import minutes
from core.offline.chat.asked import (
    Asked,
    cites_passage,
    cites_tasks,
    cites_week,
    named,
    one_line,
    smallest_session,
    when_due,
)
from core.offline.chat.by_meaning.acts import Act, act_shares
from core.offline.chat.guides import NearGuide
from core.offline.chat.message.parts import Message
from core.offline.signs.care_guide import guide_of
from core.offline.signs.sign import Sign

_AGE = r"(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SMALL = re.compile(
    rf"\b(?:toddler|baby|little (?:one|boy|girl)|pre-?schooler|{_AGE}[- ](?:yrs?|years?)[- ]olds?|"
    rf"{_AGE} ?yo)\b|\b(?:son|daughter|boy|girl|child|lad|kid)\b[^.;!?]{{0,20}}\b(?:is|aged?|\()"
    rf" ?{_AGE}\b(?! (?:foot|stone))|\b(?:he|she)['’]?s (?:only |just )?{_AGE}\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:my|our|the) (?:\w+ )?(?:son|daughter|boy|girl|child|children|kids?|lad|toddler|baby|"
    r"bab(?:y|ies)|little (?:one|boy|girl))\b|\b(?:toddler|bedtime|bath time|school run|tantrum|"
    r"meltdown|nursery)\b|\b(?:mum|mom|dad|mother|father|parent)\b",
    re.IGNORECASE,
)
_GROWN_UP = re.compile(
    r"\b(?:husband|wife|partner|boyfriend|girlfriend|ex|fianc[eé]e?|bloke|hubby|flatmate|"
    r"roommate|boss|brother|sister|uncle|stepdad|grown[- ]up son|teenage\w*)\b",
    re.IGNORECASE,
)
_PARENT_HURTS = re.compile(
    r"\bi(?:['’]ve| have)? (?:\w+ )?(?:hit|slapped|smacked|shook|punched|kicked|hurt|pushed|"
    r"shoved|grabbed|threw|bit|spanked|choked|dragged)\b(?! (?:a|the|my) (?:\w+ )?(?:table|door|"
    r"wall|plate|cup|toy|phone|fork|spoon))|\b(?:afraid|scared|worried) (?:that )?i(?:['’]ll| "
    r"will| might| could)\b|\bkill\b|\bknife\b|\bblood\b|\bbruis\w+\b",
    re.IGNORECASE,
)
_HOME_FROM = 0.6


def is_moment_with_child(text: str, goal: str) -> bool:
    """Return whether what happened was with a small child of the writer, and no one was harmed.

    A grown-up who is named is never taken for the child, nor a parent who lays hands on one.
    """
    if _GROWN_UP.search(text) or _PARENT_HURTS.search(text):
        return False
    own = _SMALL.search(text) is not None
    of_goal = _SMALL.search(goal) is not None and _CHILD.search(f"{text} {goal}") is not None
    return (own or of_goal) and act_shares(text)[Act.HOME] >= _HOME_FROM


def _may_be_a_grown_up(text: str) -> bool:
    """Return whether the one who did it may be a grown-up: none is named, or struck a blow."""
    if _OWN_CHILD.search(text) or _SMALL.search(text):
        return False
    return _CHILD.search(text) is None or _BLOW.search(text) is not None


_OWN_CHILD = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:son|daughter|boy|girl|child|children|kids?|lad|toddler|baby)\b",
    re.IGNORECASE,
)
_BLOW = re.compile(
    r"\b(?:hit|hits|punch\w*|beat\w*|slap\w*|kick\w*|chok\w*|strangl\w*|grabbed|shoved|pushed)\b",
    re.IGNORECASE,
)


def at_home(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a bad moment with a child that is named; None if none is, or one was hurt."""
    text = message.text
    other = _GROWN_UP.search(text) or _PARENT_HURTS.search(text)
    if other or not (_CHILD.search(text) or _SMALL.search(text)):
        return None
    return with_child(asked.situation, asked.near)


def with_child(situation: Situation, near: NearGuide | None) -> CoachReplyDraft:
    """Return the answer: repair first, the plan's if-then, and whom to call if it was no child."""
    text, parts = situation.question, list[str]()
    citations: list[CitationDraft] = [cites_week(situation.week)]
    parts.append(
        "That was a hard moment for both of you, and one moment does not undo the rest. When you "
        "are both calm, go to your child, say in one sentence what you are sorry for and what you "
        "will do next time; that repair counts more than a morning without a quarrel."
    )
    own = near is not None and near.guide.passage.id.startswith(("if-then", "contingency"))
    if near is not None and own and near.likeness >= _LIKE:
        parts.append(f"Your plan has this for it: {one_line(near.guide.passage.text)}")
        citations.append(cites_passage(near.guide.passage))
    step = (
        smallest_session(
            [t for t in situation.tasks_of(situation.week) if t.open and t.day >= situation.today]
        )
        or situation.next_open
    )
    if step is not None:
        size = minutes(step.task.minutes)
        parts.append(
            f"Nothing has to be made up; the next small step is {named(step)}, "
            f"{when_due(step, situation.today)}."
            if size
            else ""
        )
        citations += cites_tasks(step)
    if _may_be_a_grown_up(text):
        help_line = guide_of(Sign.VIOLENCE)
        parts.append(
            "If it was a grown-up who did this to you, that is another matter: "
            f"{one_line(help_line.task)} In danger: {one_line(help_line.emergency.response)}"
        )
    return CoachReplyDraft(answer=" ".join(part for part in parts if part), citations=citations)


_LIKE = 0.35
