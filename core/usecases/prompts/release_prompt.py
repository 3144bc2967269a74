"""Release a prompt version, or roll the live one back to the release before it."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.prompts.library import PromptText
from core.prompts.releases import PromptRelease, ReleaseStatus, live_versions
from core.store.prompts.read import list_releases
from core.store.prompts.store import PromptReleaseStore
from core.store.trials.open_trials import lock_prompt
from core.store.trials.values import Trial
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.prompts.check_version import require_checks
from core.usecases.trials.reason import require_reason


@allow(Access.ADMIN, changes=AuditAction.PROMPT_RELEASED, whose="name")
def release_prompt(rein: Rein, *, viewer: Viewer, name: str, version: int, reason: str) -> None:
    """Make a version live: all processes use it within seconds.

    Raises NotAllowed below admin, NotFound if there is no such text, InvalidInput without a reason,
    and Conflict if it is live, a trial runs, or a check of a text that people wrote is not passed.
    """
    text = _find_text(rein, name, version)
    reason = require_reason(
        reason, missing="A release needs a reason.", what="why everybody gets it"
    )
    require_checks(rein, text)
    with rein.database.begin() as work:
        _refuse_during_trial(lock_prompt(work.connection, name))
        live = live_versions(list_releases(work.connection), known=rein.prompts.texts)
        if live.get(name) == version:
            raise Conflict(f"{name}@v{version} is live already.", advice="Nothing was changed.")
        entry = _entry(rein, text, ReleaseStatus.RELEASED, viewer=viewer, reason=reason)
        PromptReleaseStore(work.connection).add([entry])
        before = f"v{live[name]}" if name in live else "none"
        _describe(work, entry, before=before, after=f"v{version}")
    rein.prompt_versions.expire()


@allow(Access.ADMIN, changes=AuditAction.PROMPT_ROLLED_BACK, whose="name")
def roll_back_prompt(rein: Rein, *, viewer: Viewer, name: str, reason: str) -> int:
    """Roll the live version of a prompt back and return the version that is live now.

    Raises NotAllowed below admin, NotFound if there is no such prompt, InvalidInput without a
    reason, and Conflict if no other version was released.
    """
    reason = require_reason(
        reason, missing="A rollback needs a reason.", what="why the version before is better"
    )
    with rein.database.begin() as work:
        _refuse_during_trial(lock_prompt(work.connection, name))
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
        _describe(work, entry, before=f"v{live}", after=f"v{after}")
    rein.prompt_versions.expire()
    return after


def _refuse_during_trial(running: Trial | None) -> None:
    if running is not None:
        raise Conflict(
            f"A trial of {running.label} runs against the live version.",
            advice="Stop the trial first; its figures would be of no use.",
        )


def _describe(work: UnitOfWork, entry: PromptRelease, *, before: str, after: str) -> None:
    """Complete the line of the audit log that the use-case declares."""
    details = {"prompt": entry.name, "version": str(entry.version), "from": before, "to": after}
    work.audit.describe(details, subject=f"{entry.name}@v{entry.version}")


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
