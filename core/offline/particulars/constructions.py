"""The constructions of English that say what a named thing is to the person.

What a person "failed on" is a weak point, what "it all goes on" is a pull, what they have "no" of
is missing, whatever the thing is.
"""

import re

from core.offline.particulars.values import Part
from core.offline.reading.calendar import WEEKDAYS

_I = r"\b(?:i|we)(?:['’]ve|['’]d|['’]m)?\s+(?:(?:do|also|only|still|just|now|always|really)\s+)*"
_DAY = rf"(?:{'|'.join(sorted(WEEKDAYS))})s?"
_BEFORE: tuple[tuple[Part, str], ...] = (
    (
        Part.WEAK,
        (
            r"\b(?:fall|falls|fell|falling) apart (?:on|over|at|in|with)|"
            r"\b(?:fail\w*|stuck|struggl\w+|melts? down|meltdowns?|break down|row|argue|fight|"
            r"trip up|slip up|freeze)\b[^.;!?]{0,40}?\b(?:on|at|with|over|about|in)|"
            r"\b(?:bad|rubbish|terrible|hopeless|weak|useless|awful|clueless) (?:at|with)|"
            r"\b(?:can['’]?t|cannot|couldn['’]?t|don['’]?t|never) "
            r"(?:do|get|manage|understand|know|"
            r"learn(?:ed|t)?|play)|\btrouble (?:with|on)|"
            r"\b(?:scared|afraid|frightened|terrified|nervous|worried|unsure|confused|"
            r"embarrassed|shy|"
            r"panic\w*|dread\w*|avoid\w*|hate)(?: of| about| by| when| with)?(?: using)?|"
            r"\bno confidence (?:on|in|with|at)|\b(?:always|usually|mostly|all) (?:about|over)"
        ),
    ),
    (Part.FIRST, r"\bnever (?:even )?(?:cut|written|made|used|done|run|built|given|had)"),
    (
        Part.PULL,
        (
            r"\b(?:downfall|weakness|temptation|vice|poison) (?:is|are)|\bgo(?:es)? (?:all )?on|"
            r"\bspen[dt]\w* (?:it |money |too much |all )*on|\b(?:lunch|dinner|breakfast|tea) is "
            r"(?:always|usually|mostly)|\b(?:addicted to|can['’]?t resist|give in to|tempted by|"
            r"crav\w+)|\b(?:drinking|eating|scrolling|snacking on|buying)|"
            r"\b(?:dip\w*|slip\w*|go|end up) into|\bon(?=\s+my phone)"
        ),
    ),
    (
        Part.TO_GET,
        (r"\b(?:haven['’]?t|hasn['’]?t|don['’]?t) (?:got|have|own)(?: any)?"),
    ),
    (Part.OWED, r"\bowes?"),
    (Part.LACK, r"\b(?:no|without)"),
    (Part.TRIED, r"\b(?:tried|(?:have|had) a go at|gave up on)"),
    (
        Part.SHARED,
        (r"\b(?:he|she|they)(?:['’](?:s|re))? (?:\w+ )?(?:likes?|loves?|enjoys?|mad about|into)"),
    ),
    (
        Part.LIKED,
        (
            r"(?<![’']d )(?<!would )\b(?:likes?|loves?|enjoys?|"
            r"(?:is|are|am|['’]m) (?:mad about|really into|into))"
        ),
    ),
    (
        Part.OFFER,
        (
            r"\b(?:meaning to|thinking (?:of|about)|could|might|want to) "
            r"(?:go(?:ing)? to|join(?:ing)?|sign(?:ing)? up (?:for|to)|visit(?:ing)?)"
        ),
    ),
    (
        Part.HAVE,
        (
            rf"{_I}(?:got|have|own|bought|borrowed|use|kept)(?: got)?|\b(?:i|we)['’]ve(?: got)?|"
            r"\b(?:only have|there(?:['’]s| is| are)|what i have:|have got|did buy)"
        ),
    ),
)
FRAMES = tuple(
    (part, re.compile(rf"(?:{pattern})\s+(?!to\b)", re.IGNORECASE)) for part, pattern in _BEFORE
)
GOES_WRONG = re.compile(
    r"\s+(?:(?:is|are|was|were|keeps?|just|always|all|both|really|also|still|half|goes) )*"
    r"(?:falls? apart|a mess|a jungle|weak|bad|terrible|rubbish|broken|stuck|hopeless|awful|"
    r"sags?|leaks?|slip\w*|tunnel\w*|frost\w*|crack\w*|squeak\w*|fall\w*|fail\w*|going wrong|"
    r"lets? me down|makes? me (?:panic|freeze|sick|cry|nervous|anxious|shake)|throws? me|"
    r"scares? me|panics? me|confuses? me|won['’]?t|doesn['’]?t|don['’]?t|can['’]?t|isn['’]?t|"
    r"has no|have no|needs?|need)\b",
    re.IGNORECASE,
)
COMPLAINS = re.compile(
    r"\s+(?:(?:is|are|gets?|goes|still|really|always|a bit|so|flares?) )*"
    r"(?:hurts?|aches?|ach(?:y|ing)|sore|stiff|bad|pinch\w*|swells?|swollen|painful|tired|"
    r"weak|up\b|"
    r"shakes?|numb|won['’]?t reach|gives? way)",
    re.IGNORECASE,
)
SORE_BEFORE = re.compile(
    r"\b(?:dodgy|bad|sore|painful|stiff|injured|weak|pain in|tunnel in|flares? up in|tendonitis in)"
    r"(?: the| my| an?)?\s*$",
    re.IGNORECASE,
)
BODY = re.compile(
    r"(?:back|knees?|shoulders?|hips?|ankles?|wrists?|necks?|elbows?|heels?|foot|feet|toes?|hands?|"
    r"fingers?|thumbs?|legs?|arms?|chest|pelvic floor|achilles|shins?|calf|calves|hamstrings?|"
    r"fasciitis|sciatica|arthritis|tunnel)$",
    re.IGNORECASE,
)
SAYS_SORE = re.compile(
    r"\b(?:(?:dodgy|bad|sore|stiff|painful|injured|weak)\b.*"
    r"(?:back|knees?|shoulders?|hips?|ankles?|wrists?|neck|elbow|heels?|foot|feet)|"
    r"carpal tunnel|fasciitis|sciatica|arthritis|tendonitis)\b",
    re.IGNORECASE,
)
ON_A_DAY = re.compile(
    rf"[^.;!?]{{0,28}}?\b(?:on|every|each|first|last|at)\s+(?:other\s+)?(?:\w+\s+)?{_DAY}\b",
    re.IGNORECASE,
)
DAY_NAME = re.compile(
    rf"(?<=\bon )(?:{'|'.join(sorted(w for w in WEEKDAYS if w.endswith('day')))})",
    re.IGNORECASE,
)
MEETS = re.compile(
    r"\b(?:class|club|group|choir|lessons?|course|workshop|meet(?:ing|[- ]?up)?|lunch|shed|"
    r"society|team|parkrun|session|service|circle|library|support)$",
    re.IGNORECASE,
)
IN_THE_WAY = re.compile(
    r"\s+(?:(?:he|she|they)['’](?:s|re) )?(?:(?:always|still|just|never|keeps?|has|have|is|are) )*"
    r"(?:shouts?|shouting|asking|moans?|moaning|complain\w*|bangs?|snores?|nags?|nagging|"
    r"takes? (?:\d|ages|weeks|forever)|won['’]?t|doesn['’]?t(?! know)|"
    r"ignores?|laughs?|lets?|walked off|let (?:me|us) down|stopped|fills?|brings?|late|"
    r"interrupts?|doubts?|rolls?|criticis\w+|gets? (?:angry|cross|annoyed))",
    re.IGNORECASE,
)
DONE_BY_PEOPLE = re.compile(
    r"\s+(?:(?:always|still|just|never|keeps?|has|have) )*"
    r"(?:shouts?|shouting|asking|moans?|moaning|complain\w*|bangs? on|snores?|nags?|nagging|"
    r"laughs?|interrupts?|criticis\w+|grumbles?|sneers?)\b",
    re.IGNORECASE,
)
"""What only people do, so that its subject is a person."""
DOES_NOT_KNOW = re.compile(
    r"\s+(?:doesn['’]?t know|does not know|(?:has|have) no idea|isn['’]?t aware|must not know)",
    re.IGNORECASE,
)
USUALLY = re.compile(r"\s+(?:mostly|mainly|usually)\b", re.IGNORECASE)
TO_A_NAME = re.compile(r"^[a-z]+ing (?=[A-Z][a-z]+$)")
NAME = re.compile(r"[A-Z][a-z]+$")
SENTENCE = re.compile(r"(?:^|[.!?\n]\s+)(?=\S)")
IS_A_SLOT = re.compile(
    r"(?:\s+(?:is|are|at|from))?(?:\s+in the \w+)?,?\s+(?:about\s+)?\d[\d.:]*"
    r"(?:\s?(?:-|–|to|till?|until)\s?\d|\s?(?:min|hour|hr))",
    re.IGNORECASE,
)
QUOTED = re.compile(r"(?<!\w)['“\"‘](?P<words>[^'”\"’\n]{4,40})['”\"’](?!\w)")
ARE_WHO = re.compile(
    r"(?:instructors?|landlad(?:y|ies)|\w+mates?|supervisors?|tutors?|coach|trainers?|"
    r"physio|gp|vet|nans?|grans?|ex|agents?|"
    r"wife|husband|mum|dad|landlords?|solicitors?|editors?|midwife|plasterers?|builders?)$",
    re.IGNORECASE,
)
AT_HOME = re.compile(
    r"\b(?:wife|husband|partner|girlfriend|boyfriend|son|daughter|kids|children|twins)$",
    re.IGNORECASE,
)
PEOPLE = frozenset({Part.HINDERS, Part.UNTOLD, Part.WHO})
POINTS = frozenset("my our the her his their a an this that your".split())
LEAST_IN_A_LIST = 3
