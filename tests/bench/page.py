"""Writes docs/benchmarks.md from the figures, so that the page says what was measured and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

HEAD = """# Benchmarks

Written by `make bench`, which fails on no figure: times depend on the machine and on what else it does, so read the
ratios first, and the load under each part. Sides that are compared are measured in turn, round by round; a value is the
median of its n rounds. An aim is what we set out to reach, met or not. A part that is taken anew replaces the earlier
one.

"""


def render(found: Mapping[str, Any]) -> str:
    """Return the page for the content of figures.json."""
    machine: Mapping[str, Any] = found["machine"]
    taken_on = (
        f"Taken on {machine['cores']} cores with {machine['memory_gib']} GiB ({machine['system']}), "
        f"Python {machine['python']}, shared with other work.\n"
    )
    return HEAD + taken_on + "".join(_report(report) for report in found["reports"].values())


def _report(report: Mapping[str, Any]) -> str:
    rows = "".join(_row(figure) for figure in report["figures"])
    remarks = "".join(f"- {line}\n" for line in report["remarks"])
    return (
        f"\n## {report['title']}\n\n| figure | value | n | aim | |\n| --- | --- | --- | --- | --- |\n{rows}"
        f"{chr(10) if remarks else ''}{remarks}"
    )


def _row(figure: Mapping[str, Any]) -> str:
    cells: Sequence[str] = (
        figure["name"],
        f"{rounded(figure['value'])} {figure['unit']}".removesuffix(" ratio"),
        str(figure["n"]),
        figure["target"],
        figure["note"],
    )
    return f"| {' | '.join(cells)} |\n"


def rounded(value: float) -> str:
    """Return a value with three figures that mean something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
