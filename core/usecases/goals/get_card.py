"""What was understood of a goal, slot by slot, and the questions its card asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, NotFound
from core.goals.goal import GoalRequest
from core.goals.reading import Reading, SlotName
from core.llm.providers.offline import OFFLINE
from core.offline.clarifying.card import Card
from core.offline.clarifying.pace_check import PaceCheck, Way, check_pace
from core.offline.clarifying.questions import CARD
from core.offline.clarifying.slot_values import CLEARABLE
from core.runs.goal_state import StageName
from core.usecases.access.allow import Access, allow
from core.usecases.goals.corrections import accept_corrections
from core.usecases.goals.get_goal import GoalView

__all__ = [
    "CARD",
    "CLEARABLE",
    "Card",
    "PaceCheck",
    "Preview",
    "Way",
    "get_reading",
    "preview_card",
]

_CHANGES_PLAN = frozenset({SlotName.PLAN.value, SlotName.AIM.value})
"""Slots with which another target, start and obstacle is assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The card of a goal with what the person has written on it so far; nothing is stored."""

    stored: Reading
    """What was understood without it."""
    reading: Reading
    errors: Mapping[str, InvalidInput] = field(default_factory=dict)
    """Why a value cannot be read, by slot."""
    pace: PaceCheck | None = None
    """What does not work out between target, date and pace."""


@allow(Access.OWNER)
def get_reading(rein: Rein, *, viewer: Viewer, view: GoalView) -> Reading:
    """Return what was understood of a goal; nothing if the viewer may not see it."""
    if view.user_id != viewer.id and not view.sample:
        return Reading()
    return _read(rein, view, view.request)


@allow(Access.OWNER)
def preview_card(
    rein: Rein, *, viewer: Viewer, view: GoalView, written: Mapping[str, str]
) -> Preview:
    """Return the card as it would be with these slots set."""
    if view.user_id != viewer.id and not view.sample:
        raise NotFound("There is no such goal.")
    request, errors = view.request, dict[str, InvalidInput]()
    stored = _read(rein, view, request)
    for slot, text in written.items():
        try:
            accepted = accept_corrections(rein, request, {slot: text}, viewer=viewer)
        except InvalidInput as error:
            errors[slot] = error
        else:
            request = replace(request, answers=(*request.answers, *accepted))
    reading = stored
    if len(errors) < len(written):
        of_other_plan = bool(_CHANGES_PLAN & (written.keys() - errors.keys()))
        reading = _read(rein, view, request, again=of_other_plan)
    pace = check_pace(reading, today=rein.clock.today(viewer.time_zone))
    if pace is None and not _is_by_model(view):  # a model's own target is checked with its plan
        pace = rein.coach.check_reach(request)
    return Preview(stored=stored, reading=reading, errors=errors, pace=pace)


def _is_by_model(view: GoalView) -> bool:
    return any(
        stage.stage == StageName.PREPROCESS and stage.provider not in {None, OFFLINE}
        for stage in view.stages
    )


def _read(rein: Rein, view: GoalView, request: GoalRequest, *, again: bool = False) -> Reading:
    """Return the reading; `again` clarifies the goal as its next run will, if rules did."""
    by_model = _is_by_model(view)
    goal = None if again and not by_model else view.clarified
    return rein.coach.read_card(request, goal, by_model=by_model).reading
