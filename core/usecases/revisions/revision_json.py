"""The ways to go on, and the versions of a plan, as JSON values."""

from collections.abc import Mapping

from core.plans.revision.option import RevisionOption
from core.plans.revision.words import TITLES, cost_of
from core.usecases.revisions.list_revisions import PlanVersionRow
from core.usecases.revisions.propose_revisions import Proposed
from core.usecases.revisions.write_revision import Revised

Json = Mapping[str, object]


def proposed_to_json(proposed: Proposed, versions: tuple[PlanVersionRow, ...]) -> Json:
    """Return what was missed, the options with price and difference, and the versions."""
    proposal = proposed.proposal
    return {
        "plan_id": proposed.plan_id,
        "missed": list(proposal.missed),
        "missed_minutes": proposal.missed_minutes,
        "reserve_left": proposal.reserve_left,
        "advised": proposal.advised,
        "options": [_option(option) for option in proposal.options],
        "versions": [_version(version) for version in versions],
    }


def _option(option: RevisionOption) -> Json:
    price, changes = option.price, option.difference
    return {
        "option": option.kind.value,
        "title": TITLES[option.kind],
        "possible": option.possible,
        "refusal": option.refusal or None,
        "cost": [] if price is None else list(cost_of(option.kind, price)),
        "price": None
        if price is None
        else {
            "ends_on": price.ends_on.isoformat(),
            "hours_per_week": price.hours,
            "target": price.target,
            "planned_again": price.planned_again,
            "let_go": price.let_go,
            "left_out": price.left_out,
            "reserve_used": price.reserve_used,
        },
        "difference": None
        if changes is None
        else {
            "added": list(changes.added),
            "removed": list(changes.removed),
            "changed": list(changes.changed),
            "unchanged": changes.unchanged,
        },
    }


def _version(version: PlanVersionRow) -> Json:
    return {
        "plan_id": version.plan_id,
        "kind": None if version.kind is None else version.kind.value,
        "summary": version.summary,
        "by": version.author,
        "created_at": version.created_at.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "trace_id": version.trace_id,
    }


def revised_to_json(revised: Revised) -> Json:
    """Return the new version of a plan."""
    return {
        "plan_id": revised.plan_id,
        "kind": revised.kind.value,
        "summary": revised.summary,
        "trace_id": revised.trace_id,
        "ends_on": revised.plan.ends_on.isoformat(),
        "total_weeks": revised.plan.total_weeks,
    }
