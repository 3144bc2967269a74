"""An evaluation run stands in Opik as a dataset with one experiment per variant, once."""

import json
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.ids import new_id
from core.store.datasets.values import VersionRecord
from core.usecases.datasets.delete_dataset import delete_dataset
from core.usecases.datasets.save_traces import Target, save_traces
from core.usecases.evaluation_runs.change_evaluation_run import retry_evaluation_run
from core.usecases.evaluation_runs.list_evaluation_runs import get_evaluation_run
from core.usecases.evaluation_runs.plan_evaluation_run import Asked
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from core.usecases.exports.deliver_outbox import OutboxSender, deliver_batch
from core.usecases.exports.queue_experiments import queue_experiments
from core.usecases.goals.archive import delete_goal
from core.usecases.trials.change_trial import take_back_ending
from core.usecases.trials.list_trials import show_trial
from core.usecases.trials.start_trial import Plan, start_trial
from core.usecases.trials.stop_trial import stop_trial
from tests.factories.rated_goals import RatedGoal, add_rated_goal
from tests.factories.trial_people import add_people, add_replay, arms_of
from tests.fakes import FrozenClock
from tests.stubs.opik import OpikStub

MakeSender = Callable[[str], OutboxSender]
TEXTS = ("Run 5 km by June, write to ana@example.org", "Read 12 books, signed Priya")
READER = User(id=new_id(), name="Priya Raman", role=Role.USER)


@pytest.fixture
def goals(rein: Rein) -> tuple[RatedGoal, ...]:
    with rein.database.begin() as work:
        return (
            add_rated_goal(work, text=TEXTS[0]),
            add_rated_goal(work, text=TEXTS[1], user=READER),
        )


@pytest.fixture
def version(rein: Rein, goals: tuple[RatedGoal, ...]) -> VersionRecord:
    ids = [goal.trace_id for goal in goals]
    return save_traces(
        rein, viewer=LOCAL_VIEWER, target=Target(name="cases"), trace_ids=ids
    ).version


@pytest.fixture
def worked(rein: Rein, version: VersionRecord, clock: FrozenClock) -> str:
    clock.advance(5)
    asked = Asked(variants=["live", "defaults@v3"])
    run_id = start_evaluation_run(
        rein, viewer=LOCAL_VIEWER, version=version, asked=asked, queue_only=True
    )
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id)
    return run_id


def owner_of(goal: RatedGoal) -> Viewer:
    return Viewer(user=User(id=goal.user_id, name="Ada", role=Role.USER))


def deliver(sender: OutboxSender) -> None:
    for _ in range(20):
        if deliver_batch(sender) > 0:
            return


def test_a_run_is_a_dataset_and_two_experiments_whose_items_lead_to_their_traces(
    rein: Rein, worked: str, make_sender: MakeSender, opik: OpikStub
) -> None:
    unsent = get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=worked)
    assert unsent.opik_address is None
    deliver(make_sender("opik"))

    there = opik.experiments
    assert opik.violations == []
    assert [name.rpartition(" (")[0] for name in there.datasets] == ["cases"]
    texts = sorted(item["data"]["goal"] for item in there.items.values())
    assert texts[0].startswith("Read 12 books, signed ")
    assert "Priya" not in texts[0]
    assert "ana@example.org" not in texts[1]
    first, second = there.experiments.values()
    assert first["name"].startswith("live, ")
    assert second["metadata"]["prompts"]["defaults"] == 3
    assert second["metadata"]["rein_evaluation_run"] == worked
    names = {one["id"]: name for (name, _), one in opik.prompts.items()}
    for one in (first, second):
        linked = [names[link["id"]] for link in one["prompt_versions"]]
        assert linked == sorted(one["metadata"]["prompts"])
    assert sorted(there.finished) == sorted(there.experiments)
    pairs = {(link["experiment_id"], link["dataset_item_id"]) for link in there.links.values()}
    assert pairs == {(one, item) for one in there.experiments for item in there.items}
    assert {link["trace_id"] for link in there.links.values()} <= set(opik.traces)
    scored = {trace_id for trace_id, name in opik.scores if name == "quality_overall"}
    assert {link["trace_id"] for link in there.links.values()} <= scored
    address = get_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=worked).opik_address
    assert address is not None
    ids = json.loads(unquote(address.partition("?experiments=")[2]))
    assert ids == list(there.experiments)
    assert address.startswith(opik.url.removesuffix("/api"))


def test_a_run_is_sent_once_and_again_without_a_second_copy_if_cases_were_worked_again(
    rein: Rein, worked: str, make_sender: MakeSender, opik: OpikStub, clock: FrozenClock
) -> None:
    sender = make_sender("opik")
    deliver(sender)
    before = dict(opik.experiments.links)

    assert queue_experiments(rein) == "0 evaluation runs queued"

    with rein.database.begin() as work:
        work.outbox.add(sink="opik", kind="experiment", trace_id=worked, body={}, now=clock.now())
    deliver(sender)
    assert opik.experiments.links == before
    assert len(opik.experiments.experiments) == 2
    assert opik.violations == []
    assert retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=worked) == 0


def test_a_deleted_goal_takes_its_item_along_there(
    rein: Rein,
    worked: str,
    goals: tuple[RatedGoal, ...],
    make_sender: MakeSender,
    opik: OpikStub,
) -> None:
    sender = make_sender("opik")
    deliver(sender)

    delete_goal(rein, viewer=owner_of(goals[0]), goal_id=goals[0].goal_id)
    deliver(sender)

    [left] = opik.experiments.items.values()
    assert left["data"]["goal"].startswith("Read 12 books")
    assert opik.violations == []


def test_a_goal_that_is_deleted_before_the_delivery_is_never_sent(
    rein: Rein,
    worked: str,
    goals: tuple[RatedGoal, ...],
    make_sender: MakeSender,
    opik: OpikStub,
) -> None:
    delete_goal(rein, viewer=owner_of(goals[0]), goal_id=goals[0].goal_id)
    deliver(make_sender("opik"))

    [left] = opik.experiments.items.values()
    assert left["data"]["goal"].startswith("Read 12 books")
    assert len(opik.experiments.links) == 2


def test_a_deleted_dataset_is_emptied_there(
    rein: Rein,
    worked: str,
    version: VersionRecord,
    make_sender: MakeSender,
    opik: OpikStub,
) -> None:
    sender = make_sender("opik")
    deliver(sender)

    delete_dataset(rein, viewer=LOCAL_VIEWER, dataset_id=version.dataset_id)
    deliver(sender)

    assert opik.experiments.items == {}


def test_a_trial_on_people_that_is_over_is_two_experiments_linked_to_their_versions(
    rein: Rein, make_sender: MakeSender, opik: OpikStub
) -> None:
    add_replay(rein)
    plan = Plan(
        prompt="defaults", candidate=3, reason="Smaller steps, as Ana Ruiz wrote", least_n=20
    )
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    keys = add_people(rein, 12, stars=lambda _arm, _number: 4.0, comment="Zelmira likes it")
    add_people(rein, 2, stars=lambda _arm, _number: 4.0, shown=False)
    deliver(make_sender("opik"))
    assert opik.experiments.experiments == {}, "its arms are not given away while it runs"

    stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="Enough seen")
    take_back_ending(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    stop_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, reason="Enough seen by now")
    deliver(make_sender("opik"))

    there = opik.experiments
    assert opik.violations == []
    assert list(there.datasets) == [f"Trial of defaults ({trial_id[-6:]})"]
    champion, candidate = there.experiments.values()
    assert champion["name"].startswith("champion, defaults@v1, ")
    assert candidate["metadata"]["decision"] == "Enough seen by now"
    assert (candidate["metadata"]["primary"], candidate["metadata"]["primary_mean"]) == ("stars", 4)
    versions = {one["id"]: name for (name, _), one in opik.prompts.items()}
    linked = [one["id"] for each in (champion, candidate) for one in each["prompt_versions"]]
    assert [versions[one] for one in linked] == ["defaults", "defaults"]
    assert len(set(linked)) == 2
    arms = arms_of(rein)
    assert {
        (link["trace_id"], there.experiments[link["experiment_id"]]["metadata"]["arm"])
        for link in there.links.values()
    } == {(trace_id, arms[user_id]) for trace_id, user_id in keys}
    assert {tuple(item["data"]) for item in there.items.values()} == {("rein_trace",)}
    assert not any(user_id in str(vars(there)) for _, user_id in keys)
    address = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).opik_address
    assert address is not None
    assert json.loads(unquote(address.partition("?experiments=")[2])) == list(there.experiments)
    assert f"/{next(iter(there.datasets.values()))['id']}/" in address
