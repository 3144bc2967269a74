"""A self-hosted model behind any OpenAI-compatible endpoint: vLLM, Ollama, TGI, llama.cpp, a gateway.

Some of these servers ignore a schema, so the prompt contains it too, and the reply is validated like
any other. Its tokens have no published price; the override file may set one.
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


def served_model(url: str, name: str, clock: Clock, *, api_key: str | None = None) -> OpenAIModel:
    """Return the model served at `url` (the address that ends in /v1)."""
    return OpenAIModel(api_key or NO_KEY, name, url, clock, dialect=SERVED)
