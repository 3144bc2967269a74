"""Write a line of the audit log for each setting that differs from the last start.

Settings come from the environment and from files, so that no use-case changes them: a server or a
worker finds the difference when it starts.
"""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from core.accounts.user import OPERATOR_ID
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.setting_groups.secret_files import secret_names
from core.settings import Settings
from core.store.audit.values import AuditAction, AuditEntry
from core.store.started_settings.store import StartedSettingsStore, find_last
from core.usecases.access.allow import Access, without_viewer

NOT_SET, SET, CHANGED = "not set", "set", "another one"
_HASHED = "scrypt:"
_MAX_CHARACTERS = 120

_log = logging.getLogger(__name__)


class StartedAs(StrEnum):
    """What starts: both may have settings of their own."""

    SERVER = "server"
    WORKER = "worker"


@without_viewer(Access.SYSTEM, "the start of a server or worker")
def note_settings(rein: Rein, role: StartedAs) -> int:
    """Compare the settings with those of the last start, and return how many differ.

    Replicas with the same settings write one line: the first one to start. A secret is compared by
    a salted hash, and so is a text with an @, which may be an address or hold a password.
    """
    try:
        return _note(rein, role)
    except StorageUnavailable as error:
        _log.warning("settings_not_noted", extra={"fields": {"because": str(error)}})
        return 0


def _note(rein: Rein, role: StartedAs) -> int:
    given, now = _given(rein.settings), rein.clock.now()
    with rein.database.read() as connection:
        last = find_last(connection, role)
    if last is not None and last.keys() == given.keys() and not _differing(last, given):
        return 0
    with rein.database.begin() as work:
        store = StartedSettingsStore(work.connection)
        store.add_first(role, _stored({}, given), now=now)
        last = store.find(role)
        differing = _differing(last, given)
        for name in differing:
            entry = AuditEntry(
                at=now,
                actor_id=OPERATOR_ID,
                action=AuditAction.SETTING_CHANGED,
                subject=name,
                details={**_from_to(last.get(name), given[name]), "started": role.value},
            )
            work.audit.record(entry)
        if differing or last.keys() != given.keys():
            store.replace(role, _stored(last, given), now=now)
    return len(differing)


def _given(settings: Settings) -> dict[str, str]:
    """Return the effective settings by variable; a secret has the mark of one before it."""
    secret = {name for name, _ in secret_names(Settings)}
    found = {}
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        variable = str(field.validation_alias.choices[0])  # type: ignore[union-attr]
        text = _written(value)
        is_secret = text != NOT_SET and (name in secret or "@" in text)
        found[variable] = _HASHED + text if is_secret else text
    return found


def _written(value: object) -> str:
    if value is None or value == "":
        return NOT_SET
    if hasattr(value, "get_secret_value"):
        return str(value.get_secret_value())
    if isinstance(value, Path) and value.is_file():  # a routing table, whose content counts
        return f"{value} ({hashlib.sha256(value.read_bytes()).hexdigest()[:8]})"
    return str(value)


def _differing(last: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """Return the variables that differ; one that is new in this version does not."""
    return [name for name in given if name in last and not _same(last[name], given[name])]


def _same(stored: str, text: str) -> bool:
    if not stored.startswith(_HASHED) or not text.startswith(_HASHED):
        return stored == text
    salt = stored.removeprefix(_HASHED).partition(":")[0]
    return hmac.compare_digest(stored, _hashed(text, salt))


def _stored(last: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the settings as they are stored, with a new salt for each secret that is another."""
    return {
        name: last[name]
        if name in last and _same(last[name], text)
        else _hashed(text, secrets.token_hex(16))
        if text.startswith(_HASHED)
        else text
        for name, text in given.items()
    }


def _hashed(text: str, salt: str) -> str:
    digest = hashlib.scrypt(text.encode(), salt=salt.encode(), n=4_096, r=8, p=1)
    return f"{_HASHED}{salt}:{digest.hex()}"


def _from_to(stored: str | None, text: str) -> dict[str, str]:
    before, after = _shown(stored or NOT_SET), _shown(text)
    return {"from": before, "to": CHANGED if before == after == SET else after}


def _shown(text: str) -> str:
    return SET if text.startswith(_HASHED) else text[:_MAX_CHARACTERS]
