"""The settings of people in words: how they sign in, and how much one may do."""

from app.operate.settings.setting import Line
from core.quota import Use
from core.setting_groups.sign_in import AuthMode, SignUp
from core.settings import Settings

_NOT_USED = "not used"
_MODES = {
    AuthMode.PASSWORD: "with a password",
    AuthMode.OIDC: "with a provider of identities",
}
_USES = {
    Use.GOALS: "Goals of a person",
    Use.QUESTIONS: "Questions to the coach",
    Use.RATINGS: "Ratings of a person",
    Use.CHECK_INS: "Check-ins of a person",
    Use.CHANGES: "Changes of plans and goals",
    Use.EXPORTS: "Files of a person",
}


def sign_in(settings: Settings) -> tuple[Line, ...]:
    """Return how people get an account and sign in; no secret is shown."""
    opened = settings.sign_up is SignUp.OPEN
    return (
        ("Accounts", "REIN_AUTH", _MODES.get(settings.auth, "none: one person, as admin")),
        ("Sign-up", "REIN_SIGN_UP", "open" if opened else "by invitation"),
        ("Domains that may sign up", "REIN_SIGN_UP_DOMAINS", settings.sign_up_domains or "all"),
        (
            "List of breached passwords",
            "REIN_BREACHED_PASSWORDS_URL",
            settings.breached_passwords_url or "none: leaked ones known on this machine",
        ),
        *_provider(settings),
    )


def _provider(settings: Settings) -> tuple[Line, ...]:
    secret = settings.oidc_client_secret is not None
    return (
        ("Provider", "REIN_OIDC_ISSUER", settings.oidc_issuer or _NOT_USED),
        ("Name of the provider", "REIN_OIDC_NAME", settings.oidc_name or "its host"),
        ("Client at the provider", "REIN_OIDC_CLIENT_ID", settings.oidc_client_id or _NOT_USED),
        ("Its secret", "REIN_OIDC_CLIENT_SECRET", "set" if secret else "none"),
        ("Scopes asked for", "REIN_OIDC_SCOPES", settings.oidc_scopes),
        ("Claim with roles", "REIN_OIDC_ROLE_CLAIM", settings.oidc_role_claim or _NOT_USED),
        ("Admins by that claim", "REIN_OIDC_ADMINS", settings.oidc_admins or _NOT_USED),
        ("Reviewers by that claim", "REIN_OIDC_REVIEWERS", settings.oidc_reviewers or _NOT_USED),
    )


def quotas(settings: Settings) -> tuple[Line, ...]:
    """Return how much a person, a token and an address may do; admins have no quota."""
    token, address = settings.requests_per_token, settings.requests_per_address
    return (
        *(
            (label, f"REIN_QUOTA_{use.upper()}", str(getattr(settings, f"quota_{use.value}")))
            for use, label in _USES.items()
        ),
        ("Runs that may wait", "REIN_MAX_QUEUED", f"{settings.max_queued:,}"),
        (
            "Runs of one person that may wait",
            "REIN_MAX_QUEUED_PER_PERSON",
            f"{settings.max_queued_per_person:,}",
        ),
        (
            "Requests with one token",
            "REIN_REQUESTS_PER_MINUTE_PER_TOKEN",
            f"{token:,} a minute",
        ),
        (
            "Requests from one address",
            "REIN_REQUESTS_PER_MINUTE_PER_ADDRESS",
            f"{address:,} a minute",
        ),
        (
            "Processes that share these requests",
            "REIN_REPLICAS",
            f"{settings.replicas:,}; with more, more come through",
        ),
    )
