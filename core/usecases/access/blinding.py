"""Hide which version wrote a result from the people whom a trial asks, as long as it runs.

Who knows their arm rates otherwise. While a trial of routes runs, the models are hidden as well.
It is done where a use-case returns to a page, the HTTP API or the command line, and for each row of
an export, so that all of them obey it. Reviewers see all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, partial
from typing import Any, TypeVar

from core.bootstrap import Rein
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.llm.routing.first_models import ROUTES
from core.prompts.library import PromptLibrary
from core.store.trials.open_trials import list_running_prompts

T = TypeVar("T")

HIDDEN = "Hidden while a trial of prompt versions runs."
VERSIONED = frozenset({"prompt", "prompt_name", "prompt_version", "prompt_hash", "fingerprint"})
"""Names of fields and columns that name a version."""
MODELS = frozenset({"model", "writer_model", "provider"})
"""Names of fields and columns that name a model or its provider."""
A_MODEL = "a model"
"""Shown in place of both."""

_OPEN = (None, "", OFFLINE, OfflineModel.name)
"""Writers that are never hidden: none, and the offline coach."""
_HEAD = 60
"""Characters at the start of a text by which the instructions of a prompt are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What has to be hidden now."""

    heads: frozenset[str]
    """How the instructions of prompts begin."""
    models: re.Pattern[str] | None
    """The names of models; None if they may be seen."""


def blind(rein: Rein, value: T) -> T:
    """Return a value as a person sees it who may be placed in a trial."""
    if isinstance(value, Iterator):
        see = blinder(rein)
        blinded: Any = (see(one) for one in value)
        return blinded  # type: ignore[no-any-return]
    return blinder(rein)(value) if _names_version(value, _heads(rein.prompts)) else value


def blinder(rein: Rein) -> Callable[[Any], Any]:
    """Return what hides versions in values if a trial runs now, else what changes nothing."""
    with rein.database.read() as connection:
        running = list_running_prompts(connection)
    if not running:
        return _unchanged
    secret = Secret(heads=_heads(rein.prompts), models=_models(rein) if ROUTES in running else None)
    return partial(_hide, secret=secret)


def _models(rein: Rein) -> re.Pattern[str] | None:
    """Return what finds the names of all models that may be asked; None without one."""
    names = {one.name for one in rein.models.table.models.values()}
    names |= {one.name for one in rein.models.configured.values()}
    found = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(found) if found else None


def _unchanged(value: object) -> object:
    return value


@cache
def _fields_of(kind: type) -> Mapping[str, bool]:
    """Return the fields of a dataclass, and whether each may be None."""
    return {one.name: "None" in str(one.type) for one in fields(kind) if one.init}


def _heads(library: PromptLibrary) -> frozenset[str]:
    """Return how the instructions of all prompts begin."""
    return frozenset(_head(text.system) for text in library.texts.values() if text.system)


def _head(text: str) -> str:
    return " ".join(text[: 2 * _HEAD].split())[:_HEAD]


def _names_version(value: object, heads: frozenset[str]) -> bool:
    if isinstance(value, str):
        return _head(value) in heads
    return any(
        (name in VERSIONED and bool(part))
        or (name in MODELS and part not in _OPEN)
        or _names_version(part, heads)
        for name, part in _parts(value)
    )


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """Yield what a value is made of, with the names of its parts."""
    if is_dataclass(value) and not isinstance(value, type):
        for name in _fields_of(type(value)):
            yield name, getattr(value, name)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield _last(key), part
    elif isinstance(value, tuple | list):
        for part in value:
            yield "", part


def _last(key: object) -> str:
    """Return the name in a key such as "rein.prompt_version"."""
    return str(key).rpartition(".")[2]


def _hide(value: Any, secret: Secret, name: str = "") -> Any:  # noqa: ANN401 - of any type
    """Return a value of the same type that names no version, and no model that is secret."""
    if isinstance(value, str):
        return _hide_text(value, secret, name)
    if is_dataclass(value) and not isinstance(value, type):
        after = {
            name: (None if may_be_none else "")
            if name in VERSIONED
            else _hide(getattr(value, name), secret, name)
            for name, may_be_none in _fields_of(type(value)).items()
        }
        changed = {name: part for name, part in after.items() if part != getattr(value, name)}
        return replace(value, **changed) if changed else value
    if isinstance(value, Mapping):
        return {
            key: None if _last(key) in VERSIONED else _hide(part, secret, _last(key))
            for key, part in value.items()
        }
    if type(value) in {tuple, list}:
        return type(value)(_hide(one, secret, name) for one in value)
    return value


def _hide_text(text: str, secret: Secret, name: str) -> str:
    if _head(text) in secret.heads:
        return HIDDEN
    if secret.models is None or text in _OPEN:
        return text
    return A_MODEL if name in MODELS else secret.models.sub(A_MODEL, text)
