"""Parse knowledge from YAML; a fault is named with file and location."""

from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from core.errors import ConfigurationError
from core.offline.playbooks.parts import PlaybookPart

P = TypeVar("P", bound=PlaybookPart)
_MOST_FAULTS = 5


def parse_part(text: str, part: type[P], *, origin: str, name: str, like: str) -> P:
    """Return the part that a YAML text holds; `like` is a file to compare it with.

    Raises ConfigurationError with file, location and fault.
    """
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return part.model_validate(yaml.load(text, Loader=loader))  # noqa: S506 - both are safe
    except yaml.YAMLError as fault:
        raise ConfigurationError(
            f"{origin} is not valid YAML: {fault}", advice="Check its indentation."
        ) from fault
    except ValidationError as fault:
        lines = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}"
            for e in fault.errors()[:_MOST_FAULTS]
        )
        raise ConfigurationError(
            f"{origin} is not a {name}: {lines}.", advice=f"Compare it with {like}."
        ) from fault
