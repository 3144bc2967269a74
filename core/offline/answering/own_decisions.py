"""Answers to questions that are the person's own to decide, by what the question asks for.

Whether to tell a boss, whether it is odd to ask for a coffee, whether to pay for a tutor: no plan
knows the answer, but each of them is decided by a test that a person can make.
"""

import re
from collections.abc import Callable

from core.formats import long_day
from core.goals.goal import ClarifiedGoal
from core.goals.replies import Reply
from core.goals.weeks import week_end
from core.offline.grammar.person import to_second_person

_ME = r"(?:i|we)"
_PERSON = r"(?:my|our|the|his|her|their) (?:[a-z'’-]+ )??[a-z'’-]+"
_TELLS = re.compile(
    rf"\b(?:should|shall|do|must|can|ought|could) {_ME} (?:even |really |just |have to |need to |"
    rf"first )*(?:tell|inform|warn|admit (?:it )?to|come clean to|let|"
    rf"say (?:it|something|anything) to) (?P<whom>him|her|them|people|everyone|{_PERSON})\b",
    re.IGNORECASE,
)
_OLD = re.compile(r"\btoo (?:old|young|unfit|late)\b", re.IGNORECASE)
_JUDGED = re.compile(
    r"\b(?:is|isn['’]?t|am|was|are) (?:it|that|this|i|we)\b[^?]{0,24}?\b(?:weird|odd|strange|"
    r"selfish|silly|rude|mean|childish|lazy|greedy|unfair|unreasonable|"
    r"embarrassing|pushy|ridiculous)\b"
    r"[^?]{0,20}\b(?:ask|invite|call|ring|text|message|say|charge|refuse|want|join|introduce|"
    r"decline)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    rf"\b(?:should|shall|do) {_ME} (?:just |really |maybe )?(?:change|swap|switch|leave|drop|"
    r"replace) (?P<what>(?:my |the |our )?[a-z'’-]+)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"\b(?:which|what) (?P<what>[a-z-]+) (?:should|shall|do|would) {_ME} (?:buy|get|use|pick|"
    r"choose|take|read|start with)\b",
    re.IGNORECASE,
)
_PAYS = re.compile(
    rf"\b(?:should|shall|do|must) {_ME} (?:just |really |maybe |need to |have to |need )*"
    r"(?:(?:pay for|buy|get|hire|book|rent|invest in) )?"
    r"(?P<what>(?:an? |some |the |special |proper |extra )+[a-z-]+(?: [a-z-]+)?)\W*$",
    re.IGNORECASE,
)
_AIDS = re.compile(
    r"\bis (?P<what>(?:an? |the |a separate )?[a-z-]+(?: [a-z-]+)?) (?:really |even )?"
    r"(?:worth it|worth the (?:money|trouble)|any good|necessary|enough)\b|"
    r"\b(?:does|do) (?P<other>(?:that |the |those )?[a-z-]+ ?[a-z-]*) (?:really |actually |even )?"
    r"(?:work|help)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(
    rf"\b(?:should|shall|do) {_ME} (?P<one>[^?,]{{3,40}}?) or (?P<other>[^?,]{{3,40}}?)\W*$",
    re.IGNORECASE,
)
_OF_THE_BODY = re.compile(
    r"\b(?:safe|dangerous|harmful|pain|hurts?|injur\w+|medicine|medication|tablets?|pills?|dose|"
    r"doctor|pregnan\w+|blood|heart|supplements?|drinking|withdrawal|chest|dizz\w+|faint\w*|"
    r"breathless\w*|swell\w*|swollen|numb\w*|sick\w*)\b",
    re.IGNORECASE,
)
_TRIAL_WEEKS = 4
_SUBJECTS = {"him": "he", "her": "she", "them": "they"}
_MOST_WORDS = 5

Rules = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...]


def stance_reply(question: str) -> Reply | None:
    """Return the answer to whether to tell another person, or whether one may, or None."""
    return _first(question, ((_TELLS, _tell), (_CHANGES, _change), (_JUDGED, lambda _: _judge())))


def decision_reply(question: str, goal: ClarifiedGoal) -> Reply | None:
    """Return how what is the person's own to decide gets decided, or None."""
    rules: Rules = (
        (_OLD, lambda _: _look_later(goal)),
        (_WHICH, _which),
        (_EITHER, _either),
        (_PAYS, _pay),
        (_AIDS, _aid),
    )
    return _first(question, rules)


def _first(question: str, rules: Rules) -> Reply | None:
    """Return the reply of the first rule that fits; what concerns the body fits none."""
    if is_of_the_body(question):
        return None
    for pattern, decide in rules:
        match = pattern.search(question)
        if match is not None:
            text, step = decide(match)
            return Reply(question=question, text=text, step=step)
    return None


def is_of_the_body(question: str) -> bool:
    """Return whether a question concerns the body, so that a doctor or pharmacist knows it."""
    return _OF_THE_BODY.search(question) is not None


def _tell(match: re.Match[str]) -> tuple[str, str]:
    whom = _named(match["whom"])
    text = (
        f"That is yours to decide. It is worth it if {_SUBJECTS.get(whom, whom)} can change "
        "something for you (hours, money, quiet, patience) or would find out anyway: then begin "
        "with what you need, in one sentence. If it would only cause worry, it can wait. Whether a "
        "contract or a rule asks it of you is for a union, a works council or an adviser to say."
    )
    return text, f"Write the one sentence you would begin with to {whom}"


def _look_later(goal: ClarifiedGoal) -> tuple[str, str]:
    look = week_end(goal.starts_on, _TRIAL_WEEKS, ends_on=goal.deadline)
    text = (
        "That alone decides little; where you start, how fast it grows and how well you rest "
        f"decide more. Do the first weeks as they are and look on {long_day(look)}: if the "
        "sessions got easier, it carries; if not, take smaller steps or a later date."
    )
    return text, ""


def _change(match: re.Match[str]) -> tuple[str, str]:
    what = _named(match["what"])
    what = what if " " in what else f"your {what}"
    text = (
        "Compare before you decide: say once, in a sentence, what you need to be different; then "
        f"take one trial elsewhere. If {what} changes it, stay; if the trial is plainly better, "
        "you have a reason to go."
    )
    return text, f"Write what has to be different about {what}, and book one trial"


def _judge() -> tuple[str, str]:
    text = (
        "I see nothing wrong with it. Others can say no, and that is the worst that comes of "
        "asking. Try it once in small, leave the other person an easy way out, and judge by how it "
        "went and not by how it felt before."
    )
    return text, ""


def _which(match: re.Match[str]) -> tuple[str, str]:
    what = match["what"].lower()
    text = (
        "I do not know the ones that are on offer. Borrow two, or look at two samples, and try the "
        f"same ten minutes with each: take the {what} with which you got further, and only that "
        "one."
    )
    return text, f"Try two kinds of {what} for ten minutes each, then choose"


def _either(match: re.Match[str]) -> tuple[str, str]:
    one, other = (_named(match[name].strip()) for name in ("one", "other"))
    text = (
        f"Put both on one page, “{one}” and “{other}”: what each costs, what it brings by your "
        "date, and what cannot be undone. If they are close, take the one that you can undo. What "
        "depends on rates or rules, ask a person who earns nothing by your answer."
    )
    return text, "Write both ways on one page: cost, gain, what is final"


def _pay(match: re.Match[str]) -> tuple[str, str]:
    text = (
        "Not to begin with: do the first two weeks with what you have or can borrow. If the same "
        f"thing stops you twice and {_named(match['what'])} would take it away, try it once, "
        "hired, borrowed or as a single session, and pay for more only if that went better."
    )
    return text, ""


def _aid(match: re.Match[str]) -> tuple[str, str]:
    what = _named(match["what"] or match["other"])
    text = (
        f"For some it does, for some not, and it takes no study to find out: use {what} for two "
        "weeks as a help beside the plan, and count the same thing as in the week before. Keep it "
        "if the number moved."
    )
    return text, ""


def _named(words: str) -> str:
    """Return the words of a question as the answer names them; many words are "it"."""
    spoken = to_second_person(words).strip(" .,")
    return spoken if len(spoken.split()) <= _MOST_WORDS else "it"
