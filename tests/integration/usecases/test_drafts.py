"""A draft shows what another model or prompt would write, and leaves nothing but what it cost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, NotAllowed, NotFound
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.calls.tables import llm_calls
from core.store.schema import metadata
from core.usecases.drafts.draft_step import StageName, draft_step, list_draft_choices
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.gemini import GeminiStub

PAID = {"llm_calls", "rollup_calls", "rollup_user_costs", "budget_days"}
"""Tables of what was paid; a draft is in no other."""


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Rein, GeminiStub, Submitted]]:
    """A goal that the offline coach has written, and a model that can be asked now."""
    offline = build(make_settings(tmp_path), clock=FrozenClock())
    submitted = submit_goal(
        offline,
        viewer=LOCAL_VIEWER,
        text="Run 5 km by the end of March",
        circumstances=Circumstances(hours_per_week=3),
        key=new_id(),
    )
    assert execute_run(offline, submitted.run_id)
    offline.database.close()
    with GeminiStub() as stub:
        settings = make_settings(tmp_path, GEMINI_API_KEY="key-of-a-test", GEMINI_BASE_URL=stub.url)
        rein = build(settings, clock=FrozenClock())
        yield rein, stub, submitted
        rein.database.close()


def counts(rein: Rein) -> dict[str, int]:
    with rein.database.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name not in PAID
        }


def test_a_draft_by_a_model_leaves_only_a_paid_call_without_its_words(
    asked: tuple[Rein, GeminiStub, Submitted],
) -> None:
    rein, stub, submitted = asked
    before = counts(rein)
    choices = list_draft_choices(rein, viewer=LOCAL_VIEWER, trace_id=submitted.trace_id)
    assert choices is not None
    model = choices.models[0]

    draft = draft_step(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=submitted.trace_id,
        stage=StageName.GENERATE,
        model=model,
        version=choices.versions[StageName.GENERATE][0],
    )

    assert draft.before != draft.after
    assert draft.model.startswith("gemini")
    assert draft.prompt == f"generate@v{choices.versions[StageName.GENERATE][0]}"
    assert len(stub.asked) == 1
    assert counts(rein) == before | {"audit_log": before["audit_log"] + 1}
    with rein.database.read() as connection:
        (call,) = connection.execute(select(llm_calls)).all()
    assert (call.user_id, call.goal_id, call.reply) == (LOCAL_VIEWER.id, None, None)
    assert call.cost_usd == draft.cost_usd


@pytest.mark.parametrize("stage", list(StageName))
def test_the_same_step_by_the_same_rules_comes_out_the_same(
    asked: tuple[Rein, GeminiStub, Submitted], stage: StageName
) -> None:
    rein, _, submitted = asked

    draft = draft_step(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=submitted.trace_id,
        stage=stage,
        model="offline",
        version=1,
    )

    assert draft.before == draft.after
    assert draft.cost_known


def test_a_draft_needs_an_admin_a_model_and_a_goals_run(
    asked: tuple[Rein, GeminiStub, Submitted],
) -> None:
    rein, stub, submitted = asked
    reviewer = Viewer(user=User(id=new_id(), name="Ada", role=Role.REVIEWER))
    wanted = {
        "viewer": LOCAL_VIEWER,
        "trace_id": submitted.trace_id,
        "stage": StageName.PLAN,
        "model": "offline",
        "version": 1,
    }
    for changed, error in (
        ({"viewer": reviewer}, NotAllowed),
        ({"model": "nobody"}, NotFound),
        ({"trace_id": new_id()}, Conflict),
    ):
        with pytest.raises(error):
            draft_step(rein, **wanted | changed)  # type: ignore[arg-type]
    assert list_draft_choices(rein, viewer=LOCAL_VIEWER, trace_id=new_id()) is None
    assert stub.asked == []
