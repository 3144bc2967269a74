"""The table of levels: how many pairs have which score and which value."""

from app.ui.table import Cell, Column
from core import formats
from core.quality.agreement.human_values import SCORE_LABELS, HumanScale
from core.usecases.scores.get_judge_agreement import JudgeAgreement


def heat_columns(scale: HumanScale) -> tuple[Column, ...]:
    """Return the columns of the table of levels."""
    return (Column(title="Score"), *(Column(title=label, right=True) for label in scale.labels))


def heat_cells(agreement: JudgeAgreement, *, address: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the table of levels, the highest score first; each count leads to its pairs."""
    table = agreement.report.table
    largest = max((count for row in table for count in row), default=0)
    return tuple(
        (
            Cell(text=SCORE_LABELS[row]),
            *(
                Cell(
                    text=formats.count(count) if count else "",
                    to=f"{address}&cell={row}-{column}" if count else "",
                    heat=count / largest if largest else 0.0,
                )
                for column, count in enumerate(table[row])
            ),
        )
        for row in reversed(range(len(table)))
    )


def describe_table(agreement: JudgeAgreement) -> str:
    """Return the table of levels as a sentence: how many pairs are near its diagonal."""
    table = agreement.report.table
    near = sum(
        n
        for row, counts in enumerate(table)
        for column, n in enumerate(counts)
        if abs(row - column) < 2
    )
    above = sum(
        n for row, counts in enumerate(table) for column, n in enumerate(counts) if row > column + 1
    )
    below = agreement.report.n - near - above
    return (
        f"{formats.pluralize(agreement.report.n, 'pair')}: {near} at most one level apart, "
        f"{above} with the judge higher than the person, {below} with the judge lower."
    )
