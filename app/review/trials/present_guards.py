"""What must not get worse, and what is looked at beside, in words."""

from app.review.trials.present_trial import difference
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.usecases.trials import guardrail_text
from core.usecases.trials.list_trials import ALPHA, Evidence, Finding, Guardrail, TrialReport

GUARD_COLUMNS = (
    Column(title="What must not get worse", plain=True),
    Column(title="People", right=True),
    Column(title="Candidate less champion", right=True),
    Column(title="Accepted", right=True),
    Column(title="State", plain=True),
)
SECONDARY_COLUMNS = (
    Column(title="What is looked at", plain=True),
    Column(title="People", right=True),
    Column(title="Candidate less champion", right=True),
    Column(title="Evidence", right=True),
    Column(title="State", plain=True),
)
SECONDARY_BASIS = (
    "These decide nothing. Of those that are marked as different, at most "
    f"{formats.share(ALPHA)} are equal in truth, in the mean and at any look (e-BH on their "
    "e-values); all ranges hold at once, at any time. Answers are those to the first rating, and "
    "a first week counts when it is over."
)


def guard_rows(report: TrialReport) -> tuple[tuple[Cell, ...], ...]:
    """Return each outcome that must not get worse."""
    return tuple(
        _guard_row(one, report.guardrails[one.label]) for one in report.trial.rule.guardrails
    )


def guard_basis(report: TrialReport) -> str:
    """Return what ends a trial here, and how people are counted."""
    guardrails = report.trial.rule.guardrails
    return f"{guardrail_text.rule_text(guardrails)} {guardrail_text.count_text(guardrails)}"


def secondary_rows(report: TrialReport) -> tuple[tuple[Cell, ...], ...]:
    """Return each secondary measure."""
    return tuple(map(_secondary_row, report.secondary))


def _guard_row(one: Guardrail, found: Evidence) -> tuple[Cell, ...]:
    known = found.difference is not None
    return (
        Cell(text=one.label.capitalize()),
        Cell(text=formats.count(found.n)),
        Cell(
            text=guardrail_text.difference_text(one, found),
            note=guardrail_text.range_text(one, found) if known else "",
        ),
        Cell(text=guardrail_text.accepted_text(one)),
        Cell(text="Worse", tone=Tone.BAD)
        if one.is_broken(found)
        else Cell(text="No sign of harm" if known else "No result yet", tone=Tone.NONE),
    )


def _secondary_row(one: Finding) -> tuple[Cell, ...]:
    found = one.evidence
    if found.difference is None:
        state = Cell(text="No result yet", tone=Tone.NONE)
    elif not one.differs:
        state = Cell(text="No difference shown", tone=Tone.NONE)
    elif found.difference > 0:
        state = Cell(text="Better", tone=Tone.GOOD)
    else:
        state = Cell(text="Worse", tone=Tone.BAD)
    return (
        Cell(text=one.measure.label),
        Cell(text=formats.count(found.n)),
        Cell(text=difference(found)),
        Cell(text=f"{one.e_value:.1f}" if found.difference is not None else ""),
        state,
    )
