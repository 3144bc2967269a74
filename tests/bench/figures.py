"""How figures are taken and told: medians of interleaved rounds, ratios rather than seconds, n beside everything."""

import os
import platform
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. `target` is what was aimed for, in words; nothing fails by it."""

    name: str
    value: float
    unit: str
    n: int
    target: str = ""
    note: str = ""

    def __str__(self) -> str:
        aim = f"  (aim {self.target})" if self.target else ""
        note = f"  {self.note}" if self.note else ""
        return f"  {self.name:<58} {self.value:>10.4g} {self.unit:<12} n={self.n}{aim}{note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one benchmark found."""

    title: str
    figures: Sequence[Figure]
    remarks: Sequence[str] = field(default_factory=tuple)

    def __str__(self) -> str:
        return "\n".join(
            [self.title, *map(str, self.figures), *(f"  {line}" for line in self.remarks)]
        )


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 % stay at or below (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]


def interleave(rounds: int, sides: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Measure the sides in turn, round by round, starting with another one each time."""
    names = list(sides)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            taken[name].append(sides[name]())
    return taken


def machine() -> dict[str, str | int | float]:
    """Say what the figures were taken on."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": os.cpu_count() or 0,
        "memory_gib": round(pages * size / 2**30),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def load() -> float:
    """Return how many tasks wanted a core in the last minute, ours among them."""
    return round(os.getloadavg()[0], 2)
