"""The providers of the routing table's models: their names, settings and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.llm.providers import anthropic, gemini, openai
from core.llm.routing.table import SERVED
from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider and its settings."""

    provider: str
    """Its name in the routing table and in the ledger."""
    name: str
    """Its name for people."""
    variable: str
    """The setting that makes its models available."""
    address: str
    """Its default address; empty if only a setting can name one."""
    address_variable: str
    has_key: Callable[[Settings], bool]
    custom_address: Callable[[Settings], str | None]

    def address_in(self, settings: Settings) -> str:
        """Return the address its models are called at."""
        return self.custom_address(settings) or self.address

    def host_in(self, settings: Settings) -> str:
        """Return the host its models are called at, or "" if the address has none."""
        return host_in(self.address_in(settings))


PROVIDERS: tuple[Provider, ...] = (
    Provider(
        provider=gemini.PROVIDER,
        name="Google",
        variable=gemini.KEY_NAME,
        address=gemini.BASE_URL,
        address_variable="GEMINI_BASE_URL",
        has_key=lambda settings: settings.gemini_api_key is not None,
        custom_address=lambda settings: settings.gemini_base_url,
    ),
    Provider(
        provider=openai.OPENAI.provider,
        name="OpenAI",
        variable=openai.OPENAI.key_name,
        address=openai.BASE_URL,
        address_variable="OPENAI_BASE_URL",
        has_key=lambda settings: settings.openai_api_key is not None,
        custom_address=lambda settings: settings.openai_base_url,
    ),
    Provider(
        provider=anthropic.PROVIDER,
        name="Anthropic",
        variable=anthropic.KEY_NAME,
        address=anthropic.BASE_URL,
        address_variable="ANTHROPIC_BASE_URL",
        has_key=lambda settings: settings.anthropic_api_key is not None,
        custom_address=lambda settings: settings.anthropic_base_url,
    ),
    Provider(
        provider=SERVED,
        name="Your own server",
        variable="REIN_SERVED_MODEL_URL",
        address="",
        address_variable="REIN_SERVED_MODEL_URL",
        has_key=lambda settings: settings.served_url is not None,
        custom_address=lambda settings: settings.served_url,
    ),
)
"""In the order in which pages show them."""


def host_in(address: str) -> str:
    """Return the host of an address with its port, if any; "" if it is not an http address."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return ""
    host = parts.hostname if parts.scheme in {"http", "https"} else None
    if not host:
        return ""
    return f"[{host}]{port}" if ":" in host else f"{host}{port}"


def model_name(model: str) -> str:
    """Return the name in a model's key ("provider/name")."""
    return model.partition("/")[2] or model


def provider_name(model: str) -> str:
    """Return the display name of the provider in a model's key ("provider/name")."""
    provider = model.partition("/")[0]
    return next((one.name for one in PROVIDERS if one.provider == provider), provider)


def key_variable(model: str) -> str:
    """Return the setting of the API key for a model's key ("provider/name")."""
    provider = model.partition("/")[0]
    if provider == SERVED:
        return "REIN_SERVED_MODEL_KEY"
    return next(
        (one.variable for one in PROVIDERS if one.provider == provider), "its key's setting"
    )
