"""The rule for the aim, and what every rule of fit needs of the person's words."""

from core.offline.playbooks.library import GENERAL
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import Span
from core.quality.rules.finding import Finding, quoted, shared_line, stems, unknown
from core.quality.rules.item_rules import with_neighbours
from core.quality.rules.likeness import ALIKE, UNLIKE, Likeness
from core.quality.subject import FIRST_WEEKS, Subject

MIN_SHARED = 0.34
"""Share of the person's content words that must come back; a paraphrase keeps about a third."""


def confidence_of(subject: Subject, *fields: str) -> float:
    """Return the lowest confidence of the fields that were read; 1 if none is stated."""
    given = subject.facts.confidence
    return min((given[name] for name in fields if name in given), default=1.0)


def task_titles(subject: Subject) -> list[str]:
    """Return the titles of the tasks of the first weeks."""
    weeks = subject.plan.weeks[:FIRST_WEEKS] if subject.plan is not None else ()
    return [task.title for week in weeks for task in week.tasks]


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


def their_aim(subject: Subject, *, recogniser: DomainRecogniser, likeness: Likeness) -> Finding:
    """Answer whether statement and first tasks are about the aim: by words, topic and meaning."""
    titles = task_titles(subject)
    if not titles:
        return unknown("There is no plan yet.")
    facts, sure = subject.facts, confidence_of(subject, "aim", "domain")
    asked = words_of(subject)
    head = [subject.resolution.title, subject.resolution.smart_statement]
    in_head, line = shared_line(stems(facts.aim), head)
    wanted = stems(facts.thing.text if facts.thing else facts.aim) or stems(facts.aim)
    in_tasks, task = shared_line(wanted, titles)
    topic, span = recogniser.recognise("\n".join(titles))
    known = GENERAL not in {facts.domain, topic} and span is not None
    same = known and topic == facts.domain
    if in_tasks >= MIN_SHARED or same:
        shared = max(in_tasks, in_head) >= MIN_SHARED
        confidence = max(sure, 0.8) if shared else min(sure, 0.8)
        return quoted(task or line or titles[0], asked=asked, confidence=confidence)
    if in_head >= MIN_SHARED:
        # The statement repeats the person's words; whether the tasks serve them is not shown.
        return quoted(line, asked=asked, confidence=0.5 if known else 0.6)
    near = max(likeness.of(facts.aim, " ".join(part)) for part in (head, titles))
    if near >= ALIKE:  # one word of another topic, such as "write the number down", proves little
        return quoted(titles[0], asked=asked, confidence=0.5 if known else 0.6)
    if known or near < UNLIKE:
        note = "The tasks are about something else, as far as a rule can tell."
        return Finding(yes=False, confidence=0.9 if known else 0.75, note=note)
    return unknown("The tasks share no word with the aim, so a rule cannot tell.")
