"""What must not get worse rejects a candidate whose stars are better, and rolls a promoted one back."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.experiments.arm import Arm
from core.store.audit.values import AuditAction
from core.tracing.span_record import SpanStatus
from core.usecases.audit.list_audit import list_audit
from core.usecases.trials.list_trials import Outcome, Watch, show_trial
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.start_trial import Plan, start_trial
from tests.factories.trial_people import Ending, add_people, add_replay
from tests.fakes import FrozenClock

PLAN = Plan(prompt="defaults", candidate=3, reason="Smaller steps", least_n=1_000)
HARM: Mapping[str, Mapping[str, object]] = {
    "plans that are made": {"status": SpanStatus.ERROR},
    "results that are scored": {"overall": None},
    "runs that no model declined for safety": {"declined": True},
    "time of a run": {"lasts": timedelta(seconds=2.5)},
}


def begin(rein: Rein) -> str:
    rein.clock.advance(60)  # type: ignore[attr-defined]
    add_replay(rein)
    return start_trial(rein, viewer=LOCAL_VIEWER, plan=PLAN)


def kind(_arm: Arm | None, number: int) -> float:
    return (3.0, 4.0, 5.0)[number % 3]


def only_candidates(changes: Mapping[str, object]) -> Ending:
    return lambda arm, _number: changes if arm is Arm.CANDIDATE else {}


def because(rein: Rein, action: AuditAction) -> list[str]:
    rows = list_audit(rein, viewer=LOCAL_VIEWER)
    found = [row.entry.details for row in rows if row.entry.action is action]
    return [one["because"] for one in found if "because" in one]


@pytest.mark.parametrize("label", HARM)
def test_a_candidate_that_breaks_a_guardrail_is_rejected_with_a_line_that_says_which(
    rein: Rein, label: str
) -> None:
    trial_id = begin(rein)
    add_people(rein, 20, stars=kind)
    settle_trials(rein)
    assert show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial.decision == ""

    add_people(rein, 100, stars=kind, ending=only_candidates(HARM[label]))
    settle_trials(rein)

    report = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    broken = [
        one.label
        for one in report.trial.rule.guardrails
        if one.is_broken(report.guardrails[one.label])
    ]
    assert label in broken
    assert report.trial.outcome is Outcome.REJECTED
    [line] = because(rein, AuditAction.TRIAL_ENDED)
    assert line == report.trial.decision
    assert label in line


def test_a_dearer_run_is_rejected_above_what_was_agreed_and_not_below(rein: Rein) -> None:
    trial_id = begin(rein)
    rail = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial.rule.guardrails[3]
    assert (rail.label, rail.margin) == ("cost of a run", 0.00025)

    def dearer(by: float) -> None:
        add_people(rein, 120, stars=kind, price=lambda a: 0.001 + by * (a is Arm.CANDIDATE))
        settle_trials(rein)

    dearer(rail.margin / 2)
    assert show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial.decision == ""
    dearer(rail.margin * 6)
    trial = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial
    assert trial.outcome is Outcome.REJECTED
    assert rail.label in trial.decision


def test_a_promoted_version_that_breaks_a_guardrail_is_rolled_back_though_its_stars_hold(
    rein: Rein, clock: FrozenClock
) -> None:
    rein.clock.advance(60)  # type: ignore[attr-defined]
    add_replay(rein)
    plan = Plan(prompt="defaults", candidate=3, reason="Smaller steps", least_n=60)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    add_people(rein, 120, stars=lambda arm, _number: 4.5 if arm is Arm.CANDIDATE else 2.0)
    settle_trials(rein)
    clock.advance(60)

    add_people(rein, 30, stars=lambda _arm, _number: 4.5)
    settle_trials(rein)
    assert show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial.watch is Watch.WATCHED
    add_people(
        rein, 60, stars=lambda _arm, _number: 4.5, ending=lambda _arm, _number: {"overall": None}
    )
    settle_trials(rein)

    trial = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial
    assert trial.watch is Watch.ROLLED_BACK
    assert trial.watch_note.startswith("Results that are scored: 0.33 with 90 people since")
    assert because(rein, AuditAction.PROMPT_ROLLED_BACK) == [trial.watch_note]
