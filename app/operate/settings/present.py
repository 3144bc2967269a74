"""Settings and destinations of data in words. A key is shown only as set or not set."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.operate.shared import rows
from app.ui.status_labels import Tone
from app.ui.text import capital
from core import formats
from core.ports import Tier
from core.settings import OPIK, Settings
from core.usecases.providers.list_providers import PROVIDERS, Provider, host_in
from core.usecases.settings.get_settings import CurrentSettings, Destination

LEAVES_MACHINE = ("Leaves this machine", Tone.WARN)
ON_THIS_MACHINE = ("On this machine", Tone.NONE)
LOCAL_PROGRAM_NOTE = "Goes to a program on this machine (a proxy may pass it on)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting; its value is never a key."""

    name: str
    variable: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Settings of one topic."""

    title: str
    settings: tuple[Setting, ...]


def settings_groups(current: CurrentSettings) -> tuple[Group, ...]:
    """Return the settings by topic."""
    settings = current.settings
    return (
        _group("Machine", *_machine(current)),
        _group("Models", *_models(current)),
        _group("Money", *_money(settings)),
        _group("Limits", *_limits(settings)),
        _group("Retention", *_retention(settings)),
        _group("Export", *_export(settings)),
    )


def destination_row(to: Destination) -> rows.Row:
    """Return a destination as a row."""
    what = f"{capital(to.content)}."
    if to.local:
        return to.host, ON_THIS_MACHINE, f"{what} {LOCAL_PROGRAM_NOTE}"
    return to.host, LEAVES_MACHINE, what


_Line = tuple[str, str, str]


def _group(title: str, *lines: _Line) -> Group:
    settings = tuple(
        Setting(name=name, variable=variable, value=value) for name, variable, value in lines
    )
    return Group(title=title, settings=settings)


def _machine(current: CurrentSettings) -> tuple[_Line, ...]:
    settings = current.settings
    return (
        ("Address", "REIN_HOST, REIN_PORT", f"{settings.host}:{settings.port}"),
        ("Base path", "REIN_BASE_PATH", settings.base_path or "none: the root of the host"),
        ("Accounts", "REIN_AUTH", "none: one person on this machine, as admin"),
        ("Database", "REIN_DATABASE_URL", current.database_address),
        ("Data folder", "REIN_DATA_DIR", str(settings.data_dir)),
        ("Log level", "REIN_LOG_LEVEL", settings.log_level.value),
    )


def _provider(provider: Provider, current: CurrentSettings) -> tuple[_Line, ...]:
    settings = current.settings
    if not provider.address:  # your own server has lines of its own
        return ()
    address = _place(provider.custom_address(settings)) or f"{provider.name}'s own"
    is_saved = provider.provider in current.saved
    key = "saved on this page" if is_saved else _is_set(provider.api_key(settings))
    return (
        (f"{provider.name} key", provider.key_variable, key),
        (f"{provider.name} address", provider.address_variable, address),
    )


def _models(current: CurrentSettings) -> tuple[_Line, ...]:
    settings = current.settings
    return (
        *(line for provider in PROVIDERS for line in _provider(provider, current)),
        ("Gemini model", "REIN_GEMINI_MODEL", settings.gemini_model),
        ("Your own server", "REIN_SERVED_MODEL_URL", _place(settings.served_url) or "not set"),
        ("Model served there", "REIN_SERVED_MODEL", settings.served_model or "not set"),
        ("Its key", "REIN_SERVED_MODEL_KEY", _is_set(settings.served_key)),
        ("Routing table", "REIN_ROUTES", str(settings.routes or "the one that comes with Rein")),
        ("Tier of new accounts", "REIN_TIER", settings.tier.value),
    )


def _money(settings: Settings) -> tuple[_Line, ...]:
    by_tier = {
        Tier.BASIC: settings.budget_usd_basic,
        Tier.PROFESSIONAL: settings.budget_usd_professional,
        Tier.PREMIUM: settings.budget_usd_premium,
    }
    tiers = (
        (f"Budget a day, {tier}", f"REIN_BUDGET_USD_PER_DAY_{tier.upper()}", _budget(limit))
        for tier, limit in by_tier.items()
    )
    return (("Budget a day", "REIN_BUDGET_USD_PER_DAY", _budget(settings.budget_usd)), *tiers)


def _limits(settings: Settings) -> tuple[_Line, ...]:
    tokens = settings.tokens_per_minute
    return (
        ("Runs at the same time", "REIN_WORKERS", str(settings.workers)),
        (
            "Calls at the same time",
            "REIN_MAX_CONCURRENT_CALLS",
            f"{settings.max_concurrent_calls} at each provider",
        ),
        (
            "Tokens a minute",
            "REIN_TOKENS_PER_MINUTE",
            "no limit" if tokens is None else f"{formats.count(tokens)} at each provider",
        ),
        ("Longest model call", "REIN_CALL_DEADLINE_S", f"{settings.call_deadline_s:g} s"),
        ("Longest run", "REIN_RUN_DEADLINE_S", f"{settings.run_deadline_s:g} s"),
        ("Attempts at a run", "REIN_MAX_ATTEMPTS", str(settings.max_attempts)),
        ("Lease of a worker", "REIN_LEASE_S", f"{settings.lease_s:g} s"),
    )


def _retention(settings: Settings) -> tuple[_Line, ...]:
    shared = "between people" if settings.cache_shared else "for each person alone"
    hours = f"for {settings.cache_hours:g} hours" if settings.cache_hours else "none"
    return (
        ("Cached replies", "REIN_CACHE_HOURS", hours),
        ("Size of the cache", "REIN_CACHE_MB", f"{settings.cache_mb:g} MB"),
        ("Cache shared", "REIN_CACHE_SHARED", shared),
        (
            "Replies, in the ledger",
            "REIN_REPLY_RETENTION_DAYS",
            f"{settings.reply_retention_days:g} days",
        ),
        (
            "Record of deliveries",
            "REIN_SENT_RETENTION_DAYS",
            f"{settings.sent_retention_days:g} days",
        ),
    )


def _export(settings: Settings) -> tuple[_Line, ...]:
    exports = OPIK in settings.sinks
    cloud = "Opik's own" if exports else "not set"
    return (
        (
            "Opik address",
            "OPIK_URL_OVERRIDE",
            _host(settings.opik_url) if settings.opik_url else cloud,
        ),
        ("Opik key", "OPIK_API_KEY", _is_set(settings.opik_api_key)),
        ("Opik project", "OPIK_PROJECT_NAME", settings.opik_project if exports else "not set"),
        (
            "OTLP receiver",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            _host(settings.otlp_endpoint) if settings.otlp_endpoint else "not set",
        ),
    )


def _host(address: str) -> str:
    """Return the host of an address; the rest of it may hold a key."""
    return host_in(address) or "an address that cannot be read"


def _place(address: str | None) -> str:
    """Return a model's address without a key that may be in it, or "" if it is not set."""
    if not address:
        return ""
    host = host_in(address)
    return (
        f"{urlsplit(address).scheme}://{host}{urlsplit(address).path}" if host else _host(address)
    )


def _is_set(key: object) -> str:
    return "set" if key is not None else "not set"


def _budget(usd: float | None) -> str:
    return "no limit" if usd is None else formats.money(usd)
