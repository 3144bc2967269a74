"""While a trial runs, nothing that a person may read tells their arm: page, API, filter or export."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.experiments.arm import Arm
from core.goals.goal import Circumstances
from core.ids import new_id
from core.usecases.access.blinding import HIDDEN
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.people.export_person import export_person
from core.usecases.runs.execute import execute_run
from core.usecases.traces.get_trace import find_payloads, get_trace
from core.usecases.traces.list_traces import TraceFilter, list_traces
from core.usecases.trials.start_trial import Plan, change_share, start_trial
from core.usecases.trials.stop_trial import stop_trial
from tests.factories.trial_people import add_replay, arms_of, person
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import build_rein, paid_rein
from tests.stubs.gemini import GeminiStub

REVIEWER = Viewer(user=User(id=new_id(), name="Rita", role=Role.REVIEWER))


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as built:
        clock.advance(60)
        yield built


def start(rein: Rein, prompt: str, champion: int, candidate: int) -> str:
    add_replay(rein, prompt=prompt, champion=champion, candidate=candidate)
    plan = Plan(prompt=prompt, candidate=candidate, reason="Plainer words", share=0.5)
    return start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)


def planned(rein: Rein, viewer: Viewer) -> Submitted:
    one = submit_goal(
        rein, viewer=viewer, text="Learn Spanish", circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, one.run_id)
    return one


def export_of(rein: Rein, viewer: Viewer, folder: Path) -> str:
    file = folder / f"{new_id()}.zip"
    export_person(rein, viewer=viewer, file=file)
    with zipfile.ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def seen(rein: Rein, viewer: Viewer, one: Submitted) -> str:
    """Return all that a person may read of a goal and its trace, as text."""
    goal, _ = get_goal(rein, viewer=viewer, goal_id=one.goal_id)
    rows = list_traces(rein, viewer=viewer, filters=TraceFilter()).rows
    detail = get_trace(rein, viewer=viewer, trace_id=one.trace_id)
    payloads = find_payloads(rein, viewer=viewer, trace_id=one.trace_id)
    parts = [asdict(goal), *map(asdict, rows), asdict(detail), *map(asdict, payloads.values())]
    return json.dumps(parts, default=str)


def marks(rein: Rein) -> tuple[str, ...]:
    """Return what only one arm's records contain: hashes, labels, instructions, fingerprints."""
    texts = [rein.prompts.find("generate", version) for version in (1, 2)]
    return tuple(
        mark
        for text in texts
        for mark in (text.hash, f"generate@v{text.version}", json.dumps(text.system)[1:61])
    )


def test_while_a_trial_runs_no_version_is_shown_to_people_and_all_to_reviewers(
    rein: Rein, tmp_path: Path
) -> None:
    trial_id = start(rein, "generate", 2, 1)
    ada = person()
    one = planned(rein, ada)
    [row] = list_traces(rein, viewer=REVIEWER, filters=TraceFilter(goal_id=one.goal_id)).rows
    assert row.fingerprint
    assert row.prompt_version.startswith("generate@v")
    secret = (*marks(rein), row.fingerprint)
    texts = (seen(rein, ada, one), export_of(rein, ada, tmp_path))
    assert [mark for mark in secret for text in texts if mark in text] == []
    assert all(HIDDEN in text for text in texts)
    assert "Learn Spanish" in texts[0]
    for wanted in (
        TraceFilter(fingerprint="0" * 16),
        replace(TraceFilter(), within=replace(TraceFilter().within, prompt_version="x@v1")),
    ):
        found = list_traces(rein, viewer=ada, filters=wanted).rows
        assert [each.trace_id for each in found] == [one.trace_id], "a filter is no way to guess"
    reviewed = get_trace(rein, viewer=REVIEWER, trace_id=one.trace_id)
    assert reviewed.row.fingerprint == row.fingerprint
    assert row.prompt_version in {f"{s.prompt_name}@v{s.prompt_version}" for s in reviewed.spans}

    stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="Enough seen")
    assert row.fingerprint in seen(rein, ada, one)
    assert row.fingerprint in export_of(rein, ada, tmp_path)


def test_results_of_either_arm_of_the_coach_s_settings_name_the_same_nothing(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    rein = build_rein(tmp_path, database_url, clock)
    clock.advance(60)
    trial_id = start(rein, "defaults", 1, 3)
    shown = []
    for share in (0.01, 0.99):
        change_share(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, share=share)
        viewer = person()
        goal, _ = get_goal(rein, viewer=viewer, goal_id=planned(rein, viewer).goal_id)
        shown.append({(stage.stage, stage.prompt) for stage in goal.stages})
    assert set(arms_of(rein).values()) == set(Arm)
    assert shown[0] == shown[1]
    rein.jobs.stop(wait=True)
    rein.database.close()
