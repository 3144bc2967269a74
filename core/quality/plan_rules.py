"""Rules for the items that a text on its own has too, asked of a resolution with its plan."""

from core.plans.verbs import starts_with_verb
from core.quality import item_patterns as patterns
from core.quality.finding import Finding, quoted, shared_line, stems, unknown
from core.quality.fit_rules import _EFFORT_UNITS, _KINDS_OF_EFFORT, confidence_of
from core.quality.subject import Subject

_MAX_TITLE_WORDS = 12
_MIN_ANSWERED = 0.34
_FIRST_STEP_MINUTES = 90


def plain_words(subject: Subject) -> Finding:
    """Answer whether the title is short, in plain words, and no pasted clause of the person."""
    title = subject.resolution.title
    words = title.split()
    if len(words) > _MAX_TITLE_WORDS or len(words) < 2:
        return Finding(yes=False, note="The title is too long.")
    if patterns.VAGUE.search(title):
        return Finding(yes=False, note="A vague word stands for the aim.")
    return quoted(title, confidence=confidence_of(subject, "aim"))


def reason(subject: Subject) -> Finding:
    """Answer whether the person's reason comes back, or else why it should work."""
    told = subject.facts.reason
    if told is None:
        return quoted(subject.resolution.rationale.split("\n", 1)[0], confidence=0.8)
    share, line = shared_line(
        stems(told.text), [subject.goal.smart.relevant, *subject.answer.splitlines()]
    )
    evidence = line if share >= _MIN_ANSWERED and line in subject.answer else ""
    return quoted(evidence, asked=told.text, confidence=confidence_of(subject, "reason"))


def when_where(subject: Subject) -> Finding:
    """Answer whether the tasks have days, and only days that the person has."""
    week = subject.plan.weeks[0] if subject.plan and subject.plan.weeks else None
    if week is None:
        return unknown("There is no plan yet.")
    dated = [task for task in week.tasks if task.day is not None]
    allowed = subject.facts.days or (
        subject.facts.frequency.days if subject.facts.frequency else ()
    )
    outside = [task for task in dated if allowed and task.day not in allowed]
    if outside:
        return Finding(yes=False, note=f"“{outside[0].title}” lies on another day.")
    evidence = f"{dated[0].title}, {dated[0].minutes} min, {dated[0].day}" if dated else ""
    return quoted(evidence, confidence=confidence_of(subject, "days") if allowed else 1.0)


def obstacle(subject: Subject) -> Finding:
    """Answer whether what the person named as getting in the way is answered."""
    told = [*subject.facts.obstacles] or [
        span for span in (subject.facts.obstacle,) if span is not None
    ]
    challenges = [f"{c.obstacle}. {c.if_then}" for c in subject.resolution.challenges]
    if not told:
        line = next((f"Obstacle: {c}" for c in challenges), "")
        return quoted(line, confidence=0.6)
    share, line = shared_line(stems(told[0].text), challenges)
    evidence = f"Obstacle: {line}" if share >= _MIN_ANSWERED else ""
    return quoted(evidence, asked=told[0].text, confidence=confidence_of(subject, "obstacle"))


def number(subject: Subject) -> Finding:
    """Answer whether a result decides; time spent counts only if the aim is to do it regularly."""
    target = subject.goal.target
    metric = next((m for m in subject.resolution.metrics), None)
    if target is None or metric is None:
        return Finding(yes=False, note="Nothing decides whether it is reached.")
    if target.unit in _EFFORT_UNITS and subject.facts.kind not in _KINDS_OF_EFFORT:
        return Finding(yes=False, note="Only time spent is counted.")
    return quoted(f"Metric: {metric.name}, target {metric.target}. {metric.how}")


def checkpoint(subject: Subject) -> Finding:
    """Answer whether a milestone with a number lies before the end."""
    weeks = subject.plan.weeks[:-1] if subject.plan else ()
    early = next((w for w in weeks if w.milestone is not None), None)
    if early is None or early.milestone is None:
        return Finding(yes=False, note="There is no number before the end.")
    return quoted(f"Milestone of week {early.number}: {early.milestone.title}")


def verb_first(subject: Subject) -> Finding:
    """Answer whether every task of the first week begins with a verb."""
    tasks = subject.plan.weeks[0].tasks if subject.plan and subject.plan.weeks else ()
    if not tasks or not all(starts_with_verb(task.title) for task in tasks):
        return Finding(yes=False, note="A task of week 1 does not begin with a verb.")
    return quoted(tasks[0].title)


def first_step(subject: Subject) -> Finding:
    """Answer whether week 1 has a step that fits into one sitting."""
    tasks = subject.plan.weeks[0].tasks if subject.plan and subject.plan.weeks else ()
    small = next((t for t in tasks if t.minutes <= _FIRST_STEP_MINUTES), None)
    return quoted(small.title if small else "")


def if_then(subject: Subject) -> Finding:
    """Answer whether week 1 has an if-then plan."""
    week = subject.plan.weeks[0] if subject.plan and subject.plan.weeks else None
    text = week.if_then if week else next((c.if_then for c in subject.resolution.challenges), "")
    told = subject.facts.obstacle
    if told is None:
        return quoted(text, confidence=0.8)
    share, _ = shared_line(stems(told.text), [text])
    return quoted(text, asked=told.text, confidence=0.9 if share >= _MIN_ANSWERED else 0.5)


def fits_time(subject: Subject) -> Finding:
    """Answer whether every week stays within the hours, and the sessions within their length."""
    plan, facts = subject.plan, subject.facts
    if plan is None:
        return unknown("There is no plan yet.")
    limit = facts.hours.per_week if facts.hours else plan.hours_per_week
    over = next((w for w in plan.weeks if w.minutes > limit * 60 + 1), None)
    if over is not None:
        return Finding(yes=False, note=f"Week {over.number} takes more than {limit:g} hours.")
    longest = facts.session_minutes
    tasks = [task for week in plan.weeks for task in week.tasks]
    if longest is not None and any(task.minutes > longest + 5 for task in tasks):
        return Finding(yes=False, note="A task is longer than one session.")
    told = facts.hours.span.text if facts.hours else ""
    first = plan.weeks[0].tasks[0]
    return quoted(
        f"{first.title}, {first.minutes} min",
        asked=told,
        confidence=confidence_of(subject, "hours") if told else 0.8,
    )
