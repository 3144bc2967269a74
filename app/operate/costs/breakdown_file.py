"""The breakdown of costs as a CSV file."""

from dataclasses import dataclass

from app.ui import csv_file
from core.usecases.costs.get_cost_report import CostRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One group as a row of the file. What is not known is None, never 0."""

    group: str
    name: str
    calls: int
    cache_hits: int
    tokens: int
    input_tokens: int | None
    output_tokens: int | None
    thinking_tokens: int | None
    cached_tokens: int | None
    failed: int | None
    in_doubt: int | None
    tokens_estimated: int | None
    cost_usd: float | None
    judge_usd: float | None
    price_unknown: int


def as_csv(rows: tuple[CostRow, ...]) -> bytes:
    """Return the breakdown as CSV."""
    return csv_file.write(tuple(CostLine.__slots__), [_line(row) for row in rows])


def _line(row: CostRow) -> CostLine:
    details, unpriced = row.details, row.cost_unknown > 0 and row.cost_usd == 0
    return CostLine(
        group=row.group,
        name=row.name,
        calls=row.calls,
        cache_hits=row.cache_hits,
        tokens=row.tokens,
        input_tokens=details.input_tokens if details else None,
        output_tokens=details.output_tokens if details else None,
        thinking_tokens=details.thinking_tokens if details else None,
        cached_tokens=details.cached_tokens if details else None,
        failed=details.failed if details else None,
        in_doubt=details.in_doubt if details else None,
        tokens_estimated=details.estimated if details else None,
        cost_usd=None if unpriced else row.cost_usd,
        judge_usd=details.judge_usd if details and not unpriced else None,
        price_unknown=row.cost_unknown,
    )
