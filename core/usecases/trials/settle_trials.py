"""Decide the trials whose evidence is enough, and roll back a promoted version that got worse.

Called after each rating and by a periodic job. A decision, the release it leads to and the line of
the audit log are one transaction, which only one of several processes can make.
"""

from dataclasses import replace
from datetime import datetime

from core import formats
from core.bootstrap import Rein
from core.experiments.decision import Decision, Outcome, decide
from core.experiments.guardrail import GUARDRAIL_ALPHA
from core.experiments.outcome import ArmCounts
from core.experiments.watch import Watching, watch
from core.prompts.releases import SHIPPED_BY, ReleaseStatus
from core.store.audit.values import AuditAction
from core.store.prompts.read import find_live_version
from core.store.trials.measures import count_runs_since
from core.store.trials.open_trials import list_open_trials, lock_prompt
from core.store.trials.primary import count_since
from core.store.trials.read import count_trial
from core.store.trials.values import Counts, Ending, Trial, Watch
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, without_viewer
from core.usecases.exports.queue_exports import queue_trial
from core.usecases.trials.findings import estimate, find
from core.usecases.trials.guardrail_text import harm_text
from core.usecases.trials.primary_text import text_of
from core.usecases.trials.release_candidate import change_release, record_release
from core.usecases.trials.start_trial import entry


@without_viewer(Access.SYSTEM, "a periodic job, and after each rating of anybody")
def settle_trials(rein: Rein) -> str:
    """Look at every trial that runs, and at every promoted version that is watched.

    Returns how many there were, in words.
    """
    with rein.database.read() as connection:
        trials = list_open_trials(connection)
    for trial in trials:
        if trial.outcome is Outcome.RUNNING:
            _settle(rein, trial)
        else:
            _watch(rein, trial)
    return formats.pluralize(len(trials), "trial") + " looked at"


def _settle(rein: Rein, trial: Trial) -> None:
    with rein.database.read() as connection:
        counts = count_trial(connection, trial, now=rein.clock.now())
        live = find_live_version(connection, trial.prompt, known=rein.prompts.texts)
    decision = decide(trial.rule, find(trial, counts))
    if live != trial.champion:
        decision = _overtaken()
    if decision.outcome is not Outcome.RUNNING:
        _end(rein, trial, decision, counts)


def _end(rein: Rein, trial: Trial, decision: Decision, counts: Counts) -> None:
    now = rein.clock.now()
    with rein.database.begin() as work:
        lock_prompt(work.connection, trial.prompt)
        if (
            find_live_version(work.connection, trial.prompt, known=rein.prompts.texts)
            != trial.champion
        ):
            decision = _overtaken()
        ending = Ending(
            outcome=decision.outcome,
            decision=decision.reason,
            by=SHIPPED_BY,
            at=now,
            estimate=estimate(trial, counts),
        )
        if not work.trials.end(trial.id, ending):
            return  # another process was first
        queue_trial(work, rein.settings, trial_id=trial.id, now=now)
        line = entry(AuditAction.TRIAL_ENDED, trial, by=SHIPPED_BY, at=now)
        why = {"outcome": decision.outcome.value, "because": decision.reason}
        work.audit.record(replace(line, details={**line.details, **why}))
        if decision.outcome is Outcome.PROMOTED:
            change_release(
                rein, work, trial, ReleaseStatus.RELEASED, by=SHIPPED_BY, reason=decision.reason
            )
            record_release(rein, work, trial, AuditAction.PROMPT_RELEASED, because=decision.reason)
    rein.prompt_versions.expire()


def _watch(rein: Rein, trial: Trial) -> None:
    promised = trial.estimate.candidate if trial.estimate is not None else None
    with rein.database.read() as connection:
        is_live = (
            find_live_version(connection, trial.prompt, known=rein.prompts.texts) == trial.candidate
        )
        since = trial.watched_since or trial.started_at
        counted = count_since(connection, since=since, scale=trial.scale, until=rein.clock.now())
        counts = ArmCounts(counts=counted)
        harm = harm_since(UnitOfWork(connection), trial)
    if not is_live or promised is None:
        _end_watch(rein, trial, Watch.ENDED, _unmeasured(trial) if is_live else _REPLACED)
        return
    found = watch(trial.scale, counts, promised=promised)
    if found.has_regressed:
        _end_watch(rein, trial, Watch.ROLLED_BACK, regression_note(trial, found, promised))
    elif harm:
        _end_watch(rein, trial, Watch.ROLLED_BACK, harm)
    elif found.is_over:
        _end_watch(rein, trial, Watch.ENDED, held_note(found))


def _end_watch(rein: Rein, trial: Trial, how: Watch, note: str) -> None:
    with rein.database.begin() as work:
        lock_prompt(work.connection, trial.prompt)
        if (
            how is Watch.ROLLED_BACK
            and find_live_version(work.connection, trial.prompt, known=rein.prompts.texts)
            != trial.candidate
        ):
            how, note = Watch.ENDED, _REPLACED
        if not work.trials.end_watch(trial.id, how, note=note, now=rein.clock.now()):
            return
        if how is Watch.ROLLED_BACK:
            change_release(rein, work, trial, ReleaseStatus.ROLLED_BACK, by=SHIPPED_BY, reason=note)
            record_release(rein, work, trial, AuditAction.PROMPT_ROLLED_BACK, because=note)
    rein.prompt_versions.expire()


_REPLACED = "Another version was released."


def _unmeasured(trial: Trial) -> str:
    known = text_of(trial.scale).people(0)
    return f"{known} with it when it was promoted, so there is nothing to hold it to."


def _overtaken() -> Decision:
    return Decision(
        outcome=Outcome.STOPPED, reason="Another version was released while the trial ran."
    )


def harm_since(work: UnitOfWork, trial: Trial, *, until: datetime | None = None) -> str:
    """Return which guardrail a promoted version breaks by its runs since, in words, or "".

    All of them together call a harm that is not there with a probability of at most
    `GUARDRAIL_ALPHA`, however often one looks.
    """
    promised = trial.estimate.guardrails if trial.estimate is not None else {}
    since = trial.watched_since or trial.started_at
    guardrails = trial.rule.guardrails
    for one in guardrails:
        if one.scale.name not in promised:
            continue
        counts = count_runs_since(
            work.connection, since=since, scale=one.scale, until=until, sample=trial.sample
        )
        found = watch(
            one.scale,
            ArmCounts(counts=counts),
            promised=promised[one.scale.name],
            alpha=GUARDRAIL_ALPHA / len(guardrails),
        )
        if found.has_regressed and found.mean is not None:
            return harm_text(one, n=found.n, mean=found.mean, promised=promised[one.scale.name])
    return ""


def regression_note(trial: Trial, found: Watching, promised: float) -> str:
    """Return why a promoted version is rolled back."""
    text = text_of(trial.scale)
    return (
        f"{formats.pluralize(found.n, 'person', 'people')} since: {text.mean(found.mean)} "
        f"{text.of_mean} in the mean; the trial had found {text.mean(promised)}."
    )


def held_note(found: Watching) -> str:
    """Return why a promoted version is trusted from now on."""
    return f"It has held for {found.n:,} people."
