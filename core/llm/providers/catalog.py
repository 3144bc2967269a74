"""Who makes the models of the routing table: what each is called, which setting opens it, and where it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.llm.providers import anthropic, gemini, openai
from core.llm.routing.table import SERVED
from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One maker, as the settings know it."""

    provider: str
    """Its name in the routing table and in the ledger."""
    name: str
    """Its name for people."""
    variable: str
    """The setting without which none of its models is asked."""
    address: str
    """Where it is asked unless a setting names another place; empty where only a setting can say."""
    address_variable: str
    has_key: Callable[[Settings], bool]
    custom_address: Callable[[Settings], str | None]

    def address_in(self, settings: Settings) -> str:
        """Return where it is asked."""
        return self.custom_address(settings) or self.address

    def host_in(self, settings: Settings) -> str:
        """Return the host its models are asked at, empty where the address has none that can be read."""
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
    """Return the host of an address, with its port where it names one; empty where it is not an http address."""
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
    """Return a model's own name, of the one the ledger and the breakers know it by ("provider/name")."""
    return model.partition("/")[2] or model


def provider_name(model: str) -> str:
    """Return the name for people of the maker of a model ("provider/name")."""
    provider = model.partition("/")[0]
    return next((maker.name for maker in PROVIDERS if maker.provider == provider), provider)


def key_variable(model: str) -> str:
    """Return the setting that holds the key for a model ("provider/name")."""
    provider = model.partition("/")[0]
    if provider == SERVED:
        return "REIN_SERVED_MODEL_KEY"
    return next(
        (maker.variable for maker in PROVIDERS if maker.provider == provider), "its key's setting"
    )
