"""The people of a trial as rows of a file, without their names, words or times.

A person is their place: the keyed hash that decided their arm. Without the key, which stays in the
database, a place leads to no person; with it, an operator can show whose it is.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from io import StringIO

from core.experiments.arm import Arm, arm_at, position_of
from core.experiments.arm_means import ArmMeans
from core.experiments.outcome import OutcomeScale, Segment
from core.store.trials.people import PersonOutcome
from core.store.trials.values import Counts, KnownOutcome, People, Trial

PLACES = 1 << 53
"""Places that the keyed hash can give."""
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """One person."""

    place: int
    """0 up to PLACES: the candidate's arm is the part below the share."""
    share: float
    arm: Arm
    shown: int
    """1 if they were shown a result."""
    nth: int | None
    """Whose outcome was known first, second, and so on; None if it is not known."""
    value: float | None
    """What decides, as it is counted; its column has the name of the scale."""
    values: Mapping[str, float]
    """What is known of each guardrail, as it is counted, by the name of its scale."""

    @property
    def is_placed_right(self) -> bool:
        """Return whether the arm is that of the place."""
        return arm_at(self.place / PLACES, self.share) is self.arm


_COLUMNS = [column.name for column in fields(ProofRow) if column.name not in {"value", "values"}]


def rows_of(trial: Trial, people: Sequence[PersonOutcome]) -> tuple[ProofRow, ...]:
    """Return the rows, by place."""
    known = [one for one in people if one.known_at is not None]
    known.sort(key=lambda one: (one.known_at or _NO_TIME, one.user_id))
    nth = {one.user_id: number for number, one in enumerate(known, start=1)}
    rows = [
        ProofRow(
            place=int(position_of(trial.key, trial.id, one.user_id) * PLACES),
            share=one.share,
            arm=one.arm,
            shown=int(one.shown),
            nth=nth.get(one.user_id),
            value=None if one.value is None else _counted(trial.scale, one.value),
            values={
                scale.name: _counted(scale, one.values[scale.name])
                for scale in (guardrail.scale for guardrail in trial.rule.guardrails)
                if scale.name in one.values
            },
        )
        for one in people
    ]
    return tuple(sorted(rows, key=lambda row: row.place))


def write_rows(trial: Trial, rows: Sequence[ProofRow]) -> str:
    """Return the rows as CSV, with a column for each figure; what is not known is empty."""
    buffer = StringIO()
    written = csv.writer(buffer, lineterminator="\n")
    guardrails = [one.scale.name for one in trial.rule.guardrails]
    written.writerow([*_COLUMNS, trial.scale.name, *guardrails])
    for row in rows:
        values = [getattr(row, name) for name in _COLUMNS]
        values += [row.value, *(row.values.get(name) for name in guardrails)]
        written.writerow(["" if value is None else value for value in values])
    return buffer.getvalue()


def read_rows(text: str, *, primary: str) -> tuple[ProofRow, ...]:
    """Return the rows of a CSV text; `primary` is the scale that decides.

    Raises ValueError, and KeyError without one of the columns.
    """
    known = {*_COLUMNS, primary}
    lines = list(csv.DictReader(StringIO(text)))
    return tuple(
        ProofRow(
            place=int(line["place"]),
            share=float(line["share"]),
            arm=Arm(line["arm"]),
            shown=int(line["shown"]),
            nth=_whole(line["nth"]),
            value=float(line[primary]) if line[primary] else None,
            values={name: float(text) for name, text in line.items() if text and name not in known},
        )
        for line in lines
    )


def counts_of(trial: Trial, rows: Sequence[ProofRow], costs: ArmMeans) -> Counts:
    """Return the counts that the evidence is computed from."""
    return Counts(
        people=_people(rows),
        shown=_people([row for row in rows if row.shown]),
        primary=_segments(trial.scale, [(row, row.value) for row in rows]),
        guardrails={
            scale.name: _segments(scale, [(row, row.values.get(scale.name)) for row in rows])
            for scale in (one.scale for one in trial.rule.guardrails)
        },
        costs=costs,
    )


def known_of(rows: Sequence[ProofRow]) -> tuple[KnownOutcome, ...]:
    """Return what decides in the order in which it was known."""
    found = sorted((row for row in rows if row.nth is not None), key=lambda row: row.nth or 0)
    return tuple(
        KnownOutcome(share=row.share, arm=row.arm, value=row.value or 0.0, at=_NO_TIME)
        for row in found
    )


def _counted(scale: OutcomeScale, value: float) -> float:
    """Return the value of the scale that a figure counts as."""
    return scale.values[scale.place(value)]


def _people(rows: Sequence[ProofRow]) -> tuple[People, ...]:
    placed: dict[float, list[Arm]] = {}
    for row in rows:
        placed.setdefault(row.share, []).append(row.arm)
    return tuple(
        People(share=share, champion=arms.count(Arm.CHAMPION), candidate=arms.count(Arm.CANDIDATE))
        for share, arms in sorted(placed.items())
    )


def _segments(
    scale: OutcomeScale, outcomes: Iterable[tuple[ProofRow, float | None]]
) -> tuple[Segment, ...]:
    return Segment.count_by_share(
        scale, ((row.share, row.arm, value) for row, value in outcomes if value is not None)
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None
