"""An evaluation run: what is queued, what a case stores, what it costs, and how it is compared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.accounts.user import EVALUATOR_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.accounts.read import list_accounts
from core.store.calls.tables import llm_calls
from core.store.datasets.values import VersionRecord
from core.store.evaluation_runs.tables import evaluation_cases
from core.store.personal.read import rows_about
from core.store.runs.store import RunStore
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus
from core.store.traces.operations import operation_totals
from core.store.traces.tables import traces
from core.usecases.audit.list_audit import AuditAction, list_audit
from core.usecases.datasets.delete_dataset import delete_dataset
from core.usecases.datasets.save_traces import Target, save_traces
from core.usecases.evaluation_runs.change_evaluation_run import (
    cancel_evaluation_run,
    retry_evaluation_run,
)
from core.usecases.evaluation_runs.get_case import get_case
from core.usecases.evaluation_runs.list_evaluation_runs import (
    CaseStatus,
    EvaluationReport,
    get_evaluation_run,
    list_evaluation_runs,
)
from core.usecases.evaluation_runs.plan_evaluation_run import Asked, plan_evaluation_run
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run
from core.usecases.evaluation_runs.work_evaluation_run import work_evaluation_run
from core.usecases.goals.archive import delete_goal
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.prompts.release_prompt import release_prompt
from core.usecases.runs.execute import execute_run
from core.usecases.traces.get_trace import get_trace
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.rated_goals import add_rated_goal
from tests.factories.trial_people import person
from tests.fakes import FrozenClock
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked as Call
from tests.stubs.server import Reply

REVIEWER = Viewer(user=User(id=new_id(), name="Rita", role=Role.REVIEWER))
OFFLINE = Asked(variants=["defaults@v3"])
PAID = Asked(variants=["live", "live,model=offline"], judge="offline")


def build_rein(folder: Path, url: str, clock: FrozenClock, **settings: str) -> Rein:
    made = make_settings(folder, REIN_DATABASE_URL=url, **settings)
    return build(made, clock=clock, coach=COACH)


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    built = build_rein(tmp_path, database_url, clock)
    clock.advance(60)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def save(rein: Rein, *texts: str) -> VersionRecord:
    """Save rated goals with these texts as a dataset."""
    with rein.database.begin() as work:
        saved = [add_rated_goal(work, text=text).trace_id for text in texts]
    target = Target(name="cases")
    return save_traces(rein, viewer=LOCAL_VIEWER, target=target, trace_ids=saved).version


def start(rein: Rein, version: VersionRecord, asked: Asked = OFFLINE) -> str:
    return start_evaluation_run(
        rein, viewer=LOCAL_VIEWER, version=version, asked=asked, queue_only=True
    )


def worked(rein: Rein, evaluation_run_id: str) -> EvaluationReport:
    work_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=evaluation_run_id)
    return shown(rein, evaluation_run_id)


def shown(rein: Rein, evaluation_run_id: str) -> EvaluationReport:
    return get_evaluation_run(rein, viewer=REVIEWER, evaluation_run_id=evaluation_run_id)


def test_every_item_is_written_and_scored_by_every_variant_and_compared_in_pairs(
    rein: Rein, clock: FrozenClock
) -> None:
    version = save(rein, "Learn Spanish", "Run 5 km by June")
    run_id = start(rein, version)
    assert list_evaluation_runs(rein, viewer=REVIEWER)[0].progress.cases == {CaseStatus.WAITING: 4}
    release_prompt(rein, viewer=LOCAL_VIEWER, name="defaults", version=2, reason="Faster")
    clock.advance(60)
    report = worked(rein, run_id)

    assert report.progress.cases == {CaseStatus.DONE: 4}
    assert [one.label for one in report.run.variants] == ["live", "defaults@v3"]
    assert [one.versions["defaults"] for one in report.run.variants] == [1, 3], (
        "frozen at the start"
    )
    (found,) = report.comparisons
    assert (found.pairs, found.unpaired) == (2, 0)
    assert found.scores["overall"].n == 2
    assert {"clarity", "specificity", "measurability", "actionability"} <= found.scores.keys()
    assert found.answers
    assert found.seconds is not None
    item_id = next(iter(rows(rein, evaluation_cases)))["item_id"]
    texts = get_case(rein, viewer=REVIEWER, evaluation_run_id=run_id, item_id=item_id)
    plans = [side.plan for side in texts.sides]
    assert None not in plans
    assert plans[0] != plans[1], "the settings of the variants were used"


def test_a_case_leaves_the_goal_its_person_and_their_room_as_they_are(rein: Rein) -> None:
    ada = person()
    mine = planned(rein, ada)
    before, _ = get_goal(rein, viewer=ada, goal_id=mine.goal_id)
    saved = save_traces(
        rein, viewer=LOCAL_VIEWER, target=Target(name="mine"), trace_ids=[mine.trace_id]
    )
    report = worked(rein, start(rein, saved.version))

    assert report.progress.cases == {CaseStatus.DONE: 2}
    after, _ = get_goal(rein, viewer=ada, goal_id=mine.goal_id)
    assert after == before
    assert {row["user_id"] for row in rows(rein, traces) if row["name"] == "evaluation_case"} == {
        EVALUATOR_ID
    }, "no reviewer reads it unmasked as their own"
    assert EVALUATOR_ID not in {row.user_id for row in list_accounts(rein.database)}
    [case, *_] = [row["id"] for row in rows(rein, traces) if row["name"] == "evaluation_case"]
    get_trace(rein, viewer=REVIEWER, trace_id=str(case))
    newest = list_audit(rein, viewer=LOCAL_VIEWER)[0].entry
    assert (newest.action, newest.subject) == (AuditAction.TEXTS_READ, ada.id), (
        "the words are those of the person, not of the account that works the cases"
    )
    with rein.database.read() as connection:
        held = list(rows_about(connection, "runs", LOCAL_VIEWER.id))
    assert held == [], "a reviewer's export holds nothing that others wrote"


def test_cases_are_in_no_figure_of_what_people_get(rein: Rein) -> None:
    version = save(rein, "Learn Spanish")
    day = rein.clock.now().date()
    before = operation_totals(rein.database, since=day, until=day, sample=False)

    assert worked(rein, start(rein, version)).progress.cases == {CaseStatus.DONE: 2}

    assert operation_totals(rein.database, since=day, until=day, sample=False) == before
    cases = operation_totals(
        rein.database, since=day, until=day, sample=False, name="evaluation_case"
    )
    assert cases.n == 2


def test_a_deleted_goal_takes_its_cases_and_all_their_texts_along(rein: Rein) -> None:
    ada = person()
    mine, other = planned(rein, ada), planned(rein, person())
    saved = save_traces(
        rein,
        viewer=LOCAL_VIEWER,
        target=Target(name="both"),
        trace_ids=[mine.trace_id, other.trace_id],
    )
    run_id = start(rein, saved.version)
    worked(rein, run_id)
    delete_goal(rein, viewer=ada, goal_id=mine.goal_id)
    report = shown(rein, run_id)

    assert (report.items, report.comparisons[0].pairs) == (1, 1)
    assert {row["goal_id"] for row in rows(rein, traces)} == {other.goal_id}
    assert {row["goal_id"] for row in rows(rein, runs)} == {other.goal_id}


def test_a_deleted_dataset_ends_its_runs(rein: Rein) -> None:
    version = save(rein, "Learn Spanish")
    run_id = start(rein, version)
    late = [row["id"] for row in rows(rein, runs) if row["kind"] == "evaluation_case"]
    with rein.database.begin() as work:
        RunStore(work.connection).claim(late[0], owner="x", now=rein.clock.now(), lease_s=1)
    delete_dataset(rein, viewer=LOCAL_VIEWER, dataset_id=version.dataset_id)
    rein.clock.advance(60)  # type: ignore[attr-defined]
    assert execute_run(rein, late[0]), "its worker had died"
    found = {row["id"]: row["status"] for row in rows(rein, runs)}

    assert {found[one] for one in late} == {RunStatus.CANCELLED}
    with pytest.raises(NotFound):
        shown(rein, run_id)


def test_a_cancelled_run_keeps_what_is_finished_and_goes_on_when_it_is_retried(rein: Rein) -> None:
    run_id = start(rein, save(rein, "Learn Spanish", "Run 5 km by June"))
    first = rows(rein, evaluation_cases)[0]["run_id"]
    assert execute_run(rein, first)
    cancel_evaluation_run(rein, viewer=REVIEWER, evaluation_run_id=run_id)

    assert shown(rein, run_id).progress.cases == {CaseStatus.DONE: 1, CaseStatus.CANCELLED: 3}
    with pytest.raises(Conflict):
        cancel_evaluation_run(rein, viewer=REVIEWER, evaluation_run_id=run_id)
    assert retry_evaluation_run(rein, viewer=REVIEWER, evaluation_run_id=run_id) == 3
    assert worked(rein, run_id).progress.cases == {CaseStatus.DONE: 4}


def test_a_case_that_fails_is_stored_as_failed_and_is_no_score_of_zero(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    def reply(call: Call) -> Reply:
        bad = "Spanish" in call.user and call.purpose == "generate"
        return Reply(fault=Fault.BAD_REQUEST) if bad else Reply()

    with GeminiStub(reply) as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        version = save(rein, "Learn Spanish", "Run 5 km by June")
        report = worked(rein, start(rein, version, PAID))

        failed, offline = report.totals
        assert (failed.failed, failed.done, offline.done) == (1, 1, 2)
        assert "offline" not in str(failed.errors), "no other model took its place"
        assert report.comparisons[0].pairs == 1
        assert report.comparisons[0].unpaired == 1
        assert failed.spent_usd > 0
        calls = len(stub.asked)
        run_id = report.run.id
        assert retry_evaluation_run(rein, viewer=LOCAL_VIEWER, evaluation_run_id=run_id) == 1
        worked(rein, run_id)
        assert [call.purpose for call in stub.asked[calls:]] == ["generate"], (
            "what was paid is not paid again"
        )


def test_a_run_that_is_expected_to_cost_more_than_its_budget_is_refused(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        version = save(rein, "Learn Spanish")
        plan = plan_evaluation_run(rein, viewer=REVIEWER, version=version, asked=PAID)
        assert plan.usd is not None
        assert plan.usd > 0
        assert "Assumed" in plan.forecast.basis
        with pytest.raises(InvalidInput, match="more than its budget"):
            start(rein, version, replace(PAID, budget_usd=plan.usd / 2))
        with pytest.raises(NotAllowed):
            start_evaluation_run(rein, viewer=REVIEWER, version=version, asked=PAID)

        assert rows(rein, evaluation_cases) == []
        assert stub.asked == []


def test_cases_beyond_the_budget_are_refused_and_the_others_are_kept(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with (
        GeminiStub() as stub,
        paid_rein(tmp_path, database_url, clock, stub, REIN_WORKERS="1") as rein,
    ):
        version = save(rein, *(f"Read {n} books by June" for n in range(5, 9)))
        plan = plan_evaluation_run(rein, viewer=REVIEWER, version=version, asked=PAID)
        assert plan.usd is not None
        run_id = start(rein, version, replace(PAID, budget_usd=plan.usd))
        of_paid = select(func.min(evaluation_cases.c.run_id)).where(evaluation_cases.c.variant == 0)
        with rein.database.read() as connection:
            first = connection.execute(of_paid).scalar_one()
        assert execute_run(rein, first)
        with rein.database.begin() as work:  # it left room for one more
            spent = evaluation_cases.update().values(cost_usd=plan.usd * 0.7499)
            work.connection.execute(spent.where(evaluation_cases.c.run_id == first))
        report = worked(rein, run_id)

        paid, offline = report.totals
        assert (paid.done, paid.failed) == (2, 2), "the dear one, one more, and no other"
        assert set(paid.errors) == {"The budget of this evaluation run is spent."}
        assert offline.done == 4, "what costs nothing goes on"


def test_a_forecast_is_made_from_what_runs_needed_until_now(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        version = save(rein, *(f"Read {n} books by June" for n in range(5, 10)))
        measured = worked(rein, start(rein, version, PAID))
        plan = plan_evaluation_run(rein, viewer=REVIEWER, version=version, asked=PAID)

        assert plan.usd == pytest.approx(measured.totals[0].spent_usd, rel=0.1)
        assert "From 5 runs" in plan.forecast.basis
        with rein.database.read() as connection:
            goals = connection.execute(select(llm_calls.c.goal_id).distinct()).scalars().all()
        assert goals == [None], "no goal of a person is billed for it"


def test_nothing_is_started_for_no_item_an_unknown_version_or_two_equal_variants(
    rein: Rein,
) -> None:
    version = save(rein, "Learn Spanish")
    for variants, error in (
        (["defaults@v99"], NotFound),
        (["live", "defaults@v1"], InvalidInput),
        (["live,model=gpt"], InvalidInput),
    ):
        with pytest.raises(error):
            start(rein, version, Asked(variants=variants))
    with pytest.raises(InvalidInput, match="no item"):
        start(rein, replace(version, id=new_id()))


def rows(rein: Rein, table: object) -> list[dict[str, object]]:
    with rein.database.read() as connection:
        found = connection.execute(select(table)).mappings()  # type: ignore[call-overload]
        return [dict(row) for row in found]


def planned(rein: Rein, viewer: Viewer) -> Submitted:
    """Plan a goal with the whole pipeline."""
    one = submit_goal(
        rein, viewer=viewer, text="Learn Spanish", circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, one.run_id)
    return one


class paid_rein:  # noqa: N801 - used as a function
    """Rein with a model of a stub, closed at the end."""

    def __init__(
        self, folder: Path, url: str, clock: FrozenClock, stub: GeminiStub, **settings: str
    ) -> None:
        self._built = build_rein(
            folder,
            url,
            clock,
            GEMINI_API_KEY="key-of-a-test",
            GEMINI_BASE_URL=stub.url,
            REIN_GEMINI_MODEL="gemini-2.5-flash",
            REIN_MODEL_CONSENT="assumed",
            **settings,
        )

    def __enter__(self) -> Rein:
        return self._built

    def __exit__(self, *_error: object) -> None:
        self._built.jobs.stop(wait=True)
        self._built.database.close()
