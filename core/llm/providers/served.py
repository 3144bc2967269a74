"""A self-hosted model behind an OpenAI-compatible endpoint: vLLM, Ollama, TGI, llama.cpp.

Some of these servers ignore a schema, so the prompt contains it too, and the reply is validated
like any other. Its tokens have no published price; the override file may set one.
"""

from core.clock import Clock
from core.llm.providers.openai import Dialect, OpenAIModel

SERVED = Dialect(
    provider="served",
    key_name="REIN_SERVED_MODEL_KEY",
    limit_field="max_tokens",
    strict=False,
    schema_in_prompt=True,
)
NO_KEY = "none"
"""Sent if no key is set, because the SDK requires one."""


def served_model(api_key: str, name: str, base_url: str | None, clock: Clock) -> OpenAIModel:
    """Return the model served at `base_url` (the address that ends in /v1)."""
    return OpenAIModel(api_key or NO_KEY, name, base_url, clock, dialect=SERVED)
