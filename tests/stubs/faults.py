"""Every way a model's provider has been seen to fail, in one list for all stubs."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum


class Fault(StrEnum):
    OK = "ok"
    RATE_LIMITED = "rate_limited"
    DAILY_QUOTA = "daily_quota"
    SERVER_ERROR = "server_error"
    OVERLOADED = "overloaded"
    GATEWAY_TIMEOUT = "gateway_timeout"
    BAD_GATEWAY_STATUS = "bad_gateway_status"
    BAD_REQUEST = "bad_request"
    BAD_KEY = "bad_key"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    UNKNOWN_MODEL = "unknown_model"
    HANG = "hang"
    DRIP = "drip"
    RESET = "reset"
    GARBAGE = "garbage"
    HTML = "html"
    WRONG_SHAPE = "wrong_shape"
    BAD_JSON = "bad_json"
    FENCED = "fenced"
    PROSE = "prose"
    CHATTER = "chatter"
    MISSING_KEY = "missing_key"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_KEY = "unknown_key"
    TRUNCATED = "truncated"
    TRUNCATED_EMPTY = "truncated_empty"
    SAFETY = "safety"
    RECITATION = "recitation"
    PROMPT_BLOCK = "prompt_block"
    EMPTY = "empty"
    EMPTY_TEXT = "empty_text"
    NO_CANDIDATES = "no_candidates"
    NO_USAGE = "no_usage"


BILLED = frozenset(
    {
        Fault.OK,
        Fault.BAD_JSON,
        Fault.FENCED,
        Fault.PROSE,
        Fault.CHATTER,
        Fault.MISSING_KEY,
        Fault.WRONG_TYPE,
        Fault.UNKNOWN_KEY,
        Fault.TRUNCATED,
        Fault.TRUNCATED_EMPTY,
        Fault.SAFETY,
        Fault.RECITATION,
        Fault.PROMPT_BLOCK,
        Fault.EMPTY,
        Fault.EMPTY_TEXT,
        Fault.NO_CANDIDATES,
    }
)
"""Faults whose reply carries usage."""


_SPOILED: Mapping[Fault, Callable[[str], str]] = {
    Fault.BAD_JSON: lambda text: text[:-1].replace('":', '"', 1),
    Fault.FENCED: lambda text: f"```json\n{text}\n```",
    Fault.PROSE: lambda text: (
        f"Sure, here it is in the {{form}} you asked for:\n\n{text}\n\nTell me if it {{helps}}."
    ),
    Fault.CHATTER: lambda _: "I would rather talk about it first. How do you feel today?",
    Fault.MISSING_KEY: lambda text: json.dumps(dict(list(json.loads(text).items())[1:])),
    Fault.WRONG_TYPE: lambda text: json.dumps(
        json.loads(text) | {next(iter(json.loads(text))): {"unexpected": 1}}
    ),
    Fault.UNKNOWN_KEY: lambda text: json.dumps(
        {**json.loads(text), "confidence_in_answer": "high"}
    ),
    Fault.TRUNCATED: lambda text: text[: len(text) // 2],
}
_WORDLESS = frozenset(
    {
        Fault.TRUNCATED_EMPTY,
        Fault.SAFETY,
        Fault.RECITATION,
        Fault.PROMPT_BLOCK,
        Fault.NO_CANDIDATES,
        Fault.EMPTY,
        Fault.EMPTY_TEXT,
    }
)


def spoil(fault: Fault, text: str) -> str:
    """Return a good JSON reply as it looks with a fault of the text itself."""
    if fault in _WORDLESS:
        return ""
    return _SPOILED.get(fault, str)(text)
