"""Prompt versions and models side by side, each against the one that is used most."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.change import Difference, Estimate, difference_of, more_needed
from core.quality.slice import EVERYTHING, Slice
from core.store.scores.scorers import Scorer
from core.store.slices import versions
from core.store.slices.versions import VersionRow
from core.usecases.access.allow import Access, allow
from core.usecases.utc_days import UtcDays

__all__ = ["ComparedVersion", "Estimate", "VersionRow", "list_versions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedVersion:
    """One version, and its stars against those of the version that is used most."""

    row: VersionRow
    stars: Difference | None
    """None for the most used version itself, and if one of the two was never rated."""
    more_ratings: int | None
    """Roughly how many more ratings tell the two apart; None if that is not known."""
    worst: bool
    """Whether its stars are the lowest of all, and certainly lower than those of the most used."""


@allow(Access.REVIEWER)
def list_versions(
    rein: Rein,
    *,
    viewer: Viewer,
    days: UtcDays,
    scorer: Scorer,
    sample: bool = False,
    within: Slice = EVERYTHING,
) -> tuple[ComparedVersion, ...]:
    """Return the versions of a window, the most used first. Raises NotAllowed below reviewer."""
    rows = versions.list_versions(
        rein.database,
        since=days.since,
        until=days.until,
        sample=sample,
        scorer=scorer,
        within=within,
    )
    return compare_versions(rows)


def compare_versions(rows: tuple[VersionRow, ...]) -> tuple[ComparedVersion, ...]:
    """Return the rows with their differences from the first one."""
    rated = [row.stars.value for row in rows if row.stars.value is not None]
    lowest = min(rated, default=None)
    return tuple(
        _compared(row, None if place == 0 else rows[0], lowest=lowest)
        for place, row in enumerate(rows)
    )


def _compared(
    row: VersionRow, most_used: VersionRow | None, *, lowest: float | None
) -> ComparedVersion:
    stars = None if most_used is None else difference_of(row.stars, most_used.stars)
    certain = stars is not None and stars.certain
    return ComparedVersion(
        row=row,
        stars=stars,
        more_ratings=None if stars is None else more_needed(row.stars.n, stars),
        worst=certain and row.stars.value == lowest,
    )
