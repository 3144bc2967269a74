"""A week that repeats an earlier one says what is the same in it, and what has changed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.goals.kind import GoalKind
from core.offline.alike.folded import with_folded_weeks
from core.plans.draft import TaskDraft, WeekDraft


def week(title: str, focus: str = "Go easy.") -> WeekDraft:
    task = TaskDraft(title=title, minutes=20, day="Mon")
    return WeekDraft(phase="Build", focus=focus, tasks=[task])


def focuses(weeks: list[WeekDraft], reached: list[str], kind: GoalKind) -> list[str]:
    return [each.focus for each in with_folded_weeks(weeks, reached, kind)]


def test_a_week_like_the_one_before_names_the_step_between_them() -> None:
    weeks = [week("Run 5 km easily"), week("Run 6 km easily"), week("Run 5.5 km easily")]

    assert focuses(weeks, [""] * 3, GoalKind.TRAINING) == [
        "Go easy. Weeks 1 to 3 hold the same kind of sessions.",
        "Go easy. One step more than last week: 6 km instead of 5.",
        "Go easy. One step less than last week: 5.5 km instead of 6.",
    ]


def test_a_sum_that_adds_up_says_where_it_stands() -> None:
    weeks = [week("Pay €10"), week("Pay €10"), week("Send €10")]

    assert focuses(weeks, ["€10 of €30", "€20 of €30", "€30 of €30"], GoalKind.MONEY) == [
        "Go easy.",
        "Go easy. By the end of this week it is €20 of €30.",
        "Go easy. By the end of this week it is €30 of €30.",
    ]


def test_a_lighter_week_and_a_new_focus_stay_as_they_are() -> None:
    lighter = week("Run 5 km", "A lighter week on purpose. Go easy.")
    weeks = [week("Run 5 km"), lighter, week("Run 5 km", "Sleep more.")]

    assert focuses(weeks, [""] * 3, GoalKind.TRAINING)[1:] == [lighter.focus, "Sleep more."]


@given(
    kind=st.sampled_from([GoalKind.SKILL, GoalKind.EXAM, GoalKind.TRAINING, GoalKind.PROJECT]),
    titles=st.lists(
        st.sampled_from(["Play one", "Play two", "Play three"]), min_size=2, max_size=5
    ),
)
def test_no_two_weeks_in_a_row_have_the_same_focus(kind: GoalKind, titles: list[str]) -> None:
    written = focuses([week(title) for title in titles], [""] * len(titles), kind)

    assert all(one != other for one, other in pairwise(written))
