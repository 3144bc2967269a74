"""The rule for what the person ruled out: no task may bring back what they cannot or will not do.

Two mechanisms. What stands after a refusal ("no hills", "I hate jogging") may not be what a task
does. A part of the body that hurts may not bear the movements that load it most.
"""

import re

from core.offline.reading.facts import Span
from core.quality.rules.aim_rule import plan_titles, task_titles
from core.quality.rules.finding import Finding, not_asked, quoted, stems
from core.quality.subject import Subject

_REFUSED = re.compile(
    r"\b(?:no interest in|no(?! interest\b)|without|hate|avoid|allergic to|"
    r"(?:can['’]?t|cannot|won['’]?t|don['’]?t|not|never)(?: want)?(?: to)? (?:do|eat|use|run|take|"
    r"stand|drink|bear|lift|allowed)) (?!idea|rush|hurry|time|need|way|clue|problem|"
    r"matter|longer|[a-z]+ing\b)"
    r"(?P<what>[a-z'’-]+(?: (?!and|but|so|or|because|please)[a-z'’-]+)?)",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:no|not|nobody|without|never|instead of|rather than|avoid|flat|leave|skip|helpers?|"
    r"too|swap|replace|less|fewer)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(r"(?:\b(?:have|has|had|got|is|are|was|were|with|know)|['’]s) $", re.IGNORECASE)
_QUOTED = re.compile("“[^”]*”")
_PAIN = re.compile(
    r"\b(?:bad|sore|weak|dodgy|hurt\w*|ach\w+|pain\w*|injur\w+|operat\w+|surgery|broke\w*|torn|"
    r"arthrit\w+|won['’]t take|replac\w+|problems?|trouble|gone|twinge\w*|slipped|herniat\w+)\b",
    re.IGNORECASE,
)
_NEAR = 45
"""Characters between a part of the body and the word that says it hurts."""
_LOADS: tuple[tuple[str, str], ...] = (
    (
        r"knees?",
        r"lunges?|(?:jump|pistol|deep|barbell) ?squats?|jump\w*|burpees?|hill (?:run|rep)\w*",
    ),
    (
        r"back|spine|disc",
        r"deadlifts?|sit-?ups?|carry (?:the )?heavy|heavy (?:boxes|lift\w*)|burpees?",
    ),
    (r"shoulders?", r"overhead|push-?ups?|pull-?ups?|dips?|bench press|butterfly"),
    (r"wrists?", r"push-?ups?|planks?|handstands?|burpees?"),
    (r"ankles?|achilles|shins?|feet|foot", r"jump\w*|skipping rope|burpees?|sprints?|box jumps?"),
    (r"hips?", r"jump\w*|burpees?|sprints?"),
)
"""Movements that load a part most, as physiotherapists leave them out first."""


def keeps_limits(subject: Subject) -> Finding:
    """Answer whether no task does what the person ruled out."""
    text, lacks = subject.facts.text, subject.facts.obstacles
    refused = [r for r in _REFUSED.finditer(text) if not _is_lack(r, lacks)]
    asked = [*_patterns(refused), *_pains(text)]
    if not asked or subject.plan is None:
        return not_asked()
    titles = plan_titles(subject)
    for quote, forbidden in asked:
        for title in titles:
            done = _QUOTED.sub("", title)
            if forbidden.search(done) and not _TURNED.search(done):
                note = f"“{title}” is against “{quote}”."
                return Finding(yes=False, confidence=0.9, note=note)
    first = next(iter(task_titles(subject)), "")
    return quoted(first, asked=asked[0][0], confidence=0.7)


def _is_lack(refused: re.Match[str], lacks: tuple[Span, ...]) -> bool:
    """Return whether the words say what the person does not have, rather than does not want."""
    before = refused.string[: refused.start()]
    inside = any(span.start <= refused.start() < span.end for span in lacks)
    words = refused.group().lower()
    wished = words.startswith("no interest in")  # it is had, and yet a refusal
    return inside or (words.startswith("no ") and not wished and bool(_HAVE.search(before)))


def _patterns(refused: list[re.Match[str]]) -> list[tuple[str, re.Pattern[str]]]:
    """Return what is refused, each with a pattern that finds it in a task."""
    found = []
    for match in refused:
        words = stems(match["what"])
        if words:
            either = "|".join(sorted(re.escape(word) for word in words if len(word) > 3))
            if either:
                found.append((match.group().strip(), re.compile(rf"\b(?:{either})", re.IGNORECASE)))
    return found


def _pains(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return what hurts, each with the movements that load it."""
    found = []
    for part, moves in _LOADS:
        for match in re.finditer(rf"\b(?:{part})\b", text, re.IGNORECASE):
            span = Span(start=max(0, match.start() - _NEAR), end=match.end() + _NEAR, text="")
            around = text[span.start : span.end]
            if _PAIN.search(around):
                quote = " ".join(around.split(" ")[1:-1]) or around
                found.append((quote.strip(), re.compile(rf"\b(?:{moves})\b", re.IGNORECASE)))
                break
    return found
