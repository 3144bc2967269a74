"""Which of several secondary outcomes differ, with the share of false ones among them bounded."""

from collections.abc import Mapping


def select_discoveries(e_values: Mapping[str, float], *, alpha: float = 0.05) -> frozenset[str]:
    """Return the names whose e-values count as discoveries.

    The e-BH procedure (Wang & Ramdas 2022, Journal of the Royal Statistical Society B 84,
    822-852) bounds the false discovery rate by `alpha` however the outcomes depend on each other.
    """
    ordered = sorted(e_values.items(), key=lambda pair: pair[1], reverse=True)
    count = len(ordered)
    largest = max(
        (rank for rank, (_, value) in enumerate(ordered, 1) if rank * value * alpha >= count),
        default=0,
    )
    return frozenset(name for name, _ in ordered[:largest])
