"""The answer to a question about medicine, which the plan does not touch."""

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask, Situation
from core.offline.chat.asked import cites_tasks, cites_week, named, when_due
from core.offline.chat.guides import NearGuide

_NOT_MINE = (
    "I cannot judge a body or a medicine from here, so please ask a doctor or pharmacist before "
    "you change anything."
)
_SAYS = 0.5


def of_medicine(situation: Situation, near: NearGuide | None) -> CoachReplyDraft:
    """Return the answer to a question about medicine: the plan does not touch it."""
    step = step_ahead(situation)
    says = near is not None and near.guide.answers and near.likeness >= _SAYS
    general = f" In general: {near.guide.passage.text}" if near is not None and says else ""
    text = f"{_NOT_MINE}{general} Your plan does not ask for any change of that."
    if step is None:
        text += f" You are in week {situation.week.number}."
        return CoachReplyDraft(answer=text, citations=[cites_week(situation.week)])
    text += f" Its next task is {named(step)}, {when_due(step, situation.today)}."
    return CoachReplyDraft(answer=text, citations=[*cites_tasks(step), cites_week(step.week)])


def step_ahead(situation: Situation) -> PlannedTask | None:
    """Return the next open task from today on, or None."""
    ahead = (task for task in situation.tasks if task.open and task.day >= situation.today)
    return next(ahead, None)
