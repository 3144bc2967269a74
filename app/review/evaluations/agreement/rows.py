"""Pairs, judges, measures and lengths as table rows, and the pairs as a file."""

from app.review.evaluations.agreement.present import TONES, TRUST_WORDS
from app.ui import csv_file
from app.ui.table import Cell, Column
from core import formats
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.human_values import HumanScale
from core.quality.agreement.length_bias import LengthPart
from core.usecases.scores.get_judge_agreement import Gap, JudgeAgreement, JudgeSummary

GAP_COLUMNS = (
    Column(title="Goal", wide=True),
    Column(title="Judge", right=True),
    Column(title="People", right=True),
    Column(title="Judge, on ten", right=True),
    Column(title="Written by", wide=True),
    Column(title="Trace", mono=True),
)
JUDGE_COLUMNS = (
    Column(title="Judge", wide=True),
    Column(title="Verdict"),
    Column(title="Rank correlation", right=True),
    Column(title="95 % interval", right=True),
    Column(title="Pairs", right=True),
)
MEASURE_COLUMNS = (
    Column(title="Score", wide=True),
    Column(title="Rank correlation", right=True),
    Column(title="95 % interval", right=True),
    Column(title="Pairs", right=True),
)
LENGTH_COLUMNS = (
    Column(title="Words of the text", wide=True),
    Column(title="Pairs", right=True),
    Column(title="Mean score", right=True),
    Column(title="People's mean", right=True),
    Column(title="Rank correlation", right=True),
    Column(title="95 % interval", right=True),
)
_PAIR_FIELDS = (
    ("trace_id", "goal_id", "judge", "writer", "prompt_version", "at"),
    ("overall", "value", "words"),
)


def gap_cells(gap: Gap, scale: HumanScale) -> tuple[Cell, ...]:
    """Return a pair as a table row."""
    pair = gap.pair
    writer = ", ".join(part for part in (pair.writer, pair.prompt_version) if part)
    side = "higher" if gap.gap > 0 else "lower"
    return (
        Cell(text=gap.title or "Goal", to=f"goal?id={pair.goal_id}" if pair.goal_id else ""),
        Cell(text=formats.figure(pair.judged.overall)),
        Cell(text=value_text(pair.judged.value, scale)),
        Cell(text=f"{formats.figure(10 * abs(gap.gap))} {side}" if gap.gap else "Equal"),
        Cell(text=writer or formats.UNKNOWN),
        Cell(text=formats.short_id(pair.trace_id), to=f"trace?id={pair.trace_id}"),
    )


def value_text(value: float, scale: HumanScale) -> str:
    """Return a person's value with its unit."""
    if scale.high == 1.0:
        return formats.share(value)
    return f"{value:g} of {scale.high:g}"


def judge_cells(summary: JudgeSummary) -> tuple[Cell, ...]:
    """Return a judge as a table row."""
    trust = summary.verdict.trust
    return (
        Cell(text=summary.judge),
        Cell(text=TRUST_WORDS[trust], tone=TONES[trust]),
        *estimate_cells(summary.correlation),
    )


def estimate_cells(estimate: Estimate) -> tuple[Cell, Cell, Cell]:
    """Return an estimate, its interval and its pairs as cells."""
    return (
        Cell(text=formats.figure(estimate.value, 2)),
        Cell(text=formats.interval(estimate.interval, 2) or formats.UNKNOWN),
        Cell(text=formats.count(estimate.n)),
    )


def measure_cells(agreement: JudgeAgreement) -> tuple[tuple[Cell, ...], ...]:
    """Return the correlation of each score with people's values as table rows."""
    report = agreement.report
    rows = (
        ("Overall", report.correlation),
        *((str(d).capitalize(), e) for d, e in report.by_dimension),
    )
    return tuple((Cell(text=name), *estimate_cells(estimate)) for name, estimate in rows)


def length_cells(part: LengthPart, scale: HumanScale) -> tuple[Cell, ...]:
    """Return the pairs of similar length as a table row."""
    correlation, interval, _ = estimate_cells(part.correlation)
    return (
        Cell(text=f"{part.shortest:,} to {part.longest:,}"),
        Cell(text=formats.count(part.n)),
        Cell(text=formats.figure(part.mean_score, 2)),
        Cell(text=value_text(round(part.mean_value, 2), scale)),
        correlation,
        interval,
    )


def as_csv(agreement: JudgeAgreement) -> bytes:
    """Return the pairs as CSV; it does not say who a person is."""
    of_pair, of_judged = _PAIR_FIELDS
    rows = [
        [getattr(pair, name) for name in of_pair]
        + [getattr(pair.judged, name) for name in of_judged]
        for pair in agreement.pairs
    ]
    return csv_file.write_rows((*of_pair, *of_judged), rows)
