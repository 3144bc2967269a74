"""List every prompt version with its text, status and history."""

from dataclasses import dataclass

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.prompts.library import PromptText
from core.prompts.releases import PromptRelease, ReleaseStatus, current_releases, live_versions
from core.store.prompts.read import list_releases


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVersion:
    """One version of a prompt."""

    text: PromptText
    status: ReleaseStatus
    live: bool
    """True if calls are made with this version."""
    history: tuple[PromptRelease, ...]
    """Every change of its status, oldest first."""


def list_prompts(rein: Rein, *, viewer: Viewer) -> tuple[PromptVersion, ...]:
    """Return all prompt versions by name and version. Raises NotAllowed below reviewer."""
    viewer.require(Role.REVIEWER)
    with rein.database.read() as connection:
        history = list_releases(connection)
    current = current_releases(history)
    live = live_versions(history, known=rein.prompts.texts)
    return tuple(
        PromptVersion(
            text=text,
            status=current[key].status if key in current else ReleaseStatus.DRAFT,
            live=live.get(text.name) == text.version,
            history=tuple(entry for entry in history if (entry.name, entry.version) == key),
        )
        for key, text in sorted(rein.prompts.texts.items())
    )
