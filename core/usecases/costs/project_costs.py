"""Project the cost of many goals from the costs of some."""

from core.store.costs.projection import (
    MONTHS,
    PEOPLE,
    RESOLUTIONS,
    Projection,
    per_month,
    per_resolutions,
    per_year,
    project,
)

__all__ = [
    "MONTHS",
    "PEOPLE",
    "RESOLUTIONS",
    "Projection",
    "per_month",
    "per_resolutions",
    "per_year",
    "project",
]
