"""A model of one's own behind any OpenAI-compatible endpoint: vLLM, Ollama, TGI, llama.cpp, or a gateway to one.

Such servers differ in how seriously they take a schema, so it also stands in the prompt, and what comes back is
validated like any other reply. Its tokens have no published price; the override file may give it one.
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
"""What is sent where the server asks for no key; the SDK insists on one."""


def served_model(url: str, name: str, clock: Clock, *, api_key: str | None = None) -> OpenAIModel:
    """Return the model that is served at `url` (the address that ends in /v1)."""
    return OpenAIModel(api_key or NO_KEY, name, url, clock, dialect=SERVED)
