"""Convert check-ins to rows and back."""

from core.progress.check_in import COACH_ANSWER_CODEC, CheckIn, CheckInKind, Report, Retrospective
from core.store.database.rows import Row

_SAME = (
    *("id", "goal_id", "user_id", "key", "trace_id", "day", "week", "done", "planned", "unit"),
    *("created_at", "changed_at"),
)
_REPORTED = ("value", "effort", "energy", "obstacle", "note")
_LOOKED_BACK = ("attainment", "helped", "to_keep")


def row_of(check_in: CheckIn) -> Row:
    """Return the row of a check-in."""
    looked_back = check_in.retrospective
    return (
        {name: getattr(check_in, name) for name in _SAME}
        | {name: getattr(check_in.report, name) for name in _REPORTED}
        | {name: getattr(looked_back, name, None) for name in _LOOKED_BACK}
        | {"kind": check_in.kind.value, "answer": COACH_ANSWER_CODEC.dump(check_in.answer)}
    )


def check_in_of(row: Row) -> CheckIn:
    """Return the check-in of a row."""
    looked_back = {name: row[name] for name in _LOOKED_BACK}
    return CheckIn(
        **{name: row[name] for name in _SAME},
        kind=CheckInKind(row["kind"]),
        report=Report(**{name: row[name] for name in _REPORTED}),
        retrospective=None if row["attainment"] is None else Retrospective(**looked_back),
        answer=COACH_ANSWER_CODEC.load(row["answer"]),
    )
