"""Agreement of judge and people in words and tiles."""

from app.ui.status_labels import Tone
from app.ui.tiles import Tile
from core import formats
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.length_bias import LengthBias
from core.quality.agreement.resampling import MIN_GROUPS
from core.quality.agreement.trust import MIN_PAIRS, Trust
from core.quality.targets.standing import Standing
from core.usecases.scores.get_judge_agreement import MAX_PAIRS, JudgeAgreement

TONES = {Trust.RANKING: Tone.GOOD, Trust.WEAK: Tone.BAD, Trust.UNDECIDED: Tone.NONE}
TRUST_WORDS = {
    Trust.RANKING: "Can be trusted for ranking",
    Trust.WEAK: "Too weak",
    Trust.UNDECIDED: Standing.UNDECIDED.value,
}
LENGTH_WORDS = {
    LengthBias.LONG: "Prefers long texts",
    LengthBias.SHORT: "Prefers short texts",
    LengthBias.NONE: "No preference",
    LengthBias.UNDECIDED: Standing.UNDECIDED.value,
}


def sentence(agreement: JudgeAgreement) -> str:
    """Return the verdict on the judge with what it follows from."""
    verdict = agreement.report.verdict
    return f"{agreement.judge} {_is(verdict.trust)}. {verdict.because}"


def _is(trust: Trust) -> str:
    if trust == Trust.UNDECIDED:
        return "cannot be judged yet"
    return trust.value if trust == Trust.RANKING else f"is {trust.value} to rank results"


def basis(agreement: JudgeAgreement) -> str:
    """Return which pairs were read, and what was left out."""
    read = (
        f"the newest {MAX_PAIRS:,} values of the window were read"
        if agreement.cut
        else "all values of the window were read"
    )
    older = agreement.older
    left_out = f" {formats.pluralize(older, 'pair')} of an older rubric left out." if older else ""
    people = formats.pluralize(agreement.report.people, "person", "people")
    few = ""
    if agreement.report.people < MIN_GROUPS:
        whom = "this person" if agreement.report.people == 1 else "these people"
        few = f" The intervals are for {whom} only, as there are fewer than {MIN_GROUPS} people."
    return (
        f"Scores beside {agreement.scale.source}; "
        f"{formats.pluralize(agreement.report.n, 'pair')} of {people}, {read}.{left_out}{few}"
    )


def tiles(agreement: JudgeAgreement) -> tuple[Tile, ...]:
    """Return the main figures of the agreement."""
    report, scale = agreement.report, agreement.scale
    found = (
        _estimate("Rank correlation", report.correlation, "Spearman; 1 is the same order"),
        _estimate("Agreement on five levels", report.kappa, "Quadratic kappa; 0 is chance"),
        Tile(
            label="Most frequent score",
            value=formats.share(report.same_score),
            lines=("of all scores are the same one",),
        ),
        Tile(
            label="Length of the text",
            value=LENGTH_WORDS[report.length.verdict],
            lines=(
                f"{_value(report.length.bias)} with length, at equal {scale.title.lower()}",
                f"n = {report.length.bias.n}",
            ),
        ),
    )
    corrected = agreement.corrected
    if corrected is None:
        return found
    mean = Tile(
        label=f"{scale.title} of all results",
        value=formats.figure(corrected.corrected, 2),
        lines=(
            f"95 % interval {formats.interval(corrected.interval, 2)}",
            f"{corrected.labels} rated, {corrected.others:,} more scored",
            f"Rated alone: {corrected.plain:.2f} {formats.interval(corrected.plain_interval, 2)}",
        ),
    )
    return (*found, mean)


def _estimate(label: str, estimate: Estimate, meaning: str) -> Tile:
    if estimate.value is None:
        return Tile(label=label, value=formats.UNKNOWN, lines=(estimate.reason, meaning))
    interval = formats.interval(estimate.interval, 2)
    basis = f"95 % interval {interval}, n = {estimate.n}" if interval else estimate.reason
    return Tile(label=label, value=formats.figure(estimate.value, 2), lines=(basis, meaning))


def _value(estimate: Estimate) -> str:
    """Return an estimate with its interval, or a dash."""
    return f"{formats.figure(estimate.value, 2)} {formats.interval(estimate.interval, 2)}".strip()


def describe_length(agreement: JudgeAgreement) -> str:
    """Return whether the judge prefers long texts more than people do, in a sentence."""
    length = agreement.report.length
    if length.verdict == LengthBias.UNDECIDED:
        return (
            f"It is too early to tell whether the judge prefers long or short texts: "
            f"{_value(length.bias)} from {formats.pluralize(length.bias.n, 'pair')}"
            f"{f' (at least {MIN_PAIRS} are needed)' if length.bias.n < MIN_PAIRS else ''}."
        )
    return (
        f"The judge {length.verdict.value}: at equal {agreement.scale.title.lower()}, score and "
        f"length correlate by {_value(length.bias)}. At equal length, score and "
        f"{agreement.scale.title.lower()} correlate by {_value(length.at_equal_length)}."
    )
