"""Build sentences around the person's own words."""

import re
from datetime import date

from core.formats import long_day
from core.goals.kind import GoalKind
from core.offline.grammar.person import with_apostrophes
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.plans.verbs import first_word, imperative_of, starts_with_verb

_ITEM = {
    "language": re.compile(
        r"\b(spanish|french|german|italian|portuguese|dutch|swedish|norwegian|danish|finnish|"
        r"russian|polish|czech|greek|turkish|arabic|hebrew|persian|hindi|urdu|bengali|thai|"
        r"vietnamese|indonesian|swahili|chinese|mandarin|cantonese|japanese|korean|"
        r"english|esperanto|latin|sign language)\b",
        re.IGNORECASE,
    ),
    "exam_study": re.compile(
        r"\b((?:my |the )?(?:[\w-]+ ){0,2}?(?:exams?|midterms?|finals|gre|gmat|lsat|mcat|sat|ielts|"
        r"toefl|toeic|cfa|cpa|cissp|pmp|driving test|certification|degree|thesis))\b",
        re.IGNORECASE,
    ),
    "long_writing": re.compile(
        r"\b(thesis|dissertation|novel|memoirs?|book|report|manuscript|paper|essay)\b",
        re.IGNORECASE,
    ),
    "music": re.compile(
        (
            r"\b(guitar|piano|violin|drums?|ukulele|cello|flute|saxophone|singing|bass|trumpet|"
            r"clarinet|accordion|banjo|harmonica)\b"
        ),
        re.IGNORECASE,
    ),
    "coding": re.compile(
        r"\b(python|javascript|typescript|java|rust|golang|c\+\+|c#|ruby|swift|kotlin|sql|html|css|"
        r"react|programming|coding|machine learning|web development|data science)(?!\w)",
        re.IGNORECASE,
    ),
}
_DEFAULT_ITEM = {
    "language": "language",
    "exam_study": "the exam material",
    "reading": "your book",
    "music": "your piece",
    "coding": "code",
}
_MAX_AIM_CHARACTERS = 90
_APPOSITION = re.compile(r", (?:an?|the) [^,]+$")
"""A second name of a thing, which ends with a comma: "the novel, a full draft of 80,000 words,"."""
_MOST_THING_WORDS = 3


def short_aim(facts: GoalFacts) -> str:
    """Return the aim, shortened and without quotation marks."""
    aim = " ".join(facts.aim.replace("“", "").replace("”", "").replace('"', "").split())
    if len(aim) <= _MAX_AIM_CHARACTERS:
        return aim
    return aim[:_MAX_AIM_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def item_name(facts: GoalFacts, playbook: Playbook) -> str:
    """Return the language, exam or instrument in the text, the thing, or the playbook's word."""
    pattern = _ITEM.get(playbook.name)
    match = _named_in(facts, pattern) if pattern else None
    if match is None:
        words = facts.thing.text.split() if facts.thing else []
        if 1 <= len(words) <= _MOST_THING_WORDS and words[0][:1].isupper():
            return " ".join(words)
        return _DEFAULT_ITEM.get(playbook.name, playbook.thing)
    found = re.sub(
        r"^(?:(?:my|the|pass|for|a|an|take|study|studying) )+",
        "",
        " ".join(match.group(1).split()),
        flags=re.IGNORECASE,
    )
    if playbook.name == "language":
        return found.capitalize()
    return f"the {found}" if playbook.name == "exam_study" else found


def language_named(facts: GoalFacts) -> str | None:
    """Return the language that a goal is about, or None if the text names none."""
    found = _named_in(facts, _ITEM["language"])
    return None if found is None else found.group(1).capitalize()


def _named_in(facts: GoalFacts, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return what the aim names, then the person's way to it; what is beside it comes last.

    "Her in-laws speak no English, I want to give a toast in Portuguese" is about Portuguese.
    """
    wanted = (*facts.further_aims, *facts.methods, *facts.starting_points)
    rest = facts.text
    for span in (*facts.background, *facts.obstacles):
        rest = rest.replace(span.text, " ")
    parts = (facts.aim, *(span.text for span in wanted), rest, facts.text)
    return next((found for part in parts if (found := pattern.search(part))), None)


def i_will_sentence(aim: str) -> str:
    """Return "I will <aim>", or "I will work on <aim>" if it does not start with a verb."""
    if starts_with_verb(aim):
        return f"I will {aim[0].lower() + aim[1:]}"
    stem = imperative_of(first_word(aim))
    if stem is not None and " " in aim:
        return f"I will {stem} {aim.split(' ', 1)[1]}"
    return f"I will work on “{aim}”"


def as_sentence(text: str) -> str:
    """Return text with a capital first letter and a full stop."""
    trimmed = text.strip()
    if not trimmed:
        return ""
    closed = trimmed if trimmed[-1] in ".!?…" else f"{trimmed}."
    return closed[0].upper() + closed[1:]


def as_title(text: str) -> str:
    """Return text with a capital first letter and no full stop."""
    trimmed = text.strip().rstrip(".;,")
    return trimmed[:1].upper() + trimmed[1:]


def statement_of(phrase: str, kind: GoalKind, *, ends_on: date, turning_day: date | None) -> str:
    """Return the goal in one sentence, with its date."""
    when = f"by {long_day(ends_on)}"
    if kind == GoalKind.QUIT and turning_day is not None:
        when = f"from {long_day(turning_day)}"
    elif kind in {GoalKind.ROUTINE, GoalKind.VAGUE, GoalKind.RELATING}:
        when = f"until {long_day(ends_on)}"
    elif kind == GoalKind.EVENT and turning_day is not None:
        when = f"by {long_day(turning_day)}"
    phrase = re.sub(r",? (?:by|until|before)\s+\d{1,2} \w+(?: \d{4})?$", "", phrase)
    phrase = re.sub(r"\byour\b", "my", phrase)
    comma = "," if _APPOSITION.search(phrase) else ""
    return f"I will {with_apostrophes(phrase)}{comma} {when}."
