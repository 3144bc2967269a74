"""The rule for the aim, and what every rule of fit needs of the person's words."""

from collections.abc import Iterable

from core.offline.reading.facts import Span
from core.quality.rules.closeness import Closeness
from core.quality.rules.coverage import find_coverage
from core.quality.rules.finding import Finding, quoted, shared_line, stems, unknown
from core.quality.rules.item_rules import with_neighbours
from core.quality.subject import FIRST_WEEKS, Subject

MIN_SHARED = 0.34
"""Share of the person's content words that must come back; a paraphrase keeps about a third."""
_ABOUT = 0.4
"""Below this probability a plan counts as one for something else."""
_FEW_WORDS, _FROM_FEW = 5, 0.6
"""How sure a no is if the person wrote fewer words with a content than these."""
_UNDERSTOOD, _TO_DOUBT, _LEAST = 1.25, 0.6, 0.36
"""The reading's confidence and its statement's likeness to the words, added up: from the first sum
down a yes is less sure, at most down to the last, because neither alone tells a misreading.
"""
_FOREIGN = "The rules compare English words only."


def confidence_of(subject: Subject, *fields: str) -> float:
    """Return the lowest confidence of the fields that were read; 1 if none is stated."""
    given = subject.facts.confidence
    return min((given[name] for name in fields if name in given), default=1.0)


def task_titles(subject: Subject) -> list[str]:
    """Return the titles of the tasks of the first weeks."""
    weeks = subject.plan.weeks[:FIRST_WEEKS] if subject.plan is not None else ()
    return [task.title for week in weeks for task in week.tasks]


def plan_titles(subject: Subject) -> list[str]:
    """Return the titles of all tasks and milestones, each once."""
    weeks = subject.plan.weeks if subject.plan is not None else ()
    return _each_once(
        title
        for week in weeks
        for title in (
            *(task.title for task in week.tasks),
            *((week.milestone.title,) if week.milestone is not None else ()),
        )
    )


def words_of(subject: Subject, span: Span | None = None) -> str:
    """Return the person's words of a span, long enough to quote, or else their aim."""
    if span is not None:
        return with_neighbours(subject.facts.text, span)
    aim = subject.facts.aim
    return aim if aim and aim in subject.asked else subject.request.text.strip()[:160]


def stems_beside_aim(subject: Subject, text: str) -> frozenset[str]:
    """Return the stems of a text without the aim's, which come back in any plan for it."""
    own = stems(text)
    return own - stems(subject.facts.aim) or own


def their_aim(subject: Subject, *, closeness: Closeness) -> Finding:
    """Answer whether the tasks are about the person's words, as surely as these were read."""
    titles = task_titles(subject)
    if subject.plan is None or not titles:
        return unknown("There is no plan yet.")
    facts = subject.facts
    if not facts.english:
        return unknown(_FOREIGN)
    stones = [m.title for m in subject.plan.milestones]
    probable = closeness.probability(
        facts.text, facts.domain, _each_once((*titles, *stones)), plan_titles(subject)
    )
    asked = words_of(subject)
    if probable < _ABOUT:
        few = len(stems(facts.text)) < _FEW_WORDS
        note = f"“{titles[0]}” is about something else than “{asked}”, as far as a rule can tell."
        return Finding(yes=False, confidence=_FROM_FEW if few else 1 - probable, note=note)
    _, line = shared_line(stems(facts.text), titles)
    sure = confidence_of(subject, "aim", "domain", "kind")
    note = ""
    stated = closeness.of_statement(facts.text, subject.goal.statement)
    doubt = min(1.0, max(0.0, _UNDERSTOOD - sure - stated) / _TO_DOUBT)
    sure = 1 - (1 - _LEAST) * doubt
    if doubt:
        note = f"“{subject.goal.statement}” may not be what “{asked}” means."
    answers = [week.if_then for week in subject.plan.weeks[:FIRST_WEEKS]]
    lines = [subject.goal.statement, *titles, *answers]
    covered = find_coverage(facts.text, lines, closeness.encode)
    if covered is not None and covered.share < min(probable, sure):
        sure = covered.share
        note = f"Nothing in the first weeks takes up “{covered.least}”."
        asked = covered.least
    return quoted(line or titles[0], asked=asked, confidence=min(probable, sure), note=note)


def _each_once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
