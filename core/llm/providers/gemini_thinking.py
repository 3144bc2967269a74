"""How long a Gemini model may think, in the field of its generation."""

import re
from collections.abc import Mapping
from typing import Any

from core.ports import Thinking

_GENERATION = re.compile(r"^(?:models/)?gemini-(\d+)")
_LAST_WITH_BUDGET = 2
_THINKING_TOKENS: Mapping[Thinking, int] = {Thinking.LOW: 1_024, Thinking.MEDIUM: 4_096}


def thinking_config(name: str, wanted: Thinking | None) -> dict[str, Any]:
    """Return how long a model may think: a number of tokens up to 2.5, a level from 3 on.

    Each generation rejects the other's field. A name that is no Gemini's gets neither.
    """
    generation = _GENERATION.match(name)
    if wanted is None or generation is None:
        return {}
    if int(generation[1]) <= _LAST_WITH_BUDGET:
        return {"thinking_budget": _THINKING_TOKENS[wanted]}
    return {"thinking_level": wanted.value.upper()}
