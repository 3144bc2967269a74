"""Secrets from files: NAME_FILE names a file that holds the value of NAME.

The convention of container images: a secret is mounted as a file, and the environment, which other
programs can read and crash reports show, holds its path alone.
https://docs.docker.com/engine/swarm/secrets/
"""

import os
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
)

from core.errors import ConfigurationError

SUFFIX = "_FILE"
MAX_BYTES = 65_536
ALSO_SECRET = frozenset({"database_url"})
"""Fields that hold a password inside another text."""


def secret_names(settings: type[BaseSettings]) -> Iterator[tuple[str, str]]:
    """Yield each field that holds a secret with each of its environment names."""
    for name, field in settings.model_fields.items():
        if name in ALSO_SECRET or _is_secret(field):
            for alias in field.validation_alias.choices:  # type: ignore[union-attr]
                yield name, str(alias)


class SecretFiles(PydanticBaseSettingsSource):
    """The values of secrets whose NAME_FILE is set, in the environment or in a settings file."""

    def __init__(
        self, settings_cls: type[BaseSettings], env_file: PydanticBaseSettingsSource
    ) -> None:
        super().__init__(settings_cls)
        named = env_file.env_file if isinstance(env_file, DotEnvSettingsSource) else None
        self._env_files = (named,) if isinstance(named, str | os.PathLike) else tuple(named or ())

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return nothing: all values are found at once in `__call__`."""
        del field
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return the values by environment name. Raises ConfigurationError."""
        given = self._given()
        found: dict[str, Any] = {}
        for _, name in secret_names(self.settings_cls):
            path = given.get(name + SUFFIX)
            if not path:
                continue
            if given.get(name):
                raise ConfigurationError(
                    f"{name} and {name}{SUFFIX} are both set.", advice="Set one of them."
                )
            found[name] = _read(name, Path(path))
        return found

    def _given(self) -> Mapping[str, str | None]:
        given: dict[str, str | None] = {}
        for file in self._env_files:
            given |= dotenv_values(file)
        return given | os.environ


class SettingsWithFiles(BaseSettings):
    """Settings whose secrets may stand in files of their own."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources in the order in which they win."""
        del file_secret_settings
        files = SecretFiles(settings_cls, dotenv_settings)
        return init_settings, env_settings, dotenv_settings, files


def _is_secret(field: FieldInfo) -> bool:
    annotation = field.annotation
    union = typing.get_origin(annotation) in {types.UnionType, typing.Union}
    return SecretStr in (typing.get_args(annotation) if union else (annotation,))


def _read(name: str, path: Path) -> str:
    """Return the text of a file without the line feed at its end. The message holds no content."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise ConfigurationError(
            f"{name}{SUFFIX} cannot be read: {reason}.", advice="It is the path of a file."
        ) from None
    if not text or len(content) > MAX_BYTES:
        raise ConfigurationError(
            f"The file of {name}{SUFFIX} is {'empty' if not text else 'too long'}.",
            advice="It holds the secret and nothing else.",
        )
    return text
