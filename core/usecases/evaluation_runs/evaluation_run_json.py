"""Evaluation runs as JSON."""

from collections.abc import Mapping
from typing import Any

from core.experiments.paired import Comparison, Paired, PairedCase
from core.quality.intervals import Interval
from core.store.evaluation_runs.read import Progress
from core.store.evaluation_runs.values import CaseStatus
from core.usecases.evaluation_runs.list_evaluation_runs import (
    EvaluationReport,
    Listed,
    VariantTotals,
)
from core.usecases.evaluation_runs.pair_report import MARGIN, Compared, Order, PairRow


def listed_json(one: Listed) -> dict[str, Any]:
    """Return a run with its progress."""
    run = one.run
    return {
        "id": run.id,
        "dataset": run.dataset,
        "version": run.number,
        "split": run.split,
        "variants": [
            {"label": each.label, "model": each.model, "prompts": dict(each.versions)}
            for each in run.variants
        ],
        "judge": run.judge,
        "note": run.note,
        "pairwise": run.pairwise,
        "budget_usd": run.budget_usd,
        "forecast_usd": run.forecast.usd(run.items),
        "forecast_basis": run.forecast.basis,
        "progress": _progress(one.progress),
        "created_at": run.created_at.isoformat(),
        "cancelled_at": run.cancelled_at.isoformat() if run.cancelled_at else None,
    }


def report_json(report: EvaluationReport) -> dict[str, Any]:
    """Return a run with what it shows; texts of goals are not part of it."""
    listed = listed_json(Listed(run=report.run, progress=report.progress))
    return listed | {
        "items": report.items,
        "opik_address": report.opik_address,
        "totals": [_total(one) for one in report.totals],
        "comparisons": [
            {"variant": variant.label}
            | _comparison(found, report.traces, place)
            | {"preferences": _preferences(compared)}
            for place, (variant, found, compared) in enumerate(
                zip(report.run.variants[1:], report.comparisons, report.compared, strict=True),
                start=1,
            )
        ],
    }


def _progress(progress: Progress) -> dict[str, Any]:
    return {status.value: progress.cases.get(status, 0) for status in CaseStatus} | {
        "running": progress.running,
        "pairs": sum(progress.pairs.values()),
        "pairs_ended": progress.compared,
        "spent_usd": progress.spent_usd,
        "unpriced": progress.unpriced,
    }


def _total(one: VariantTotals) -> dict[str, Any]:
    same = ("label", "model", "done", "unscored", "failed", "waiting", "spent_usd", "unpriced")
    return {name: getattr(one, name) for name in same} | {"errors": dict(one.errors)}


def _comparison(
    found: Comparison, traces: Mapping[tuple[str, int], str], place: int
) -> dict[str, Any]:
    return {
        "pairs": found.pairs,
        "unpaired": found.unpaired,
        "scores": {name: _paired(one) for name, one in found.scores.items()},
        "answers": {name: _paired(one) for name, one in found.answers.items()},
        "cost_usd": _paired(found.cost) if found.cost else None,
        "seconds": _paired(found.seconds) if found.seconds else None,
        "worst": [_case(one, traces, place) for one in found.worst],
        "best": [_case(one, traces, place) for one in found.best],
    }


def _preferences(found: Compared) -> dict[str, Any]:
    counts = found.counts
    return {
        "by": "judge" if found.by_judge else "scores",
        "margin": None if found.by_judge else MARGIN,
        "n": counts.n,
        "wins": counts.wins,
        "ties": counts.ties,
        "losses": counts.losses,
        "by_order": counts.by_order,
        "waiting": found.waiting,
        "left_out": found.left_out,
        "win_share": _share(counts.win_share, counts.win_interval),
        "order_share": _share(counts.order_share, counts.order_interval)
        if found.by_judge
        else None,
        "pairs": [_pair(one) for one in found.shown],
    }


def _share(value: float | None, interval: Interval | None) -> dict[str, float] | None:
    if value is None or interval is None:
        return None
    return {"value": value, "low": interval.low, "high": interval.high}


def _pair(one: PairRow) -> dict[str, Any]:
    return {
        "item_id": one.item_id,
        "verdict": one.verdict.value if one.verdict is not None else None,
        "trace_id": one.trace_id,
        **{order.value: one.orders[order].side.value for order in Order if order in one.orders},
    }


def _paired(one: Paired) -> dict[str, Any]:
    return {
        "n": one.n,
        "before": one.before,
        "after": one.after,
        "difference": one.difference,
        "low": one.interval.low,
        "high": one.interval.high,
    }


def _case(one: PairedCase, traces: Mapping[tuple[str, int], str], place: int) -> dict[str, Any]:
    return {
        "item_id": one.item_id,
        "before": one.before,
        "after": one.after,
        "trace_before": traces.get((one.item_id, 0)),
        "trace_after": traces.get((one.item_id, place)),
    }
