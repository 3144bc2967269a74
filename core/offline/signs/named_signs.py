"""The signs that a text names outright: a rule finds them, whatever words stand beside them.

Each is a construction about the writer's own body: a part of it that goes numb, blood where none
belongs, a breath that is short at rest, shaking that goes with drinking. What comes with a stage, a
cold or effort is none: "my hands shake before speeches".
"""

import re
from collections.abc import Iterator

from core.offline.safety.withdrawal import of_the_writer, stops_something_else
from core.offline.signs.medicines import name_families
from core.offline.signs.named_disorders import named_disorder
from core.offline.signs.sign import Sign
from core.offline.signs.subject import is_about_another

_CLAUSE = re.compile(r"[.!?;\n()]|,(?= (?:and|but|so|i|my|we) )| but ", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no(?! matter)|not|never|without|n['’]t|stopped having|free of)\b[^.;,]{0,25}$",
    re.IGNORECASE,
)
_PART = (
    r"(?:back|knees?|shoulders?|hips?|ankles?|wrists?|neck|elbows?|heels?|foot|feet|toes?|hands?|"
    r"fingers?|thumbs?|legs?|arms?|shins?|calf|calves|side|face|groin|belly|stomach|head)"
)
_MORNING = r"morning|wak(?:e|es|ing|en)|woke|bed|night"
_SHAKES = re.compile(
    r"\b(?:shaky|shak(?:e|es|ing) (?:badly|in|all|until|if|when|unless|without)|the shakes|"
    r"shaking|tremors?|"
    r"(?:hands?|body|fingers?|i) (?:always |still |badly |start to )*(?:shak\w+|trembl\w+)|"
    r"(?:soaked in|drenched in|bathed in|cold|night) sweats?|"
    r"(?:i (?:wake (?:up )?)?|wake (?:up )?)(?:sweat\w*|drenched)|retch\w*|see(?:ing)? things|"
    r"jitters|throw(?:ing)? up|hallucinat\w+)\b",
    re.IGNORECASE,
)
_NERVES = re.compile(
    r"\b(?:before|during|while|when(?:ever)?|if|at|on|"
    r"in)\b[^.;]{0,30}\b(?:speech\w*|speak\w*|"
    r"stage|present\w*|talks?|perform\w*|audience|play(?:ing)?|exams?|tests?|interviews?|"
    r"dat(?:e|es)|lessons?|meetings?|auditions?|sing(?:ing)?|crowds?|nervous|excited|cold|laugh\w*|"
    r"match(?:es)?|free throw|photo\w*|phone calls?)\b|\bnervous\w*|\bstage fright\b",
    re.IGNORECASE,
)
"""What makes anybody tremble, and is no illness."""
_EASED = re.compile(_MORNING, re.IGNORECASE)
_ALCOHOL = re.compile(
    r"\b(?:alcohol\w*|beers?|booz\w*|lager|cider|gin|rum|schnapps|spirits|vodka|whisk(?:e)?y|"
    r"wines?|pints?|liquor|drinker|drinking|"
    r"drink(?! (?:[\w'’]+ ){0,3}?(?:it|them|coffees?|teas?|water|colas?|sodas?|juice|milk)\b))\b",
    re.IGNORECASE,
)
_HABIT_FORMING = (
    r"\b(?:valium|opioids?|pregabalin|gabapentin|lyrica|heroin|fentanyl|"
    r"sleeping (?:pills?|tablets?)|ketamine|ghb)\b"
)
_LEAVES = re.compile(
    r"\b(?:quit(?:ting)?|stop(?:ping)?|com(?:e|ing) off|(?:get|getting|be|live) (?:off|free|rid)|"
    r"giv(?:e|ing) up|cut(?:ting)? (?:out|down)|wean\w*|taper\w*|kick(?:ing)?|reduc(?:e|ing)|"
    r"bin(?:ning)?|ditch(?:ing)?|drop(?:ping)?)\b[^.;!?]{0,40}?"
    rf"(?:\b(?:it|them|cold turkey)\b|{_HABIT_FORMING})",
    re.IGNORECASE,
)
_TAKEN = re.compile(_HABIT_FORMING, re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:surgery|operat(?:ion|ed)|op|replacement|keyhole|arthroscopy|c-section|caesarean|"
    r"hysterectomy|bypass)\b[^.;!?]{0,25}\b(?:on|in|is|next|tomorrow|booked|scheduled)\b"
    r"[^.;!?]{0,20}(?:\b\d|\bnext\b|\btomorrow\b|\bin [a-z]+)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:had|was|were|after|since)\b", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\bonce\b|\bas a (?:child|kid|student)\b|\bat school\b|\b(?:years|decades) ago\b|"
    r"\bin (?:19|200|201)\d{1,2}\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|i['’]\w+|my|me)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;\n]")
_SWOLLEN_LEG = re.compile(
    r"^(?=.*\b(?:calf|leg|thigh)\b)(?=.*\b(?:swoll\w+|swell\w*|puffy)\b)"
    r"(?=.*\b(?:warm|hot|red|tender|sore|hurts?|aches?|aching|painful|pain)\b)",
    re.IGNORECASE,
)
"""One leg, swollen and warm or sore, in one sentence: more than one clause says it."""
_NOT_SWOLLEN = re.compile(
    r"\b(?:no|not|never|isn['’]t) (?:\w+ )?(?:swoll\w+|swell\w*)", re.IGNORECASE
)
_PATTERNS: tuple[tuple[Sign, str, bool], ...] = (
    (
        Sign.HEART,
        (
            r"\btight chest\b|\bchest (?:pains?|pressure|tightness)\b|"
            r"\b(?:pains?|pressure|tightness) (?:in|on|across) "
            r"(?:my|the) chest\b|"
            r"\bchest (?:is |gets? |feels? |goes )?(?:hurts?|hurting|tight|aches?)\b|"
            r"\bi(?:['’]ve)? (?:\w+ )?(?:faint(?:ed)?|black(?:ed)? out|pass(?:ed)? out(?! the)|"
            r"keep fainting|collapsed)\b(?! (?:at|when) (?:the |i )?(?:sight|see|smell))|"
            r"\b(?:breathless\w*|(?:out|short) of breath|gasping|can['’]?t breathe)\b[^.;]{0,25}"
            r"\b(?:at rest|sit\w*|lying|lie|in bed|at night|doing nothing|standing still|resting)\b"
        ),
        False,
    ),
    (
        Sign.HEART,
        r"\bpalpitations\b|\bheart (?:\w+ )?(?:skips?|flutters?|misses) ",
        True,
    ),
    (
        Sign.SEIZURES,
        (
            r"\bi(?:['’]ve)? (?:\w+ )?(?:had|have|having|get|getting) (?:\w+ )?"
            r"(?:a fit(?! (?:of|over|when i s))|fits(?! of)|seizures?)\b"
        ),
        False,
    ),
    (
        Sign.BODY,
        (
            rf"\b{_PART}\b[^.;]{{0,20}}\b(?:goes|went|go|gone|is|are|feels?|gets?) (?:\w+ )?numb\b|"
            rf"\bnumb\w*\b (?:in|down|on) (?:my|the|one) (?:\w+ )?{_PART}\b|"
            r"\bblood in (?:my|the) (?:stools?|urine|pee|poo|wee|spit|phlegm|vomit|toilet)\b|"
            r"\b(?:cough|spit|vomit|throw|pass|pee|bring)(?:ing|t?ing|s)? (?:up )?blood\b|"
            r"\bblack stools?\b|\bslurred speech\b|\bface (?:is )?droop\w*|"
            r"\blost (?:\w+ ){0,3}?(?:\d[\d.]* ?(?:kg|kilos?|lbs?|pounds|stone)|weight)\b"
            r"[^.;]{0,40}\b(?:without trying|not trying|for no reason|no idea why|"
            r"don['’]?t know why)\b|"
            r"\b(?:new|growing) lump\b|\blump (?:in|on) my\b"
        ),
        False,
    ),
    (
        Sign.BODY,
        (
            rf"^(?=[^.;]*\b{_PART}\b)(?=[^.;]*\b(?:pains?|aches?|hurts?)\b)[^.;]*"
            r"\b(?:(?:get(?:s|ting)?|got|grow(?:s|ing)?) (?:\w+ )?(?:worse|stronger)|"
            r"worsen\w*|wakes? me|shoots? down|spreads?)\b"
        ),
        False,
    ),
    (
        Sign.PREGNANCY,
        (
            r"\bi(?:['’]m| am) (?:(?:now|also|newly|\w+ (?:weeks|months)) )*pregnant\b|"
            r"(?:^|\bat|\bcurrently)\s*(?:\w+ )?(?:weeks|months) pregnant\b|"
            r"\bi(?:['’]m| am) (?:having|expecting) (?:a baby|twins|my)\b|"
            r"\bmy (?:baby )?bump\b|\bmy due date\b"
        ),
        False,
    ),
)
_RULES = tuple((sign, re.compile(text, re.IGNORECASE), calm) for sign, text, calm in _PATTERNS)


def named_signs(text: str, whole: str = "") -> dict[Sign, str]:
    """Return the signs that a text names, each with its clause; `whole` is the text around it."""
    found: dict[Sign, str] = {}
    for sign, clause in _find(text, whole or text):
        found.setdefault(sign, clause.strip(" ,"))
    disorder = named_disorder(text)
    if disorder is not None:
        found[Sign.EATING] = disorder
    return found


def _find(text: str, whole: str) -> Iterator[tuple[Sign, str]]:
    leaves = _LEAVES.search(name_families(whole)) is not None
    yield from ((Sign.CLOT, sentence) for sentence in _of_a_leg(text))
    for clause in _CLAUSE.split(text):
        found = [*_named_in(clause), *_of_a_used_body(clause, whole)]
        if leaves and _TAKEN.search(name_families(clause)):
            found.append(Sign.DEPENDENCE)
        if found and not (_LONG_AGO.search(clause) or is_about_another(clause.strip())):
            yield from ((sign, clause) for sign in found)


def _of_a_leg(text: str) -> Iterator[str]:
    """Yield the sentences about a leg of the writer that may hold a clot."""
    for sentence in _SENTENCE.split(text):
        apart = _LONG_AGO.search(sentence) or is_about_another(sentence.strip())
        if _SWOLLEN_LEG.search(sentence) and not (apart or _NOT_SWOLLEN.search(sentence)):
            yield sentence


def _named_in(clause: str) -> Iterator[Sign]:
    for sign, rule, calm in _RULES:
        match = rule.search(clause)
        if match and not (calm and _NERVES.search(clause)) and not _is_denied(match, clause):
            yield sign
    if _HELD.search(clause) and _OWN.search(clause) and not _PAST.search(clause):
        yield Sign.RECOVERY


def _is_denied(match: re.Match[str], clause: str) -> bool:
    return _DENIED.search(clause[: match.start()]) is not None


def _of_a_used_body(clause: str, whole: str) -> Iterator[Sign]:
    """Yield the sign that a body is used to alcohol: it shakes, and not from nerves."""
    if _SHAKES.search(clause) and (not _NERVES.search(clause) or _EASED.search(clause)):
        own = of_the_writer(whole)
        if _ALCOHOL.search(own) and not stops_something_else(own):
            yield Sign.DRINKING


_LOWERS_SUGAR = re.compile(
    r"\b(?:insulin|glucagon|hypos?|hypoglyc\w+|(?:type|t) ?(?:1|one)|t1d?|sul(?:f|ph)onylureas?|"
    r"inject\w*|injections?|jags?|bolus|basal|needle|units|pen|pump|(?:go|goes|went|going|get) low|"
    r"a low|lows|crash\w*|glucose tabs|diabetic from|(?:sugar|diabetes) (?:tablets?|pills?)|"
    r"(?:tablets?|pills?|medicine) for (?:the |my )?(?:sugar|diabetes)|"
    r"(?:sugars?|levels?) (?:\w+ ){0,2}(?:drops?|falls?|going down|goes down))\b",
    re.IGNORECASE,
)
"""What only those say whose treatment can lower sugar: units, a pump, "I went low"."""


def sugar_is_lowered(text: str) -> bool:
    """Return whether the writer takes what can lower blood sugar too far, or has had it too low.

    Raised sugar alone is treated with food and walks; advice on hypos does not fit it.
    """
    own = (c for c in _CLAUSE.split(name_families(text)) if not is_about_another(c.strip()))
    return any(_LOWERS_SUGAR.search(clause) for clause in own)
