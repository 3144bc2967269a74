"""A check-in as JSON values: the output of the CLI and the API."""

from typing import Any

from core.precision import without_noise
from core.progress.check_in import COACH_ANSWER_CODEC, CheckIn

Json = dict[str, Any]


def check_in_json(check_in: CheckIn) -> Json:
    """Return a check-in with its answer; the last three answers are of a final one only."""
    report, looked_back = check_in.report, check_in.retrospective
    return {
        "id": check_in.id,
        "goal_id": check_in.goal_id,
        "trace_id": check_in.trace_id,
        "kind": check_in.kind.value,
        "day": check_in.day.isoformat(),
        "week": check_in.week,
        "done": check_in.done,
        "planned": check_in.planned,
        "value": None if report.value is None else without_noise(report.value),
        "unit": check_in.unit,
        "effort": report.effort,
        "energy": report.energy,
        "obstacle": report.obstacle,
        "note": report.note,
        "attainment": looked_back.attainment if looked_back is not None else None,
        "helped": looked_back.helped if looked_back is not None else None,
        "to_keep": looked_back.to_keep if looked_back is not None else None,
        "answer": COACH_ANSWER_CODEC.dump(check_in.answer),
        "created_at": check_in.created_at.isoformat(),
        "changed_at": None if check_in.changed_at is None else check_in.changed_at.isoformat(),
    }
