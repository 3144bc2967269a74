"""Judges and people of published studies: a judge to reject is rejected, good ones are ordered."""

import csv
import gzip
import json
from pathlib import Path
from statistics import fmean

import pytest
from scipy.stats import spearmanr

from core.quality.agreement.correlation import spearman
from core.quality.agreement.krippendorff import krippendorff_alpha
from core.quality.agreement.saturation import modal_share
from core.quality.agreement.trust import Trust, TrustVerdict, best_first, judge_trust
from tests.architecture.tree import ROOT

FOLDER = ROOT.parent / "shared" / "data"
PEOPLE = ("human1", "human2", "human3")


def file_of(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not here: studies of others are not part of the project")
    return path


def verdict_on(scores: list[float], values: list[float], items: list[str]) -> TrustVerdict:
    return judge_trust(spearman(scores, values, groups=items), same_score=modal_share(scores))


def seq2seq(dimension: str) -> tuple[list[float], list[float], list[str]]:
    with file_of("judge_seq2seq_human_vs_gpt4.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r["dimension"] == dimension and r["gpt4"]]
    return (
        [float(row["gpt4"]) for row in rows],
        [fmean(float(row[name]) for name in PEOPLE if row[name]) for row in rows],
        [row["item"] for row in rows],
    )


def test_the_fluency_judge_that_calls_everything_fluent_is_unusable() -> None:
    verdict = verdict_on(*seq2seq("fluency"))

    assert verdict.trust == Trust.WEAK
    assert "98 % of its scores are the same" in verdict.because


def test_the_judges_of_the_same_study_that_follow_people_are_not_rejected() -> None:
    for dimension in ("grammaticality", "relevance", "simplicity"):
        assert verdict_on(*seq2seq(dimension)).trust != Trust.WEAK
    assert verdict_on(*seq2seq("consistency")).trust == Trust.WEAK


def hanna() -> dict[str, tuple[list[float], list[float], list[str]]]:
    """Return for each judge its scores of how coherent stories are, the mean of people, and the prompts."""
    with gzip.open(file_of("judge_hanna_human_vs_llm.csv.gz"), "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["dimension"] == "coherence"]
    found = {}
    for judge in (name for name in rows[0] if name[-3:-1] == "_p"):
        scored = [row for row in rows if row[judge]]
        found[judge] = (
            [float(row[judge]) for row in scored],
            [fmean(float(row[name]) for name in PEOPLE) for row in scored],
            [row["prompt_id"] for row in scored],
        )
    return found


def test_the_judges_of_stories_are_ordered_as_their_correlations_are() -> None:
    judges = hanna()

    found = {
        name: spearman(scores, said, groups=ids) for name, (scores, said, ids) in judges.items()
    }

    expected = {
        name: spearmanr(scores, said).statistic for name, (scores, said, _) in judges.items()
    }
    assert best_first(found) == tuple(sorted(expected, key=lambda name: -expected[name]))
    best, worst = best_first(found)[0], best_first(found)[-1]
    assert judge_trust(found[best], same_score=0).trust == Trust.RANKING
    assert worst.startswith("llama_13b")
    assert judge_trust(found[worst], same_score=0).trust != Trust.RANKING


def test_agreement_of_many_raters_of_recipes_is_positive_and_far_from_complete() -> None:
    with file_of("judge_recipes_multirater.jsonl").open(encoding="utf-8") as lines:
        units = [json.loads(line)["scores"]["overall"] for line in lines]

    found = krippendorff_alpha(units)

    assert found.value is not None
    assert found.interval is not None
    assert 0 < found.interval.low < found.value < found.interval.high < 0.6
