"""A trial on people: who gets what, what counts, how it ends, and that it ends once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.experiments.arm import Arm
from core.goals.goal import Circumstances
from core.ids import new_id
from core.prompts.releases import ReleaseStatus
from core.quality.rating import Rating
from core.store.audit.values import AuditAction
from core.store.runs.tables import runs, stage_results
from core.store.trials.tables import trial_people, trial_results
from core.usecases.audit.list_audit import list_audit
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.prompts.list_prompts import list_prompts
from core.usecases.prompts.release_prompt import release_prompt, roll_back_prompt
from core.usecases.ratings.rate import rate, withdraw_rating
from core.usecases.runs.execute import execute_run
from core.usecases.trials.list_trials import Outcome, TrialReport, Watch, list_trials, show_trial
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.start_trial import Plan, change_share, start_trial
from core.usecases.trials.stop_trial import stop_trial
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.trial_people import add_people, add_replay, arms_of, person
from tests.fakes import FrozenClock

PLAN = Plan(prompt="defaults", candidate=3, reason="Smaller steps", least_n=60)
REVIEWER = Viewer(user=User(id=new_id(), name="Rita", role=Role.REVIEWER))


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    settings = make_settings(tmp_path, REIN_DATABASE_URL=database_url)
    built = build(settings, clock=clock, coach=COACH)
    clock.advance(60)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def start(rein: Rein, **changes: object) -> str:
    candidate = replace(PLAN, **changes).candidate  # type: ignore[arg-type]
    add_replay(rein, candidate=candidate)
    return start_trial(rein, viewer=LOCAL_VIEWER, plan=replace(PLAN, **changes))  # type: ignore[arg-type]


def shown(rein: Rein, trial_id: str) -> TrialReport:
    return show_trial(rein, viewer=REVIEWER, trial_id=trial_id)


def live(rein: Rein) -> int:
    versions = list_prompts(rein, viewer=REVIEWER)
    found = [v.text.version for v in versions if v.text.name == "defaults" and v.live]
    assert len(found) == 1, "exactly one version is live"
    return found[0]


def actions(rein: Rein) -> list[AuditAction]:
    found = (row.entry.action for row in reversed(list_audit(rein, viewer=LOCAL_VIEWER)))
    return [one for one in found if one is not AuditAction.TEXTS_READ]


def planned(rein: Rein, viewer: Viewer) -> tuple[str, str]:
    """Plan a goal with the whole pipeline; return the ids of goal and trace."""
    one = submit_goal(
        rein, viewer=viewer, text="Learn Spanish", circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, one.run_id)
    return one.goal_id, one.trace_id


def plan_versions(rein: Rein, goal_id: str) -> set[str | None]:
    """Return the versions of the settings by which the plans of a goal were written, as they are stored."""
    query = select(stage_results.c.prompt).join(runs, runs.c.id == stage_results.c.run_id)
    with rein.database.read() as connection:
        of_plan = (runs.c.goal_id == goal_id, stage_results.c.stage == "plan")
        return set(connection.execute(query.where(*of_plan)).scalars())


def better(arm: Arm | None, number: int) -> float:
    return 4.5 if arm is Arm.CANDIDATE else (2.0, 2.5, 3.0)[number % 3]


def same(_arm: Arm | None, number: int) -> float:
    return (3.0, 4.0, 5.0)[number % 3]


def test_a_person_gets_the_version_of_their_arm_in_every_run_and_others_the_live_one(
    rein: Rein,
) -> None:
    trial_id = start(rein)
    ada = person()
    first, second = planned(rein, ada), planned(rein, ada)

    arm = arms_of(rein)[ada.id]
    expected = "defaults@v3" if arm is Arm.CANDIDATE else None
    assert plan_versions(rein, first[0]) == plan_versions(rein, second[0]) == {expected}

    change_share(
        rein, viewer=LOCAL_VIEWER, trial_id=trial_id, share=0.99 if arm is Arm.CHAMPION else 0.01
    )
    planned(rein, ada)
    assert arms_of(rein)[ada.id] is arm, "who is placed stays placed"

    stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="Enough seen")
    goal_id, _ = planned(rein, ada)
    view, _ = get_goal(rein, viewer=ada, goal_id=goal_id)
    assert {stage.prompt for stage in view.stages} == {None}


def test_the_first_rating_of_a_shown_result_counts_as_it_is_now(rein: Rein) -> None:
    trial_id = start(rein)
    ada = person()
    goal_id, trace_id = planned(rein, ada)

    rate(rein, viewer=ada, trace_id=trace_id, rating=Rating(stars=2.0))
    assert shown(rein, trial_id).findings.primary.n == 0, "nobody was shown it"

    get_goal(rein, viewer=ada, goal_id=goal_id)
    assert shown(rein, trial_id).means.n == 1
    rate(rein, viewer=ada, trace_id=trace_id, rating=Rating(stars=4.5))
    means = shown(rein, trial_id).means
    assert [mean for mean in (means.champion, means.candidate) if mean is not None] == [4.5]

    rein.clock.advance(5)  # type: ignore[attr-defined]
    again, other_trace = planned(rein, ada)
    get_goal(rein, viewer=ada, goal_id=again)
    rate(rein, viewer=ada, trace_id=other_trace, rating=Rating(stars=1.0))
    assert shown(rein, trial_id).means.n == 1, "the unit is the person"

    withdraw_rating(rein, viewer=ada, trace_id=trace_id)
    means = shown(rein, trial_id).means
    assert [mean for mean in (means.champion, means.candidate) if mean is not None] == [1.0]

    with rein.database.begin() as work:
        work.goals.delete(again)
    assert shown(rein, trial_id).means.n == 0
    with rein.database.read() as connection:
        assert len(connection.execute(select(trial_results.c.trace_id)).all()) == 1


def test_a_better_candidate_is_promoted_once_and_watched(rein: Rein) -> None:
    trial_id = start(rein)
    add_people(rein, 120, stars=better)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: settle_trials(rein), range(4)))

    report = shown(rein, trial_id)
    assert (report.trial.outcome, report.trial.watch) == (Outcome.PROMOTED, Watch.WATCHED)
    assert report.trial.estimate is not None
    assert report.trial.estimate.candidate == 4.5
    assert live(rein) == 3
    released = next(
        v for v in list_prompts(rein, viewer=REVIEWER) if v.text.name == "defaults" and v.live
    )
    assert [entry.status for entry in released.history] == [
        ReleaseStatus.DRAFT,
        ReleaseStatus.RELEASED,
    ]
    assert actions(rein) == [
        AuditAction.TRIAL_STARTED,
        AuditAction.TRIAL_ENDED,
        AuditAction.PROMPT_RELEASED,
    ]
    assert rein.prompts.find("defaults").version == 3
    assert [e.n for e in report.over_n] == sorted(e.n for e in report.over_n)
    assert report.over_n[-1] == report.findings.primary

    roll_back_prompt(rein, viewer=LOCAL_VIEWER, name="defaults", reason="An admin may undo it")
    settle_trials(rein)
    assert (live(rein), shown(rein, trial_id).trial.watch) == (1, Watch.ENDED)


def test_a_regression_after_a_promotion_is_rolled_back_by_itself(rein: Rein) -> None:
    trial_id = start(rein)
    add_people(rein, 120, stars=better)
    settle_trials(rein)
    rein.clock.advance(60)  # type: ignore[attr-defined]

    add_people(rein, 20, stars=lambda _arm, number: 4.5 - number % 2 / 2)
    settle_trials(rein)
    assert (live(rein), shown(rein, trial_id).trial.watch) == (3, Watch.WATCHED)
    add_people(rein, 40, stars=lambda _arm, _number: 1.5)
    settle_trials(rein)
    settle_trials(rein)

    trial = shown(rein, trial_id).trial
    assert (live(rein), trial.watch) == (1, Watch.ROLLED_BACK)
    assert "the trial had found 4.50" in trial.watch_note
    assert actions(rein).count(AuditAction.PROMPT_ROLLED_BACK) == 1
    with pytest.raises(Conflict, match="was rolled back"):
        start(rein)
    assert start(rein, again=True)


def test_two_equal_versions_stay_as_they_are(rein: Rein) -> None:
    trial_id = start(rein, most_n=80)
    add_people(rein, 70, stars=same)
    settle_trials(rein)
    assert shown(rein, trial_id).trial.outcome is Outcome.RUNNING

    add_people(rein, 10, stars=same)
    settle_trials(rein)

    report = shown(rein, trial_id)
    assert (report.trial.outcome, live(rein)) == (Outcome.TIED, 1)
    assert actions(rein) == [AuditAction.TRIAL_STARTED, AuditAction.TRIAL_ENDED]


def test_a_trial_is_started_by_admins_against_the_live_version_once(rein: Rein) -> None:
    with pytest.raises(NotAllowed):
        start_trial(rein, viewer=REVIEWER, plan=PLAN)
    with pytest.raises(NotAllowed):
        list_trials(rein, viewer=person())
    with pytest.raises(Conflict, match="live already"):
        start(rein, candidate=1)
    with pytest.raises(NotFound):
        start(rein, candidate=99)
    for field, changes in {
        "prompt": {"prompt": "evaluate"},
        "share": {"share": 1.0},
        "reason": {"reason": " "},
    }.items():
        with pytest.raises(InvalidInput) as refused:
            start(rein, **changes)
        assert refused.value.field == field

    trial_id = start(rein)

    with pytest.raises(Conflict, match="runs already"):
        start(rein, candidate=4)
    with pytest.raises(Conflict, match="A trial of"):
        release_prompt(rein, viewer=LOCAL_VIEWER, name="defaults", version=4, reason="now")
    stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="A mistake")
    with pytest.raises(Conflict):
        stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="Again")
    assert [trial.outcome for trial in list_trials(rein, viewer=REVIEWER)] == [Outcome.STOPPED]


def test_two_hundred_people_at_once_are_placed_once_each_by_two_processes_and_after_a_restart(
    rein: Rein, tmp_path: Path, database_url: str
) -> None:
    trial_id = start(rein, share=0.3)
    other = build(
        make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=rein.clock, coach=COACH
    )
    people = [(person(), new_id()) for _ in range(200)]
    with rein.database.begin() as work:
        from core.store.accounts.values import account_of  # noqa: PLC0415
        from tests.factories.stored import add_trace  # noqa: PLC0415

        for viewer, trace_id in people:
            work.accounts.ensure(account_of(viewer, created_at=rein.clock.now()))
            add_trace(work, id=trace_id, user_id=viewer.id)

    def place(turn: int) -> int:
        viewer, trace_id = people[turn // 2]
        with (rein, other)[turn % 2].database.begin() as work:
            return work.trials.assign(user_id=viewer.id, trace_id=trace_id, now=rein.clock.now())[
                "defaults"
            ]

    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(place, range(400)))
    other.database.close()

    arms = arms_of(rein)
    assert len(arms) == 200
    assert (
        got[::2]
        == got[1::2]
        == [3 if arms[viewer.id] is Arm.CANDIDATE else 1 for viewer, _ in people]
    )
    [counted] = shown(rein, trial_id).people
    assert counted.champion + counted.candidate == 200
    assert 35 <= counted.candidate <= 85
    with rein.database.read() as connection:
        assert len(connection.execute(select(trial_people.c.user_id)).all()) == 200

    restarted = build(
        make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=rein.clock, coach=COACH
    )
    with restarted.database.begin() as work:
        again = [
            work.trials.assign(user_id=viewer.id, trace_id=trace_id, now=rein.clock.now())
            for viewer, trace_id in people
        ]
    restarted.database.close()
    assert [versions["defaults"] for versions in again] == got[::2]
    assert shown(rein, trial_id).people == (counted,)
