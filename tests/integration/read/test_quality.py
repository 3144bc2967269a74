"""What heads a page is what models judged; what was scored by rule stands beside it."""

from datetime import timedelta

import pytest

from core.llm.providers.offline import OfflineModel
from core.quality.rubric import Dimension
from core.store.database.engine import Database
from core.store.scores.quality import Quality, find_quality
from core.store.scores.read import list_evaluations
from core.store.scores.trends import score_trend
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_evaluation, add_goal, add_trace, make_evaluation
from tests.fakes import NOW

RULE = OfflineModel.name
DAY = NOW.date()


def score(work: UnitOfWork, yes: int, **changes: object) -> str:
    goal = add_goal(work)
    return add_evaluation(
        work, add_trace(work, goal), goal, evaluation=make_evaluation(yes=yes), **changes
    )


def found_in(database: Database) -> Quality:
    return find_quality(database, since=DAY, until=DAY, sample=False)


def test_what_a_rule_scored_raises_no_figure_of_the_judges(database: Database) -> None:
    with database.begin() as work:
        score(work, 2)
    before = found_in(database)
    with database.begin() as work:
        for _ in range(4):
            score(work, 4, judge_model=RULE)

    found = found_in(database)

    assert found.totals == before.totals
    assert (found.scorer, found.overall and found.overall.n) == ("model", 1)
    assert (before.offline, found.offline and (found.offline.n, found.offline.mean)) == (
        None,
        (4, 8.93),
    )
    days = score_trend(database, since=DAY, until=DAY, sample=False, scorer=found.scorer)
    assert [point.n for point in days] == [1] * 5


def test_where_no_model_judged_the_figures_are_the_rules(database: Database) -> None:
    with database.begin() as work:
        score(work, 4, judge_model=RULE)

    found = found_in(database)

    assert (found.scorer, found.offline) == ("rule", None)
    assert found.overall is not None
    assert (found.overall.n, found.overall.mean) == (1, 8.93)


def test_a_judge_that_scored_nothing_does_not_hide_what_a_rule_scored(database: Database) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        failed = make_evaluation(unscored=Dimension.CLARITY)
        add_evaluation(work, add_trace(work, goal), goal, evaluation=failed)
    assert found_in(database).scorer == "model", "its gap is told"
    with database.begin() as work:
        score(work, 4, judge_model=RULE)

    assert found_in(database).scorer == "rule"


def test_a_judge_of_another_day_does_not_count(database: Database) -> None:
    with database.begin() as work:
        score(work, 2, created_at=NOW - timedelta(days=1))
        score(work, 4, judge_model=RULE)

    assert found_in(database).scorer == "rule"


@pytest.mark.parametrize(
    ("scorer", "judges"),
    [("model", {"gemini-4-argon"}), ("rule", {RULE}), (None, {RULE, "gemini-4-argon"})],
)
def test_records_can_be_asked_for_by_who_scored(
    database: Database, scorer: str | None, judges: set[str]
) -> None:
    with database.begin() as work:
        score(work, 2)
        score(work, 2, judge_model=RULE)

    rows = list_evaluations(database, sample=False, scorer=scorer).rows  # type: ignore[arg-type]

    assert {row.judge_model for row in rows} == judges
