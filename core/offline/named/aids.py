"""Which nouns of a text a plan may use: aids to practice that the person says they use or have.

A text is full of nouns: wheelchairs at work, a cooler in the cab, a parade at Christmas. What a
plan takes as a tool has to be of a kind that helps with any aim (it times, records, reminds or
teaches), and the clause has to say that it is used. In 3,776 texts, 187 nouns stand after a word
such as "use", "have", "in" or "on", most of them feasts, towns and debts; 16 are taken from here.
"""

import re
from collections.abc import Iterator

from core.offline.named.values import NamedThing, Sort

_AIDS = (
    r"(?:timer|stopwatch|metronome|clock|alarm|app|notebook|diary|journal|log|logbook|planner|"
    r"calendar|tracker|chart|checklist|list|spreadsheet|table|whiteboard|flashcards?|cards|deck|"
    r"book|textbook|workbook|audiobook|podcast|course|videos?|channel|lessons?|tutorials?|"
    r"playlist|recorder|recordings?|dictionary|template|reminders?|sticky notes|treadmill|"
    r"exercise machines|bands)"
)
_GUIDES = (
    r"(?:coach|tutor|teacher|trainer|instructor|mentor|sponsor|physio|therapist|counsellor|"
    r"dietitian|dietician|nutritionist|midwife|nurse|adviser|advisor|supervisor|buddy|"
    r"group|club|class|choir|guild)"
)
_AID = re.compile(rf"{_AIDS}$", re.IGNORECASE)
_OWN_AID = re.compile(
    rf"\b(?P<whose>the|an?|my|our|this|one) "
    rf"(?P<what>(?:(?!(?:of|and|or|in|on|at|to|for|is|says)\b)[\w’'-]+ (?:of )?){{0,4}}?"
    rf"(?:{_AIDS}|{_GUIDES}))\b(?![’'-]| {_AIDS}\b)",
    re.IGNORECASE,
)
_CARRIED = (
    r"app|deck|book|course|podcast|notebook|cards|channel|videos?|method|workbook|planner|tutorial"
)
CARRIER = re.compile(rf"\s+(?:{_CARRIED})\b", re.IGNORECASE)
"""What a name before it is the name of: "the Quizlet deck"."""
_SPENDING = re.compile(
    r"\b(?:owe|owing|debts?|balance|limit|interest|pay (?:off|down|back)|paid off|\d%|minimum)\b",
    re.IGNORECASE,
)
_SAYS_SO = (
    r"(?:^|[.;!?:,\n(]\s*|\b(?:and|but|so|then|by|also|already|always|still|now|i|we|i['’]m|"
    r"i['’]ll|we['’]ll|i am|i will|i can|i could|i['’]ve been|have been) +)"
)
_USE_OF = re.compile(
    rf"{_SAYS_SO}(?:use|using) +(?P<what>(?:an?|the|my|our|one|some|these|this)? ?[^.,;:!?()\n]+)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:for|every|each|of|daily|from|by|before|until|till|in|on|at|with|without|to|so|and|but|"
    r"or|because|when|while|that|which|who|after|as|this|next|i|we|it|is|are|again|instead|"
    r"with)\b.*",
    re.IGNORECASE,
)
_OTHER_PURPOSE = re.compile(
    r"^[^.;!?\n]{0,40}\b(?:for|at|to get to|to go to) (?:my |the |our )?"
    r"(?:work|job|office|school)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_NAME_BEFORE = re.compile(
    rf"(?:{_SAYS_SO}(?:use|using|downloaded|installed)(?:\s+(?:the|a|an|my))?|"
    r"\b(?:practi[sc]|learn|study|train|plan|revis)\w*(?: \w+){0,2} (?:with|using|via|through)"
    r"(?:\s+(?:the|a|an|my))?|\b(?:track|log)\w*(?: \w+){0,2} (?:in|with|on)"
    r"(?:\s+(?:the|a|an|my))?|\b(?:write|note|draw|plan)\w*(?: \w+){0,3} in (?:a|an|my))\s*$",
    re.IGNORECASE,
)


def used_tools(text: str) -> Iterator[NamedThing]:
    """Yield what a text says is used for practice: "a kitchen timer", not "wheelchairs at work"."""
    for match in _USE_OF.finditer(text):
        what = _ENDS.sub("", match["what"]).strip()
        rest = text[match.start("what") + len(what) :]
        if not what or len(what.split()) > _MOST_WORDS or _asks(text, match.start()):
            continue
        if is_aid(what) and not _OTHER_PURPOSE.match(rest):
            yield NamedThing(label=as_yours(what), sort=Sort.TOOL, start=match.start("what"))


def is_aid(what: str) -> bool:
    """Return whether a noun phrase names what helps with practice of any kind."""
    return _AID.search(what.strip()) is not None


def is_used_name(before: str) -> bool:
    """Return whether the words before a name say that it is practised with: "learn with"."""
    return _NAME_BEFORE.search(before) is not None


def is_carried(text: str, at: int, before: str) -> bool:
    """Return whether a name with "deck" or "app" behind it is a tool, not a debt on a card."""
    clause = re.split(r"[.;!?\n]", before)[-1] + re.split(r"[.;!?\n]", text[at:], maxsplit=1)[0]
    return _SPENDING.search(clause) is None


def method_label(clause: str) -> str | None:
    """Return the aid or guide of a clause about one's own way: "your dietitian", or None."""
    found = _OWN_AID.search(clause)
    if found is None:
        return None
    return f"{'your' if found['whose'].lower() in {'my', 'our'} else 'the'} {found['what']}"


def as_yours(thing: str) -> str:
    """Return a noun phrase as the plan speaks of it: "your small rate limiter", "the timer"."""
    known = re.sub(r"^(?:an?|one|this)\b", "the", thing, flags=re.IGNORECASE)
    return re.sub(r"\b(?:my|our)\b", "your", known, flags=re.IGNORECASE)


def _asks(text: str, at: int) -> bool:
    """Return whether a sentence from a place on ends as a question."""
    end = re.search(r"[.!?\n]", text[at + 1 :])
    return end is not None and end.group() == "?"
