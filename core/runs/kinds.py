"""Every kind of work that Rein can run. A new kind is one module and one line here."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.runs.cases.case_run import CASE
from core.runs.cases.pair_run import PAIR
from core.runs.check_in_run import CHECK_IN
from core.runs.coaching_run import COACHING
from core.runs.evaluation_run import RESOLUTION_EVALUATION
from core.runs.goal_run import GOAL, GOAL_REWRITE
from core.runs.kind import Pool, RunKind
from core.runs.revision_run import PLAN_REVISION
from core.runs.rewrites.rewrite_run import REWRITE

RunKinds = tuple[RunKind[Any], ...]

RUN_KINDS: RunKinds = (
    GOAL,
    GOAL_REWRITE,
    RESOLUTION_EVALUATION,
    CHECK_IN,
    PLAN_REVISION,
    COACHING,
    CASE,
    PAIR,
    REWRITE,
)


def queued_kinds(kinds: Iterable[RunKind[Any]]) -> Mapping[str, RunKind[Any]]:
    """Return the kinds that workers run, by name."""
    return {kind.name: kind for kind in kinds if kind.pool is Pool.WORKERS}
