"""Who gets what through each door: a person, another person, a reviewer, an admin."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein, build
from core.errors import NotAllowed, NotFound, ReinError
from core.goals.goal import Circumstances
from core.ids import new_id
from core.ports import Tier
from core.quality.rating import Rating
from core.quality.targets.target import Limit
from core.tracing.span_record import SpanStatus
from core.usecases.access.masking import mask_for
from core.usecases.accounts.list_accounts import get_tier, list_accounts
from core.usecases.accounts.set_tier import set_tier
from core.usecases.alerts.acknowledge import mark_alert_seen, resolve_alert
from core.usecases.alerts.list_alerts import list_alerts
from core.usecases.alerts.list_history import list_alert_history
from core.usecases.alerts.list_rules import list_rules
from core.usecases.alerts.send_test_alert import list_alert_sinks, send_test_alert
from core.usecases.budgets.list_budgets import list_budgets
from core.usecases.calls.get_fallbacks import get_fallbacks
from core.usecases.calls.list_in_doubt_calls import (
    get_in_doubt_summary,
    list_in_doubt_calls,
    list_latest_in_doubt_calls,
)
from core.usecases.costs.get_cost_report import get_cost_report, get_todays_costs
from core.usecases.costs.list_costs import list_called_models, list_costs, list_ledger_rows
from core.usecases.exports.dead_letters import (
    discard_dead_letter,
    resume_sink,
    retry_all_dead_letters,
    retry_dead_letter,
)
from core.usecases.exports.list_exports import (
    list_backlogs,
    list_rejected_deliveries,
    list_trace_exports,
)
from core.usecases.goals.get_goal import GoalView, find_goal, get_goal
from core.usecases.goals.list_goals import find_example_goal, list_goals
from core.usecases.goals.submit import submit_goal
from core.usecases.metrics.get_system_metrics import get_queue_counts
from core.usecases.overview.get_overview import get_overview
from core.usecases.overview.list_versions import list_versions
from core.usecases.providers.list_model_health import list_circuit_states, list_model_health
from core.usecases.ratings.get_rating_report import get_rating_report
from core.usecases.ratings.list_ratings import list_rating_changes, list_ratings
from core.usecases.ratings.rate import rate, withdraw_rating
from core.usecases.records.export_records import RecordsAsked, RecordTable, write_records
from core.usecases.resolutions.get_improvement import find_improvement
from core.usecases.runs.execute import execute_run
from core.usecases.samples.sample import load_sample, remove_sample
from core.usecases.scores.get_score_report import get_quality, get_score_report
from core.usecases.scores.list_evaluations import list_evaluations
from core.usecases.settings.get_settings import get_settings, list_destinations
from core.usecases.targets.change_target import change_target
from core.usecases.targets.get_targets import get_limits, get_targets, list_target_changes
from core.usecases.tokens.tokens import list_tokens, revoke_token
from core.usecases.traces.get_trace import find_payload, find_trace, get_trace
from core.usecases.traces.get_trace_totals import get_trace_totals
from core.usecases.traces.list_traces import (
    TraceFilter,
    count_traces,
    has_traces,
    list_filter_choices,
    list_traces,
)
from core.usecases.utc_days import last_days
from tests.conftest import make_settings
from tests.factories.stored import add_goal, add_trace, close_trace
from tests.fakes import FrozenClock

Door = Callable[[Rein, Viewer], object]


def viewer(role: Role) -> Viewer:
    return Viewer(user=User(id=new_id(), name=role.value, role=role))


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Two people with a goal each, a reviewer, an admin, and a goal of the sample."""

    rein: Rein
    owner: Viewer
    other: Viewer
    reviewer: Viewer
    admin: Viewer
    goal: GoalView
    sample_trace_id: str

    @property
    def trace_id(self) -> str:
        assert self.goal.trace_id is not None
        return self.goal.trace_id


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, migrated_database: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("access")
    shutil.copy(migrated_database, folder / "rein.db")
    rein = build(make_settings(folder), clock=FrozenClock())
    owner, other = viewer(Role.USER), viewer(Role.USER)
    goals = [finished(rein, person) for person in (owner, other)]
    rate(
        rein, viewer=owner, trace_id=goals[0].trace_id or "", rating=Rating(stars=4, comment="Fine")
    )
    with rein.database.begin() as work:
        sample = add_trace(work, add_goal(work, sample=True))
        close_trace(work, sample)
    yield House(
        rein=rein,
        owner=owner,
        other=other,
        reviewer=viewer(Role.REVIEWER),
        admin=viewer(Role.ADMIN),
        goal=goals[0],
        sample_trace_id=sample,
    )
    rein.scheduler.stop()
    rein.jobs.stop(wait=True)
    rein.database.close()


def finished(rein: Rein, person: Viewer) -> GoalView:
    text = "Run 5 km in 12 weeks"
    submitted = submit_goal(
        rein, viewer=person, text=text, circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, submitted.run_id)
    return get_goal(rein, viewer=person, goal_id=submitted.goal_id)[0]


FOR_REVIEWERS: dict[str, Door] = {
    "get_rating_report": lambda r, v: get_rating_report(r, viewer=v, days=last_days(r, 7)),
    "list_ratings": lambda r, v: list_ratings(r, viewer=v, days=last_days(r, 7)),
    "get_score_report": lambda r, v: get_score_report(r, viewer=v, days=last_days(r, 7)),
    "get_quality": lambda r, v: get_quality(r, viewer=v, days=last_days(r, 7)),
    "get_overview": lambda r, v: get_overview(r, viewer=v, days=last_days(r, 7)),
    "list_versions": lambda r, v: list_versions(r, viewer=v, days=last_days(r, 7), scorer="model"),
    "list_evaluations": lambda r, v: list_evaluations(r, viewer=v, days=last_days(r, 7)),
    "get_fallbacks": lambda r, v: get_fallbacks(r, viewer=v, days=last_days(r, 7)),
    "get_trace_totals": lambda r, v: get_trace_totals(r, viewer=v, days=last_days(r, 7)),
    "list_filter_choices": lambda r, v: list_filter_choices(r, viewer=v, sample=False),
    "list_alerts": lambda r, v: list_alerts(r, viewer=v),
    "list_rules": lambda r, v: list_rules(r, viewer=v),
    "list_alert_history": lambda r, v: list_alert_history(r, viewer=v),
    "get_limits": lambda r, v: get_limits(r, viewer=v),
    "get_targets": lambda r, v: get_targets(r, viewer=v),
    "list_target_changes": lambda r, v: list_target_changes(r, viewer=v),
    "write_records": lambda r, v: write_records(
        r, viewer=v, asked=RecordsAsked(table=RecordTable.RATINGS)
    ),
}

FOR_ADMINS: dict[str, Door] = {
    "get_cost_report": lambda r, v: get_cost_report(r, viewer=v, days=last_days(r, 7)),
    "get_todays_costs": lambda r, v: get_todays_costs(r, viewer=v),
    "list_costs": lambda r, v: list_costs(r, viewer=v, days=last_days(r, 7), by="model"),
    "list_ledger_rows": lambda r, v: list_ledger_rows(r, viewer=v, days=last_days(r, 7)),
    "list_called_models": lambda r, v: list_called_models(r, viewer=v),
    "list_budgets": lambda r, v: list_budgets(r, viewer=v),
    "list_latest_in_doubt_calls": lambda r, v: list_latest_in_doubt_calls(r, viewer=v),
    "get_in_doubt_summary": lambda r, v: get_in_doubt_summary(r, viewer=v),
    "list_accounts": lambda r, v: list_accounts(r, viewer=v),
    "list_model_health": lambda r, v: list_model_health(r, viewer=v),
    "list_circuit_states": lambda r, v: list_circuit_states(r, viewer=v),
    "list_backlogs": lambda r, v: list_backlogs(r, viewer=v),
    "list_rejected_deliveries": lambda r, v: list_rejected_deliveries(r, viewer=v),
    "get_queue_counts": lambda r, v: get_queue_counts(r, viewer=v),
    "list_tokens": lambda r, v: list_tokens(r, viewer=v),
    "get_settings": lambda r, v: get_settings(r, viewer=v),
    "list_destinations": lambda r, v: list_destinations(r, viewer=v),
    "list_alert_sinks": lambda r, v: list_alert_sinks(r, viewer=v),
}

CHANGES_FOR_ADMINS: dict[str, Door] = {
    "set_tier": lambda r, v: set_tier(r, viewer=v, account_id=v.id, tier=Tier.BASIC),
    "revoke_token": lambda r, v: revoke_token(r, viewer=v, name="none"),
    "mark_alert_seen": lambda r, v: mark_alert_seen(r, viewer=v, key="none"),
    "resolve_alert": lambda r, v: resolve_alert(r, viewer=v, key="none"),
    "retry_dead_letter": lambda r, v: retry_dead_letter(r, viewer=v, row_id=0),
    "retry_all_dead_letters": lambda r, v: retry_all_dead_letters(r, viewer=v),
    "discard_dead_letter": lambda r, v: discard_dead_letter(r, viewer=v, row_id=0),
    "change_target": lambda r, v: change_target(
        r, viewer=v, name="errors", limit=Limit(threshold=0.03, window_days=7)
    ),
    "send_test_alert": lambda r, v: send_test_alert(r, viewer=v, sink="webhook"),
    "resume_sink": lambda r, v: resume_sink(r, viewer=v, sink="opik"),
}

CHANGES_FOR_REVIEWERS: dict[str, Door] = {
    "load_sample": lambda r, v: load_sample(r, viewer=v),
    "remove_sample": lambda r, v: remove_sample(r, viewer=v),
}


@pytest.mark.parametrize("name", FOR_REVIEWERS)
def test_figures_of_everyone_need_a_reviewer(house: House, name: str) -> None:
    door = FOR_REVIEWERS[name]

    with pytest.raises(NotAllowed):
        door(house.rein, house.owner)

    seen = door(house.rein, house.admin)
    assert door(house.rein, house.reviewer) == mask_for(house.rein, house.reviewer, seen)


@pytest.mark.parametrize("name", FOR_ADMINS)
def test_costs_providers_exports_and_accounts_need_an_admin(house: House, name: str) -> None:
    door = FOR_ADMINS[name]

    for person in (house.owner, house.reviewer):
        with pytest.raises(NotAllowed):
            door(house.rein, person)

    assert door(house.rein, house.admin) is not None


@pytest.mark.parametrize("name", CHANGES_FOR_ADMINS)
def test_a_change_of_the_system_needs_an_admin(house: House, name: str) -> None:
    change = CHANGES_FOR_ADMINS[name]

    for person in (house.owner, house.reviewer):
        with pytest.raises(NotAllowed):
            change(house.rein, person)

    assert error_of(change, house.rein, house.admin) is not NotAllowed


def error_of(door: Door, rein: Rein, person: Viewer) -> type[ReinError] | None:
    """Return the kind of error a change ends with: most find nothing to change here."""
    try:
        door(rein, person)
    except ReinError as error:
        return type(error)
    return None


@pytest.mark.parametrize("name", CHANGES_FOR_REVIEWERS)
def test_a_person_cannot_load_or_remove_the_sample(house: House, name: str) -> None:
    with pytest.raises(NotAllowed):
        CHANGES_FOR_REVIEWERS[name](house.rein, house.owner)


def test_a_goal_is_its_owners_alone(house: House) -> None:
    goal_id = house.goal.goal_id

    view, trace = get_goal(house.rein, viewer=house.owner, goal_id=goal_id)

    assert (view.goal_id, view.user_id) == (goal_id, house.owner.id)
    assert trace is not None
    for person in (house.other, house.reviewer, house.admin):
        assert find_goal(house.rein, viewer=person, goal_id=goal_id) is None
        with pytest.raises(NotFound):
            get_goal(house.rein, viewer=person, goal_id=goal_id)


@pytest.mark.parametrize("goal_id", ["", "no id", "00000000-0000-7000-8000-00000000abcd"])
def test_an_unknown_goal_is_not_found(house: House, goal_id: str) -> None:
    assert find_goal(house.rein, viewer=house.owner, goal_id=goal_id) is None
    with pytest.raises(NotFound):
        get_goal(house.rein, viewer=house.owner, goal_id=goal_id)


def test_a_list_of_goals_has_the_viewers_own(house: House) -> None:
    def listed(person: Viewer) -> list[str]:
        return [card.goal_id for card in list_goals(house.rein, viewer=person).rows]

    assert listed(house.owner) == [house.goal.goal_id]
    assert len(listed(house.other)) == 1
    assert listed(house.other) != listed(house.owner)
    assert listed(house.admin) == []


def test_without_a_scored_sample_goal_there_is_no_example(house: House) -> None:
    assert find_example_goal(house.rein, viewer=house.other) is None


def test_an_unchanged_resolution_has_no_improvement_for_anyone(house: House) -> None:
    for person in (house.owner, house.other):
        assert find_improvement(house.rein, viewer=person, goal_id=house.goal.goal_id) is None


def test_a_trace_is_read_by_its_owner_and_by_reviewers(house: House) -> None:
    span_id = find_root_span(house)
    for person in (house.owner, house.reviewer, house.admin):
        found = find_trace(house.rein, viewer=person, trace_id=house.trace_id)
        assert found == get_trace(house.rein, viewer=person, trace_id=house.trace_id)
        assert found is not None
        payload = find_payload(house.rein, viewer=person, trace_id=house.trace_id, span_id=span_id)
        assert payload is not None


def test_a_trace_of_another_person_is_not_found(house: House) -> None:
    span_id = find_root_span(house)

    assert find_trace(house.rein, viewer=house.other, trace_id=house.trace_id) is None
    assert (
        find_payload(house.rein, viewer=house.other, trace_id=house.trace_id, span_id=span_id)
        is None
    )
    assert list_in_doubt_calls(house.rein, viewer=house.other, trace_id=house.trace_id) == ()
    assert list_trace_exports(house.rein, viewer=house.other, trace_id=house.trace_id) == ()
    with pytest.raises(NotFound):
        get_trace(house.rein, viewer=house.other, trace_id=house.trace_id)


def find_root_span(house: House) -> str:
    detail = get_trace(house.rein, viewer=house.owner, trace_id=house.trace_id)
    return detail.spans[0].span_id


@pytest.mark.parametrize("trace_id", ["", "no id", "00000000-0000-7000-8000-00000000abcd"])
def test_an_unknown_trace_is_not_found(house: House, trace_id: str) -> None:
    assert find_trace(house.rein, viewer=house.admin, trace_id=trace_id) is None
    assert list_trace_exports(house.rein, viewer=house.admin, trace_id=trace_id) == ()
    with pytest.raises(NotFound):
        get_trace(house.rein, viewer=house.admin, trace_id=trace_id)


def test_everyone_may_look_at_a_trace_of_the_sample(house: House) -> None:
    found = find_trace(house.rein, viewer=house.other, trace_id=house.sample_trace_id)

    assert found is not None
    assert found.row.sample


def test_the_api_gives_a_trace_of_the_sample_to_reviewers_only(house: House) -> None:
    get_trace(house.rein, viewer=house.reviewer, trace_id=house.sample_trace_id)
    with pytest.raises(NotFound):
        get_trace(house.rein, viewer=house.other, trace_id=house.sample_trace_id)


def test_a_list_of_traces_has_the_viewers_own_or_for_a_reviewer_all(house: House) -> None:
    def listed(person: Viewer) -> set[str]:
        page = list_traces(house.rein, viewer=person, filters=TraceFilter())
        return {row.trace_id for row in page.rows}

    assert listed(house.owner) == {house.trace_id}
    assert len(listed(house.reviewer)) == 2
    assert listed(house.reviewer) == listed(house.admin) >= listed(house.owner)


def test_a_filter_for_another_person_does_not_widen_a_list(house: House) -> None:
    wanted = TraceFilter(user_id=house.owner.id)

    assert list_traces(house.rein, viewer=house.other, filters=wanted).rows != ()
    assert all(
        row.user_id == house.other.id
        for row in list_traces(house.rein, viewer=house.other, filters=wanted).rows
    )


@pytest.mark.parametrize(("who", "n"), [("owner", 1), ("other", 1), ("reviewer", 2)])
def test_traces_are_counted_as_they_are_listed(house: House, who: str, n: int) -> None:
    person: Viewer = getattr(house, who)
    wanted = TraceFilter(status=SpanStatus.OK)

    assert count_traces(house.rein, viewer=person, filters=wanted) == n
    assert has_traces(house.rein, viewer=person, sample=False)


def test_only_reviewers_learn_whether_the_sample_has_traces(house: House) -> None:
    assert has_traces(house.rein, viewer=house.reviewer, sample=True)
    assert not has_traces(house.rein, viewer=house.other, sample=True)


def test_the_states_of_a_rating_are_its_authors(house: House) -> None:
    def changes(person: Viewer) -> list[float]:
        found = list_rating_changes(house.rein, viewer=person, trace_id=house.trace_id, limit=9)
        return [change.stars for change in found]

    assert changes(house.owner) == [4]
    assert changes(house.other) == changes(house.admin) == []


def test_a_person_cannot_rate_the_result_of_another(house: House) -> None:
    for change in (
        lambda: rate(
            house.rein, viewer=house.other, trace_id=house.trace_id, rating=Rating(stars=1)
        ),
        lambda: withdraw_rating(house.rein, viewer=house.other, trace_id=house.trace_id),
    ):
        with pytest.raises(NotFound):
            change()


def test_a_reviewer_labels_and_the_average_holds_the_stars_of_those_who_got_the_result(
    house: House,
) -> None:
    for person in (house.reviewer, house.admin):
        with pytest.raises(NotAllowed, match="Only the person who got this result"):
            rate(house.rein, viewer=person, trace_id=house.trace_id, rating=Rating(stars=1))


def test_the_first_account_of_a_list_is_the_viewers(house: House) -> None:
    first, *others = list_accounts(house.rein, viewer=house.admin)

    assert first.user_id == house.admin.id
    assert first.tier == get_tier(house.rein, viewer=house.admin) == house.rein.settings.tier
    assert {house.owner.id, house.other.id} <= {row.user_id for row in others}
    assert house.admin.id not in {row.user_id for row in others}


def test_a_stored_tier_counts_before_that_of_the_settings(house: House) -> None:
    set_tier(house.rein, viewer=house.admin, account_id=house.other.id, tier=Tier.PREMIUM)

    assert get_tier(house.rein, viewer=house.other) is Tier.PREMIUM
