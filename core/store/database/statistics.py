"""Compute mean and variance from the sums that rollups store."""


def mean_of(n: int, total: float) -> float | None:
    """Return the mean, or None if `n` is 0."""
    return total / n if n else None


def variance_of(n: int, total: float, squares: float) -> float | None:
    """Return the sample variance, or None below two values. Rounding never makes it negative."""
    return max(0.0, (squares - total * total / n) / (n - 1)) if n > 1 else None
