"""Release a prompt version, or roll the live one back to the release before it."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.prompts.library import PromptText
from core.prompts.releases import PromptRelease, ReleaseStatus, live_versions
from core.store.prompts.read import list_releases
from core.store.prompts.store import PromptReleaseStore


def release_prompt(rein: Rein, *, viewer: Viewer, name: str, version: int, reason: str) -> None:
    """Make a version live: all processes use it within seconds.

    Raises NotAllowed below admin, NotFound if there is no such text, and Conflict if it is live.
    """
    viewer.require(Role.ADMIN)
    text = _find_text(rein, name, version)
    with rein.database.begin() as work:
        live = live_versions(list_releases(work.connection), known=rein.prompts.texts)
        if live.get(name) == version:
            raise Conflict(f"{name}@v{version} is live already.", advice="Nothing was changed.")
        entry = _entry(rein, text, ReleaseStatus.RELEASED, viewer=viewer, reason=reason)
        PromptReleaseStore(work.connection).add([entry])
    rein.prompt_versions.expire()


def roll_back_prompt(rein: Rein, *, viewer: Viewer, name: str, reason: str) -> int:
    """Roll the live version of a prompt back and return the version that is live now.

    Raises NotAllowed below admin, NotFound if there is no such prompt, and Conflict if no other
    version was released.
    """
    viewer.require(Role.ADMIN)
    with rein.database.begin() as work:
        history = list_releases(work.connection)
        live = live_versions(history, known=rein.prompts.texts).get(name)
        if live is None:
            raise NotFound(f"There is no released prompt {name}.")
        text = _find_text(rein, name, live)
        entry = _entry(rein, text, ReleaseStatus.ROLLED_BACK, viewer=viewer, reason=reason)
        after = live_versions((*history, entry), known=rein.prompts.texts).get(name)
        if after is None:
            raise Conflict(
                f"{name}@v{live} is the only released version.",
                advice="Release another version first.",
            )
        PromptReleaseStore(work.connection).add([entry])
    rein.prompt_versions.expire()
    return after


def _find_text(rein: Rein, name: str, version: int) -> PromptText:
    text = rein.prompts.texts.get((name, version))
    if text is None:
        raise NotFound(
            f"There is no prompt {name}@v{version}.", advice="`released.toml` lists the texts."
        )
    return text


def _entry(
    rein: Rein, text: PromptText, status: ReleaseStatus, *, viewer: Viewer, reason: str
) -> PromptRelease:
    return PromptRelease(
        id=new_id(),
        name=text.name,
        version=text.version,
        hash=text.hash,
        status=status,
        changed_at=rein.clock.now(),
        changed_by=viewer.id,
        reason=reason,
    )
