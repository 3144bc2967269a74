"""Save the key of a provider, after one small call has shown that it works."""

import logging

from pydantic import SecretStr

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, ModelError, ModelFault, NotFound, ReinError
from core.llm.providers.catalog import Provider, find_provider
from core.store.keys.values import SavedKey
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.providers.check_model import ModelCheck, check_candidate

MAX_KEY = 500
_ANSWERED = frozenset(
    {ModelFault.BLOCKED, ModelFault.TRUNCATED, ModelFault.INVALID, ModelFault.EMPTY}
)
"""Faults of an answer; a provider answers only if it accepted the key and the account can pay."""

_REASONS = {
    ModelFault.AUTH: (
        "{name} refused this key.",
        "Copy the whole key again from {page}, and check that it is active.",
    ),
    ModelFault.RATE_LIMITED: (
        "{name} knows this key, but its quota or credit is used up.",
        "Add credit or wait for the next quota, then paste the key again.",
    ),
    ModelFault.BAD_REQUEST: (
        "{name} did not take the test call.",
        "Check at {page} that the account has credit and may use {model}.",
    ),
    ModelFault.CONNECTION: (
        "{name} could not be reached.",
        "Check this machine's network, then paste the key again.",
    ),
    ModelFault.TIMEOUT: (
        "{name} did not answer in time.",
        "Check this machine's network, then paste the key again.",
    ),
    ModelFault.BAD_GATEWAY: (
        "Something else than {name} answered.",
        "Check the address in {address}, and the proxy of this network.",
    ),
    ModelFault.OVERLOADED: (
        "{name} is overloaded or out of order.",
        "Paste the key again in some minutes.",
    ),
    ModelFault.BUDGET: (
        "Too little is left of today's budget for a test call.",
        "Raise REIN_BUDGET_USD_PER_DAY, or try again tomorrow.",
    ),
}
NOTHING_SAVED = "Nothing was saved."

_log = logging.getLogger(__name__)


class KeyNotSaved(ReinError):
    """The test call failed, so the key was not saved."""


@allow(Access.ADMIN, changes=AuditAction.KEY_SAVED, whose="provider", outside=True)
def save_key(rein: Rein, *, viewer: Viewer, provider: str, key: SecretStr) -> ModelCheck:
    """Test a key with one small paid call and save it; the next call of any run uses it.

    Raises NotAllowed below admin, NotFound for an unknown provider, Conflict if the environment
    sets its key, InvalidInput if it cannot be a key, and KeyNotSaved if the test fails.
    """
    found = require_provider(provider)
    if found.api_key(rein.settings) is not None:
        raise Conflict(
            f"{found.key_variable} is set in the environment or in .env, and wins.",
            advice=f"Change it there, or remove it there and restart. {NOTHING_SAVED}",
        )
    secret = _checked(key)
    settings = rein.settings.model_copy(update={found.key_field: secret})
    tried = check_candidate(rein, viewer=viewer, model=rein.candidate(found, settings))
    if tried.error is not None and tried.error.fault not in _ANSWERED:
        raise _not_saved(found, tried.error, tried.model.name)
    rein.keys.save_key(SavedKey(provider=found.provider, key=secret, saved_at=rein.clock.now()))
    _log.info("key_saved", extra={"fields": {"provider": found.provider, "user_id": viewer.id}})
    return tried


@allow(Access.ADMIN, changes=AuditAction.KEY_REMOVED, whose="provider", outside=True)
def remove_key(rein: Rein, *, viewer: Viewer, provider: str) -> None:
    """Remove a saved key; the next call no longer uses it.

    Raises NotAllowed below admin, and NotFound if no key of this provider is saved.
    """
    found = require_provider(provider)
    if not rein.keys.remove(found.provider):
        raise NotFound(
            f"No key for {found.name} is saved.",
            advice=f"A key in {found.key_variable} is removed where it is set.",
        )
    _log.info("key_removed", extra={"fields": {"provider": found.provider, "user_id": viewer.id}})


def require_provider(name: str) -> Provider:
    """Return a provider whose key can be saved. Raises NotFound."""
    found = find_provider(name)
    if found is None or not found.key_field:
        raise NotFound("There is no such provider.", advice="Choose one of the list.")
    return found


def _checked(key: SecretStr) -> SecretStr:
    text = key.get_secret_value().strip()
    if not text:
        raise InvalidInput("There is no key.", field="key", advice="Paste it, then test it.")
    if len(text) > MAX_KEY or not text.isascii() or not text.isprintable() or " " in text:
        raise InvalidInput(
            "This is no key: a key is one line without spaces.",
            field="key",
            advice=f"Copy it again. {NOTHING_SAVED}",
        )
    return SecretStr(text)


def _not_saved(provider: Provider, error: ModelError, model: str) -> KeyNotSaved:
    what, advice = _REASONS.get(error.fault, (error.message, ""))
    names = {
        "name": provider.name,
        "page": provider.key_page,
        "model": model,
        "address": provider.address_variable,
    }
    return KeyNotSaved(
        what.format(**names), advice=f"{advice.format(**names)} {NOTHING_SAVED}".strip()
    )
