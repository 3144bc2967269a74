"""The settings of money, limits and retention in words."""

from app.operate.settings.setting import Line
from core import formats
from core.ports import Tier
from core.setting_groups.privacy import ConsentMode
from core.settings import Settings


def money(settings: Settings) -> tuple[Line, ...]:
    """Return what a day may cost, in all and by tier."""
    by_tier = {
        Tier.BASIC: settings.budget_usd_basic,
        Tier.PROFESSIONAL: settings.budget_usd_professional,
        Tier.PREMIUM: settings.budget_usd_premium,
    }
    tiers = (
        (f"Budget a day, {tier}", f"REIN_BUDGET_USD_PER_DAY_{tier.upper()}", _budget(limit))
        for tier, limit in by_tier.items()
    )
    return (
        ("Budget a day", "REIN_BUDGET_USD_PER_DAY", _budget(settings.budget_usd)),
        *tiers,
        (
            "Warning of a budget",
            "REIN_BUDGET_WARN_AT",
            f"at {formats.share(settings.budget_warn_at)}",
        ),
        (
            "Automatic trials a month",
            "REIN_AUTOMATIC_TRIALS_USD_PER_MONTH",
            "off"
            if settings.automatic_trials_usd is None
            else _budget(settings.automatic_trials_usd),
        ),
    )


def limits(settings: Settings) -> tuple[Line, ...]:
    """Return how much may happen at the same time, and how long it may take."""
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


def privacy(settings: Settings) -> tuple[Line, ...]:
    """Return what leaves this machine about people."""
    asked = settings.model_consent is ConsentMode.ASK
    return (
        (
            "Consent to models",
            "REIN_MODEL_CONSENT",
            "people are asked" if asked else "assumed: they were asked in another way",
        ),
        (
            "Own name, addresses, numbers, keys",
            "REIN_REDACT",
            "replaced in what leaves" if settings.redact else "sent as they are written",
        ),
    )


def retention(settings: Settings) -> tuple[Line, ...]:
    """Return how long replies, deliveries and cached answers stay."""
    shared = "between people" if settings.cache_shared else "for each person alone"
    hours = f"for {settings.cache_hours:g} hours" if settings.cache_hours else "none"
    days = settings.trace_retention_days
    return (
        (
            "Traces that no goal shows",
            "REIN_TRACE_RETENTION_DAYS",
            "for ever" if days is None else f"{days:g} days",
        ),
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
        (
            "Who read what others wrote",
            "REIN_READING_RETENTION_DAYS",
            f"{settings.reading_retention_days:g} days",
        ),
    )


def _budget(usd: float | None) -> str:
    return "no limit" if usd is None else formats.money(usd)
