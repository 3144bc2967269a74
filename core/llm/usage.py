"""Usage where the provider told none: a guess from length that is marked as one."""

from core.ports import ModelCall, Usage

CHARACTERS_PER_TOKEN = 4
"""The rule of thumb of all three makers for English; close enough for a bill that says it is estimated."""


def estimate(call: ModelCall, text: str) -> Usage:
    """Return the usage that the length of prompt and reply suggests."""
    asked = len(call.prompt.system) + len(call.prompt.user)
    return Usage(input_tokens=_tokens(asked), output_tokens=_tokens(len(text)), estimated=True)


def _tokens(characters: int) -> int:
    return -(-characters // CHARACTERS_PER_TOKEN)
