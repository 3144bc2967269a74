"""All settings, typed, with their defaults, read from the environment and `.env`."""

import ipaddress
import logging
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from dotenv import dotenv_values
from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import SettingsConfigDict

from core.base_path import to_base_path
from core.budget_scope import ALL_TIERS, scope_of
from core.errors import ConfigurationError
from core.ports import Tier
from core.setting_groups.limits import LimitSettings
from core.setting_groups.privacy import PrivacySettings
from core.setting_groups.secret_files import SettingsWithFiles
from core.setting_groups.sign_in import SignInSettings

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder, from which data and prompts are found in any working directory."""

OPIK = "opik"
OTLP = "otlp"

RENAMED: Mapping[str, str] = {
    "REIN_CALLS_AT_ONCE": "REIN_MAX_CONCURRENT_CALLS",
    "REIN_KEEP_SENT_DAYS": "REIN_SENT_RETENTION_DAYS",
    "REIN_KEEP_REPLIES_DAYS": "REIN_REPLY_RETENTION_DAYS",
}
"""New names by old ones. An old name works for one version, with a warning in the log."""

_log = logging.getLogger(__name__)


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _env(*names: str) -> AliasChoices:
    return AliasChoices(*names)


def _env_files() -> tuple[Path, ...]:
    """Return the files with settings; REIN_ENV_FILE replaces them (/dev/null: none)."""
    named = os.environ.get("REIN_ENV_FILE")
    return (Path(named),) if named else (ROOT / ".env", Path(".env"))


class Settings(LimitSettings, PrivacySettings, SignInSettings, SettingsWithFiles):
    """All settings. Secrets are `SecretStr`, so that printing the settings prints no key."""

    model_config = SettingsConfigDict(
        env_file=_env_files(),
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    database_url: Annotated[str | None, Field(validation_alias=_env("REIN_DATABASE_URL"))] = None
    host: Annotated[str, Field(validation_alias=_env("REIN_HOST"))] = "127.0.0.1"
    port: Annotated[int, Field(validation_alias=_env("REIN_PORT"), ge=1, le=65_535)] = 8501
    base_path: Annotated[
        str, Field(validation_alias=_env("REIN_BASE_PATH")), AfterValidator(to_base_path)
    ] = ""
    """Path that a proxy serves Rein below, as "/rein"; empty at the root of a host."""
    allowed_hosts: Annotated[str, Field(validation_alias=_env("REIN_ALLOWED_HOSTS"))] = ""
    """Names that people reach the server by, separated by commas, beside those of loopback."""
    data_dir: Annotated[Path, Field(validation_alias=_env("REIN_DATA_DIR"))] = ROOT / "data"
    secret: Annotated[SecretStr | None, Field(validation_alias=_env("REIN_SECRET"))] = None
    log_level: Annotated[LogLevel, Field(validation_alias=_env("REIN_LOG_LEVEL"))] = LogLevel.INFO
    workers: Annotated[int, Field(validation_alias=_env("REIN_WORKERS"), ge=1, le=64)] = 4
    """Runs worked on at the same time in one process."""

    gemini_api_key: Annotated[SecretStr | None, Field(validation_alias=_env("GEMINI_API_KEY"))] = (
        None
    )
    gemini_base_url: Annotated[str | None, Field(validation_alias=_env("GEMINI_BASE_URL"))] = None
    gemini_model: Annotated[str, Field(validation_alias=_env("REIN_GEMINI_MODEL"))] = (
        "gemini-3.8-flash"
    )
    openai_api_key: Annotated[SecretStr | None, Field(validation_alias=_env("OPENAI_API_KEY"))] = (
        None
    )
    openai_base_url: Annotated[str | None, Field(validation_alias=_env("OPENAI_BASE_URL"))] = None
    anthropic_api_key: Annotated[
        SecretStr | None, Field(validation_alias=_env("ANTHROPIC_API_KEY"))
    ] = None
    anthropic_base_url: Annotated[
        str | None, Field(validation_alias=_env("ANTHROPIC_BASE_URL"))
    ] = None
    served_url: Annotated[str | None, Field(validation_alias=_env("REIN_SERVED_MODEL_URL"))] = None
    served_model: Annotated[str | None, Field(validation_alias=_env("REIN_SERVED_MODEL"))] = None
    served_key: Annotated[
        SecretStr | None, Field(validation_alias=_env("REIN_SERVED_MODEL_KEY"))
    ] = None
    routes: Annotated[Path | None, Field(validation_alias=_env("REIN_ROUTES"))] = None
    """Path of a routing table that replaces the built-in one."""
    tier: Annotated[Tier, Field(validation_alias=_env("REIN_TIER"))] = Tier.BASIC
    """The default tier of an account."""
    call_deadline_s: Annotated[
        float, Field(validation_alias=_env("REIN_CALL_DEADLINE_S"), gt=0)
    ] = 60.0
    """Longest time one model may take for one answer, its retries included, in seconds.

    A plan may take longer, in proportion to its weeks.
    """
    max_concurrent_calls: Annotated[
        int,
        Field(
            validation_alias=_env("REIN_MAX_CONCURRENT_CALLS", "REIN_CALLS_AT_ONCE"), ge=1, le=1_000
        ),
    ] = 16
    """Most calls under way at one provider, over all workers."""
    tokens_per_minute: Annotated[
        int | None, Field(validation_alias=_env("REIN_TOKENS_PER_MINUTE"), ge=1_000)
    ] = None
    """Most tokens per minute at one provider, over all workers; None for no limit."""

    budget_usd: Annotated[
        float | None, Field(validation_alias=_env("REIN_BUDGET_USD_PER_DAY"), ge=0)
    ] = None
    budget_usd_basic: Annotated[
        float | None, Field(validation_alias=_env("REIN_BUDGET_USD_PER_DAY_BASIC"), ge=0)
    ] = None
    budget_usd_professional: Annotated[
        float | None, Field(validation_alias=_env("REIN_BUDGET_USD_PER_DAY_PROFESSIONAL"), ge=0)
    ] = None
    budget_usd_premium: Annotated[
        float | None, Field(validation_alias=_env("REIN_BUDGET_USD_PER_DAY_PREMIUM"), ge=0)
    ] = None
    budget_warn_at: Annotated[
        float, Field(validation_alias=_env("REIN_BUDGET_WARN_AT"), gt=0, le=1)
    ] = 0.8
    """Share of a budget, spent or reserved, from which admins are warned."""
    cache_hours: Annotated[float, Field(validation_alias=_env("REIN_CACHE_HOURS"), ge=0)] = 24.0
    """How long a response may be served from the cache, in hours; 0 turns the cache off."""
    cache_mb: Annotated[float, Field(validation_alias=_env("REIN_CACHE_MB"), gt=0)] = 64.0
    """Capacity of the response cache in megabytes; the least used responses are evicted first."""
    cache_shared: Annotated[bool, Field(validation_alias=_env("REIN_CACHE_SHARED"))] = False
    """Whether a response written for one person may answer the same request of another."""

    run_deadline_s: Annotated[float, Field(validation_alias=_env("REIN_RUN_DEADLINE_S"), gt=0)] = (
        600.0
    )
    """Longest time a run may take, in seconds, from its start or its last retry by a person."""
    max_attempts: Annotated[int, Field(validation_alias=_env("REIN_MAX_ATTEMPTS"), ge=1)] = 5
    """Attempts without a finished stage, after which a run fails because it kills workers."""
    sent_retention_days: Annotated[
        float, Field(validation_alias=_env("REIN_SENT_RETENTION_DAYS", "REIN_KEEP_SENT_DAYS"), gt=0)
    ] = 7.0
    """How long a delivered trace or rating stays in the outbox, in days."""
    reply_retention_days: Annotated[
        float,
        Field(validation_alias=_env("REIN_REPLY_RETENTION_DAYS", "REIN_KEEP_REPLIES_DAYS"), gt=0),
    ] = 30.0
    """How long a reply that no stored trace shows stays in the ledger, in days; its cost stays."""

    trace_retention_days: Annotated[
        float | None, Field(validation_alias=_env("REIN_TRACE_RETENTION_DAYS"), ge=1)
    ] = None
    """How long a trace stays that no goal shows, in days; None for ever. Daily sums stay."""

    reading_retention_days: Annotated[
        float, Field(validation_alias=_env("REIN_READING_RETENTION_DAYS"), ge=30)
    ] = 365.0
    """How long the audit log tells who read what others wrote, in days; its other lines stay."""

    lease_s: Annotated[float, Field(validation_alias=_env("REIN_LEASE_S"), ge=0.5, le=120)] = 12.0
    """How long a worker's lease on a run lasts without renewal, in seconds."""

    opik_url: Annotated[str | None, Field(validation_alias=_env("OPIK_URL_OVERRIDE"))] = None
    opik_api_key: Annotated[SecretStr | None, Field(validation_alias=_env("OPIK_API_KEY"))] = None
    opik_workspace: Annotated[str, Field(validation_alias=_env("OPIK_WORKSPACE"))] = "default"
    opik_project: Annotated[str, Field(validation_alias=_env("OPIK_PROJECT_NAME"))] = (
        "rein-ai-coaching"
    )
    otlp_endpoint: Annotated[
        str | None, Field(validation_alias=_env("OTEL_EXPORTER_OTLP_ENDPOINT"))
    ] = None
    otlp_headers: Annotated[
        SecretStr | None, Field(validation_alias=_env("OTEL_EXPORTER_OTLP_HEADERS"))
    ] = None
    export_batch: Annotated[
        int, Field(validation_alias=_env("REIN_EXPORT_BATCH"), ge=1, le=500)
    ] = 50
    """Most traces or ratings in one delivery."""
    export_timeout_s: Annotated[
        float, Field(validation_alias=_env("REIN_EXPORT_TIMEOUT_S"), gt=0, le=60)
    ] = 10.0
    """Longest wait for a response of Opik or an OTLP receiver, in seconds."""

    @property
    def budgets(self) -> dict[str, float]:
        """Return the daily budgets in US dollars by scope."""
        limits = {
            ALL_TIERS: self.budget_usd,
            scope_of(Tier.BASIC): self.budget_usd_basic,
            scope_of(Tier.PROFESSIONAL): self.budget_usd_professional,
            scope_of(Tier.PREMIUM): self.budget_usd_premium,
        }
        return {scope: limit for scope, limit in limits.items() if limit is not None}

    @property
    def sinks(self) -> tuple[str, ...]:
        """Return the names of the sinks that traces and ratings are sent to; none by default."""
        opik = self.opik_url is not None or self.opik_api_key is not None
        return (*((OPIK,) if opik else ()), *((OTLP,) if self.otlp_endpoint is not None else ()))

    @property
    def resolved_database_url(self) -> str:
        """Return the configured database, or the SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'rein.db'}"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def load_settings(**overrides: object) -> Settings:
    """Read the settings. Raises ConfigurationError with the invalid variable, never its value."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # from tests and the command line
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "A setting"
        raise ConfigurationError(
            f"{name} cannot be used: {first['msg']}.", advice="See .env.example."
        ) from error


def warn_of_old_names() -> None:
    """Log a warning for every old environment name in use."""
    sources: list[Mapping[str, str | None]] = [os.environ, *map(dotenv_values, _env_files())]
    given = {name.upper() for values in sources for name, value in values.items() if value}
    for old, new in RENAMED.items():
        if old in given:
            _log.warning("setting_renamed", extra={"fields": {"old": old, "new": new}})
