"""Concreteness of a text: the words left without categories, fillers, numbers and times.

"Do exercise daily" names a category; "do leg lifts", "take statins", "jog" and "cook fish soup"
name concrete things. Human raters call the second kind specific, regardless of length.
"""

import re

_CONFIDENCE = re.compile(
    r"[(\[]?\s*\bconfiden\w*(?: levels?)?(?: of| is)?[:\s]*"
    r"\d+(?:-\d+)?\s*(?:%|/\s*10|out of 10)?\s*[)\]]?"
    r"|[(\[]?\s*\d+(?:-\d+)?\s*(?:%|/\s*10|out of 10)\s*confiden\w*\s*[)\]]?"
    r"|[(\[]\s*\d+(?:-\d+)?\s*(?:%|/\s*10|out of 10)\s*[)\]]|,\s*\d+\s*%\s*\.?\s*$",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    """
    a about above accordance according across after again all along already also although am an and
    another any anything are around as at away back be because been before being below best better
    between both but by can could did do does doing done down during each either else enough
    especially etc even ever every everything few fewer for from get gets getting give go goes going
    good great had has have having he her here him his how i if in into is it its itself just keep
    kind last least less let level like likely little lot lots made make makes making many may maybe
    me mine more most much must my myself near need needs never new next nice no none not nothing
    now of off often on once one ones only or other others our out over overall own per perhaps
    possible put quite rather really regular regularly same several she should since so some someone
    something soon still stuff such take takes taking than that the their them then there these they
    thing things this those through till time times to together too toward towards try trying two
    three four five six seven eight nine ten twice under until up upon us use used useful using
    usual usually various very via want was way we well were what when where whether which while who
    whom why will with within without would yet you your aim aims goal goals plan plans planned am
    pm able consistently consistent constantly currently at-least
    """.split()
)
_TIMES = frozenset(
    """
    daily weekly monthly yearly day days week weeks month months year years hour hours minute
    minutes min mins second seconds today tomorrow tonight morning mornings afternoon afternoons
    evening evenings night nights weekend weekends weekday weekdays monday tuesday wednesday
    thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
    january february march april june july august september october november december everyday
    everytime session sessions spring summer autumn winter end start beginning first second third
    half frequency duration intensity
    """.split()
)
_CATEGORIES = frozenset(
    """
    exercise exercises exercising activity activities fitness fit health healthy healthier unhealthy
    diet diets food foods eating eat meal meals intake consumption medication medications medicine
    lifestyle habit habits routine routines feature features app apps content style styles schedule
    recovery house home life work stress sleep weight money finances finance people skill skills
    knowledge success happiness productivity career job relationship relationships quality
    performance progress balance energy mood body mind shape self improvement change changes choices
    choice options option strategies strategy support reminder reminders temptations situations
    portion amount quantity rest moderate balanced identify explore share
    """.split()
)
_GENERAL_VERBS = frozenset(
    """
    achieve adhere adopt avoid become begin build complete continue control cope create cut decrease
    develop discuss enhance ensure establish exercise explore find finish focus follow gain grow
    help identify implement improve increase keep lead learn limit live lose maintain manage monitor
    perform practice practise prioritise prioritize reach reduce remain remember remove restart set
    start stay stop strengthen succeed track work incorporate include taking giving eating making
    doing being getting having recognising recognizing mindful
    """.split()
)
_WORD = re.compile(r"[a-z][a-z'’-]*[a-z]", re.IGNORECASE)


def strip_confidence(text: str) -> str:
    """Return the text with statements of confidence ("8/10", "60% confident") blanked out."""
    return _CONFIDENCE.sub(lambda match: " " * len(match.group()), text)


def concrete_words(text: str) -> tuple[str, ...]:
    """Return the words that name concrete things or actions, in order."""
    skipped = _FILLERS | _TIMES | _CATEGORIES | _GENERAL_VERBS
    found = (match.group().lower() for match in _WORD.finditer(strip_confidence(text)))
    return tuple(word for word in found if word not in skipped and len(word) > 2)
