"""The sample shows what the review pages are for, the same way each time, with sums that agree."""

import random
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import Conflict
from core.experiments.sample_ratio import ALARM
from core.prompts.releases import SHIPPED_BY
from core.store.alerts.read import list_alert_events
from core.store.calls.tables import llm_calls
from core.store.datasets.tables import dataset_items
from core.store.labels.read import list_labels_of_version
from core.store.prompts.read import list_releases
from core.store.ratings.tables import rating_replies, ratings
from core.store.rollups.tables import ROLLUPS, TABLES
from core.store.runs.tables import runs, stage_results
from core.store.traces.read import TraceFilter, list_traces
from core.store.traces.tables import spans, traces
from core.store.trials.open_trials import list_running_prompts
from core.tracing.span_record import SpanRecord, SpanStatus
from core.usecases.alerts.announce import announce_alerts
from core.usecases.alerts.list_alerts import list_alerts
from core.usecases.alerts.list_history import AlertEventKind, list_alert_history
from core.usecases.datasets.list_datasets import list_datasets
from core.usecases.evaluation_runs.get_case import get_case
from core.usecases.evaluation_runs.list_evaluation_runs import (
    get_evaluation_run,
    list_evaluation_runs,
)
from core.usecases.labels.get_queue import get_queue
from core.usecases.ratings.get_themes import get_themes
from core.usecases.samples import sample
from core.usecases.samples.story import BAD_WEEK, draw_run
from core.usecases.samples.timing import stretched
from core.usecases.trials.change_trial import promote_candidate, roll_back_candidate
from core.usecases.trials.list_trials import list_trials, show_trial
from core.usecases.trials.proof.verify_proof import verify_proof
from core.usecases.trials.proof.write_proof import write_proof
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.trial_state import TrialState, state_of
from core.usecases.utc_days import UtcDays
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.small_sample import shorten_seeds
from tests.fakes import NOW, FrozenClock

pytestmark = pytest.mark.no_cover

GOALS, CIRCUMSTANCES = 8, 2


@pytest.fixture(scope="module")
def loaded(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rein]:
    """Rein with a few goals of the sample, on each database."""
    settings = make_settings(
        tmp_path_factory.mktemp("story"), REIN_DATABASE_URL=module_database_url
    )
    rein = build(settings, clock=FrozenClock(), coach=COACH)
    with pytest.MonkeyPatch.context() as patch:
        shorten_seeds(patch, goals=GOALS, circumstances=CIRCUMSTANCES)
        sample.load_sample(rein, viewer=LOCAL_VIEWER)
    yield rein  # without the patch: the whole sample may be loaded meanwhile
    rein.jobs.stop(wait=True)
    rein.database.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rein]:
    """Rein with the whole sample: what is in it does not depend on the kind of database."""
    rein = build(make_settings(tmp_path_factory.mktemp("whole")), clock=FrozenClock(), coach=COACH)
    sample.load_sample(rein, viewer=LOCAL_VIEWER)
    yield rein
    rein.jobs.stop(wait=True)
    rein.database.close()


def sums(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return all rollup rows; sums of fractions depend on their order in the last digits."""
    return {
        rollup.name: sorted(
            tuple(round(value, 6) if isinstance(value, float) else str(value) for value in row)
            for row in connection.execute(select(TABLES[rollup.name]))
        )
        for rollup in ROLLUPS
    }


def test_every_review_page_has_what_it_is_for(whole: Rein) -> None:
    with whole.database.read() as connection:
        rows = connection.execute(select(traces)).all()
        stars = connection.execute(select(ratings)).all()
        ended = connection.execute(select(runs)).all()
        because = set(connection.execute(select(stage_results.c.because)).scalars())

    writers = Counter(row.writer_model for row in rows)
    assert {"gemini-3.8-flash", "gpt-6-luna", "offline-coach"} <= writers.keys()
    assert {"generate@v1", "generate@v2"} <= {row.prompt_version for row in rows}
    assert len({row.kind for row in rows}) > 3
    assert sum(row.kind == "unknown" for row in rows) <= 0.05 * len(rows)
    assert any(row.half_stars <= 5 and row.comment for row in stars)
    assert sum(row.cost_usd or 0 for row in rows) > 0.1
    assert all(row.cost_known for row in rows)
    assert any(row.status == SpanStatus.ERROR for row in rows)
    failed = [row for row in ended if row.status == "failed"]
    assert failed
    assert all(row.error and row.error_advice for row in failed)
    assert any(
        "is overloaded" in (text or "") or "answer within" in (text or "") for text in because
    )
    scores = [row.overall for row in rows if row.overall is not None]
    assert statistics.pstdev(scores) > 1
    assert min(row.half_stars for row in stars) <= 4
    assert len({row.comment for row in stars if row.comment}) >= 8


def test_a_call_of_a_model_takes_seconds_and_its_trace_holds_it(loaded: Rein) -> None:
    with loaded.database.read() as connection:
        calls = connection.execute(
            select(spans.c.duration_us, traces.c.duration_us.label("whole_us"))
            .join(traces, traces.c.id == spans.c.trace_id)
            .where(spans.c.provider.in_(["google", "openai"]))
        ).all()

    lengths = [call.duration_us / 1e6 for call in calls]
    assert 1 < statistics.median(lengths) < 60
    assert all(
        length <= call.whole_us / 1e6 + 0.01 for length, call in zip(lengths, calls, strict=True)
    )


def test_no_call_is_in_the_ledger_because_nothing_was_paid(loaded: Rein) -> None:
    with loaded.database.read() as connection:
        assert connection.execute(select(llm_calls)).all() == []


def test_the_sums_are_those_of_a_recount(loaded: Rein) -> None:
    with loaded.database.read() as connection:
        before = sums(connection)

    with loaded.database.begin() as work:
        work.rebuild_rollups()

    with loaded.database.read() as connection:
        assert sums(connection) == before


def test_loading_it_again_tells_the_same_story(
    loaded: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    def story() -> list[tuple[object, ...]]:
        found = list_traces(loaded.database, TraceFilter(sample=True), limit=100).rows
        return [(row.status, row.overall, row.started_at, row.cost_usd) for row in found]

    first = story()
    shorten_seeds(monkeypatch, goals=GOALS, circumstances=CIRCUMSTANCES)
    sample.load_sample(loaded, viewer=LOCAL_VIEWER)

    assert story() == first


def test_what_a_judge_notices_people_notice_too_with_noise(whole: Rein) -> None:
    with whole.database.read() as connection:
        both = connection.execute(
            select(traces.c.overall, ratings.c.half_stars)
            .join(ratings, ratings.c.trace_id == traces.c.id)
            .where(traces.c.overall.is_not(None))
        ).all()

    found = statistics.correlation([row.overall for row in both], [row.half_stars for row in both])
    assert 0.15 < found < 0.8


def test_reviewers_have_worked_on_it_and_left_work_to_do(whole: Rein) -> None:
    (dataset,) = list_datasets(whole, viewer=LOCAL_VIEWER, sample=True)
    newest, first = dataset.versions
    assert 0 < first.items < newest.items
    given = list_labels_of_version(whole.database, newest.id)
    labelled = {label.subject for label in given}
    assert 0 < len(labelled) < newest.items
    assert len({label.user_id for label in given}) == 2
    assert len(given) > len(labelled)
    progress = get_queue(whole, viewer=LOCAL_VIEWER, version=newest).progress
    assert progress.mine == 0
    assert progress.by_two > 0


def test_its_alerts_are_those_of_the_rules_apart_from_real_ones(whole: Rein) -> None:
    open_now = list_alerts(whole, viewer=LOCAL_VIEWER, sample=True)
    assert {alert.seen_at is None for alert in open_now} == {True, False}
    assert any(alert.note for alert in open_now)
    history = list_alert_history(whole, viewer=LOCAL_VIEWER, sample=True).entries
    events = {entry.event for entry in history}
    assert events >= {
        AlertEventKind.RAISED,
        AlertEventKind.ACKNOWLEDGED,
        AlertEventKind.RESOLVED,
    }
    texts = {event: {one.message for one in history if one.event == event} for event in events}
    assert not texts[AlertEventKind.RESOLVED] & texts[AlertEventKind.RAISED]
    assert list_alerts(whole, viewer=LOCAL_VIEWER) == ()
    assert list_alert_history(whole, viewer=LOCAL_VIEWER).entries == ()
    assert announce_alerts(whole) == 0


def test_an_alert_counts_only_what_had_ended_when_it_fired(whole: Rein) -> None:
    with whole.database.read() as connection:
        events = list_alert_events(connection, limit=100, sample=True)
        ended = list(connection.execute(select(traces.c.started_at, traces.c.ended_at)))
    fired = [event for event in events if event.kind == "errors" and event.event == "raised"]
    assert fired
    for event in fired:
        assert event.figure is not None
        since = datetime.combine(event.at.date() - timedelta(days=6), time(), tzinfo=UTC)
        assert event.figure.n == sum(
            since <= row.started_at and row.ended_at <= event.at for row in ended
        )


def test_a_dataset_holds_what_was_disliked_before_it_was_saved(whole: Rein) -> None:
    (dataset,) = list_datasets(whole, viewer=LOCAL_VIEWER, sample=True)
    with whole.database.read() as connection:
        rated = connection.execute(
            select(ratings.c.created_at, ratings.c.half_stars, traces.c.prompt_version)
            .add_columns(dataset_items.c.id)
            .join(traces, traces.c.id == ratings.c.trace_id)
            .join(dataset_items, dataset_items.c.trace_id == traces.c.id)
        ).all()
    newest, first = dataset.versions
    assert len(rated) == newest.items
    assert all(row.half_stars < 8 and row.created_at < newest.created_at for row in rated)
    assert sum(row.created_at < first.created_at for row in rated) == first.items
    assert {row.prompt_version for row in rated} == {"generate@v1", "generate@v2"}


def test_a_call_that_was_waited_for_in_vain_took_as_long_as_its_error_says(whole: Rein) -> None:
    with whole.database.read() as connection:
        calls = connection.execute(
            select(spans.c.duration_us, spans.c.error).where(
                spans.c.provider.in_(["google", "openai"])
            )
        ).all()
    waited = [
        (row.duration_us / 1e6, row.error.split("within ")[1])
        for row in calls
        if "within" in (row.error or "")
    ]
    assert waited
    assert all(f"{length:g} s." == text for length, text in waited)


def test_comments_carry_themes_and_the_strongest_complaint_is_answered(whole: Rein) -> None:
    today = whole.clock.now().date()
    days = UtcDays(since=today - timedelta(days=89), until=today)
    report = get_themes(whole, viewer=LOCAL_VIEWER, days=days, sample=True)
    assert len(report.found.complaints) >= 2
    assert len(report.found.praise) >= 2
    assert report.complaint is not None
    with whole.database.read() as connection:
        answered = set(connection.execute(select(rating_replies.c.theme)).scalars())
        tiers = set(connection.execute(select(traces.c.tier)).scalars())
        languages = set(connection.execute(select(traces.c.language)).scalars())
    assert report.complaint.label in answered
    assert (len(tiers), len(languages)) == (3, 2)


def test_its_trials_ran_by_the_rule_and_released_nothing(whole: Rein) -> None:
    reports = {
        state_of(report.trial, n=report.findings.primary.n): report
        for one in list_trials(whole, viewer=LOCAL_VIEWER, sample=True)
        if (report := show_trial(whole, viewer=LOCAL_VIEWER, trial_id=one.id))
    }

    running, promoted, back = (
        reports[state]
        for state in (TrialState.RUNNING, TrialState.PROMOTED, TrialState.ROLLED_BACK)
    )
    assert running.findings.primary.n >= 30
    assert len(running.over_n) > 20
    assert running.people_needed is not None
    assert promoted.trial.estimate == promoted.means  # of the ratings until its end alone
    assert promoted.means.candidate > promoted.means.champion  # type: ignore[operator]
    assert back.watching is not None
    assert back.watching.has_regressed
    assert all(one.findings.mismatch < ALARM for one in reports.values())
    proof = write_proof(whole, viewer=LOCAL_VIEWER, trial_id=promoted.trial.id)
    assert verify_proof(proof).recorded == promoted.trial.outcome
    # Real people, versions and pages have nothing of it.
    assert list_trials(whole, viewer=LOCAL_VIEWER) == ()
    assert settle_trials(whole).startswith("0 trials")
    with whole.database.read() as connection:
        assert {one.changed_by for one in list_releases(connection)} == {SHIPPED_BY}
        assert not list_running_prompts(connection)
    for change in (promote_candidate, roll_back_candidate):
        with pytest.raises(Conflict, match="sample"):
            change(whole, viewer=LOCAL_VIEWER, trial_id=running.trial.id, reason="Try")


def test_its_evaluation_run_tells_the_two_versions_apart(whole: Rein) -> None:
    (listed,) = list_evaluation_runs(whole, viewer=LOCAL_VIEWER, sample=True)
    report = get_evaluation_run(whole, viewer=LOCAL_VIEWER, evaluation_run_id=listed.run.id)

    (found,) = report.comparisons
    assert found.pairs == report.items > 10
    assert found.scores["overall"].interval.low > 0
    assert found.worst or found.best
    case = get_case(
        whole,
        viewer=LOCAL_VIEWER,
        evaluation_run_id=listed.run.id,
        item_id=found.best[0].item_id,
    )
    assert all(side.resolution and side.plan for side in case.sides)
    assert list_evaluation_runs(whole, viewer=LOCAL_VIEWER) == ()


def test_the_second_prompt_is_better_and_the_bad_week_is_bad() -> None:
    dice = random.Random(7)  # noqa: S311 - no secret

    def mean(shares: tuple[float, float]) -> float:
        drawn = [draw_run(dice.uniform(*shares), dice) for _ in range(400)]
        return statistics.mean(run.quality for run in drawn if run.writer is not None)

    assert mean((0.2, 0.45)) + 0.1 < mean((0.8, 1.0))
    assert mean(BAD_WEEK) + 0.1 < mean((0.8, 1.0))


def span(name: str, start: float, end: float, **changes: object) -> SpanRecord:
    made = SpanRecord(
        trace_id="t",
        span_id=name,
        parent_id=None,
        name=name,
        started_at=NOW + timedelta(seconds=start),
        ended_at=NOW + timedelta(seconds=end),
        status=SpanStatus.OK,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_stretching_a_call_grows_what_contains_it_and_moves_what_follows() -> None:
    call = {"model": "gemini-3.8-flash", "provider": "google", "output_tokens": 700}
    offline = {"model": "offline-coach", "provider": "offline"}
    before = (
        span("stage", 0, 0.1),
        span("call", 0.01, 0.05, **call),
        span("next", 0.1, 0.2),
        span("coach", 0.1, 0.15, **offline),
    )

    dice = random.Random(1)  # noqa: S311 - no secret
    after = {one.name: one for one in stretched(before, dice)}

    assert after["call"].ended_at is not None
    assert after["call"].ended_at - after["call"].started_at > timedelta(seconds=1)
    assert after["stage"].ended_at == after["next"].started_at == after["coach"].started_at
    assert after["call"].ended_at < after["next"].started_at
    for name, long in (("next", 0.1), ("coach", 0.05)):
        ended = after[name].ended_at
        assert ended is not None
        assert ended - after[name].started_at == timedelta(seconds=long)
