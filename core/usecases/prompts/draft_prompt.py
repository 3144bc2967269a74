"""Write a new version of a prompt, or of the offline coach's settings, as a draft."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.llm.routing.first_models import ROUTES
from core.prompts.library import PromptText
from core.runs.rewrites.draft import MAX_REASON_CHARACTERS, MAX_TEXT_CHARACTERS, Draft, read_draft
from core.store.prompts.drafts import add_draft_text
from core.store.prompts.texts import next_version
from core.store.trials.open_trials import lock_prompt
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow, without_viewer

__all__ = [
    "EDITABLE",
    "MAX_REASON_CHARACTERS",
    "MAX_TEXT_CHARACTERS",
    "Draft",
    "add_draft",
    "draft_prompt",
]

EDITABLE = ("defaults", "preprocess", "generate", "plan", "evaluate", "coach", ROUTES)
"""Prompts whose effect on people is measured; the others are part of the program."""


@allow(Access.REVIEWER, changes=AuditAction.PROMPT_DRAFTED)
def draft_prompt(rein: Rein, *, viewer: Viewer, draft: Draft) -> int:
    """Store a draft and return its version; only a release or a trial gives it to people.

    Raises NotAllowed below reviewer, NotFound if there is no such version, and InvalidInput with
    what is wrong if the text cannot be read as a prompt.
    """
    with rein.database.begin() as work:
        text = add_draft(rein, work, draft, by=viewer.id)
        details = {"prompt": text.name, "version": str(text.version), "from": f"v{draft.based_on}"}
        work.audit.describe(details, subject=f"{text.name}@v{text.version}")
    rein.known_texts.expire()
    return text.version


@without_viewer(Access.PART, "the caller has checked the person")
def add_draft(rein: Rein, work: UnitOfWork, draft: Draft, *, by: str) -> PromptText:
    """Store a draft of a person and return it."""
    base = rein.prompts.texts.get((draft.name, draft.based_on))
    if base is None or draft.name not in EDITABLE:
        raise NotFound(
            f"There is no prompt {draft.name}@v{draft.based_on} that can be edited.",
            advice=f"These can: {', '.join(EDITABLE)}.",
        )
    lock_prompt(work.connection, draft.name)
    text = read_draft(base, draft, version=next_version(work.connection, draft.name))
    add_draft_text(work.connection, text, based_on=draft.based_on, by=by, at=rein.clock.now())
    return text
