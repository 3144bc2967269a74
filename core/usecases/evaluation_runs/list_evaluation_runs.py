"""Evaluation runs with their progress, and what one of them shows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.experiments.paired import (
    CaseResult,
    Comparison,
    Paired,
    PairedCase,
    compare,
)
from core.ids import is_id
from core.store.evaluation_runs import read
from core.store.evaluation_runs.pair_read import list_pairs
from core.store.evaluation_runs.read import Progress
from core.store.evaluation_runs.values import CaseRow, CaseStatus, EvaluationRun
from core.usecases.access.allow import Access, allow
from core.usecases.evaluation_runs.opik_address import find_opik_address
from core.usecases.evaluation_runs.pair_report import Compared, compare_pairs

__all__ = [
    "CaseRow",
    "CaseStatus",
    "Compared",
    "Comparison",
    "EvaluationReport",
    "EvaluationRun",
    "Listed",
    "Paired",
    "PairedCase",
    "Progress",
    "VariantTotals",
    "get_evaluation_run",
    "list_evaluation_runs",
]

SHOWN = 50
"""Runs in the list, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A run with its progress."""

    run: EvaluationRun
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantTotals:
    """What became of the cases of one variant."""

    label: str
    model: str
    done: int
    unscored: int
    """Of those done, the ones without an overall score."""
    failed: int
    waiting: int
    spent_usd: float
    unpriced: int
    errors: Mapping[str, int]
    """How often each error ended a case, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationReport:
    """What a run shows at this moment."""

    run: EvaluationRun
    progress: Progress
    items: int
    """Items that are left; people may have had theirs deleted."""
    totals: tuple[VariantTotals, ...]
    comparisons: tuple[Comparison, ...]
    """Of each variant after the first with the first."""
    compared: tuple[Compared, ...]
    """Wins, ties and losses of each variant after the first against the first."""
    titles: Mapping[str, str]
    """The goals of the worst and the best cases and of the pairs, by the id of the item."""
    traces: Mapping[tuple[str, int], str]
    """The traces of those cases, by item and variant."""
    opik_address: str | None
    """The page of Opik that compares its experiments; None if it was not sent there."""


@allow(Access.REVIEWER)
def list_evaluation_runs(rein: Rein, *, viewer: Viewer, sample: bool = False) -> tuple[Listed, ...]:
    """Return the newest runs. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        found = read.list_evaluation_runs(connection, sample=sample, limit=SHOWN)
        progress = read.count_progress(connection, tuple(run.id for run in found))
    return tuple(Listed(run=run, progress=progress[run.id]) for run in found)


@allow(Access.REVIEWER, reads_texts=True)
def get_evaluation_run(rein: Rein, *, viewer: Viewer, evaluation_run_id: str) -> EvaluationReport:
    """Return what a run shows. Raises NotAllowed below reviewer, NotFound."""
    with rein.database.read() as connection:
        run = (
            read.find_evaluation_run(connection, evaluation_run_id)
            if is_id(evaluation_run_id)
            else None
        )
        if run is None:
            raise NotFound("There is no such evaluation run.")
        cases = read.list_cases(connection, run.id)
        progress = read.count_progress(connection, (run.id,))[run.id]
        results = [_results(cases, place) for place in range(len(run.variants))]
        comparisons = _compare_all(results, items=len({case.item_id for case in cases}))
        compared = compare_pairs(run, list_pairs(connection, run.id), results)
        titles = read.list_titles(connection, _shown(comparisons, compared))
    return EvaluationReport(
        opik_address=find_opik_address(rein.database, rein.settings, run),
        run=run,
        progress=progress,
        items=len({case.item_id for case in cases}),
        totals=tuple(_total(run, cases, place) for place in range(len(run.variants))),
        comparisons=comparisons,
        compared=compared,
        titles=titles,
        traces={
            (case.item_id, case.variant): case.trace_id for case in cases if case.item_id in titles
        },
    )


def _compare_all(results: list[dict[str, CaseResult]], *, items: int) -> tuple[Comparison, ...]:
    return tuple(compare(results[0], after, items=items) for after in results[1:])


def _shown(comparisons: tuple[Comparison, ...], compared: tuple[Compared, ...]) -> tuple[str, ...]:
    cases = {one.item_id for found in comparisons for one in (*found.worst, *found.best)}
    return tuple(cases | {pair.item_id for found in compared for pair in found.shown})


def _results(cases: tuple[CaseRow, ...], place: int) -> dict[str, CaseResult]:
    return {
        case.item_id: CaseResult(
            scores=case.scores,
            answers=case.answers,
            cost_usd=None if case.unpriced else case.cost_usd,
            seconds=None if case.duration_us is None else case.duration_us / 1_000_000,
        )
        for case in cases
        if case.variant == place and case.status is CaseStatus.DONE
    }


def _total(run: EvaluationRun, cases: tuple[CaseRow, ...], place: int) -> VariantTotals:
    mine = [case for case in cases if case.variant == place]
    by_status = Counter(case.status for case in mine)
    errors = Counter(case.error for case in mine if case.error is not None)
    done = [case for case in mine if case.status is CaseStatus.DONE]
    return VariantTotals(
        label=run.variants[place].label,
        model=run.variants[place].model,
        done=len(done),
        unscored=sum(case.scores.get("overall") is None for case in done),
        failed=by_status[CaseStatus.FAILED],
        waiting=by_status[CaseStatus.WAITING],
        spent_usd=sum(case.cost_usd or 0.0 for case in mine),
        unpriced=sum(case.unpriced for case in mine),
        errors=dict(errors.most_common(5)),
    )
