"""The sentence of an evaluation run: none before the end, and equal pairs are called equal."""

from dataclasses import replace

import pytest

from app.review.evaluation_runs import present, present_pairs
from core.experiments.paired import CaseResult, compare
from core.experiments.preferences import count_scores
from core.experiments.variant import Variant
from core.store.evaluation_runs.read import Progress
from core.store.evaluation_runs.values import CaseStatus, EvaluationRun, Forecast
from core.usecases.evaluation_runs.list_evaluation_runs import EvaluationReport
from core.usecases.evaluation_runs.pair_report import Compared
from tests.fakes import NOW

VARIANTS = tuple(
    Variant(label=label, model="offline", versions={}) for label in ("live", "defaults@v4")
)
RUN = EvaluationRun(
    id="r",
    version_id="v",
    dataset_id="d",
    dataset="cases",
    number=1,
    split=None,
    variants=VARIANTS,
    judge="offline",
    items=40,
    budget_usd=None,
    forecast=Forecast(usd_per_case=(0.0, 0.0), basis=""),
    note="",
    replay=False,
    sample=False,
    created_at=NOW,
    cancelled_at=None,
)


def report(gains: list[float], *, waiting: int = 0) -> EvaluationReport:
    before = {str(place): CaseResult(scores={"overall": 5.0}, answers={}) for place in range(40)}
    after = {
        str(place): CaseResult(scores={"overall": 5.0 + gain}, answers={})
        for place, gain in enumerate(gains)
    }
    cases = {CaseStatus.DONE: 80 - waiting, CaseStatus.WAITING: waiting}
    return EvaluationReport(
        opik_address=None,
        run=RUN,
        progress=Progress(cases=cases, running=0, spent_usd=0.0, unpriced=0),
        items=40,
        totals=(),
        comparisons=(compare(before, after, items=40),),
        compared=(Compared(counts=count_scores(before, after), by_judge=False),),
        titles={},
        traces={},
    )


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            report([1.0] * 5, waiting=70),
            "No verdict yet: 10 of 80 cases ended. So far Coach settings v4",
        ),
        (report([0.0] * 40), "same overall score in every pair (40 pairs)"),
        (report([1.0, 1.1] * 20), "Coach settings v4 is better than live versions: +1.05"),
        (report([1.0, -1.0] * 20), "not shown to differ from live versions: 0.00"),
    ],
)
def test_a_verdict_waits_for_all_cases_and_equal_pairs_are_named(
    found: EvaluationReport, text: str
) -> None:
    assert text in present.verdict(found, 0)


def test_columns_are_named_by_what_sets_the_variants_apart() -> None:
    longer = tuple(replace(one, label=f"{one.label},model=offline") for one in VARIANTS)
    found = report([0.0] * 40)

    names = present_pairs.names_of(replace(found, run=replace(RUN, variants=longer)), 0)

    assert names == ("live versions", "Coach settings v4")
