"""The coach's pages on a database of their own, or on a state that a test gives them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app import services
from app.coach import GOALS
from app.coach.goal import load
from app.coach.goals import load as goals_load
from core.bootstrap import Rein
from core.store.database.pagination import Page
from core.store.goals.read import GoalCard, GoalView
from tests.app.conftest import go_to
from tests.fakes import NOW

MAIN = Path(__file__).parents[3] / "app" / "main.py"


@pytest.fixture
def served(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rein]:
    """The pages work on this Rein."""
    st.cache_data.clear()
    monkeypatch.setattr(services, "rein", lambda: rein)
    yield rein
    st.cache_data.clear()


@pytest.fixture
def goals_page(served: Rein) -> Callable[[], AppTest]:
    def open_page() -> AppTest:
        return go_to(AppTest.from_file(MAIN, default_timeout=20), GOALS.path).run()

    return open_page


@pytest.fixture
def goal_page(served: Rein) -> Callable[[str], AppTest]:
    def open_page(goal_id: str) -> AppTest:
        at = AppTest.from_file(MAIN, default_timeout=20)
        at.query_params["id"] = goal_id
        return go_to(at, "coach/goal/page.py").run()

    return open_page


@pytest.fixture
def shown(goal_page: Callable[[str], AppTest], monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Any state of a goal or of the list, without the run that would lead there."""
    monkeypatch.setattr(services, "now", lambda: NOW)
    monkeypatch.setattr(load, "rating_history", lambda _: ())

    def goal(view: GoalView) -> AppTest:
        monkeypatch.setattr(load, "find_goal", lambda _: view)
        return goal_page(view.goal_id)

    def goals(
        *cards: GoalCard, archived: tuple[GoalCard, ...] = (), following: str | None = None
    ) -> AppTest:
        def list_cards(*, archived: bool, cursor: str | None) -> Page[GoalCard]:
            del cursor
            return Page(
                rows=hidden if archived else cards, next_cursor=None if archived else following
            )

        hidden = archived
        monkeypatch.setattr(goals_load, "list_cards", list_cards)
        return go_to(AppTest.from_file(MAIN, default_timeout=20), GOALS.path).run()

    return SimpleNamespace(goal=goal, goals=goals)


def words(at: AppTest) -> str:
    """Return everything the page says, HTML included."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "error",
        "info",
        "success",
        "warning",
    )
    said = [element.value for kind in kinds for element in getattr(at, kind)]
    said += [element.proto.body for element in at.get("html")]
    said += [element.label for element in at.checkbox] + [element.label for element in at.button]
    said += [element.label for element in at.expander] + [
        element.proto.label for element in at.get("page_link")
    ]
    return "\n".join(said)
