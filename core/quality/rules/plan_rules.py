"""Rules for the items that a text on its own has too, asked of a resolution with its plan."""

import re

from core.plans.plan import Task, Week
from core.plans.sense.words import is_broken
from core.plans.verbs import starts_with_verb
from core.quality.rules import item_patterns as patterns
from core.quality.rules import item_rules
from core.quality.rules.aim_rule import confidence_of, plan_titles, stems_beside_aim
from core.quality.rules.coverage import own_words
from core.quality.rules.finding import Finding, quoted, shared_line, stems, unknown
from core.quality.rules.measures import EFFORT_UNITS, KINDS_OF_EFFORT
from core.quality.rules.named_things import unused_name
from core.quality.subject import FIRST_WEEKS, Subject
from core.resolutions.if_then import is_if_then
from core.resolutions.improve import FIRST_STEP

_LOOSE = re.compile(r"\s[,.;:](?:\s|$)|[,;:]\s*$")
"""A stop with a gap before it, or an open end: a clause that was cut out of a text."""
_MAX_TITLE_WORDS = 12
_MIN_ANSWERED = 0.34
_FIRST_STEP_MINUTES = 90
_CONCRETE_WORDS = 2
ADDED = 0.7
"""A sentence the person added is found in the text by its words alone."""
_UNSURE = 0.6
"""How sure a no is if the rules may just not know a word."""
NO_PLAN = "There is no plan yet."
_RESULT = re.compile(r"\breached (?:it )?(?:at|when)\b[^.\n]*\d[^.\n]*", re.IGNORECASE)
_FEW_OWN = 0.6
_AIM_WORDS, _NO_WORD = 3, 0.8
"""An aim of so many telling words comes back with one of them in any plan for it."""
_PLACEHOLDER = re.compile(r"what I named as my obstacle|the moment you described")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def outcome(subject: Subject) -> Finding:
    """Answer whether the statement says what will be done, with the day it ends."""
    statement = subject.resolution.smart_statement or subject.resolution.title
    found = [line for line in (statement, subject.resolution.title) if len(line.split()) >= 2]
    if not found:
        return Finding(yes=False, note="No sentence says what will be done.")
    return quoted(found[0])


def action(subject: Subject) -> Finding:
    """Answer whether a task of the first weeks names something of the aim."""
    titles = [task.title for week in first_weeks(subject) for task in week.tasks]
    missed = _about_something_else(subject) if titles else None
    if missed is not None:
        return missed
    words = stems(f"{subject.facts.aim} {subject.resolution.title}")
    share, line = shared_line(words, titles)
    if share:
        own = own_words(subject.facts.text, _all_lines(subject))
        note = "Few of your own words come back in the tasks." if own < _FEW_OWN else ""
        return quoted(line, confidence=min(0.9, own), note=note)
    added = item_rules.action(added_sentence(subject))
    if added:
        return quoted(added, confidence=ADDED)
    if not titles:
        return unknown(NO_PLAN)
    line = max(titles, key=lambda title: len(stems(title)))
    if len(stems(line)) < _CONCRETE_WORDS:
        return Finding(yes=False, confidence=0.8, note="The tasks would fit any other goal.")
    return quoted(line, confidence=min(0.6, own_words(subject.facts.text, _all_lines(subject))))


def _about_something_else(subject: Subject) -> Finding | None:
    """Return a no if the tasks take up no name and none of the words of the aim, or None.

    The title of the plan does not count: a plan for something else has its own.
    """
    first = plan_titles(subject)[0]
    named, aim = unused_name(subject), subject.facts.aim
    if named:
        note = f"No task is about “{named}”; the first is “{first}”."
        return Finding(yes=False, confidence=ADDED, note=note)
    wanted = stems(aim)
    if len(wanted) < _AIM_WORDS or shared_line(wanted, plan_titles(subject))[0]:
        return None
    note = f"No task has a word of “{aim}”; the first is “{first}”."
    return Finding(yes=False, confidence=_NO_WORD, note=note)


def plain_words(subject: Subject) -> Finding:
    """Answer whether the title is short, in plain words, and no pasted clause of the person."""
    title = subject.resolution.title
    words = title.split()
    if len(words) > _MAX_TITLE_WORDS:
        return Finding(yes=False, note="The title is too long.")
    if len(words) < 2:
        return Finding(yes=False, note="One word says too little.")
    if patterns.VAGUE.search(title):
        return Finding(yes=False, note="A vague word stands for the aim.")
    return quoted(title, confidence=confidence_of(subject, "aim"))


def reason(subject: Subject) -> Finding:
    """Answer whether the person's reason comes back, or else why it should work."""
    stated, resolution = subject.facts.reason, subject.resolution
    written = item_rules.reason(resolution.description)
    if stated is not None:
        words = stems_beside_aim(subject, stated.text)
        share, line = shared_line(words, subject.answer.splitlines())
        if share >= _MIN_ANSWERED:
            sure = confidence_of(subject, "reason")
            return quoted(line, asked=stated.text, confidence=sure)
    if written:
        return quoted(written, confidence=ADDED)
    if stated is not None:
        return Finding(yes=False, note=f"“{stated.text.strip()}” does not come back.")
    return quoted(resolution.rationale.split("\n", 1)[0], confidence=0.8)


def obstacle(subject: Subject) -> Finding:
    """Answer whether what the person named as getting in the way is answered."""
    stated = [*subject.facts.obstacles] or [
        span for span in (subject.facts.obstacle,) if span is not None
    ]
    challenges = [f"{c.obstacle}. {c.if_then}" for c in subject.resolution.challenges]
    written = patterns.OBSTACLE.search(subject.resolution.description)
    if not stated:
        line = next((f"Obstacle: {c}" for c in challenges), written.group() if written else "")
        return quoted(line, confidence=0.6)
    share, line = shared_line(stems(stated[0].text), challenges)
    evidence = f"Obstacle: {line}" if share >= _MIN_ANSWERED else ""
    if not evidence and written is not None:
        return quoted(written.group().strip(), confidence=ADDED)
    return quoted(evidence, asked=stated[0].text, confidence=confidence_of(subject, "obstacle"))


def number(subject: Subject) -> Finding:
    """Answer whether a result decides; time spent counts only if the aim is to do it regularly."""
    target = subject.goal.target
    metrics = subject.resolution.metrics
    if target is None or not metrics:
        added = _RESULT.search(subject.resolution.smart_statement)
        if added is not None:
            return quoted(added.group().strip(), confidence=ADDED)
        return Finding(yes=False, note="Nothing decides whether it is reached.")
    amount = f"{target.quantity:,.2f}".rstrip("0").rstrip(".")
    metric = next((m for m in metrics if amount in m.target), metrics[0])
    if target.unit in EFFORT_UNITS and subject.facts.kind not in KINDS_OF_EFFORT:
        return Finding(yes=False, note="Only time spent is counted.")
    return quoted(f"Metric: {metric.name}, target {metric.target}. {metric.how}")


def method(subject: Subject) -> Finding:
    """Answer whether a metric says how it is measured."""
    for metric in subject.resolution.metrics:
        if patterns.METHOD.search(metric.how):
            return quoted(metric.how.split("\n", 1)[0])
    written = item_rules.method(subject.resolution.description)
    if written:
        return quoted(written, confidence=ADDED)
    return Finding(yes=False, note="No measure says how it is taken.")


def checkpoint(subject: Subject) -> Finding:
    """Answer whether a milestone with a number lies before the end."""
    weeks = subject.plan.weeks[:-1] if subject.plan else ()
    early = next((w for w in weeks if w.milestone is not None), None)
    if early is None or early.milestone is None:
        hows = [metric.how for metric in subject.resolution.metrics]
        written = item_rules.checkpoint("\n".join([*hows, subject.resolution.description]))
        if written:
            return quoted(written, confidence=ADDED)
        if subject.plan is None:
            return unknown(NO_PLAN)
        return Finding(yes=False, note="There is no number before the end.")
    return quoted(f"Milestone of week {early.number}: {early.milestone.title}")


def verb_first(subject: Subject) -> Finding:
    """Answer whether every task of the first week begins with a verb."""
    tasks = _first_tasks(subject)
    broken = next((t.title for t in tasks if is_broken(t.title) or _LOOSE.search(t.title)), "")
    if broken:
        return Finding(yes=False, note=f"“{broken}” is no sentence that can be done.")
    if tasks and all(starts_with_verb(task.title) for task in tasks):
        return quoted(tasks[0].title)
    written = item_rules.verb_first(_added_step(subject))
    if written:
        return quoted(written, confidence=ADDED)
    if subject.plan is None:
        return unknown(NO_PLAN)
    return Finding(
        yes=False,
        confidence=_UNSURE,
        note="A task of week 1 begins with no verb that the rules know.",
    )


def first_step(subject: Subject) -> Finding:
    """Answer whether week 1 has a step that fits into one sitting."""
    tasks = _first_tasks(subject)
    small = next((t for t in tasks if t.minutes <= _FIRST_STEP_MINUTES), None)
    if small is not None:
        return quoted(small.title)
    written = item_rules.first_step(_added_step(subject))
    if written:
        return quoted(written, confidence=ADDED)
    return unknown(NO_PLAN) if subject.plan is None else Finding(yes=False)


def if_then(subject: Subject) -> Finding:
    """Answer whether an if-then plan answers the person's obstacle, or any if they named none."""
    plans = [week.if_then for week in first_weeks(subject)]
    plans += [challenge.if_then for challenge in subject.resolution.challenges]
    plans = [text for text in plans if is_if_then(text)]
    empty = next((text for text in plans if _PLACEHOLDER.search(text)), "")
    if empty:
        return Finding(yes=False, note=f"“{empty}” names no situation.")
    stated = subject.facts.obstacle
    if not plans or stated is None:
        return quoted(plans[0] if plans else "", confidence=0.8 if plans else 1.0)
    share, line = shared_line(stems(stated.text), plans)
    if not share:
        note = f"No if-then names “{stated.text.strip()}”; a rule cannot tell more."
        return Finding(yes=False, confidence=0.6, note=note)
    return quoted(line, asked=stated.text, confidence=min(0.9, confidence_of(subject, "obstacle")))


def first_weeks(subject: Subject) -> tuple[Week, ...]:
    """Return the weeks that are judged whole; none without a plan."""
    return tuple(subject.plan.weeks[:FIRST_WEEKS]) if subject.plan is not None else ()


def _all_lines(subject: Subject) -> list[str]:
    """Return all that a plan makes the person do, with its milestones and if-thens."""
    weeks = subject.plan.weeks if subject.plan is not None else ()
    return [*plan_titles(subject), *(week.if_then for week in weeks)]


def _first_tasks(subject: Subject) -> tuple[Task, ...]:
    return tuple(task for week in first_weeks(subject)[:1] for task in week.tasks)


def added_sentence(subject: Subject) -> str:
    """Return the sentence put before the statement, or "" if the statement is one sentence."""
    sentences = _SENTENCE_END.split(subject.resolution.smart_statement)
    return sentences[0] if len(sentences) > 1 else ""


def _added_step(subject: Subject) -> str:
    """Return the step that the person put before the strategies, or ""."""
    first = next(iter(subject.resolution.strategies), None)
    return first.description if first is not None and first.name == FIRST_STEP else ""
