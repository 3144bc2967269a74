"""The rule of a trial in words, and its arms."""

from app.ui.table import Cell, Column
from core import formats
from core.experiments.arm import Arm
from core.experiments.decision import Rule
from core.experiments.sample_ratio import ALARM
from core.usecases.trials import guardrail_text
from core.usecases.trials.list_trials import ALPHA, TrialReport
from core.usecases.trials.primary_text import PrimaryText, text_of

ARM_COLUMNS = (
    Column(title="Version"),
    Column(title="Share", right=True),
    Column(title="People placed", right=True),
    Column(title="Shown a result", right=True),
)


def rule_sentences(report: TrialReport) -> tuple[str, ...]:
    """Return the rule that ends the trial, and what it would still take."""
    rule, scale = report.trial.rule, report.trial.scale
    text = text_of(scale)
    return (
        text.counted,
        (
            f"From {rule.least_n:,} people on, the trial ends as soon as the range of the "
            "difference leaves zero. A difference that is not there is ever called with at most "
            f"{formats.share(ALPHA)} chance, however often you look."
        ),
        f"With {rule.most_n:,} people it ends without a difference; then {_tie(rule, text)}.",
        guardrail_text.rule_text(rule.guardrails),
        "Arms without their shares of people stop the trial.",
        f"It is made to find {text.amount(scale.effect)} or more.",
    )


def _tie(rule: Rule, text: PrimaryText) -> str:
    if rule.cheaper is Arm.CANDIDATE:
        return "the candidate is released, because it is cheaper"
    if rule.cheaper is Arm.CHAMPION:
        return "the champion stays"
    return (
        "the candidate is released if its runs cost less and it is at most "
        f"{text.amount(rule.tolerance)} worse, else the champion stays"
    )


def still_needed(report: TrialReport) -> str:
    """Return how many people a trial that runs still takes, or "" if it has ended."""
    found, rule = report.findings.primary, report.trial.rule
    if report.trial.decision:
        return ""
    if report.people_needed is None:
        return "How many people it still takes cannot be said yet."
    needed = min(max(report.people_needed, rule.least_n), rule.most_n)
    if needed <= found.n:
        return "The next look decides it."
    return f"If it goes on like this, about {needed - found.n:,} more people decide it."


def arm_rows(report: TrialReport) -> tuple[tuple[Cell, ...], ...]:
    """Return the people of each arm, at each share of the candidate."""
    shown = {each.share: each for each in report.shown}
    trial = report.trial
    rows: list[tuple[Cell, ...]] = []
    for each in report.people:
        seen = shown.get(each.share)
        for version, share, placed, saw in (
            (trial.champion, 1 - each.share, each.champion, seen.champion if seen else 0),
            (trial.candidate, each.share, each.candidate, seen.candidate if seen else 0),
        ):
            texts = (f"v{version}", formats.share(share), formats.count(placed), f"{saw:,}")
            rows.append(tuple(Cell(text=text) for text in texts))
    return tuple(rows)


def ratio_sentence(report: TrialReport) -> str:
    """Return whether the arms have their shares of people."""
    value = report.findings.mismatch
    if value >= ALARM:
        return f"The shares are wrong (e-value {value:,.0f}): no figure of this trial can be used."
    return f"The shares are as planned (e-value {value:.2f}; alarm from {ALARM:,.0f})."
