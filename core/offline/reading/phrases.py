"""Extract phrases from a goal text: aim, reason, obstacle, constraints, clauses."""

import re

from core.offline.reading.facts import Direction, Span
from core.plans.verbs import starts_with_verb

_LEAD = re.compile(
    r"^\W*(?:(?:so|ok|okay|well|hi|hello|hey|please|coach|rein|this year|next year|in 20\d\d|"
    r"by then|one day|finally|really|also|again|just|and|then)\b[,!.: ]*)*(?:(?:my|the|"
    r"our) (?:main |big |new |personal |next |#?1 )?(?:goal|aim|plan|wish|dream|target|objective|"
    r"resolution|new year'?s resolution)(?: (?:for|this|in) [\w ]{1,20}?(?= is| would be|[:,]))?"
    r"(?: is| would be|:|,)? ?(?:to |that i )?|goals?: ?|(?:can|could|would) you (?:please "
    r")?help me (?:to |with )?|"
    r"help me (?:to |with )?|please help me (?:to )?|i(?:'d| would) (?:really |love |like |"
    r"just )*to |i (?:really |just |finally |also |still |desperately )*(?:have to|want|wanna|need|"
    r"hope|wish|plan|intend|aim|try|aspire|decided|would like|am going|am trying|am planning|"
    r"am hoping)(?: to)? |i'm (?:really |just )?(?:going|trying|planning|hoping|aiming|looking|"
    r"determined) to |i(?:'ll| will| must| should| gotta) |we (?:want|need|would like|plan) to |"
    r"wanna |want to |going to |gonna |trying to |need to |to (?=[a-z]))"
    r"(?:finally |really |just |start to |be able to |start )?",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"[,;]?\s*\b(?P<cue>because|so that|so i can|so i|in order to|since i|as i want|"
    r"to be able to|to impress|to keep up with|to feel|to improve my|to spend|to afford|"
    r"to support|to prepare for|to get ready for|for my (?:health|family|kids|children|wife|"
    r"husband|career|job|work|self|"
    r"wellbeing))\b(?P<rest>[^.;\n]{2,160})",
    re.IGNORECASE,
)
_OBSTACLE = re.compile(
    r"[,;.]?\s*\b(?P<cue>but|however|although|though|"
    r"(?:the|my)(?: \w+)? (?:problem|trouble|obstacle) is(?: that)?|trouble is(?: that)?|"
    r"i struggle with|i struggle to|what stops me is|i always|i usually|"
    r"i keep|i tend to|i never seem to|i can't seem to|i hate|i get (?:bored|distracted|nervous|"
    r"anxious|tired|lazy|"
    r"overwhelmed))\b(?P<rest>[^.;\n]{2,160})",
    re.IGNORECASE,
)
_CONSTRAINT = re.compile(
    r"\b(?:without (?:a |any |going |using |spending |quitting |giving )[^.,;\n]{2,60}|no gym\b|"
    r"at home only|only (?:on|in|at|have|during) [^.,;\n]{2,50}|(?:i have|with|despite) (?:a |an |"
    r"my |two |three |small |young |bad |weak )*(?:bad |sore |weak |injured |new )?(?:knees?|back|"
    r"asthma|kids?|baby|toddlers?|shoulder|arthritis|diabetes|full[- ]time job|night shifts?|"
    r"injury|disability|allergy|adhd|tight budget|commute)[^.,;\n]{0,40}|i work (?:nights|shifts|"
    r"full[- ]time|from home|long hours|weekends)[^.,;\n]{0,40}|on a (?:tight |small |"
    r"low )?budget|i(?:'m| am) (?:vegetarian|vegan|pregnant|disabled|injured|broke|very "
    r"busy)[^.,;\n]{0,30})",
    re.IGNORECASE,
)
_AVOIDANCE = re.compile(
    r"\b(?:stop|quit|quitting|give up|giving up|avoid|no more|cut (?:down|back|out)|"
    r"cutting (?:down|back|out)|reduce|reducing|less|fewer|don'?t|do not|never|limit|get rid of|"
    r"kick|break (?:my|the|a) |without(?! (?:stopping|pausing|walking|breaks?|a (?:break|stop|"
    r"rest)|notes|help|using)\b)|spend less|drop "
    r"the|wean|resist|eliminate)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:;|\n+|\.\s+|,?\s+(?:and also|and then|and|plus|as well as|while also|&)\s+|"
    r",(?!\d)\s*(?:also\s+)?)\s*(?:\d+[.)](?!\d)\s*)?",
    re.IGNORECASE,
)
_CARRIED_ON = re.compile(
    (
        r"^\W*(?:(?:and|but|so|also|plus)\b\W*(?:i )?(?:(?:want|need) (?!to\b))?|(?:i )?(?:want|"
        r"need) (?=\d))"
    ),
    re.IGNORECASE,
)
"""Remainder at the start if the first clause was masked: "and want 10K"."""
_NUMBERED = re.compile(r"^\s*(?:\d+[.)](?!\d)|[-*•])\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_ASIDE = re.compile(
    r"[,;]\s+(?:and )?i(?:'m| am| weigh| smoke| drink| have| currently| can| earn| owe| do|"
    r" run)\b.*$|"
    r"\((?:confiden|\d).*?\)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_DANGLING = re.compile(
    r"(?:(?:,|\s|^)+(?:by|before|in|and|for|to|on|at|from|but|the|until|this|also|plus))+[\s,.]*$",
    re.IGNORECASE,
)
_EDGES = " \t\n,.;:!?-–"
_MASKED_EDGES = f"{_EDGES}\x01"
_FOREIGN = re.compile(
    r"\b(?:quiero|je veux|ich will|ich möchte|voglio|quero|chcę|jag vill|ik wil|хочу|"
    r"我想|我要|したい|"
    r"하고 싶|أريد|मैं|para|pour|nicht|und|avec|que|les|des|eine?n?)\b|"
    r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    (
        r"\b(?:the|to|a|my|and|i|in|of|for|by|more|want|is|at|with|every|week|day|month|learn|"
        r"run|save|read|stop|get)\b"
    ),
    re.IGNORECASE,
)


def extract_aim(text: str, *, without: tuple[Span, ...]) -> str:
    """Return the aim without "I want to", deadline, reason and obstacle, or the whole text."""
    aim = _aim_sentence(mask_spans(text, without))
    aim = _CARRIED_ON.sub("", aim, count=1)
    aim = _NUMBERED.sub("", aim.strip(" \n\x01"))
    aim = _LEAD.sub("", aim.strip(), count=1)
    aim = _ASIDE.sub("", aim)
    aim = " ".join(_whole_brackets(aim).replace("\x01", " ").split()).strip(_EDGES)
    aim = re.sub(r"\s+([,.;:!?])", r"\1", aim)
    aim = _DANGLING.sub("", aim)
    return aim.strip(_EDGES) or text.strip(_EDGES) or text.strip()


def _whole_brackets(aim: str) -> str:
    """Return an aim without brackets that lost their content or their other half."""
    aim = re.sub(r"\([\s\x01]*\)", " ", aim)
    return aim if aim.count("(") == aim.count(")") else re.sub(r"[()]", " ", aim)


def _aim_sentence(text: str) -> str:
    """Return the first sentence that starts with a verb, or the first sentence."""
    sentences = [part for part in _SENTENCE.split(text) if part.strip(_MASKED_EDGES)]
    if len(sentences) < 2:
        return text
    bare = ((part, _LEAD.sub("", part.strip(" \n\x01"), count=1)) for part in sentences)
    return next((part for part, wish in bare if starts_with_verb(wish)), sentences[0])


def mask_spans(text: str, spans: tuple[Span, ...]) -> str:
    """Return `text` with the spans masked, so that no other parser matches them.

    Offsets stay the same.
    """
    for span in spans:
        text = text[: span.start] + "\x01" * (span.end - span.start) + text[span.end :]
    return text


def find_reason(text: str) -> Span | None:
    """Return the phrase that gives the reason, or None."""
    return _phrase(_REASON.search(text))


def find_obstacle(text: str) -> Span | None:
    """Return the phrase that names an obstacle, or None."""
    return _phrase(_OBSTACLE.search(text))


def find_constraints(text: str) -> tuple[Span, ...]:
    """Return the constraints in the text: injuries, no gym, children, night shifts, budget."""
    return tuple(
        Span(start=m.start(), end=m.end(), text=m.group().strip())
        for m in _CONSTRAINT.finditer(text)
    )


def parse_direction(text: str) -> Direction:
    """Return whether the text moves towards something or away from it."""
    found = _AVOIDANCE.search(text)
    return (
        Direction.AVOIDANCE
        if found and found.start() < max(40, len(text) // 2)
        else Direction.APPROACH
    )


def split_clauses(text: str) -> tuple[Span, ...]:
    """Return the clauses that could be separate goals, in text order."""
    parts: list[Span] = []
    start = 0
    for joint in (*_JOINT.finditer(text), None):
        end = len(text) if joint is None else joint.start()
        piece = _NUMBERED.sub("", text[start:end])
        if len(piece.split()) >= 2:
            offset = text.index(piece, start)
            parts.append(Span(start=offset, end=offset + len(piece), text=piece.strip()))
        start = end if joint is None else joint.end()
    return tuple(parts)


def is_english(text: str) -> bool:
    """Return whether the English rules apply; names and numbers alone count as English."""
    return len(_ENGLISH.findall(text)) * 2 >= len(_FOREIGN.findall(text))


def _phrase(match: re.Match[str] | None) -> Span | None:
    if match is None:
        return None
    text = match.group()
    lead = len(text) - len(text.lstrip(" ,;."))
    return Span(start=match.start() + lead, end=match.end(), text=text[lead:].strip())
