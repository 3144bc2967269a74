"""Token usage for the bill: as reported if plausible, else an estimate that is marked as one."""

from dataclasses import replace

from core.llm.reply.stream import ReplyAccumulator
from core.ports import ModelCall, Usage

CHARACTERS_PER_TOKEN = 4
"""The rule of thumb of all three providers for English, close enough for an estimate."""


def estimate_usage(call: ModelCall, text: str, *, thought: str = "") -> Usage:
    """Return the usage estimated from the length of prompt and reply."""
    prompt_length = len(call.prompt.system) + len(call.prompt.user)
    return Usage(
        input_tokens=_tokens(prompt_length),
        output_tokens=_tokens(len(text)),
        thinking_tokens=_tokens(len(thought)),
        estimated=True,
    )


def partial_usage(call: ModelCall, reply: ReplyAccumulator) -> Usage:
    """Return the usage of an interrupted reply: what was reported, and an estimate of the rest."""
    estimate = estimate_usage(call, reply.text, thought=reply.thought)
    if reply.usage is None:
        return estimate
    return replace(
        reply.usage,
        input_tokens=reply.usage.input_tokens or estimate.input_tokens,
        output_tokens=max(reply.usage.output_tokens, estimate.output_tokens),
        thinking_tokens=max(reply.usage.thinking_tokens, estimate.thinking_tokens),
        estimated=True,
    )


def known_usage(call: ModelCall, reply: ReplyAccumulator) -> Usage:
    """Return the reported usage, with an estimate for what is not reported or reported as zero.

    No prompt has zero tokens, and neither has a reply with text: a proxy that reports zeros does
    not know them, and a call that counted as free would fill no budget.
    """
    estimate = estimate_usage(call, reply.text, thought=reply.thought)
    if reply.usage is None:
        return estimate
    usage = reply.usage
    if usage.input_tokens == 0:
        usage = replace(usage, input_tokens=estimate.input_tokens, estimated=True)
    if usage.output_tokens + usage.thinking_tokens == 0 and estimate.output_tokens > 0:
        usage = replace(
            usage,
            output_tokens=estimate.output_tokens,
            thinking_tokens=estimate.thinking_tokens,
            estimated=True,
        )
    return usage


def clamp_usage(usage: Usage) -> Usage:
    """Return the usage with no negative count, and no part of the input larger than the input.

    A proxy that counts wrongly would otherwise cause an error in the price table, or a negative
    cost. A changed usage is marked as estimated.
    """
    read = max(0, usage.input_tokens)
    cached = min(max(0, usage.cached_tokens), read)
    written = min(max(0, usage.cache_write_tokens), read - cached)
    clamped = replace(
        usage,
        input_tokens=read,
        output_tokens=max(0, usage.output_tokens),
        thinking_tokens=max(0, usage.thinking_tokens),
        cached_tokens=cached,
        cache_write_tokens=written,
        cache_write_1h_tokens=min(max(0, usage.cache_write_1h_tokens), written),
    )
    return clamped if clamped == usage else replace(clamped, estimated=True)


def _tokens(characters: int) -> int:
    return -(-characters // CHARACTERS_PER_TOKEN)
