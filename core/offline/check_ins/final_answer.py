"""Answer the retrospective at the end of a plan."""

from core.formats import minutes, pluralize
from core.goals.goal import ClarifiedGoal
from core.offline.check_ins.safe_answer import safe_answer
from core.offline.check_ins.subject import CheckInSubject
from core.offline.writing.format_amount import format_amount
from core.progress.attainment import attainment_levels
from core.progress.check_in import CoachAnswer, Retrospective

_NEXT = {
    -2: "The goal may have been too big for these weeks, or another one mattered more. Begin the "
    "next one with half the target, or let this one go; both are good decisions.",
    -1: "A part is done, and it stays done. The next goal can begin where you are now.",
    0: "You reached what you planned. Next, hold it with less effort, or choose a new target.",
    1: "You went further than planned. Hold it for a few weeks before you raise it again.",
    2: "You went much further than planned. The next target can be bolder, or another area.",
}


def answer_retrospective(
    subject: CheckInSubject, goal: ClarifiedGoal, retrospective: Retrospective
) -> CoachAnswer:
    """Return the answer to a retrospective: the result, the work, and where to go from here."""
    urgent = safe_answer(f"{retrospective.helped} {retrospective.to_keep}".strip())
    if urgent is not None:
        return urgent
    level = retrospective.attainment
    lines = (
        f"Your result: {attainment_levels(goal)[level]}.",
        _work(subject),
        _number(subject, goal),
        f"What helped you: {_sentence(retrospective.helped)}" if retrospective.helped else "",
        f"You keep: {_sentence(retrospective.to_keep)}" if retrospective.to_keep else "",
    )
    return CoachAnswer(lines=tuple(line for line in lines if line), next_step=_NEXT[level])


def _work(subject: CheckInSubject) -> str:
    done = subject.work.done
    total = sum(len(week.tasks) for week in subject.plan.weeks)
    if not done:
        return ""
    spent = minutes(sum(dated.task.minutes for dated in done))
    return f"You did {len(done)} of {pluralize(total, 'task')}, {spent} of work."


def _number(subject: CheckInSubject, goal: ClarifiedGoal) -> str:
    value, target = subject.report.value, goal.target
    if value is None or target is None:
        return ""
    now = format_amount(value, target.unit)
    if target.baseline is None:
        return f"Your number at the end is {now}."
    return f"Your number went from {format_amount(target.baseline, target.unit)} to {now}."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
