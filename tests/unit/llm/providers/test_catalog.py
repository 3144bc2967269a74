"""The catalog of providers: each can be configured, built and named, and none is left out."""

import pytest

from core.llm.providers.catalog import (
    PROVIDERS,
    Provider,
    find_provider,
    host_in,
    key_variable,
    model_name,
    provider_label,
    provider_name,
)
from core.llm.providers.served import NO_KEY
from core.llm.routing.table import SERVED, RoutingTable
from core.settings import Settings, load_settings
from tests.fakes import FrozenClock

every_provider = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.provider)


def configured(provider: Provider) -> Settings:
    """Return settings in which only this provider is configured."""
    return load_settings(**{provider.variable: "http://127.0.0.1:9/v1"})


def test_every_provider_of_the_routing_table_is_in_the_catalog() -> None:
    named = {model.provider for model in RoutingTable.load().models.values()}

    assert named | {SERVED} <= {provider.provider for provider in PROVIDERS}


@every_provider
def test_a_provider_is_configured_by_its_own_setting_alone(provider: Provider) -> None:
    assert not provider.is_configured(load_settings())
    settings = configured(provider)

    assert [one.provider for one in PROVIDERS if one.is_configured(settings)] == [provider.provider]


@every_provider
def test_a_provider_builds_a_model_of_its_own_name(provider: Provider, clock: FrozenClock) -> None:
    model = provider.build(configured(provider), "some-model", clock)

    assert (model.provider, model.name) == (provider.provider, "some-model")


@every_provider
def test_a_setting_replaces_the_address(provider: Provider) -> None:
    elsewhere = {provider.variable: "key", provider.address_variable: "https://proxy.example:8443"}

    assert provider.host_in(load_settings(**elsewhere)) == "proxy.example:8443"


@every_provider
def test_the_default_address_is_used_without_a_setting(provider: Provider) -> None:
    assert provider.address_in(load_settings()) == provider.address


def test_a_served_model_needs_no_key(clock: FrozenClock) -> None:
    served = find_provider(SERVED)
    assert served is not None
    without = load_settings(REIN_SERVED_MODEL_URL="http://127.0.0.1:9/v1")
    with_key = load_settings(
        REIN_SERVED_MODEL_URL="http://127.0.0.1:9/v1", REIN_SERVED_MODEL_KEY="s3cret"
    )

    keys = [served.build(settings, "m", clock)._key for settings in (without, with_key)]

    assert keys == [NO_KEY, "s3cret"]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://api.openai.com/v1", "api.openai.com"),
        ("http://127.0.0.1:8000/v1", "127.0.0.1:8000"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
        ("ftp://files.example", ""),
        ("api.openai.com", ""),
        ("http://box:not-a-port/v1", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_read_or_nothing(address: str, host: str) -> None:
    assert host_in(address) == host


@pytest.mark.parametrize(
    ("model", "name", "provider", "variable"),
    [
        ("google/gemini-3.8-flash", "gemini-3.8-flash", "Google", "GEMINI_API_KEY"),
        ("anthropic/claude-x", "claude-x", "Anthropic", "ANTHROPIC_API_KEY"),
        ("served/org/coach", "org/coach", "Your own server", "REIN_SERVED_MODEL_KEY"),
        ("elsewhere/m", "m", "elsewhere", "its key's setting"),
        ("bare", "bare", "bare", "its key's setting"),
    ],
)
def test_a_models_key_names_its_model_its_provider_and_its_setting(
    model: str, name: str, provider: str, variable: str
) -> None:
    assert model_name(model) == name
    assert provider_name(model) == provider
    assert key_variable(model) == variable


def test_an_unknown_provider_is_called_by_its_name() -> None:
    assert find_provider("elsewhere") is None
    assert provider_label("elsewhere") == "elsewhere"
    assert provider_label("openai") == "OpenAI"
