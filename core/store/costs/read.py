"""Costs of model calls from the rollups: by day, purpose, model, provider, prompt, tier or user.

Every figure leaves out the offline coach, because it costs nothing. Days are UTC days.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from core.llm.providers.offline import OFFLINE
from core.ports import Purpose
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.rollups.tables import rollup_calls, rollup_user_costs

CostBy = Literal["day", "purpose", "model", "provider", "prompt_version", "tier", "user"]

_SUMS = ("n", "cache_hits", "cost_usd", "cost_unknown")
_DETAILS = (
    "failed",
    "doubtful",
    "estimated",
    "input_tokens",
    "output_tokens",
    "thinking_tokens",
    "cached_tokens",
    "duration_us",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostDetails:
    """Figures of a group that are not stored by person."""

    failed: int
    in_doubt: int
    """Calls whose worker died before the reply was committed."""
    estimated: int
    """Calls whose tokens were estimated from text length, because no usage was reported."""
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    """Part of the input tokens that came from the provider's prefix cache."""
    judge_usd: float
    """Part of the cost that judging took."""
    check_usd: float
    """Part of the cost that test calls took; the rest is writing."""
    mean_ms: float | None

    @property
    def prefix_share(self) -> float | None:
        """Return the share of input tokens that came from the provider's prefix cache."""
        return self.cached_tokens / self.input_tokens if self.input_tokens else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """Calls of one group in a window."""

    group: str
    """The day, purpose, model and so on; a user id; "" if nothing is grouped."""
    name: str = ""
    """The person's name; "" if it is no longer known, and for all other groups."""
    calls: int
    """Calls to a model, failed ones included, replies from the cache excluded."""
    cache_hits: int
    tokens: int
    """Input, output and thinking."""
    cost_usd: float
    """Sum of the known costs."""
    cost_unknown: int
    """Calls of unknown price, which that sum leaves out."""
    details: CostDetails | None
    """None for people."""

    @property
    def cache_share(self) -> float | None:
        """Return the share of answers that came from the cache."""
        return self.cache_hits / self.answers if self.answers else None

    @property
    def answers(self) -> int:
        """Return the number of answers: replies from the cache and calls that did not fail.

        For people only the calls are known, not how they ended.
        """
        unanswered = self.details.failed + self.details.in_doubt if self.details is not None else 0
        return self.cache_hits + self.calls - unanswered

    @property
    def known(self) -> bool:
        return self.cost_unknown == 0


def cost_totals(
    database: Database, *, since: date, until: date, model: str | None = None
) -> CostRow:
    """Return the sums of a window, both days included."""
    query = _select_sums(literal(""), since, until, model)
    with database.read() as connection:
        row = fetch_one(connection, query) or {}
    return _to_detailed_row(row)


def list_costs(
    database: Database, *, since: date, until: date, by: CostBy, model: str | None = None
) -> tuple[CostRow, ...]:
    """Return the sums of a window by group, the most expensive first; days in their order.

    People are not stored by model.
    """
    if by == "user":
        return _list_by_user(database, since, until)
    group = rollup_calls.c[by]
    with database.read() as connection:
        found = fetch_all(connection, _select_sums(group, since, until, model).group_by(group))
    rows = [_to_detailed_row(row) for row in found]
    return tuple(
        sorted(rows, key=(lambda row: row.group) if by == "day" else _most_expensive_first)
    )


def list_models(database: Database) -> tuple[str, ...]:
    """Return the models that were ever called, by name."""
    query = select(rollup_calls.c.model).where(rollup_calls.c.provider != OFFLINE).distinct()
    with database.read() as connection:
        return tuple(sorted(connection.execute(query).scalars()))


def _select_sums(
    group: ColumnElement[Any], since: date, until: date, model: str | None
) -> Select[Any]:
    sums = [
        func.coalesce(func.sum(rollup_calls.c[name]), 0).label(name) for name in (*_SUMS, *_DETAILS)
    ]
    judged, checked = (
        _cost_of((Purpose.EVALUATE, Purpose.COMPARE), "judge_usd"),
        _cost_of((Purpose.CHECK,), "check_usd"),
    )
    query = select(group.label("group"), literal("").label("name"), *sums, judged, checked)
    query = query.where(
        rollup_calls.c.provider != OFFLINE, rollup_calls.c.day.between(since, until)
    )
    return query if model is None else query.where(rollup_calls.c.model == model)


def _cost_of(purposes: tuple[Purpose, ...], name: str) -> ColumnElement[float]:
    spent = case((rollup_calls.c.purpose.in_(purposes), rollup_calls.c.cost_usd), else_=0.0)
    return func.coalesce(func.sum(spent), 0).label(name)


def _list_by_user(database: Database, since: date, until: date) -> tuple[CostRow, ...]:
    sums = [func.sum(rollup_user_costs.c[name]).label(name) for name in (*_SUMS, "tokens")]
    in_window = rollup_user_costs.c.day.between(since, until)
    # Summed before the names are looked up, so that each person is looked up once.
    query = select(rollup_user_costs.c.user_id.label("group"), *sums).where(in_window)
    costs = query.group_by(rollup_user_costs.c.user_id).subquery()
    named = select(costs, users.c.name).select_from(
        costs.outerjoin(users, users.c.id == costs.c.group)
    )
    with database.read() as connection:
        found = fetch_all(connection, named)
    return tuple(
        sorted((_to_row(row, int(row["tokens"]), None) for row in found), key=_most_expensive_first)
    )


def _to_detailed_row(row: Row) -> CostRow:
    calls = _model_calls(row)
    tokens = sum(int(row[name]) for name in ("input_tokens", "output_tokens", "thinking_tokens"))
    details = CostDetails(
        in_doubt=int(row["doubtful"]),
        **{name: int(row[name]) for name in _DETAILS if name not in {"doubtful", "duration_us"}},
        judge_usd=float(row["judge_usd"]),
        check_usd=float(row["check_usd"]),
        mean_ms=int(row["duration_us"]) / calls / 1_000 if calls else None,
    )
    return _to_row(row, tokens, details)


def _to_row(row: Row, tokens: int, details: CostDetails | None) -> CostRow:
    return CostRow(
        group=str(row["group"]),
        name=row["name"] or "",
        calls=_model_calls(row),
        cache_hits=int(row["cache_hits"]),
        tokens=tokens,
        cost_usd=float(row["cost_usd"]),
        cost_unknown=int(row["cost_unknown"]),
        details=details,
    )


def _model_calls(row: Row) -> int:
    """Return the calls to a model: `n` of the rollups includes the replies from the cache."""
    return int(row["n"]) - int(row["cache_hits"])


def _most_expensive_first(row: CostRow) -> tuple[float, int, str]:
    return -row.cost_usd, -row.calls, row.group
