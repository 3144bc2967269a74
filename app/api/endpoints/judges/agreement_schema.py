"""Agreement of judge and people as JSON."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.api.parameters import SliceWindow, Text
from core.precision import Figure
from core.quality.agreement.estimate import Estimate
from core.quality.agreement.trust import RULE
from core.usecases.scores.get_judge_agreement import JudgeAgreement


class AgreementWindow(SliceWindow):
    """The last days, and what is compared."""

    source: Annotated[
        Literal["stars", "completion", "labels"], Field(description="What people's values are")
    ] = "stars"
    judge: Annotated[Text, Field(description="Its model; by default the busiest one")] = None


class EstimateJson(BaseModel):
    """A statistic with its 95 % interval; null where the records cannot tell, with the reason."""

    value: Figure | None
    low: Figure | None
    high: Figure | None
    n: int
    reason: str


class JudgeJson(BaseModel):
    """One judge."""

    judge: str
    verdict: str
    correlation: EstimateJson


class LengthPartJson(BaseModel):
    """Pairs whose texts are of similar length."""

    shortest: int
    longest: int
    n: int
    mean_score: Figure
    mean_value: Figure
    correlation: EstimateJson


class CorrectedMeanJson(BaseModel):
    """What people would say of all results, by prediction-powered inference."""

    labels: int
    others: int = Field(description="Scored results without a value")
    mean: Figure
    low: Figure
    high: Figure
    mean_of_labels: Figure


class GapJson(BaseModel):
    """A pair in which judge and person are far apart."""

    trace_id: str
    goal_id: str | None
    overall: Figure
    value: Figure
    gap: Figure = Field(description="Judge less person, as shares of their scales, -1 to 1")


class AgreementJson(BaseModel):
    """How far a judge's scores agree with what people say of the same results."""

    days: int
    since: date
    until: date
    source: str
    judge: str = Field(description="The judge that the figures are about; empty without pairs")
    verdict: str
    because: str
    needed: int | None = Field(description="Pairs that would decide it")
    rule: str = RULE
    n: int
    people: int
    newest_only: bool = Field(description="true if the window has more values than were read")
    spearman: EstimateJson
    kendall: EstimateJson
    quadratic_kappa: EstimateJson
    linear_kappa: EstimateJson
    same_score: Figure | None = Field(description="Share of the most frequent score")
    table: list[list[int]] = Field(description="Pairs by level of score (rows) and of value")
    dimensions: dict[str, EstimateJson]
    length_verdict: str
    length_bias: EstimateJson = Field(description="Score and length at equal values")
    lengths: list[LengthPartJson]
    corrected_mean: CorrectedMeanJson | None
    judges: list[JudgeJson] = Field(description="All judges of the window, the best first")
    gaps: list[GapJson] = Field(description="The largest first")


def estimate_json(estimate: Estimate) -> EstimateJson:
    """Return an estimate as JSON."""
    interval = estimate.interval
    return EstimateJson(
        value=estimate.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        n=estimate.n,
        reason=estimate.reason,
    )


def agreement_json(found: JudgeAgreement, *, days: int, since: date, until: date) -> AgreementJson:
    """Return the agreement of a window as JSON."""
    report = found.report
    return AgreementJson(
        days=days,
        since=since,
        until=until,
        source=found.scale.name,
        judge=found.judge,
        verdict=report.verdict.trust.value,
        because=report.verdict.because,
        needed=report.verdict.needed,
        n=report.n,
        people=report.people,
        newest_only=found.cut,
        spearman=estimate_json(report.correlation),
        kendall=estimate_json(report.tau),
        quadratic_kappa=estimate_json(report.kappa),
        linear_kappa=estimate_json(report.linear_kappa),
        same_score=report.same_score,
        table=[list(row) for row in report.table],
        dimensions={str(name): estimate_json(one) for name, one in report.by_dimension},
        length_verdict=report.length.verdict.value,
        length_bias=estimate_json(report.length.bias),
        lengths=_lengths(found),
        corrected_mean=_corrected(found),
        judges=[
            JudgeJson(
                judge=one.judge,
                verdict=one.verdict.trust.value,
                correlation=estimate_json(one.correlation),
            )
            for one in found.judges
        ],
        gaps=_gaps(found),
    )


def _lengths(found: JudgeAgreement) -> list[LengthPartJson]:
    return [
        LengthPartJson(
            shortest=part.shortest,
            longest=part.longest,
            n=part.n,
            mean_score=part.mean_score,
            mean_value=part.mean_value,
            correlation=estimate_json(part.correlation),
        )
        for part in found.report.length.parts
    ]


def _corrected(found: JudgeAgreement) -> CorrectedMeanJson | None:
    mean = found.corrected
    if mean is None:
        return None
    return CorrectedMeanJson(
        labels=mean.labels,
        others=mean.others,
        mean=mean.corrected,
        low=mean.interval.low,
        high=mean.interval.high,
        mean_of_labels=mean.plain,
    )


def _gaps(found: JudgeAgreement) -> list[GapJson]:
    return [
        GapJson(
            trace_id=one.pair.trace_id,
            goal_id=one.pair.goal_id,
            overall=one.pair.judged.overall,
            value=one.pair.judged.value,
            gap=one.gap,
        )
        for one in found.gaps
    ]
