"""The providers of the routing table's models: their names, settings, addresses and adapters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from core.clock import Clock
from core.llm.providers import anthropic, gemini, openai, served
from core.llm.providers.adapter import SdkModel
from core.llm.routing.table import SERVED
from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider: a new one is an adapter, its settings, and a row of PROVIDERS."""

    provider: str
    """Its name in the routing table and in the ledger."""
    name: str
    """Its name for people."""
    variable: str
    """The setting that makes its models available."""
    key_variable: str
    """The setting of its API key."""
    address: str
    """Its default address; empty if only a setting can name one."""
    address_variable: str
    api_key: Callable[[Settings], SecretStr | None]
    key_field: str = ""
    """The field of the settings that holds its API key; empty if a key cannot be saved."""
    key_page: str = ""
    """Where its keys are made."""
    custom_address: Callable[[Settings], str | None]
    adapter: Callable[[str, str, str | None, Clock], SdkModel[Any]]
    """Builds a model from an API key, the model's name, an address and the clock."""

    def is_configured(self, settings: Settings) -> bool:
        """Whether its models can be called: its key is set, or its address if it needs no key."""
        needed = self.api_key if self.variable == self.key_variable else self.custom_address
        return needed(settings) is not None

    def build(self, settings: Settings, name: str, clock: Clock) -> SdkModel[Any]:
        """Return the adapter of its model `name`."""
        key = self.api_key(settings)
        secret = key.get_secret_value() if key is not None else ""
        model = self.adapter(secret, name, self.custom_address(settings), clock)
        model.host = self.host_in(settings)
        return model

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
        key_variable=gemini.KEY_NAME,
        address=gemini.BASE_URL,
        address_variable="GEMINI_BASE_URL",
        api_key=lambda settings: settings.gemini_api_key,
        key_field="gemini_api_key",
        key_page="aistudio.google.com/apikey",
        custom_address=lambda settings: settings.gemini_base_url,
        adapter=gemini.GeminiModel,
    ),
    Provider(
        provider=openai.OPENAI.provider,
        name="OpenAI",
        variable=openai.OPENAI.key_name,
        key_variable=openai.OPENAI.key_name,
        address=openai.BASE_URL,
        address_variable="OPENAI_BASE_URL",
        api_key=lambda settings: settings.openai_api_key,
        key_field="openai_api_key",
        key_page="platform.openai.com/api-keys",
        custom_address=lambda settings: settings.openai_base_url,
        adapter=openai.OpenAIModel,
    ),
    Provider(
        provider=anthropic.PROVIDER,
        name="Anthropic",
        variable=anthropic.KEY_NAME,
        key_variable=anthropic.KEY_NAME,
        address=anthropic.BASE_URL,
        address_variable="ANTHROPIC_BASE_URL",
        api_key=lambda settings: settings.anthropic_api_key,
        key_field="anthropic_api_key",
        key_page="console.anthropic.com/settings/keys",
        custom_address=lambda settings: settings.anthropic_base_url,
        adapter=anthropic.AnthropicModel,
    ),
    Provider(
        provider=SERVED,
        name="Your own server",
        variable="REIN_SERVED_MODEL_URL",
        key_variable=served.SERVED.key_name,
        address="",
        address_variable="REIN_SERVED_MODEL_URL",
        api_key=lambda settings: settings.served_key,
        custom_address=lambda settings: settings.served_url,
        adapter=served.served_model,
    ),
)
"""In the order in which pages show them."""


def find_provider(name: str) -> Provider | None:
    """Return the provider with this name in the routing table, or None."""
    return next((one for one in PROVIDERS if one.provider == name), None)


def provider_label(name: str) -> str:
    """Return the display name of a provider, or its name if it is unknown."""
    found = find_provider(name)
    return found.name if found is not None else name


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
    return provider_label(model.partition("/")[0])


def key_variable(model: str) -> str:
    """Return the setting of the API key for a model's key ("provider/name")."""
    found = find_provider(model.partition("/")[0])
    return found.key_variable if found is not None else "its key's setting"
