"""Everything that asks the offline coach asks the one that Rein was built with."""

from collections.abc import Iterator

import pytest

from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.offline.coach import OfflineCoach
from core.offline.playbooks.library import GENERAL, PlaybookLibrary
from core.offline.playbooks.pages import scaffold
from core.offline.playbooks.schema import parse_playbook
from core.settings import Settings
from core.store.goals.read import GoalView, find_goal
from core.usecases.goals.find_follow_up_goals import find_other_goals
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from tests.factories.coaching import PLAYBOOKS
from tests.fakes import FrozenClock

CHESS = parse_playbook(scaffold("chess"), origin="chess.yaml")
COACH = OfflineCoach(playbooks=PlaybookLibrary((CHESS, PLAYBOOKS.get(GENERAL))))
TEXT = "win a chess game by June"


@pytest.fixture
def chess_rein(settings: Settings, clock: FrozenClock) -> Iterator[Rein]:
    built = build(settings, clock=clock, coach=COACH)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def submit(rein: Rein, text: str, *, interactive: bool = False) -> Submitted:
    return submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=text,
        circumstances=Circumstances(),
        key=new_id(),
        interactive=interactive,
    )


def coached(rein: Rein, text: str, *, interactive: bool = False) -> GoalView:
    submitted = submit(rein, text, interactive=interactive)
    execute_run(rein, submitted.run_id)
    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def test_a_run_plans_with_the_injected_playbooks(chess_rein: Rein) -> None:
    view = coached(chess_rein, TEXT)

    assert view.clarified is not None
    assert view.plan is not None
    assert view.clarified.domain == "chess"
    assert {week.phase for week in view.plan.weeks} == {phase.name for phase in CHESS.phases}


def test_the_packaged_playbooks_plan_the_same_text_differently(rein: Rein) -> None:
    view = coached(rein, TEXT)

    assert view.clarified is not None
    assert view.clarified.domain != "chess"


def test_questions_come_from_the_injected_playbooks(settings: Settings, clock: FrozenClock) -> None:
    question = CHESS.questions[0].model_copy(update={"text": "What is your rating?"})
    asking = CHESS.model_copy(update={"questions": (question,)})
    coach = OfflineCoach(playbooks=PlaybookLibrary((asking, PLAYBOOKS.get(GENERAL))))
    built = build(settings, clock=clock, coach=coach)
    try:
        view = coached(built, TEXT, interactive=True)
    finally:
        built.jobs.stop(wait=True)
        built.database.close()

    assert "What is your rating?" in {asked.text for asked in view.questions}


def test_follow_up_goals_come_from_the_injected_playbooks(chess_rein: Rein) -> None:
    view = coached(chess_rein, "win a chess game and learn Spanish")

    assert find_other_goals(chess_rein, viewer=LOCAL_VIEWER, view=view) is None


def test_a_warm_process_has_loaded_what_the_first_goal_needs(
    chess_rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(OfflineCoach, "warm", lambda coach: read.append(repr(coach is COACH)))

    chess_rein.warm()

    assert read == ["True"]
