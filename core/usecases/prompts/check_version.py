"""Check a version before it is released or tried: its text, and what a call of it will cost."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.prompts.checks import Check
from core.prompts.known_texts import FIRST_WRITTEN
from core.prompts.library import PromptText
from core.runs.rewrites.version_checks import Known, checks_of
from core.store.evaluation_runs.usage import RECENT, mean_tokens
from core.usecases.access.allow import Access, allow, without_viewer

__all__ = ["Check", "check_version", "require_checks"]


@allow(Access.REVIEWER)
def check_version(rein: Rein, *, viewer: Viewer, name: str, version: int) -> tuple[Check, ...]:
    """Return every check of a version. Raises NotAllowed below reviewer, and NotFound."""
    text = rein.prompts.texts.get((name, version))
    if text is None:
        raise NotFound(f"There is no prompt {name}@v{version}.")
    return _checks(rein, text)


@without_viewer(Access.PART, "the caller has checked the person")
def require_checks(rein: Rein, text: PromptText) -> None:
    """Raise Conflict, with what to do, unless a text that people wrote passes every check.

    Those of the program are checked by its tests, and were live with fewer values.
    """
    if text.version < FIRST_WRITTEN:
        return
    failed = [check for check in _checks(rein, text) if not check.passed]
    if failed:
        names = ", ".join(check.name.lower() for check in failed)
        raise Conflict(
            f"{text.name}@v{text.version} does not pass: {names}. {failed[0].found}",
            advice=failed[0].advice,
        )


def _checks(rein: Rein, text: PromptText) -> tuple[Check, ...]:
    now = rein.clock.now()
    with rein.database.read() as connection:
        measured = mean_tokens(connection, since=now - RECENT)
    known = Known(
        prompts=rein.prompts,
        models=rein.models,
        measured=measured,
        tier=rein.settings.tier,
        at=now,
    )
    return checks_of(text, known)
