"""Writes figures the way Prometheus reads them (text format 0.0.4): small enough that a library would be more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One figure. `suffix` is what histograms put behind the name of their family."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Figures of one name: a counter only grows, a gauge goes both ways, a histogram counts in bins."""

    name: str
    kind: str
    help: str
    samples: tuple[Sample, ...]


def gauge(name: str, help_: str, samples: Iterable[tuple[Mapping[str, str], float]]) -> Family:
    """Return a family whose figures go both ways."""
    return Family(name=name, kind="gauge", help=help_, samples=_plain(samples))


def counter(name: str, help_: str, samples: Iterable[tuple[Mapping[str, str], float]]) -> Family:
    """Return a family whose figures only grow; its name ends in `_total`."""
    return Family(name=name, kind="counter", help=help_, samples=_plain(samples))


def histogram(
    name: str,
    help_: str,
    series: Iterable[tuple[Mapping[str, str], Mapping[float, int], int, float]],
) -> Family:
    """Return a family of histograms: labels, the count at or below each bound, the count of all, their sum."""
    samples: list[Sample] = []
    for labels, below, n, total in series:
        samples += [
            Sample(suffix="_bucket", labels={**labels, "le": f"{bound:.6g}"}, value=below[bound])
            for bound in sorted(below)
        ]
        samples += [
            Sample(suffix="_bucket", labels={**labels, "le": "+Inf"}, value=n),
            Sample(suffix="_sum", labels=labels, value=total),
            Sample(suffix="_count", labels=labels, value=n),
        ]
    return Family(name=name, kind="histogram", help=help_, samples=tuple(samples))


def exposition(families: Iterable[Family]) -> str:
    """Return all families as text."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _plain(samples: Iterable[tuple[Mapping[str, str], float]]) -> tuple[Sample, ...]:
    return tuple(Sample(labels=labels, value=value) for labels, value in samples)


def _lines(family: Family) -> Iterable[str]:
    yield f"# HELP {family.name} {family.help}"
    yield f"# TYPE {family.name} {family.kind}"
    for sample in family.samples:
        labels = ",".join(
            f'{name}="{value.translate(_ESCAPES)}"' for name, value in sample.labels.items()
        )
        yield f"{family.name}{sample.suffix}{'{' + labels + '}' if labels else ''} {sample.value:.10g}"
