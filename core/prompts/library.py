"""The prompt library: versioned texts, frozen by hash, rendered with a data block.

A score means something only if it can be traced to the exact prompt, so a released text never
changes: `released.toml` holds its hash, and a changed file is refused at start. People's words
enter a prompt only as JSON inside the `<data>` block of the user part; they cannot forge its end,
because every `<` and `>` in them is escaped. The system part has no variables, so providers can
cache it.
"""

import functools
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, Self

from core.errors import ConfigurationError
from core.ports import Prompt

FOLDER = Path(__file__).parent
RELEASED = "released.toml"
DATA_OPEN, DATA_CLOSE = "<data>", "</data>"
_HEADER, _SYSTEM, _USER = "+++\n", "=== system ===\n", "=== user ===\n"
_SETTINGS = "=== settings ===\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptText:
    """One version of one prompt."""

    name: str
    version: int
    hash: str
    purpose: str
    variables: frozenset[str]
    schema: str
    """Name of the draft the reply must match; empty if it is that of the repaired call."""
    intent: str
    """Why this version was written."""
    system: str
    user: str
    settings: str
    """Settings in TOML, of a text that steers the offline coach and no model; else ""."""
    content: str
    """The whole file, of which `hash` is the hash."""

    @property
    def whole(self) -> str:
        """The text with its variables unfilled."""
        return self.settings.strip() or f"{self.system.strip()}\n\n{self.user.strip()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptLibrary:
    """All prompt texts, and the live version of each prompt."""

    texts: Mapping[tuple[str, int], PromptText]
    live: Mapping[str, int]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read and check all texts. Raises ConfigurationError if one is broken or was changed."""
        released = tomllib.loads((folder / RELEASED).read_text(encoding="utf-8"))
        texts = {
            (name, int(version)): _read(folder, name, int(version), expected)
            for name, entry in released.items()
            for version, expected in entry["versions"].items()
        }
        live = {name: int(entry["live"]) for name, entry in released.items()}
        for name, version in live.items():
            if (name, version) not in texts:
                raise ConfigurationError(
                    f"The live version {version} of the prompt {name} was never released."
                )
        return cls(texts=texts, live=live)

    def find(self, name: str, version: int | None = None) -> PromptText:
        """Return a prompt's text, by default the live version. Raises ConfigurationError."""
        text = self.texts.get((name, version if version is not None else self.live.get(name, 0)))
        if text is None:
            asked = f" v{version}" if version is not None else ""
            raise ConfigurationError(f"There is no prompt {name}{asked} in the library.")
        return text

    def read_settings(self, name: str, version: int | None = None) -> tuple[dict[str, Any], str]:
        """Return the settings of a version, by default the live one, and its label.

        Raises ConfigurationError if there is no such version.
        """
        text = self.find(name, version)
        return tomllib.loads(text.settings), f"{name}@v{text.version}"

    def find_template(self, name: str, version: int) -> PromptText | None:
        """Return a prompt's text with its variables unfilled, or None."""
        return self.texts.get((name, version))

    def render(self, name: str, version: int | None = None, **variables: object) -> Prompt:
        """Fill in a prompt. Raises ConfigurationError if a variable is missing or unknown."""
        text = self.find(name, version)
        _require_same(text, frozenset(variables))
        filled = {key: encode(value) for key, value in variables.items()}
        return Prompt(
            name=text.name,
            version=text.version,
            hash=text.hash,
            system=text.system,
            user=Template(text.user).substitute(filled),
        )

    def render_live(self, name: str, values: Mapping[str, object]) -> Prompt:
        """Fill in the live version of a prompt with those of the values that it uses.

        A later version may use more values than an earlier one, and either may be live. Raises
        ConfigurationError if a value is missing.
        """
        used = self.find(name).variables
        return self.render(name, None, **{key: values[key] for key in used & values.keys()})


@functools.cache
def default_prompt_library() -> PromptLibrary:
    """Return the texts of this program, read once."""
    return PromptLibrary.load()


def encode(value: object) -> str:
    """Return `value` as JSON without tags, so that it cannot end the data block it is in."""
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def hash_of(content: str) -> str:
    """Return the SHA-256 of a prompt's text in UTF-8 with unix line ends."""
    return hashlib.sha256(content.replace("\r\n", "\n").encode()).hexdigest()


def parse(name: str, version: int, content: str) -> PromptText:
    """Parse one prompt file. Raises ConfigurationError with what is wrong."""
    normal = content.replace("\r\n", "\n")
    label = f"{name}/v{version}.md"
    try:
        _, header, body = normal.split(_HEADER, 2)
        settings = body.split(_SETTINGS, 1)[1] if _SETTINGS in body else ""
        system, user = ("", "") if settings else body.split(_SYSTEM, 1)[1].split(_USER, 1)
        tomllib.loads(settings)
        meta: dict[str, Any] = tomllib.loads(header)
        text = PromptText(
            name=name,
            version=version,
            hash=hash_of(normal),
            purpose=meta["purpose"],
            variables=frozenset(meta["variables"]),
            schema=meta["schema"],
            intent=meta["intent"],
            system=_plain_part(system, label),
            user=user.strip(),
            settings=settings.strip(),
            content=normal,
        )
    except (ValueError, IndexError, KeyError) as error:
        raise ConfigurationError(
            f"The prompt {label} cannot be read.",
            advice="It needs a TOML header between +++ lines, then a system and a user part, or "
            "settings in TOML.",
        ) from error
    if not settings:
        _check_data_block(text, label)
    return text


def compose(base: PromptText, *, system: str, user: str, settings: str, intent: str) -> str:
    """Return the file of a new version for the same purpose and reply as another one."""
    variables = sorted(set(Template(user).get_identifiers()))
    values = {"purpose": base.purpose, "variables": variables, "schema": base.schema}
    header = "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in {**values, "intent": intent}.items()
    )
    instructions = system.strip().replace("$", "$$")
    body = (
        f"{_SETTINGS}{settings.strip()}\n"
        if base.settings
        else f"{_SYSTEM}{instructions}\n{_USER}{user.strip()}\n"
    )
    return f"{_HEADER}{header}{_HEADER}{body}"


def _read(folder: Path, name: str, version: int, expected: str) -> PromptText:
    path = folder / name / f"v{version}.md"
    try:
        text = parse(name, version, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"The released prompt {name}/v{version}.md is missing.") from error
    if text.hash != expected:
        raise ConfigurationError(
            f"The prompt {name}/v{version}.md was changed after its release.",
            advice=f"Put the file back and write the new text as v{version + 1}.md.",
        )
    return text


def _plain_part(system: str, label: str) -> str:
    if Template(system).get_identifiers():
        raise ConfigurationError(
            f"The system part of {label} takes a variable; values belong into the data block."
        )
    return Template(system).substitute().strip()


def _check_data_block(text: PromptText, label: str) -> None:
    before, opened, rest = text.user.partition(DATA_OPEN)
    inside, closed, after = rest.partition(DATA_CLOSE)
    if not opened or not closed or Template(before + after).get_identifiers():
        raise ConfigurationError(
            f"Every variable of {label} must stand between {DATA_OPEN} and {DATA_CLOSE}."
        )
    if frozenset(Template(inside).get_identifiers()) != text.variables:
        raise ConfigurationError(f"The variables that {label} declares are not the ones it uses.")


def _require_same(text: PromptText, given: frozenset[str]) -> None:
    if missing := sorted(text.variables - given):
        raise ConfigurationError(
            f"The prompt {text.name}@v{text.version} needs {', '.join(missing)}."
        )
    if unknown := sorted(given - text.variables):
        raise ConfigurationError(
            f"The prompt {text.name}@v{text.version} does not know {', '.join(unknown)}."
        )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A value of type {type(value).__name__} cannot be put into a prompt.")
