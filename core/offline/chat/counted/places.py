"""Answers that point at one place of the plan: its smallest step, its ends, its phases."""

import re
from collections.abc import Sequence
from itertools import groupby

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import date_range, minutes, pluralize
from core.formats import day as write_day
from core.offline.chat.asked import Asked, milestone_text, named, when_due
from core.offline.chat.counted.days import reply_in
from core.offline.chat.question.period import Period, period_asked
from core.offline.playbooks.similarity import telling_stems
from core.plans.plan import Week

_SMALL = re.compile(
    r"\b(?:smallest|shortest|easiest|tiniest|quickest|simplest|least|(?:bare )?minimum|tiny|"
    r"(?:something|anything|one|a) (?:\w+ )?(?:small|tiny|little|quick|easy|short))\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:steps?|things?|tasks?|something|anything|one|sessions?|can (?:i|you|we)|could (?:i|we)|"
    r"do|start|begin|get away with|bare minimum)\b",
    re.IGNORECASE,
)
_NOT_OF_A_TASK = re.compile(
    r"\b(?:smaller|week (?:smaller|easier|lighter)|skip|drop|swap|move|plan|version)\b",
    re.IGNORECASE,
)
_LARGE = re.compile(r"\b(?:longest|biggest|hardest|toughest|most (?:time|work))\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:things?|tasks?|sessions?|runs?|one|steps?|parts?|coming|open|ahead)\b", re.IGNORECASE
)
_SO_FAR = re.compile(r"\b(?:so far|did|have i|was|until now|yet|ever)\b", re.IGNORECASE)
_END = re.compile(
    r"\b(?:last|final|first|very (?:last|first))\s+(?:thing|task|step|session|one)\b", re.IGNORECASE
)
_OF_PLAN = re.compile(r"\b(?:plan|whole|overall|of all|in (?:it|there)|ever)\b", re.IGNORECASE)
_PHASE = re.compile(r"\b(?:phases?|stages?)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:what|which|when|how|where|who)\b", re.IGNORECASE)
_MILESTONES = re.compile(r"\bmilestones\b", re.IGNORECASE)
_MEANS = re.compile(r"\b(?:mean\w*|what(?:['’]s| is) an? )\b|\bwhy\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|after|following|then|coming)\b", re.IGNORECASE)


def asks_smallest(asked: Asked) -> bool:
    """Return whether the smallest thing to do is asked for."""
    text = asked.question
    small, step = _SMALL.search(text), _STEP.search(text)
    return bool(small and step) and not _NOT_OF_A_TASK.search(text)


def smallest(asked: Asked) -> CoachReplyDraft:
    """Answer with the open task that takes least, of those that can be done now."""
    now = asked.situation
    step = smallest_now(now, period_asked(asked.question, now))
    if step is None:
        text = "Every task of your plan is settled, so there is nothing small left to do. "
        text += f"It ends on {write_day(now.plan.ends_on, year=True)}."
        return reply_in(now.week, text)
    text = f"The smallest open step is {named(step)}, {when_due(step, now.today)}."
    short = min(5, step.task.minutes)
    if step.task.minutes > short:
        text += (
            f" If even that is too much, do {minutes(short)} of it and stop there; that counts "
            "as having begun."
        )
    return reply_in(step.week, text, step)


def smallest_now(now: Situation, period: Period | None = None) -> PlannedTask | None:
    """Return the shortest open task of a period, or else of this week and before, or of the next.

    Of tasks that are equally short, the one that is due first from today on.
    """
    still_open = [each for each in now.tasks if each.open]
    if period is not None and (inside := [t for t in still_open if t.day in period]):
        return _shortest(inside, now)
    until_now = [each for each in still_open if each.week.number <= now.week.number]
    following = [each for each in still_open if each.week.number == now.week.number + 1]
    return _shortest(until_now or following or still_open, now)


def _shortest(tasks: Sequence[PlannedTask], now: Situation) -> PlannedTask | None:
    return min(
        tasks, key=lambda each: (each.task.minutes, each.day < now.today, each.day), default=None
    )


def asks_largest(asked: Asked) -> bool:
    """Return whether it is asked which task of the next time is the longest or hardest."""
    text = asked.question
    asks = _ASKS.search(text) and _LARGE.search(text) and _THING.search(text)
    return bool(asks) and not (_MEANS.search(text) or _SO_FAR.search(text))


def largest(asked: Asked) -> CoachReplyDraft:
    """Answer with the open task that takes longest, of a period or of this week and the next."""
    now, period = asked.situation, period_asked(asked.question, asked.situation)
    ahead = [each for each in now.tasks if each.open and each.day >= now.today]
    near = [each for each in ahead if each.week.number <= now.week.number + 1]
    inside = [each for each in ahead if period is not None and each.day in period]
    planned = max(inside or near or ahead, key=lambda each: each.task.minutes, default=None)
    if planned is None:
        return reply_in(now.week, f"Nothing is open from week {now.week.number} on.")
    text = f"The longest open task is {named(planned)}, {when_due(planned, now.today)}."
    return reply_in(planned.week, f"{text} Half of it counts when time is short.", planned)


def asks_end(asked: Asked) -> bool:
    """Return whether the first or the last task of the whole plan is asked for."""
    text = asked.question
    return bool(_END.search(text) and _OF_PLAN.search(text) and _ASKS.search(text))


def end(asked: Asked) -> CoachReplyDraft:
    """Answer with the first or the last task of the plan, and the milestone it ends with."""
    now = asked.situation
    found = _END.search(asked.question)
    last = found is not None and "first" not in found.group().lower()
    planned = now.tasks[-1 if last else 0]
    which = "last" if last else "first"
    text = f"The {which} task of your plan is {_with_state(planned, now)}."
    milestones = now.plan.milestones
    if last and milestones:
        text += f" The plan ends with {milestone_text(milestones[-1], now.today)}."
    return reply_in(planned.week, text, planned)


def _with_state(planned: PlannedTask, now: Situation) -> str:
    """Return a task with its day and what became of it."""
    if planned.open:
        return f"{named(planned)}, {when_due(planned, now.today)}"
    state = "ticked" if planned.done else "skipped"
    return f"{named(planned)}, of {write_day(planned.day, today=now.today)}, which is {state}"


def asks_phase(asked: Asked) -> bool:
    """Return whether a question is about where the phases of the plan begin and end."""
    text = asked.question
    named = _PHASE.search(text) or (_NEXT.search(text) and _phase_named(asked) is not None)
    return bool(named and _ASKS.search(text)) and not _MEANS.search(text)


def _phase_named(asked: Asked) -> str | None:
    """Return the phase of the plan whose name a question gives, or None."""
    stems = telling_stems(asked.question)
    phases = dict.fromkeys(week.phase for week in asked.situation.plan.weeks)
    return next((p for p in phases if (own := telling_stems(p)) and own <= stems), None)


def asks_milestones(asked: Asked) -> bool:
    """Return whether all milestones of the plan are asked for."""
    text = asked.question
    return bool(_MILESTONES.search(text) and (_ASKS.search(text) or "list" in text.lower()))


def milestones(asked: Asked) -> CoachReplyDraft:
    """Answer with all milestones and their days."""
    now = asked.situation
    found = now.plan.milestones
    names = "; ".join(milestone_text(each, now.today) for each in found)
    text = f"Your plan has {pluralize(len(found), 'milestone')}: {names}."
    ahead = now.next_milestone
    return reply_in(now.week if ahead is None else now.milestone_week(ahead), text)


def phase(asked: Asked) -> CoachReplyDraft:
    """Answer which phase it is and which comes next, with their weeks and days."""
    now = asked.situation
    runs = [tuple(weeks) for _, weeks in groupby(now.plan.weeks, key=lambda week: week.phase)]
    asked_for = _phase_named(asked) or now.week.phase
    at = next(n for n, weeks in enumerate(runs) if weeks[0].phase == asked_for)
    here = f"You are in phase {at + 1} of {len(runs)}, {_phase(runs[at], now)}."
    if now.week not in runs[at]:
        here = f"Phase {at + 1} of {len(runs)} is {_phase(runs[at], now)}."
    if at + 1 == len(runs):
        return reply_in(now.week, f"{here} It is the last one.")
    following = runs[at + 1]
    then = f"After it comes {_phase(following, now)}."
    first = next((each for each in now.tasks_of(following[0]) if each.open), None)
    begins = f" It begins with {named(first)}, {when_due(first, now.today)}." if first else ""
    parts = (then, here) if _NEXT.search(asked.question) else (here, then)
    shown = following[0] if _NEXT.search(asked.question) else now.week
    return reply_in(shown, " ".join(parts) + begins, *([first] if first is not None else []))


def _phase(weeks: tuple[Week, ...], now: Situation) -> str:
    """Return a phase with its weeks: “Build”, weeks 9 to 20 (…)."""
    dates = date_range(weeks[0].starts_on, now.plan.last_day_of(weeks[-1]))
    which = f"week {weeks[0].number}"
    if len(weeks) > 1:
        which = f"weeks {weeks[0].number} to {weeks[-1].number}"
    return f"“{weeks[0].phase}” ({which}, {dates})"
