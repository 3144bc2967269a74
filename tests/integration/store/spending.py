"""A process whose threads spend a day's budget, as a replica's workers would.

Run as `python -m tests.integration.store.spending ADDRESS THREADS LIMIT CEILING`; it prints its
result as JSON.
"""

import json
import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from core.errors import CallRejected, ModelFault
from core.ids import new_id
from core.ports import Completion, Cost
from core.store.budgets.values import CallLimits, usd_to_nano
from core.store.calls.ledger import SqlCallLedger
from core.store.database.engine import Database
from core.store.database.retry import retry_while_unavailable
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one round of callers came to."""

    made: int
    refused: int
    cost_nano_usd: int


def spend(database: Database, *, callers: int, limit_usd: float, ceiling_usd: float) -> Spent:
    """Start so many callers at once; each that is admitted pays a part of its maximum."""
    ledger = SqlCallLedger(database, CallLimits(budgets_usd={"all": limit_usd}))
    together = threading.Barrier(callers)

    def call(seed: int) -> float | None:
        entry = replace(make_entry(), id=new_id(), max_cost_usd=ceiling_usd)
        cost = random.Random(seed).choice([0.0, 0.3, 1.0]) * ceiling_usd  # noqa: S311 - no secret
        together.wait(30)
        try:
            # On a busy machine a caller may wait longer for one of the connections than it should.
            retry_while_unavailable(partial(ledger.open, entry))
        except CallRejected as refusal:
            if refusal.fault is not ModelFault.BUDGET:
                raise
            return None
        ledger.close(entry.id, _completion(cost), finished_at=NOW)
        return cost

    with ThreadPoolExecutor(callers) as pool:
        costs = list(pool.map(call, range(callers)))
    paid = [cost for cost in costs if cost is not None]
    return Spent(
        made=len(paid),
        refused=callers - len(paid),
        cost_nano_usd=sum(usd_to_nano(cost) for cost in paid),
    )


def _completion(cost: float) -> Completion:
    return replace(make_completion(), cost=Cost(usd=cost, price_version="v"))


def main() -> None:
    url, callers, limit, ceiling = sys.argv[1:]
    database = Database.open(url)
    try:
        spent = spend(
            database, callers=int(callers), limit_usd=float(limit), ceiling_usd=float(ceiling)
        )
    finally:
        database.close()
    sys.stdout.write(
        json.dumps(
            {"made": spent.made, "refused": spent.refused, "cost_nano_usd": spent.cost_nano_usd}
        )
    )


if __name__ == "__main__":
    main()
