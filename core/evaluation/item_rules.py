"""How each rubric item is answered by rule: the words of the text that show a yes, or nothing."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from core.coaching.if_then import is_if_then
from core.coaching.verbs import VERBS, first_word, imperative_of
from core.evaluation.concreteness import particulars, without_confidence
from core.offline.dates import read_deadline
from core.offline.domains import GENERAL, recognise
from core.offline.quantities import read_quantities
from core.offline.rhythm import read_frequency, read_hours
from core.offline.wording import bare_wish, clauses, read_constraints, read_obstacle, read_reason

Rule = Callable[[str], str]
"""Takes the text, returns verbatim evidence, or an empty text for a no."""

_ANY_DAY = date(2026, 1, 1)
"""Only where a date stands matters here, not which day it is."""
_VAGUE = re.compile(
    r"\b(?:better|more|less|some|try|trying|maybe|somehow|stuff|things?|various|healthier|fitter|"
    r"happier|a lot|a bit|good|nice|improve|soon|someday|etc|several|many|as much as possible|in "
    r"shape)\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:track\w*|log(?:ged|ging|s)?|record\w*|measur\w+|count(?:ed|ing|s)?|weigh\w*|note|noted|"
    r"write down|written down|tick\w*|mark(?:ed|ing)?|app|scale|diary|journal|"
    r"pedometer|watch|spreadsheet|test|monitor\w*|checklist|calendar|score\w*)\b[^.\n]{0,60}",
    re.IGNORECASE,
)
_CHECKPOINT = re.compile(
    r"[^.\n]{0,60}\b(?:by week \d+|after (?:the first )?(?:\w+) (?:weeks?|months?)|every (?:two|three|"
    r"four|\d) weeks|halfway|mid-?point|milestones?|check-?in|weekly review|(?:first|each) month|per "
    r"month|by the end of the first)\b[^.\n]{0,60}",
    re.IGNORECASE,
)
_FIRST_STEP = re.compile(
    r"[^.\n]{0,80}\b(?:this week|today|tomorrow|tonight|first,? i|first step|start(?:ing)? (?:on|with|"
    r"by|today|now|this)|begin(?:ning)? with|week 1|weeks 1 to|on (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|next (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^.\n]{0,80}",
    re.IGNORECASE,
)
_PLACE_OR_TIME = re.compile(
    r"\b(?:at|after|before|during|around|from) (?:\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?|work|breakfast|"
    r"lunch|dinner|school|bed(?:time)?|waking|noon|night|home|the gym|the park|the office|class|"
    r"meals?)\b|"
    r"\b(?:in the (?:morning|evening|afternoon)s?|on (?:weekends?|weekdays?)|in bed|at home|each "
    r"(?:morning|night|day|week))\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bdaily\b|"
    r"\bweekly\b|\b(?:on )?weekends?\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"[^.\n]{0,30}\b(?:\d+|an?|half an|one|two|three) ?-?(?:hours?|h|hrs?|minutes?|mins?)\b[^.\n]{0,30}", re.IGNORECASE
)
_IF_THEN = re.compile(
    r"\b(?:if|when(?:ever)?)\b[^.\n]{3,120}?,? ?\b(?:then|i(?:'ll| will))\b[^.\n]{3,160}\.?", re.IGNORECASE
)
_DURATION = re.compile(
    r"\bfor (?:the (?:next|first) )?(?:\d+|one|two|three|four|five|six|eight|ten|twelve|a) (?:days?|"
    r"weeks?|months?|years?)\b|\b(?:this|next) (?:week|month|year)\b|\bover \d+ weeks?\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"\b(?:i|we|he|she|client|patient|they) (?:will|shall|am going to|want to|plan to|aim to|would "
    r"like to|intend to|to)\s+(?:\w+ly )?(?P<verb>[a-z-]+)(?P<rest> [^.\n]{2,})",
    re.IGNORECASE,
)
_OBSTACLE = re.compile(r"\bobstacle[^.\n]{3,120}", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(
    r"\b(?:together with|with (?:my|a|an|the|friends|family|help|someone)|using|by (?:\w+ly )?\w+ing|"
    r"such as|e\.g\.|including|"
    r"instead of|rather than|when(?:ever)? |while|whilst|near|in the (?:park|office|neighbou?rhood|"
    r"garden|pool|gym|library)|"
    r"at (?:home|work|school|lunch|dinner|breakfast|the)|after (?:work|school|dinner|lunch|breakfast|\w+ing)|"
    r"before (?:work|bed|sleep|dinner|lunch|breakfast|\w+ing)|during|because of|despite|even (?:if|"
    r"when)|around the|from the|through)"
    r"\b[^.\n]{2,100}",
    re.IGNORECASE,
)
_ANY_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)?\b[^.\n,;]{0,20}")
_VERB_AND_OBJECT = 2
_LIST_LINE = re.compile(r"(?m)^\s*(?:[-*•]|\d+[.)])?\s*(?:[A-Z][\w' -]{2,40}: )?(?P<step>[A-Z]?[a-z-]+ [^\n]{4,})$")


def _cut(text: str, limit: int = 160) -> str:
    """Return a piece of the text, still verbatim, short enough to quote."""
    piece = text.strip(" \n,;")
    return piece if len(piece) <= limit else piece[:limit].rsplit(" ", 1)[0]


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return _cut(match.group()) if match else ""


def _first_sentence(text: str) -> str:
    return _cut(re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0])


def outcome(text: str) -> str:
    """Return the sentence that says what will be true or done at the end."""
    first = _first_sentence(text)
    return first if len(first.split()) >= 3 and _acts(text) else ""


def single_aim(text: str) -> str:
    """Answer yes unless the clauses of the first line belong to two or more known domains."""
    first = text.strip().split("\n", 1)[0]
    domains = {name for name in (recognise(part.text)[0] for part in clauses(first)) if name != GENERAL}
    return _first_sentence(text) if len(domains) < 2 and len(first.split()) >= 2 else ""


def no_vague_words(text: str) -> str:
    """Return the first sentence where no vague word stands in for the aim."""
    first = _first_sentence(text)
    return "" if not first or _VAGUE.search(first) or len(first.split()) < 2 else first


def reason(text: str) -> str:
    """Return the words that say why it matters or should work."""
    span = read_reason(text)
    if span is not None:
        return _cut(span.text)
    return _found(
        re.compile(
            r"[^.\n]{0,80}\b(?:because|so that|the reason|matters|works? (?:better|because|for)|beats|"
            r"holds? better)\b[^.\n]{0,80}",
            re.IGNORECASE,
        ),
        text,
    )


def action(text: str) -> str:
    """Return the words that name a concrete action: a verb with something particular, or a particular verb."""
    found = _acts(text)
    return found if found and particulars(found) else ""


def _acts(text: str) -> str:
    """Return the first words of the text in which somebody does something."""
    line = text.strip().split("\n", 1)[0]
    wish = bare_wish(line, without=())
    word = first_word(wish)
    if (word in VERBS or imperative_of(word)) and len(wish.split()) >= _VERB_AND_OBJECT and wish in text:
        return _cut(wish)
    match = next((m for m in _LEAD_IN.finditer(text) if m["verb"].lower() in VERBS), None)
    if match is not None:
        return _cut(match.group())
    return _cut(line) if len(line.split()) >= _VERB_AND_OBJECT and particulars(line) else ""


def quantity(text: str) -> str:
    """Return an amount with its unit; how sure somebody is of the goal is no amount of it."""
    found = read_quantities(without_confidence(text))
    return _cut(found[0].span.text) if found else ""


def when_where(text: str) -> str:
    """Return when, where or how often it happens."""
    frequency = read_frequency(text)
    return _cut(frequency.span.text) if frequency is not None else _found(_PLACE_OR_TIME, text)


def end_date(text: str) -> str:
    """Return the date or length of time by which it ends."""
    deadline = read_deadline(text, today=_ANY_DAY)
    return _cut(deadline.span.text) if deadline is not None else _found(_DURATION, text)


def obstacle(text: str) -> str:
    """Return a particular obstacle or circumstance: what is in the way, with whom, by what means, instead of what."""
    span = read_obstacle(text)
    if span is not None:
        return _cut(span.text)
    told = read_constraints(text)
    if told:
        return _cut(told[0].text)
    return _found(_OBSTACLE, text) or _found(_CIRCUMSTANCE, without_confidence(text))


def number(text: str) -> str:
    """Return the number that decides whether the aim is reached."""
    found = quantity(text)
    if found:
        return found
    frequency = read_frequency(text)
    if frequency is not None and frequency.times > 1:
        return _cut(frequency.span.text)
    return _found(_ANY_NUMBER, without_confidence(text))


def method(text: str) -> str:
    """Return how or with what progress is measured."""
    return _found(_METHOD, text)


def rhythm(text: str) -> str:
    """Return a countable rhythm."""
    frequency = read_frequency(text)
    return _cut(frequency.span.text) if frequency is not None else ""


def checkpoint(text: str) -> str:
    """Return a point before the end that is checked against a number."""
    match = next((m for m in _CHECKPOINT.finditer(text) if re.search(r"\d", m.group())), None)
    return _cut(match.group()) if match else ""


def verb_first(text: str) -> str:
    """Look for steps among the lines, and for one sentence that is a step."""
    for match in _LIST_LINE.finditer(text):
        if first_word(match["step"]) in VERBS and len(match["step"].split()) >= 3:
            return _cut(match["step"])
    found = _acts(text)
    return found if len(found.split()) >= 3 else ""


def first_step(text: str) -> str:
    """Return a first step that can be taken within a week."""
    return _found(_FIRST_STEP, text)


def if_then(text: str) -> str:
    """Return an if-then plan."""
    match = _IF_THEN.search(text)
    return _cut(match.group(), 240) if match and (is_if_then(match.group()) or "will" in match.group().lower()) else ""


def fits_time(text: str) -> str:
    """Return how much time the steps take."""
    hours = read_hours(text)
    return _cut(hours.span.text) if hours is not None else _found(_MINUTES, text)


RULES: Mapping[str, Rule] = {
    "clarity.outcome": outcome,
    "clarity.single_aim": single_aim,
    "clarity.no_vague_words": no_vague_words,
    "clarity.reason": reason,
    "specificity.action": action,
    "specificity.quantity": quantity,
    "specificity.when_where": when_where,
    "specificity.end_date": end_date,
    "specificity.obstacle": obstacle,
    "measurability.number": number,
    "measurability.method": method,
    "measurability.frequency": rhythm,
    "measurability.checkpoint": checkpoint,
    "actionability.verb_first": verb_first,
    "actionability.first_step": first_step,
    "actionability.if_then": if_then,
    "actionability.fits_time": fits_time,
}
