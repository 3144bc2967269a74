"""The composition root: everything that lives as long as the process is built here, once, from the settings."""

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from pydantic import BaseModel

from core.clock import Clock, SystemClock
from core.errors import ConfigurationError
from core.jobs.in_process import InProcessJobs
from core.jobs.outbox import DeliveryLoop
from core.jobs.runner import SWEEP_EVERY_S, JobRunner
from core.llm.chain import Chain
from core.llm.gemini import GeminiModel
from core.llm.offline import OfflineModel
from core.llm.recorded import Recorded
from core.llm.traced import Traced
from core.offline import coach
from core.pipeline.stage import Known
from core.pipeline.stages.evaluate import offline_verdicts
from core.ports import LanguageModel, Purpose
from core.prompts.shelf import Shelf
from core.settings import Settings
from core.storage.engine import Database
from core.storage.ledger import SqlCallLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Rein:
    """What use-cases and pages are given."""

    settings: Settings
    clock: Clock
    database: Database
    shelf: Shelf
    models: Chain
    jobs: JobRunner
    delivery: DeliveryLoop
    """Sends traces and ratings to the sinks that are set up."""
    owner: str
    """This process's name on the leases of the runs it works."""
    warm: Callable[[], None]
    """Imports what the first model call would otherwise wait for; a server calls it once, beside its start."""


def build(settings: Settings, *, clock: Clock | None = None) -> Rein:
    """Wire everything up and migrate the database. Raises ReinError with what to do where that cannot work."""
    clock = clock or SystemClock()
    if settings.database_url is None:
        _make_folder(settings)
    database = Database.open(settings.resolved_database_url)
    database.migrate()
    asked = _asked(settings, clock)
    return Rein(
        settings=settings,
        clock=clock,
        database=database,
        shelf=Shelf.load(),
        models=_chain(asked, database, clock),
        jobs=_jobs(settings, database),
        delivery=DeliveryLoop(),
        owner=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
        warm=partial(_warm, asked),
    )


def _jobs(settings: Settings, database: Database) -> JobRunner:
    """Return the job runner that fits the database: a thread pool beside SQLite, a shared queue on PostgreSQL."""
    sweep_every_s = min(SWEEP_EVERY_S, settings.lease_s / 2)
    if database.dialect == "sqlite":
        return InProcessJobs(workers=settings.workers, sweep_every_s=sweep_every_s)
    # Imported here: a laptop never needs the queue, and its import costs a tenth of the start.
    from core.jobs.procrastinate import ProcrastinateJobs  # noqa: PLC0415
    from core.jobs.queue_schema import migrate_queue  # noqa: PLC0415

    migrate_queue(database.libpq_url)
    return ProcrastinateJobs(url=database.libpq_url, workers=settings.workers, sweep_every_s=sweep_every_s)


def _make_folder(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"The data folder {settings.data_dir} cannot be made ({error.strerror}).",
            advice="Set REIN_DATA_DIR to a folder you may write to.",
        ) from error


def offline_models() -> Chain:
    """Return a chain of the offline coach alone: no key, no network, no cost."""
    return Chain((_offline(),))


def _offline() -> LanguageModel:
    return Traced(OfflineModel(_offline_answers()))


def _asked(settings: Settings, clock: Clock) -> tuple[GeminiModel, ...]:
    """Return the models that have a key, in the order in which they are asked."""
    if settings.gemini_api_key is None:
        return ()
    gemini = GeminiModel(
        api_key=settings.gemini_api_key.get_secret_value(),
        name=settings.gemini_model,
        base_url=settings.gemini_base_url,
        clock=clock,
    )
    return (gemini,)


def _warm(asked: tuple[GeminiModel, ...]) -> None:
    for model in asked:
        model.warm()


def _chain(asked: tuple[GeminiModel, ...], database: Database, clock: Clock) -> Chain:
    ledger = SqlCallLedger(database)
    return Chain((*(Traced(Recorded(model, ledger, clock)) for model in asked), _offline()))


def _offline_answers() -> Mapping[Purpose, Callable[[object], BaseModel]]:
    def knowing(answer: Callable[[Known], BaseModel]) -> Callable[[object], BaseModel]:
        def reply(subject: object) -> BaseModel:
            if not isinstance(subject, Known):
                raise TypeError(f"The offline coach answers from what a run knows, not from {type(subject).__name__}.")
            return answer(subject)

        return reply

    return {
        Purpose.PREPROCESS: knowing(lambda known: coach.draft_goal(known.request)),
        Purpose.GENERATE: knowing(lambda known: coach.draft_resolution(known.request, known.settled_goal())),
        Purpose.EVALUATE: knowing(lambda known: offline_verdicts(known.settled_resolution())),
        Purpose.PLAN: knowing(
            lambda known: coach.draft_plan(known.request, known.settled_goal(), known.settled_resolution())
        ),
    }
