"""Which model is asked first for a step, where a version of the routes says so."""

from collections.abc import Mapping

from core.errors import ConfigurationError
from core.ports import Purpose

ROUTES = "routes"
"""Name of these settings among the prompts; each version can be tried on people."""
STEPS = (Purpose.PREPROCESS, Purpose.GENERATE, Purpose.PLAN)
"""Steps whose model can be chosen: those that write what a person rates."""


def parse_first_models(settings: Mapping[str, object], *, label: str) -> Mapping[Purpose, str]:
    """Return the key of the model that is asked first, by step; a step without one has none.

    Raises ConfigurationError if a step or a key cannot be one.
    """
    if unknown := sorted(settings.keys() - {step.value for step in STEPS}):
        raise ConfigurationError(
            f"The routes {label} name what is no step: {', '.join(unknown)}.",
            advice=f"The steps are {', '.join(step.value for step in STEPS)}.",
        )
    for step, key in settings.items():
        if not isinstance(key, str) or not key.strip():
            raise ConfigurationError(
                f"The routes {label} have no model for {step}.",
                advice=f'Write its key in the routing table: {step} = "gemini".',
            )
    return {Purpose(step): str(key) for step, key in settings.items()}
