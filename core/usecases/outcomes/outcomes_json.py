"""The outcomes of a window as JSON, for the command line and HTTP."""

from typing import Any

from core.usecases.outcomes.get_outcomes import OutcomeReport, OutcomeShare, OutcomeTotals


def outcomes_json(report: OutcomeReport) -> dict[str, Any]:
    """Return the figures of a window, and those of the window before it."""
    return _totals(report.now) | {"before": _totals(report.before)}


def _totals(totals: OutcomeTotals) -> dict[str, Any]:
    acts = totals.acts
    return {
        "since": totals.since.isoformat(),
        "until": totals.until.isoformat(),
        "week_1_done": _share(totals.week_1),
        "returned_in_week_2": _share(totals.returned),
        "edited_within_a_day": _share(totals.edited),
        "plans": totals.plans,
        "tasks_done": acts["done"],
        "tasks_skipped": {str(reason): n for reason, n in totals.skips.items()},
        "edits": acts["edits"],
        "check_ins": acts["check_ins"],
        "mean_effort": totals.mean("effort_total", "efforts"),
        "mean_energy": totals.mean("energy_total", "energies"),
        "questions": acts["questions"],
        "answers_rated_yes": totals.mean("answers_yes", "answers"),
    }


def _share(share: OutcomeShare) -> dict[str, Any]:
    return {
        "share": share.share,
        "low": None if share.interval is None else share.interval.low,
        "high": None if share.interval is None else share.interval.high,
        "yes": share.yes,
        "of": share.of,
        "plans": share.plans,
    }
