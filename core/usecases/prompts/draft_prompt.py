"""Write a new version of a prompt, or of the offline coach's settings, as a draft."""

import tomllib
from dataclasses import dataclass
from string import Template

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import ConfigurationError, InvalidInput, NotFound
from core.goals.goal import clean_text
from core.goals.usual import parse_usual
from core.ids import new_id
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.prompts.library import PromptText, compose, parse
from core.prompts.releases import PromptRelease, ReleaseStatus
from core.store.prompts.store import PromptReleaseStore
from core.store.prompts.texts import add_text, next_version
from core.store.trials.open_trials import lock_prompt
from core.store.unit_of_work import UnitOfWork
from core.text import strip_misleading, strip_unstorable
from core.usecases.access.allow import Access, AuditAction, allow, without_viewer

EDITABLE = ("defaults", "preprocess", "generate", "plan", "evaluate", "coach", ROUTES)
"""Prompts whose effect on people is measured; the others are part of the program."""
MAX_TEXT_CHARACTERS = 40_000
MAX_REASON_CHARACTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version as a person writes it, from another one."""

    name: str
    based_on: int
    reason: str
    system: str = ""
    user: str = ""
    settings: str = ""


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
def add_draft(
    rein: Rein, work: UnitOfWork, draft: Draft, *, by: str, proposed_by: str = ""
) -> PromptText:
    """Store a draft of a person, or of the model `proposed_by`, and return it."""
    base = rein.prompts.texts.get((draft.name, draft.based_on))
    if base is None or draft.name not in EDITABLE:
        raise NotFound(
            f"There is no prompt {draft.name}@v{draft.based_on} that can be edited.",
            advice=f"These can: {', '.join(EDITABLE)}.",
        )
    now = rein.clock.now()
    lock_prompt(work.connection, draft.name)
    text = read_draft(base, draft, version=next_version(work.connection, draft.name))
    add_text(
        work.connection,
        text,
        based_on=draft.based_on,
        by=by,
        at=now,
        proposed_by=proposed_by,
    )
    entry = PromptRelease(
        id=new_id(),
        name=text.name,
        version=text.version,
        hash=text.hash,
        status=ReleaseStatus.DRAFT,
        changed_at=now,
        changed_by=by,
        reason=text.intent,
    )
    PromptReleaseStore(work.connection).add([entry])
    return text


@without_viewer(Access.PART, "reads a text that its caller has, nothing of a person")
def read_draft(base: PromptText, draft: Draft, *, version: int) -> PromptText:
    """Return the text as it is stored. Raises InvalidInput if it is none, or reads otherwise."""
    reason = _reason(draft.reason)
    parts = [_clean(part) for part in (draft.system, draft.user, draft.settings)]
    system, user, settings = parts
    if sum(map(len, parts)) > MAX_TEXT_CHARACTERS:
        raise InvalidInput(f"A prompt has at most {MAX_TEXT_CHARACTERS:,} characters.")
    try:
        content = compose(base, system=system, user=user, settings=settings, intent=reason)
        text = parse(base.name, version, content)
        Template(text.user).substitute(dict.fromkeys(text.variables, ""))  # a lone $ is refused
        if base.settings:
            reads = parse_first_models if base.name == ROUTES else parse_usual
            reads(tomllib.loads(text.settings), label=f"{base.name}@v{version}")
    except (ConfigurationError, ValueError) as error:
        advice = error.advice if isinstance(error, ConfigurationError) else ""
        raise InvalidInput(str(error), field="text", advice=advice) from error
    written = (settings,) if base.settings else (system, user)
    if written != ((text.settings,) if base.settings else (text.system, text.user)):
        raise InvalidInput(
            "The text holds a line that separates the parts of a prompt, such as === user ===.",
            field="text",
            advice="Remove that line.",
        )
    return text


def _clean(text: str) -> str:
    """Return a text without characters that cannot be stored or seen; its lines stay."""
    return strip_misleading(strip_unstorable(text)).replace("\r\n", "\n").strip()


def _reason(text: str) -> str:
    reason = " ".join(clean_text(text).split())
    if not 1 <= len(reason) <= MAX_REASON_CHARACTERS:
        raise InvalidInput(
            "A draft needs a reason.",
            field="reason",
            advice=f"Say in at most {MAX_REASON_CHARACTERS} characters why it was written.",
        )
    return reason
