"""No page shows a person what another wrote, whatever id stands in its address."""

import pytest

from app import account, auth, coach, operate, review
from core.accounts.user import Role, User
from core.ids import new_id
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on

PAGES = tuple(
    page.path
    for section in (coach, review, operate, account)
    for page in section.PAGES
    if not page.default  # which has no id in its address
)
NAMES = ("id", "goal", "trace", "run", "item", "with", "rating", "case", "trial", "in", "after")
"""What addresses of pages name a record by."""
WRITTEN = ("by the end of March", "tight* timeline", "tight timeline", "llm_call_")
"""Parts of the goal, of the comment of its rating, and of its trace."""


def said(open_page: Open, path: str, goal: Submitted) -> str:
    about = goal.trace_id if "trace" in path else goal.goal_id
    return said_on(open_page(path, **dict.fromkeys(NAMES, about)))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_nothing_of_another_person(
    path: str, open_page: Open, with_goal: Submitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = User(id=new_id(), name="Other", role=Role.USER)
    monkeypatch.setattr(auth, "current_user", lambda: other)

    shown = said(open_page, path, with_goal)

    assert [words for words in WRITTEN if words in shown] == []
    assert with_goal.goal_id not in shown


@pytest.mark.parametrize(
    ("path", "words"),
    [("coach/goal/page.py", WRITTEN[0]), ("review/trace/page.py", WRITTEN[3])],
)
def test_the_same_address_shows_it_to_its_owner(
    path: str, words: str, open_page: Open, with_goal: Submitted
) -> None:
    assert words in said(open_page, path, with_goal)
