"""Scores in words: changes, scales, saturation, weeks, and pairs of judge and person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.charts.series import Point, Series
from app.review.evaluations import lines, present, saturation, weeks
from app.review.evaluations.agreement import levels
from app.review.evaluations.agreement import present as agreement
from app.review.evaluations.agreement import rows as agreement_rows
from app.review.evaluations.change import describe_change
from app.review.evaluations.lowest import present as lowest
from app.review.evaluations.questions import present as questions
from core.quality.agreement.human_values import COMPLETION, STAR_VALUES
from core.quality.agreement.report import JudgedValue, agreement_report
from core.quality.agreement.trust import Trust
from core.store.scores.lowest import FailedItem, LowScored
from core.store.scores.read import EvaluationRow
from core.usecases.scores.get_item_report import ItemTotals
from core.usecases.scores.get_judge_agreement import Gap, JudgeAgreement, Pair
from core.usecases.scores.get_score_report import ScorePoint, ScoreTotals
from core.usecases.utc_days import UtcDays

DAY = date(2027, 3, 1)
WINDOW = UtcDays(since=DAY, until=DAY + timedelta(days=29))
EMPTY = (0,) * 11


def totals(mean: float | None, n: int = 100, **changes: object) -> ScoreTotals:
    row = ScoreTotals(
        dimension="overall",
        group="",
        n=n,
        mean=mean,
        variance=1.0,
        unscored=0,
        saturated=0,
        histogram=EMPTY,
        rubric="2",
    )
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (totals(8.0), totals(7.0), "Up 1.0 from 7.0 (n = 100) in the window before"),
        (totals(7.0), totals(8.0), "Down 1.0 from 8.0 (n = 100) in the window before"),
        (totals(7.1), totals(7.0), "No certain change from 7.0 (n = 100) in the window before"),
        (totals(9.0, n=1), totals(7.0), "No certain change from 7.0 (n = 100) in the window before"),
        (totals(8.0), None, "No scores in the window before"),
        (totals(8.0), totals(None, n=0), "No scores in the window before"),
        (totals(None, n=0), totals(7.0), "It was 7.0 (n = 100) in the window before"),
    ],
)  # fmt: skip
def test_a_change_is_named_only_beyond_both_intervals(
    now: ScoreTotals, before: ScoreTotals | None, text: str
) -> None:
    assert describe_change(now, before) == text


def line(*means: float) -> Series:
    points = (
        Point(day=DAY + timedelta(days=place), mean=mean, n=9, interval=None)
        for place, mean in enumerate(means)
    )
    return Series(name="Overall", points=tuple(points))


@pytest.mark.parametrize(
    ("means", "low", "high", "words"),
    [
        ((9.3, 9.6), 8, 10, "axis 8 to 10, target 7 below"),
        ((6.4, 8.2), 6, 9, "axis 6 to 9, target 7"),
        ((5.0,), 3, 5, "axis 3 to 5, target 7 above"),
        ((0.2, 0.4), 0, 2, "axis 0 to 2, target 7 above"),
        ((), 0, 10, "axis 0 to 10, target 7"),
    ],
)
def test_the_scale_shows_differences_and_names_a_target_it_leaves_out(
    means: tuple[float, ...], low: float, high: float, words: str
) -> None:
    axis = present.axis(WINDOW, [(line(*means),)], 7.0)

    assert (axis.low, axis.high, present.describe_scale(axis, 7.0)) == (low, high, words)


def test_missing_scores_are_named_only_where_there_are_some() -> None:
    assert present.describe_gaps(totals(7.0)) == ""
    some = present.describe_gaps(totals(7.0, n=80, unscored=20))
    assert some == " 20 of 100 could not be scored (20 %)."


def test_saturation_is_said_in_words() -> None:
    full = totals(9.8, saturated=80, histogram=(0,) * 9 + (20, 80))
    fine = totals(7.0, histogram=(0,) * 6 + (50, 50, 0, 0, 0), dimension="clarity")

    assert saturation.describe_saturation([full, fine]) == (
        "Most scores of overall are at 9.5 or more, so it hardly tells good from better. "
        "Two results taken at random differ by a whole score in 32 % of cases."
    )
    assert "No measure has most" in saturation.describe_saturation([fine])
    one = totals(9.8, n=1, saturated=1, histogram=(0,) * 10 + (1,))
    assert "Too early to tell" in saturation.describe_saturation([one])
    titles = [saturation.saturation_title([row]) for row in (full, fine)]
    assert titles == ["Many scores are at the top of the scale", "The scores tell results apart"]
    assert [bar.figure for bar in saturation.saturation_bars([full, totals(None, n=0)])] == [
        "80 %",
        "–",
    ]


def test_a_prompt_version_that_was_not_there_before_is_marked_on_its_first_day() -> None:
    days = [
        replace(point(day, 3, 7.0, None), group=group)
        for day, group in ((1, "generate@v1"), (4, "generate@v2"), (9, "generate@v2"), (5, ""))
    ]
    first = min(one.day for one in days)

    found = lines.marks_of(days, since=first + timedelta(days=1))

    assert [(mark.name, (mark.day - first).days) for mark in found] == [("generate@v2", 3)]
    window = UtcDays(since=first, until=first + timedelta(days=9))
    text = present.basis((), present.axis(window, [], None, found), "day")
    assert "; generate@v2 from " in text
    assert lines.group_name("", "prompt_version") == "offline coach, no prompt"


def point(day: int, n: int, mean: float | None, variance: float | None) -> ScorePoint:
    return ScorePoint(
        day=DAY + timedelta(days=day),
        dimension="overall",
        group="a",
        n=n,
        mean=mean,
        variance=variance,
        unscored=1,
        rubric="2",
    )


def test_a_week_has_the_mean_and_variance_of_its_records() -> None:
    # 1, 3 and 8: mean 4, variance 13.
    days = [point(0, 2, 2.0, 2.0), point(3, 1, 8.0, None), point(4, 0, None, None)]

    (week,) = weeks.by_week(days, until=DAY + timedelta(days=6))

    assert (week.day, week.n, week.unscored) == (DAY + timedelta(days=6), 3, 3)
    assert week.mean == pytest.approx(4.0)
    assert week.variance == pytest.approx(13.0)
    two = weeks.by_week([*days, point(9, 1, 5.0, None)], until=DAY + timedelta(days=13))
    assert [one.n for one in two] == [3, 1]
    other = replace(days[0], rubric="1")
    assert len(weeks.by_week([*days, other], until=DAY + timedelta(days=6))) == 2


def test_weeks_are_shown_only_where_days_are_thin() -> None:
    assert weeks.is_thin(100, since=WINDOW.since, until=WINDOW.until)
    assert not weeks.is_thin(150, since=WINDOW.since, until=WINDOW.until)
    assert not weeks.is_thin(1, since=DAY, until=DAY + timedelta(days=6))


def judged(
    overall: float, value: float, *, person: str = "p", words: int | None = 9
) -> JudgedValue:
    return JudgedValue(
        person=person, overall=overall, dimensions=(overall,) * 4, value=value, words=words
    )


def pair(overall: float, value: float, **changes: object) -> Pair:
    return Pair(
        judged=judged(overall, value, **changes),  # type: ignore[arg-type]
        trace_id="01a1fb1e-e7f2-7bce-8d4f-830f2c04b1a3",
        goal_id=None,
        judge="gemini-4-argon",
        writer="gpt",
        prompt_version="generate@v1",
        at=datetime(2027, 3, 1, tzinfo=UTC),
        scored_at=datetime(2027, 3, 1, tzinfo=UTC),
    )


def found(*pairs: Pair) -> JudgeAgreement:
    return JudgeAgreement(
        scale=STAR_VALUES,
        judges=(),
        judge="gemini-4-argon",
        report=agreement_report(tuple(one.judged for one in pairs), STAR_VALUES),
        pairs=pairs,
        gaps=(),
        corrected=None,
        cut=False,
        older=2,
    )


def test_many_people_whose_stars_follow_the_score_make_a_trusted_judge() -> None:
    pairs = [pair(p % 9 + 0.5, 1 + p % 9 / 2, person=f"p{p}", words=p) for p in range(60)]

    agreed = found(*pairs)

    assert agreed.report.verdict.trust == Trust.RANKING
    assert agreement.sentence(agreed).startswith(
        "gemini-4-argon can be trusted for ranking. Its rank correlation with people, 1.00 [1.00"
    )
    assert agreement.basis(agreed) == (
        "Scores beside the stars that people gave; 60 pairs of 60 people, all values of the window "
        "were read. 2 pairs of an older rubric left out."
    )


def test_few_people_have_an_interval_that_is_said_to_be_theirs() -> None:
    agreed = found(*(pair(p % 9 + 0.5, 1 + p % 9 / 2, words=p) for p in range(60)))

    assert agreed.report.correlation.interval is not None
    assert "The intervals are for this person only" in agreement.basis(agreed)


def test_each_count_of_the_table_leads_to_its_pairs_and_the_sentence_says_the_rest() -> None:
    agreed = found(pair(9.6, 0.5), pair(9.0, 5.0), pair(1.0, 5.0))

    rows = levels.heat_cells(agreed, address="evaluations?days=30")

    assert [row[0].text for row in rows] == ["8 to 10", "6 to 8", "4 to 6", "2 to 4", "0 to 2"]
    assert [cell.text for cell in rows[0][1:]] == ["1", "", "", "", "1"]
    assert rows[0][1].to == "evaluations?days=30&cell=4-0"
    assert (rows[4][5].heat, rows[4][4].heat) == (1.0, 0.0)
    assert levels.describe_table(agreed) == (
        "3 pairs: 1 at most one level apart, 1 with the judge higher than the person, "
        "1 with the judge lower."
    )


def test_a_gap_says_who_is_higher_in_the_units_of_both() -> None:
    low = Gap(pair=pair(9.6, 0.5), gap=0.96, title="=1+1")
    done = Gap(pair=pair(5.0, 0.8), gap=-0.3, title="")

    assert [cell.text for cell in agreement_rows.gap_cells(low, STAR_VALUES)][:4] == [
        "=1+1",
        "9.6",
        "0.5 of 5",
        "9.6 higher",
    ]
    assert [cell.text for cell in agreement_rows.gap_cells(done, COMPLETION)][:4] == [
        "Goal",
        "5.0",
        "80 %",
        "3.0 lower",
    ]


@pytest.mark.parametrize(
    ("stars", "level"), [(0.5, 0), (1.5, 0), (2.0, 1), (3.5, 2), (4.5, 3), (5.0, 4)]
)
def test_half_stars_count_with_the_whole_star_below(stars: float, level: int) -> None:
    assert STAR_VALUES.level_of(stars) == level


def item(name: str, known: int, no: int) -> ItemTotals:
    return ItemTotals(
        item=name, dimension="clarity", group="", n=known + 1, known=known, no=no, rubric="2"
    )


def test_the_most_failed_question_is_named_with_its_rivals() -> None:
    rows = (item("clarity.a", 100, 60), item("clarity.b", 100, 55), item("clarity.c", 100, 1))

    assert questions.sentence(rows) == (
        "“clarity.a” fails most surely: 60 % (50–69 %) of 100 answers are no. 1 more may fail as often."
    )
    assert "No question" in questions.sentence((item("clarity.c", 9, 0),))
    cells = questions.cells(rows[0], address="evaluations?days=30")
    assert (cells[0].to, cells[2].text, cells[5].text) == (
        "evaluations?days=30&item=clarity.a",
        "60 % (60)",
        "1",
    )


def test_reasons_begin_with_what_rarely_fails() -> None:
    row = EvaluationRow(
        **dict.fromkeys(EvaluationRow.__dataclass_fields__)  # type: ignore[arg-type]
    )
    often, rare = (
        FailedItem(item=f"clarity.{name}", question=f"{name}?", note="")
        for name in ("often", "rare")
    )
    other = FailedItem(item="actionability.x", question="x?", note="No verb.")
    rows = (LowScored(row=row, failed=(often, rare, other)), LowScored(row=row, failed=(often,)))

    said = lowest.reason(rows[0], lowest.failures(rows))

    assert (said, lowest.counts(rows[0])) == ("rare?", "3 no: clarity 2, actionability 1")
    assert "unsure" in lowest.reason(LowScored(row=row, failed=()), {})
