"""What accepting a proposed change would do to the plan; nothing changes."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.proposed_edit import ProposedEdit
from core.errors import Conflict, InvalidInput
from core.plans.difference import PlanDifference, compare_plans
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.chat.edit_rules import intent_of
from core.usecases.revisions.load_subject import load_subject
from core.usecases.revisions.write_revision import nothing_more

__all__ = ["EditPreview", "PlanDifference", "preview_edit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPreview:
    """What a change would do, or why it cannot be made."""

    difference: PlanDifference | None = None
    refusal: str = ""


@allow(Access.OWNER)
def preview_edit(rein: Rein, *, viewer: Viewer, goal_id: str, edit: ProposedEdit) -> EditPreview:
    """Return what an edit that makes a new version of the plan would change. Raises NotFound."""
    try:
        with rein.database.read() as connection:
            loaded = load_subject(rein, UnitOfWork(connection), viewer=viewer, goal_id=goal_id)
        plan = intent_of(edit, loaded, also=nothing_more).change(loaded.subject)
    except (Conflict, InvalidInput) as refused:
        return EditPreview(refusal=str(refused))
    return EditPreview(difference=compare_plans(loaded.subject.plan, plan))
