"""What was understood of a goal, slot by slot, and the questions its card asks."""

from dataclasses import replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.goals.arithmetic import Contradiction, find_contradiction
from core.goals.goal import GoalRequest
from core.goals.reading import Reading
from core.llm.providers.offline import OFFLINE
from core.offline.clarifying.card import Card
from core.offline.clarifying.questions import CARD
from core.runs.goal_state import StageName
from core.usecases.goals.corrections import accept_corrections
from core.usecases.goals.get_goal import GoalView

__all__ = [
    "CARD",
    "Card",
    "Contradiction",
    "find_contradiction",
    "get_card",
    "get_reading",
    "preview_card",
]


def request_of(view: GoalView) -> GoalRequest:
    """Return a goal as it was submitted, with what was answered and set since."""
    return GoalRequest(
        text=view.text,
        circumstances=view.circumstances,
        today=view.written_on,
        answers=view.answers,
    )


def get_card(rein: Rein, view: GoalView) -> Card:
    """Return the card of a goal that the viewer may see."""
    by_model = any(
        stage.stage == StageName.PREPROCESS and stage.provider not in {None, OFFLINE}
        for stage in view.stages
    )
    return rein.coach.read_card(request_of(view), view.clarified, by_model=by_model)


def get_reading(rein: Rein, view: GoalView) -> Reading:
    """Return what was understood of a goal that the viewer may see."""
    return get_card(rein, view).reading


def preview_card(rein: Rein, *, viewer: Viewer, view: GoalView, slot: str, text: str) -> Reading:
    """Return the reading as it would be if the person set a slot; nothing is stored.

    Raises InvalidInput, with the name of the slot, if the value cannot be read.
    """
    request = request_of(view)
    accepted = accept_corrections(rein, request, {slot: text}, time_zone=viewer.time_zone)
    changed = replace(request, answers=(*request.answers, *accepted))
    return rein.coach.read_card(changed, view.clarified).reading
