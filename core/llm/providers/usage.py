"""Usage as it can be billed: what was told where it can be true, and a guess from length, marked, where it was not."""

from dataclasses import replace

from core.llm.reply.stream import ReplyAccumulator
from core.ports import ModelCall, Usage

CHARACTERS_PER_TOKEN = 4
"""The rule of thumb of all three makers for English; close enough for a bill that says it is estimated."""


def estimate_usage(call: ModelCall, text: str, *, thought: str = "") -> Usage:
    """Return the usage that the length of prompt and reply suggests."""
    asked = len(call.prompt.system) + len(call.prompt.user)
    return Usage(
        input_tokens=_tokens(asked),
        output_tokens=_tokens(len(text)),
        thinking_tokens=_tokens(len(thought)),
        estimated=True,
    )


def partial_usage(call: ModelCall, heard: ReplyAccumulator) -> Usage:
    """Return the usage of a reply that broke off: what was told on the way, and a guess of what came since."""
    guess = estimate_usage(call, heard.text, thought=heard.thought)
    if heard.usage is None:
        return guess
    return replace(
        heard.usage,
        output_tokens=max(heard.usage.output_tokens, guess.output_tokens),
        thinking_tokens=max(heard.usage.thinking_tokens, guess.thinking_tokens),
        estimated=True,
    )


def clamp_usage(usage: Usage) -> Usage:
    """Return counts that can be billed: none below nothing, and parts of the input no larger than the input.

    A proxy that counts wrongly would otherwise end in a price table's error, or earn money. What is changed is marked.
    """
    read = max(0, usage.input_tokens)
    cached = min(max(0, usage.cached_tokens), read)
    sound = replace(
        usage,
        input_tokens=read,
        output_tokens=max(0, usage.output_tokens),
        thinking_tokens=max(0, usage.thinking_tokens),
        cached_tokens=cached,
        cache_write_tokens=min(max(0, usage.cache_write_tokens), read - cached),
    )
    return sound if sound == usage else replace(sound, estimated=True)


def _tokens(characters: int) -> int:
    return -(-characters // CHARACTERS_PER_TOKEN)
