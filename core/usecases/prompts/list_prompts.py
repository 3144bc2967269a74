"""List every prompt version with its text, status and history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.prompts.known_texts import FIRST_WRITTEN
from core.prompts.library import PromptText
from core.prompts.releases import (
    PromptRelease,
    ReleaseStatus,
    current_releases,
    live_versions,
)
from core.store.prompts.read import list_releases
from core.store.prompts.texts import list_proposed
from core.usecases.access.allow import Access, allow

__all__ = ["PromptVersion", "ReleaseStatus", "find_before", "find_prompt", "list_prompts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVersion:
    """One version of a prompt."""

    text: PromptText
    status: ReleaseStatus
    live: bool
    """True if calls are made with this version."""
    history: tuple[PromptRelease, ...]
    """Every change of its status, oldest first."""
    proposed_by: str = ""
    """The model that proposed it; "" if people or the program wrote it."""

    @property
    def label(self) -> str:
        """Return the name under which its results are stored, such as "generate@v2"."""
        return f"{self.text.name}@v{self.text.version}"

    @property
    def written_here(self) -> bool:
        """Return whether a person wrote it; else it came with the program."""
        return self.text.version >= FIRST_WRITTEN

    @property
    def released_at(self) -> datetime | None:
        """Return when a person or the rule of a trial released it last; None if neither did.

        The first entry of a shipped text has the time of the installation.
        """
        changes = self.history if self.written_here else self.history[1:]
        times = (
            entry.changed_at
            for entry in reversed(changes)
            if entry.status is ReleaseStatus.RELEASED
        )
        return next(times, None)


def find_before(versions: Sequence[PromptVersion]) -> PromptVersion | None:
    """Return which version of one prompt a rollback of the live one makes live; None if none."""
    others = {(one.text.name, one.text.version): one for one in versions if not one.live}
    history = [entry for one in others.values() for entry in one.history]
    return next((others[found] for found in live_versions(history, known=others).items()), None)


@allow(Access.REVIEWER)
def list_prompts(rein: Rein, *, viewer: Viewer) -> tuple[PromptVersion, ...]:
    """Return all prompt versions by name and version. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        history, proposed = list_releases(connection), list_proposed(connection)
    current = current_releases(history)
    live = live_versions(history, known=rein.prompts.texts)
    return tuple(
        PromptVersion(
            text=text,
            status=current[key].status if key in current else ReleaseStatus.DRAFT,
            live=live.get(text.name) == text.version,
            history=tuple(entry for entry in history if (entry.name, entry.version) == key),
            proposed_by=proposed.get(key, ""),
        )
        for key, text in sorted(rein.prompts.texts.items())
    )


@allow(Access.REVIEWER)
def find_prompt(rein: Rein, *, viewer: Viewer, name: str, version: int) -> PromptVersion:
    """Return one prompt version. Raises NotAllowed below reviewer, and NotFound."""
    for one in list_prompts(rein, viewer=viewer):
        if (one.text.name, one.text.version) == (name, version):
            return one
    raise NotFound(f"There is no prompt {name}@v{version}.", advice="`rein prompt list` has all.")
