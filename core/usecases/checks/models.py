"""Checks the settings of each provider's models. No call is made, so nothing is spent."""

from functools import partial

from core.errors import ConfigurationError, StorageUnavailable
from core.llm.factory import load_table
from core.llm.pricing.prices import cost_of
from core.llm.providers.catalog import PROVIDERS, Provider, host_in
from core.llm.routing.first_models import ROUTES as NAME
from core.llm.routing.table import SERVED, RoutingTable
from core.ports import Usage
from core.prompts.known_texts import FIRST_WRITTEN
from core.prompts.releases import live_versions
from core.settings import Settings
from core.store.prompts.read import list_releases
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus

_ANY_USAGE = Usage(input_tokens=1_000, output_tokens=1_000)


def _look(context: CheckContext, *, provider: Provider) -> CheckResult:
    settings = context.model_settings
    if not provider.is_configured(settings):
        missing = f"{provider.variable} is not set."
        if provider.provider == SERVED and settings.served_model is not None:
            return CheckResult(
                state=CheckStatus.WARNING,
                line=f"REIN_SERVED_MODEL is set, but {missing} It is not asked.",
            )
        return CheckResult(state=CheckStatus.OK, line=f"Not set up: {missing}")
    address = provider.address_in(settings)
    host = host_in(address)
    if not host:
        line = (
            f"{provider.address_variable} is not an address: "
            "it has to begin with http:// or https:// and name a host."
        )
        return CheckResult(state=CheckStatus.FAILED, line=line)
    if provider.provider == SERVED and settings.served_model is None:
        line = "REIN_SERVED_MODEL_URL is set, but REIN_SERVED_MODEL does not name its model."
        return CheckResult(state=CheckStatus.FAILED, line=line)
    models = _models(settings, provider)
    if not models:
        return CheckResult(
            state=CheckStatus.WARNING,
            line=f"{provider.variable} is set, but the routing table has no model of it.",
        )
    return CheckResult(
        state=CheckStatus.OK,
        line=f"{', '.join(models)} at {host}; whether the key works shows in a test call.",
    )


def _models(settings: Settings, provider: Provider) -> tuple[str, ...]:
    if provider.provider == SERVED:
        return (settings.served_model or "",)
    named = load_table(settings).models.values()
    return tuple(model.name for model in named if model.provider == provider.provider)


def _routes(context: CheckContext) -> CheckResult:
    own = context.settings.routes
    try:
        table = load_table(context.settings)
    except ConfigurationError as error:
        return CheckResult(state=CheckStatus.FAILED, line=str(error))
    line = f"{len(table.rules)} rows, {own or 'as they come with Rein'}.{_live(context)}"
    if unpriced := _unpriced(table, context):
        return CheckResult(
            state=CheckStatus.WARNING,
            line=f"{line} No price is known for {', '.join(unpriced)}: the name may be wrong or "
            "retired, and what its calls cost fills no budget. Look into the provider's list of "
            "models, or add a price to price_overrides.toml.",
        )
    return CheckResult(state=CheckStatus.OK, line=line)


def _live(context: CheckContext) -> str:
    """Return which version says which model is asked first, unless it is the one of Rein."""
    try:
        with context.database.read() as connection:
            history = [one for one in list_releases(connection) if one.name == NAME]
    except StorageUnavailable:
        return ""  # the check of the database says so
    version = live_versions(history, known={(one.name, one.version) for one in history}).get(NAME)
    if version is None or version < FIRST_WRITTEN:
        return ""
    return f" {NAME}@v{version} says which model is asked first."


def _unpriced(table: RoutingTable, context: CheckContext) -> list[str]:
    """Return the models of the routes that the price tables do not know."""
    routed = {key for rule in table.rules for key in rule.models}
    return [
        model.name
        for key, model in table.models.items()
        if key in routed
        and cost_of(model.provider, model.name, _ANY_USAGE, at=context.clock.now()).usd is None
    ]


MODELS: tuple[Check, ...] = tuple(
    Check(name=provider.provider, run=partial(_look, provider=provider)) for provider in PROVIDERS
)
"""One check per provider, in the order of PROVIDERS."""
ROUTES = Check(name="routes", run=_routes)
