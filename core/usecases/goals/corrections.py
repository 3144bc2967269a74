"""Accept what a person sets on the card of a goal."""

from collections.abc import Mapping
from dataclasses import replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import GoalDeclined
from core.goals.clarification import Answer
from core.goals.goal import GoalRequest
from core.goals.reading import SlotName
from core.offline.clarifying.answers import apply_answers
from core.offline.safety.gate import GateDecision
from core.usecases.access.allow import Access, allow


@allow(Access.PART)
def accept_corrections(
    rein: Rein, request: GoalRequest, written: Mapping[str, str | None], *, viewer: Viewer
) -> tuple[Answer, ...]:
    """Return what the person wrote as answers ready to be stored.

    Raises InvalidInput, with the name of the slot, for a value that cannot be read, and
    GoalDeclined if it would turn the goal into one that does harm.
    """
    answers = rein.coach.accept_answers(request, written, today=rein.clock.today(viewer.time_zone))
    if any(answer.text for answer in answers):
        own = tuple(a for a in (*request.answers, *answers) if a.question.id != SlotName.PLAN)
        changed = apply_answers(replace(request, answers=own))  # a plan's name is not their words
        gate = rein.coach.check_goal(changed.text, today=request.today)
        if gate.ruling is GateDecision.HARM:
            raise GoalDeclined(gate.note, instead=gate.safe_alternative, final=True)
    return answers
