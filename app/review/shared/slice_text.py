"""A slice in words, and as the query parameters that open a page with it."""

from collections.abc import Mapping

from core.goals.language import ENGLISH, OTHER
from core.ports import Tier
from core.quality.slice import Slice

KINDS: Mapping[str, str] = {"unknown": "Not recognized"}
"""Names of kinds of goals that are not the kind itself."""
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", OTHER: "Another language"}
TIERS: Mapping[str, str] = {str(tier): str(tier).capitalize() for tier in Tier}
WRITERS: Mapping[bool, str] = {False: "A model", True: "The offline coach"}
_FLAGS = {name: value for value, name in WRITERS.items()}


def label_of(value: str, names: Mapping[str, str]) -> str:
    """Return the name of a value; without one, the value itself."""
    return names.get(value, value.capitalize())


def slice_of(
    *,
    prompt: str | None,
    model: str | None,
    kind: str | None,
    language: str | None,
    tier: str | None,
    writer: str | None,
) -> Slice:
    """Return the slice of the parameters of an address; a label that is none matches nothing."""
    return Slice(
        prompt_version=prompt,
        model=model,
        kind=kind and _value(kind, KINDS),
        language=language and _value(language, LANGUAGES),
        tier=tier and _value(tier, TIERS),
        offline=None if writer is None else _FLAGS.get(writer),
    )


def _value(label: str, names: Mapping[str, str]) -> str:
    return next((value for value, name in names.items() if name == label), label.lower())


def query_of(within: Slice) -> dict[str, str]:
    """Return a slice as query parameters of a review page; the filters read them."""
    found = {
        "prompt": within.prompt_version,
        "model": within.model,
        "kind": within.kind and label_of(within.kind, KINDS),
        "language": within.language and label_of(within.language, LANGUAGES),
        "tier": within.tier and label_of(within.tier, TIERS),
        "writer": None if within.offline is None else WRITERS[within.offline],
    }
    return {name: value for name, value in found.items() if value}
