"""What a person left open gets the usual value; which one that is, is versioned like a prompt."""

from collections.abc import Mapping
from dataclasses import replace

from core.errors import ConfigurationError
from core.goals.goal import FirstSteps, GoalRequest, Style, Usual

_UNSURE = 6
"""Confidence (0-10) just below the one from which the first steps have their usual size."""


def parse_usual(settings: Mapping[str, object], *, label: str) -> Usual:
    """Return the values that a settings text names. Raises ConfigurationError if one is unknown."""
    if settings.keys() != {"pace", "first_steps"}:
        raise ConfigurationError(f"The settings {label} have to name pace and first_steps alone.")
    try:
        usual = Usual(
            pace=Style(str(settings["pace"])), first_steps=FirstSteps(str(settings["first_steps"]))
        )
    except ValueError as error:
        raise ConfigurationError(f"The settings {label} cannot be used: {error}.") from error
    return usual if usual == Usual() else replace(usual, label=label)


def apply_usual(request: GoalRequest) -> GoalRequest:
    """Return the request with the usual values where the person left something open.

    An even pace is what the form starts with, so it counts as left open.
    """
    about, assumed = request.circumstances, set[str]()
    if about.style is Style.BALANCED and request.usual.pace is not Style.BALANCED:
        about = replace(about, style=request.usual.pace)
        assumed.add("style")
    if about.confidence is None and request.usual.first_steps is FirstSteps.SMALLER:
        about = replace(about, confidence=_UNSURE)
        assumed.add("confidence")
    if not assumed:
        return request
    return replace(request, circumstances=about, assumed=request.assumed | assumed)
