"""Usage where the provider told none: a guess from length that is marked as one."""

from dataclasses import replace

from core.llm.heard import Heard
from core.ports import ModelCall, Usage

CHARACTERS_PER_TOKEN = 4
"""The rule of thumb of all three makers for English; close enough for a bill that says it is estimated."""


def estimate(call: ModelCall, text: str, *, thought: str = "") -> Usage:
    """Return the usage that the length of prompt and reply suggests."""
    asked = len(call.prompt.system) + len(call.prompt.user)
    return Usage(
        input_tokens=_tokens(asked),
        output_tokens=_tokens(len(text)),
        thinking_tokens=_tokens(len(thought)),
        estimated=True,
    )


def so_far(call: ModelCall, heard: Heard) -> Usage:
    """Return the usage of a reply that broke off: what was told on the way, and a guess of what came since."""
    guess = estimate(call, heard.text, thought=heard.thought)
    if heard.usage is None:
        return guess
    return replace(
        heard.usage,
        output_tokens=max(heard.usage.output_tokens, guess.output_tokens),
        thinking_tokens=max(heard.usage.thinking_tokens, guess.thinking_tokens),
        estimated=True,
    )


def _tokens(characters: int) -> int:
    return -(-characters // CHARACTERS_PER_TOKEN)
