"""Add a new text of a prompt as a draft: the text, and the first line of its history."""

from datetime import datetime

from sqlalchemy import Connection

from core.ids import new_id
from core.prompts.library import PromptText
from core.prompts.releases import PromptRelease, ReleaseStatus
from core.store.prompts.store import PromptReleaseStore
from core.store.prompts.texts import add_text


def add_draft_text(
    connection: Connection,
    text: PromptText,
    *,
    based_on: int,
    by: str,
    at: datetime,
    proposed_by: str = "",
) -> None:
    """Add a draft that a person or the model `proposed_by` wrote."""
    add_text(connection, text, based_on=based_on, by=by, at=at, proposed_by=proposed_by)
    entry = PromptRelease(
        id=new_id(),
        name=text.name,
        version=text.version,
        hash=text.hash,
        status=ReleaseStatus.DRAFT,
        changed_at=at,
        changed_by=by,
        reason=text.intent,
    )
    PromptReleaseStore(connection).add([entry])
