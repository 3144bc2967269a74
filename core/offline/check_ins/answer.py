"""Answer a check-in: specific to it and the last ones, with at most one change, no shame."""

import re

from core.formats import day
from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.offline.answering.reply import ALIKE
from core.offline.check_ins.comparison import feeling_line, value_line, work_line
from core.offline.check_ins.next_step import next_step
from core.offline.check_ins.obstacle_answer import answer_obstacle
from core.offline.check_ins.safe_answer import kind_line, safe_answer
from core.offline.check_ins.subject import CheckInSubject
from core.offline.parsed_goal import ParsedGoal
from core.progress.check_in import CoachAnswer

_QUESTION = re.compile(r"[^.!?\n]*\?")
_FAST_LOSS = 0.01
"""The share of the body's weight that may go in a week; more is for a doctor to judge."""
_DAYS_PER_WEEK = 7


def answer_check_in(
    subject: CheckInSubject, parsed: ParsedGoal, goal: ClarifiedGoal
) -> CoachAnswer:
    """Return the coach's answer. Danger and medical signs come before all coaching."""
    words = f"{subject.report.obstacle}. {subject.report.note}".strip(". ")
    urgent = safe_answer(words)
    if urgent is not None:
        return urgent
    obstacle = answer_obstacle(subject, parsed, goal)
    kind = goal.kind or parsed.playbook.kinds[0]
    step = next_step(
        subject,
        kind,
        cautious=obstacle is not None and obstacle.cautious,
        stops=obstacle is not None and obstacle.stops,
        cared_for=bool(parsed.care),
    )
    lines = (
        work_line(subject),
        value_line(subject, goal.target),
        _too_fast(subject, goal, kind),
        feeling_line(subject),
        _milestone_line(subject),
        *_replies(subject, parsed),
        kind_line(words),
        obstacle.intro if obstacle is not None else "",
    )
    return CoachAnswer(
        lines=tuple(line for line in lines if line),
        if_then=obstacle.if_then if obstacle is not None else "",
        source=obstacle.source if obstacle is not None else "",
        next_step=step.text,
        change=step.change,
    )


def _milestone_line(subject: CheckInSubject) -> str:
    """Return the next milestone if the reported number can be compared with it."""
    if subject.report.value is None:
        return ""
    ahead = (m for m in subject.plan.milestones if m.due_on >= subject.today)
    following = next(ahead, None)
    if following is None:
        return ""
    return f"Your next milestone is “{following.title}” by {day(following.due_on)}."


def _too_fast(subject: CheckInSubject, goal: ClarifiedGoal, kind: GoalKind) -> str:
    """Return a caution if a body weight falls faster than is safe."""
    value, last = subject.report.value, subject.last
    target = goal.target
    weight = kind is GoalKind.BODY and target is not None and target.unit in {"kg", "lb"}
    if not weight or value is None or last is None or not last.report.value:
        return ""
    days = max((subject.today - last.day).days, 1)
    lost = (last.report.value - value) / last.report.value
    if lost <= _FAST_LOSS * max(days / _DAYS_PER_WEEK, 1):
        return ""
    return (
        "That is faster than half a kilogram to a kilogram a week, the range that lasts. Eat "
        "enough, and ask a doctor if it goes on."
    )


def _replies(subject: CheckInSubject, parsed: ParsedGoal) -> tuple[str, ...]:
    """Answer the first question of the free line, or say that the answer is not known."""
    found = _QUESTION.search(subject.report.note)
    question = found.group().strip() if found is not None else ""
    if len(question.split()) < 2:
        return ()
    match = parsed.playbook.find_answer(question)
    if match is not None and match[1] >= ALIKE:
        source = match[0].source
        return (match[0].answer + (f" (Source: {source.title}.)" if source is not None else ""),)
    return (f"I cannot answer “{question}” from here; ask a person who has done this.",)
