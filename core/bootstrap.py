"""The composition root: everything that lives as long as the process is built here, once, from the settings."""

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from core.clock import Clock, SystemClock
from core.errors import ConfigurationError
from core.jobs.in_process import InProcessJobs
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
    jobs: InProcessJobs
    owner: str
    """This process's name on the leases of the runs it works."""


def build(settings: Settings, *, clock: Clock | None = None) -> Rein:
    """Wire everything up and migrate the database. Raises ReinError with what to do where that cannot work."""
    clock = clock or SystemClock()
    if settings.database_url is None:
        _make_folder(settings)
    database = Database.open(settings.resolved_database_url)
    database.migrate()
    return Rein(
        settings=settings,
        clock=clock,
        database=database,
        shelf=Shelf.load(),
        models=_models(settings, database, clock),
        jobs=InProcessJobs(workers=settings.workers),
        owner=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
    )


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


def _models(settings: Settings, database: Database, clock: Clock) -> Chain:
    asked: list[LanguageModel] = []
    if settings.gemini_api_key is not None:
        gemini = GeminiModel(
            api_key=settings.gemini_api_key.get_secret_value(),
            name=settings.gemini_model,
            base_url=settings.gemini_base_url,
            clock=clock,
        )
        asked.append(Traced(Recorded(gemini, SqlCallLedger(database), clock)))
    asked.append(_offline())
    return Chain(tuple(asked))


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
