"""Let a model propose the next version of a prompt, from what went wrong with the live one.

The rewrite is a draft like that of a person: it has passed the checks of a release, an admin
decides about it, and nothing releases it by itself. It is a durable run, so that a worker that
stops in the middle is followed by one that pays for no reply again.
"""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, ModelError, ModelFault, NotFound
from core.experiments.variant import OFFLINE_COACH, WRITING
from core.ids import new_id
from core.llm.routing.first_models import ROUTES
from core.ports import LanguageModel, Purpose
from core.runs.goal_run import USUAL
from core.runs.rewrites.rewrite_run import (
    INPUT_CODEC,
    REWRITE,
    WRITE,
    WRITTEN_CODEC,
    RewriteInput,
)
from core.store.accounts.values import account_of
from core.store.runs.inputs import list_unfinished
from core.store.runs.values import Run, RunStatus
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.evaluation_runs.plan_evaluation_run import first_model
from core.usecases.prompts.rewrite_evidence import find_weaknesses
from core.usecases.runs.queue_run import queue_run
from core.usecases.runs.run_and_wait import run_and_wait
from core.usecases.utc_days import last_days

__all__ = [
    "REWRITABLE",
    "Proposed",
    "UnderWay",
    "find_rewrite",
    "list_rewrites",
    "propose_rewrite",
    "start_rewrite",
]

REWRITABLE = tuple(name for name in WRITING if name not in (USUAL, ROUTES))
"""Prompts that a model reads and whose results people rate."""
DAYS = 30
"""The results and ratings of so many days are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A draft that a model wrote."""

    name: str
    version: int
    reason: str
    diagnosis: str
    """What the model found to be the cause; it is in the trace, too."""
    model: str
    trace_id: str

    @property
    def label(self) -> str:
        return f"{self.name}@v{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """A rewrite that is being written."""

    run_id: str
    label: str
    """The version that is rewritten."""
    since: datetime


@allow(Access.ADMIN, changes=AuditAction.REWRITE_ASKED, whose="name")
def start_rewrite(rein: Rein, *, viewer: Viewer, name: str, model: str | None = None) -> str:
    """Queue a rewrite of the live version, and return its run.

    Raises NotAllowed below admin, InvalidInput, NotFound if there is no such model, and Conflict
    without a key, without anything to learn from, or while one is being written.
    """
    run = _queue(rein, viewer, name, model)
    rein.jobs.wake(run.id, priority=run.priority)
    return run.id


@allow(Access.ADMIN, changes=AuditAction.REWRITE_ASKED, whose="name", outside=True)
def propose_rewrite(rein: Rein, *, viewer: Viewer, name: str, model: str | None = None) -> Proposed:
    """Ask a model once, or twice if its text fails a check, and return the draft it wrote.

    Raises what `start_rewrite` raises, and ModelError if no usable text came.
    """
    run = _queue(rein, viewer, name, model)
    run_and_wait(rein, run.id)
    found = find_rewrite(rein, viewer=viewer, run_id=run.id)
    if found is None:
        raise AssertionError("the run has ended")
    return found


@allow(Access.ADMIN)
def list_rewrites(rein: Rein, *, viewer: Viewer) -> tuple[UnderWay, ...]:
    """Return the rewrites that are being written. Raises NotAllowed below admin."""
    with rein.database.read() as connection:
        return tuple(map(_under_way, list_unfinished(connection, REWRITE.name)))


@allow(Access.ADMIN)
def find_rewrite(rein: Rein, *, viewer: Viewer, run_id: str) -> Proposed | None:
    """Return the draft of a rewrite, or None while it is being written.

    Raises NotAllowed below admin, NotFound, and ModelError if no usable text came.
    """
    with rein.database.begin() as work:
        run, stages = work.runs.get(run_id), work.runs.results(run_id)
    if run is None or run.kind != REWRITE.name:
        raise NotFound("There is no such rewrite.")
    if not run.status.over:
        return None
    output = stages[WRITE].output if WRITE in stages else None
    if run.status is not RunStatus.DONE or output is None:
        message = run.error or "This rewrite was cancelled."
        raise ModelError(ModelFault.INVALID, message, advice=run.error_advice or "")
    rein.known_texts.expire()
    written = WRITTEN_CODEC.load_text(output)
    texts = rein.prompts.texts.values()
    text = max(
        (one for one in texts if one.name == written.name and one.content == written.content),
        key=lambda one: one.version,
    )
    return Proposed(
        name=text.name,
        version=text.version,
        reason=text.intent,
        diagnosis=written.diagnosis,
        model=written.model,
        trace_id=run.trace_id,
    )


def _queue(rein: Rein, viewer: Viewer, name: str, key: str | None) -> Run:
    chosen, writer = _writer(rein, name, key)
    live = rein.prompts.find(name)
    found = find_weaknesses(
        rein,
        viewer=viewer,
        name=name,
        version=live.version,
        provider=writer.provider,
        days=last_days(rein, DAYS),
    )
    if not found.known:
        raise Conflict(
            f"Nothing in the last {DAYS} days says what is wrong with {name}@v{live.version}.",
            advice="It takes a certain complaint, or questions that results fail, of people who "
            "let this model read their words.",
        )
    asked = RewriteInput(
        name=name, version=live.version, model=chosen, tier=rein.settings.tier, found=found
    )
    with rein.database.begin() as work:
        _require_one(work, asked)
        account = account_of(viewer, tier=rein.settings.tier, created_at=rein.clock.now())
        work.accounts.ensure(account)
        return queue_run(
            work,
            REWRITE,
            user_id=viewer.id,
            key=new_id(),
            now=rein.clock.now(),
            input_=INPUT_CODEC.dump_text(asked),
        )


def _require_one(work: UnitOfWork, asked: RewriteInput) -> None:
    for one in map(_under_way, list_unfinished(work.connection, REWRITE.name)):
        if one.label == asked.label:
            raise Conflict(
                f"A rewrite of {asked.label} is being written already.",
                advice="It is a draft as soon as it has passed the checks.",
            )


def _under_way(run: Run) -> UnderWay:
    asked = INPUT_CODEC.load_text(run.input or "")
    return UnderWay(run_id=run.id, label=asked.label, since=run.submitted_at)


def _writer(rein: Rein, name: str, key: str | None) -> tuple[str, LanguageModel]:
    if name not in REWRITABLE:
        raise InvalidInput(
            f"{name} is not rewritten by a model.",
            field="name",
            advice=f"These can be: {', '.join(REWRITABLE)}. Settings are proposed by rule.",
        )
    chosen = key or first_model(rein, Purpose.REWRITE)
    if chosen == OFFLINE_COACH:
        raise Conflict(
            "A rewrite needs a model, and none is set up.",
            advice="Set a key first. Without one, settings of the coach are proposed by rule.",
        )
    model = rein.models.configured.get(chosen)
    if model is None:
        raise NotFound(f"There is no model “{chosen}” with a key.")
    return chosen, model
