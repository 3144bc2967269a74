"""Why the plan may be changed now, rather than at any time."""

from enum import StrEnum


class Occasion(StrEnum):
    """What opens the section by itself."""

    PAUSED = "paused"
    MISSED = "missed"
