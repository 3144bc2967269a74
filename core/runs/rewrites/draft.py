"""A new version of a prompt as it was written, read as the text that is stored."""

import tomllib
from dataclasses import dataclass
from string import Template

from core.errors import ConfigurationError, InvalidInput
from core.goals.goal import clean_text
from core.goals.usual import parse_usual
from core.llm.routing.first_models import ROUTES, parse_first_models
from core.prompts.library import PromptText, compose, parse
from core.text import strip_misleading, strip_unstorable

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
