"""Mean and variance from sums, which is how rollups keep them."""


def mean_of(n: int, total: float) -> float | None:
    """Return the mean; None of nothing."""
    return total / n if n else None


def variance_of(n: int, total: float, squares: float) -> float | None:
    """Return the sample variance; None below two values. Rounding may not make it negative."""
    return max(0.0, (squares - total * total / n) / (n - 1)) if n > 1 else None
