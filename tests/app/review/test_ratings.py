"""Every rating can be opened, beside what it is about, and answered."""

import pytest
from streamlit.testing.v1 import AppTest

from app.review.ratings import filters
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.goals.submit import Submitted
from core.usecases.ratings.get_themes import get_themes
from core.usecases.ratings.reply import list_own_replies
from core.usecases.utc_days import last_days
from tests.app.conftest import Open, said_on
from tests.factories.many_ratings import (
    COMPLAINT,
    HIGH,
    LOW,
    PRAISE,
    contrasting_comments,
    write_comments,
)

PAGE = "review/ratings/page.py"


@pytest.fixture
def many(served_rein: Rein) -> Rein:
    """Forty ratings with two themes."""
    with served_rein.database.begin() as work:
        write_comments(work, contrasting_comments(served_rein.clock.now()))
    return served_rein


def button(at: AppTest, key: str) -> object:
    return next(each for each in at.button if each.key == key)


def test_without_ratings_the_page_says_where_they_come_from(open_page: Open) -> None:
    at = open_page(PAGE)

    assert not at.exception
    assert "No ratings yet" in said_on(at)


def test_a_rating_is_shown_beside_its_goal_plan_and_scores(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE)

    said = said_on(at)
    assert not at.exception
    assert "1 rating matches; newest first." in said
    assert "Great &lt;b&gt;structure&lt;/b&gt;, *tight* timeline" in said
    assert "Is it clear what to do? No" in said
    assert "Run 5 km by the end of March" in said
    assert "Week 1" in said
    assert "The scores" in said


def test_an_answer_reaches_the_person_once_marked_and_stays(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE)
    at.text_area[0].input("Your shifts count now.")
    next(b for b in at.button if b.label == "Answer this rating").click()
    at.run()
    assert not at.exception
    (reply,) = list_own_replies(served_rein, viewer=LOCAL_VIEWER, goal_id=with_goal.goal_id)
    assert (reply.note, reply.seen_at) == ("Your shifts count now.", None)
    assert "not seen yet" in said_on(at)

    goal = open_page("coach/goal/page.py", id=with_goal.goal_id)
    assert "You said, we changed" in said_on(goal)
    assert "Your shifts count now." in said_on(goal)
    again = open_page("coach/goal/page.py", id=with_goal.goal_id)
    assert "You said, we changed" not in said_on(again)
    assert "Answers to your rating" in said_on(again)


def test_filters_of_the_url_select_and_the_keys_move(many: Rein, open_page: Open) -> None:
    at = open_page(PAGE, order="Lowest first", words="true", stars="2")

    assert not at.exception
    assert f"{LOW} ratings match; lowest first." in said_on(at)
    assert COMPLAINT in said_on(at)
    first = at.query_params.get("rating")
    assert first is None
    button(at, "ratings.next").click().run()  # type: ignore[attr-defined]
    second = at.query_params["rating"]
    button(at, "ratings.next").click().run()  # type: ignore[attr-defined]
    assert at.query_params["rating"] != second
    button(at, "ratings.previous").click().run()  # type: ignore[attr-defined]
    assert at.query_params["rating"] == second


def test_a_theme_lists_its_ratings(many: Rein, open_page: Open) -> None:
    feedback = open_page("review/feedback/page.py")
    assert not feedback.exception
    said = said_on(feedback)
    assert "Low stars" in said
    assert f"{LOW} of {LOW + HIGH}" in said
    assert 'href="ratings?stars=2"' in said
    assert "ratings?theme=" in said

    days = last_days(many, 30)
    theme = get_themes(many, viewer=LOCAL_VIEWER, days=days).complaint
    assert theme is not None
    at = open_page(PAGE, theme=theme.label)
    assert f"{LOW} ratings match the theme" in said_on(at)
    assert PRAISE not in said_on(at)


def test_filters_that_match_nothing_say_so(many: Rein, open_page: Open) -> None:
    at = open_page(PAGE, said="xylophone")

    assert not at.exception
    assert "No ratings match" in said_on(at)


def test_a_rating_that_is_gone_is_an_error_beside_the_list(many: Rein, open_page: Open) -> None:
    at = open_page(PAGE, rating="gone.nobody")

    assert not at.exception
    assert "There is no such rating." in said_on(at)


@pytest.mark.parametrize(
    ("stars", "half_stars"),
    [
        ([], set()),
        (["1"], {1, 2, 3}),
        (["4"], {8, 9}),
        (["5"], {10}),
        (["1", "2", "3", "4", "5"], set()),
    ],
)
def test_stars_are_chosen_as_the_histogram_counts_them(
    stars: list[str], half_stars: set[int]
) -> None:
    assert filters.half_stars_of(stars) == half_stars
