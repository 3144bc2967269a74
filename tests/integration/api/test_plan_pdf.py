"""A plan as a PDF over HTTP, for its owner alone."""

import pytest

from core.ids import new_id
from tests.integration.api.conftest import Caller
from tests.pdf_text import Pdf, plain

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_plan_is_printed_for_its_owner_alone(owner: Caller, ada: Caller) -> None:
    goal = owner.finish_goal()
    path = f"/api/v1/goals/{goal['id']}/plan.pdf"

    answer = owner.get(path)

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    text = plain(Pdf(answer.content).text())
    for week in goal["plan"]["weeks"]:
        assert plain(week["focus"]) in text
        assert all(plain(task["title"]) in text for task in week["tasks"])
    assert ada.get(path).status_code == 404
    assert owner.get(f"/api/v1/goals/{new_id()}/plan.pdf").status_code == 404


@ON_SQLITE
def test_a_goal_without_a_plan_is_a_conflict(owner: Caller) -> None:
    goal_id = owner.post("/api/v1/goals", {"text": "Run 5 km by March"}).json()["id"]

    assert owner.get(f"/api/v1/goals/{goal_id}/plan.pdf").status_code == 409
