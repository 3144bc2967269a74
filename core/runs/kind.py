"""A run kind: everything the engine needs to know of one kind of durable, traced work.

The engine gives every kind a trace, spans, ledger rows, a lease, checkpoints, cancelling, resuming,
a deadline, budgets and exports. A kind brings its stages, its state, and how they load and save.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic

from core.llm.routing.model_client import RoutedClient
from core.prompts.library import PromptLibrary
from core.runs.stage import Authors, S, Stage, StageContext, StageResult
from core.store.runs.values import Priority, Run, RunStatus
from core.store.unit_of_work import UnitOfWork


class Pool(StrEnum):
    """Where the runs of a kind are executed."""

    WORKERS = "workers"
    """Queued, and worked stage by stage by any worker process."""
    CALLER = "caller"
    """Executed in the caller's thread, and written in one transaction at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunIdentity:
    """The ids that a run's rows carry."""

    trace_id: str
    root_span_id: str
    user_id: str
    goal_id: str | None = None
    run_id: str | None = None
    """None if the work is not queued, so that it has no row in `runs`."""
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceText:
    """What a trace shows and is searched by."""

    search_text: str
    input: str
    """Input of the root span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSummary:
    """What a trace is filtered and grouped by once it has ended."""

    overall: float | None = None
    """Overall score, 0 to 10."""
    writer_model: str = ""
    prompt_version: str = ""
    """Label of the prompt the result was written from, e.g. "generate@v1"."""
    judge_model: str = ""
    output: str | None = None
    """Output of the root span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedStage:
    """The result of a stage, ready to be saved."""

    name: str
    result: StageResult
    authors: Authors
    """Who wrote the stages that are finished, this one included."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedRun:
    """How a run has ended."""

    status: RunStatus
    error: str | None
    worked: timedelta
    """From its start to its end, without the time it waited for answers."""
    resumed: bool
    """True if more than one worker worked it, so that this is longer than the work took."""
    at: datetime


def _unchanged(state: S, _prompts: PromptLibrary) -> S:
    return state


def _same_context(_state: S, context: StageContext, _models: RoutedClient) -> StageContext:
    return context


def _always(_work: UnitOfWork, _run: Run) -> bool:
    return True


def end_nothing(_work: UnitOfWork, _identity: RunIdentity, _ended: EndedRun) -> None:
    """Write nothing when the run ends."""


def save_nothing(_work: UnitOfWork, _identity: RunIdentity, _finished: FinishedStage) -> None:
    """Save no rows beyond the stage's own result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunKind(Generic[S]):
    """One kind of work."""

    name: str
    """Value of the column `runs.kind`."""
    noun: str
    """The noun for the work in messages, e.g. "goal"."""
    trace_name: str
    stages: tuple[Stage[S], ...]
    trace_text: Callable[[S], TraceText]
    summarize: Callable[[S, Authors], TraceSummary]
    save: Callable[[UnitOfWork, RunIdentity, FinishedStage], None] = save_nothing
    """Writes a stage's value to the tables of its topic, in the transaction of the checkpoint."""
    end: Callable[[UnitOfWork, RunIdentity, EndedRun], None] = end_nothing
    """Writes how a run has ended to the tables of its topic, in the transaction that ends it."""
    load: Callable[[UnitOfWork, Run], S] | None = None
    """Returns the state a run starts from; None for a kind that is worked by its caller."""
    may_start: Callable[[UnitOfWork, Run], bool] = _always
    """Returns whether a queued run may be claimed now; else it waits, and is asked again."""
    take_settings: Callable[[S, PromptLibrary], S] = _unchanged
    """Returns the state with the settings of the live versions, for a kind that has some."""
    prepare: Callable[[S, StageContext, RoutedClient], StageContext] = _same_context
    """Returns what the stages may use, for a kind whose state decides about prompts or models."""
    priority: Priority = Priority.INTERACTIVE
    may_ask: bool = False
    """True if a stage may ask the person questions and wait for the answers."""
    bypass_cache: bool = False
    """True if cached responses must not be used."""
    deadline_s: float | None = None
    """Longest time a run may take, in seconds; None for the limit of the settings."""

    @property
    def pool(self) -> Pool:
        """Return where the runs of this kind are executed."""
        return Pool.CALLER if self.load is None else Pool.WORKERS

    def load_state(self, work: UnitOfWork, run: Run) -> S:
        """Return the state a run starts from. Raises NotFound if its subject was deleted."""
        if self.load is None:
            raise TypeError(f"Runs of the kind {self.name} are worked by their caller.")
        return self.load(work, run)


def identity_of(run: Run) -> RunIdentity:
    """Return the ids that a queued run's rows carry."""
    return RunIdentity(
        trace_id=run.trace_id,
        root_span_id=run.root_span_id,
        user_id=run.user_id,
        goal_id=run.goal_id,
        run_id=run.id,
        sample=run.sample,
    )
