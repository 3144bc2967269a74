"""The composition root: builds the services of the process once."""

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.accounts.request_limit import RequestLimits
from core.chat.partial_answers import PartialAnswers
from core.clock import Clock, SystemClock
from core.errors import ConfigurationError
from core.jobs.delivery_loop import DeliveryLoop
from core.jobs.in_process import InProcessJobs
from core.jobs.lease import RunsUnderWay
from core.jobs.runner import SWEEP_INTERVAL_S, JobRunner
from core.jobs.scheduler import Scheduler
from core.learning.models import load_meanings
from core.llm import factory
from core.llm.live_models import LiveModels
from core.llm.providers.catalog import Provider
from core.llm.routing.model_client import RoutedClient
from core.llm.routing.table import RoutingTable
from core.llm.wrappers.circuit_breaker import CircuitBreakerStore
from core.llm.wrappers.response_cache import CachePolicy
from core.offline.coach import OfflineCoach
from core.offline.playbooks.library import load_playbooks
from core.oidc.start import client_of
from core.once import once
from core.ports import LanguageModel
from core.prompts.known_texts import KnownTexts
from core.prompts.library import PromptLibrary, default_prompt_library
from core.prompts.releases import ReleasedVersions
from core.runs.kinds import RUN_KINDS, RunKinds
from core.runs.offline_models import offline_answers
from core.setting_groups.privacy import ConsentMode
from core.settings import Settings, warn_of_old_names
from core.store.accounts.writers import StoredNames
from core.store.budgets.values import CallLimits
from core.store.calls.ledger import SqlCallLedger
from core.store.circuit_breakers.sql_circuit_breakers import SqlCircuitBreakers
from core.store.consents.read import StoredConsents
from core.store.database.engine import Database
from core.store.keys.settings import with_saved
from core.store.keys.store import KeyFiles
from core.store.prompts.live import read_prompts
from core.store.response_cache.sql_response_cache import SqlResponseCache

if TYPE_CHECKING:
    from core.oidc.client import OidcClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Rein:
    """The services that use-cases and pages receive."""

    settings: Settings
    """The settings of the environment; `model_settings` adds what an admin saved."""
    clock: Clock
    database: Database
    prompts: PromptLibrary
    """The texts of all prompts; calls use the released versions."""
    known_texts: KnownTexts
    """The texts in `prompts`, those that people wrote among them."""
    prompt_versions: ReleasedVersions
    coach: OfflineCoach
    """The rule-based coach with its playbooks, shared by pages, stages and the gate."""
    models: RoutedClient
    """Calls the configured models in the order of the routing table, then the offline coach."""
    keys: KeyFiles
    """The keys and the model server that an admin saved."""
    candidate: Callable[[Provider, Settings], LanguageModel]
    """Builds a provider's first model with other settings, for one recorded call."""
    breakers: CircuitBreakerStore
    """The circuit state of each model, shared with its wrappers and with other replicas."""
    jobs: JobRunner
    delivery: DeliveryLoop
    """Sends traces and ratings to the configured sinks."""
    scheduler: Scheduler
    """Runs the periodic jobs."""
    owner: str
    """Name of this process on the leases of its runs."""
    runs_under_way: RunsUnderWay = field(default_factory=RunsUnderWay)
    """The runs that this process works now; it claims none of them a second time."""
    warm: Callable[[], None]
    """Loads what the first run needs of models, here and elsewhere; a server calls it at start."""
    run_kinds: RunKinds
    """The kinds of work that this process runs."""
    request_limits: RequestLimits
    """Count the requests of each token, and from each address, at this process."""
    provider: "OidcClient | None" = None
    """Signs people in by a provider of identities; None if they do not."""
    partial_answers: PartialAnswers = field(default_factory=PartialAnswers)
    """What of the coach's answers may be read while this process writes them."""

    @property
    def model_settings(self) -> Settings:
        """Return the settings with the saved keys of this moment; the environment wins."""
        return with_saved(self.settings, self.keys.read())


def build(
    settings: Settings, *, clock: Clock | None = None, coach: OfflineCoach | None = None
) -> Rein:
    """Build all services and migrate the database. Raises ReinError with advice."""
    clock, coach = clock or SystemClock(), coach or _packaged_coach()
    warn_of_old_names()
    _prepare_folder(settings)
    database = Database.open(settings.resolved_database_url)
    database.migrate()
    table = factory.load_table(settings)
    keys = KeyFiles(settings.data_dir)
    known, versions = read_prompts(default_prompt_library(), database, clock)
    breakers = SqlCircuitBreakers(database, clock)
    shared = _shared_services(settings, database, breakers, clock)
    models = _live_models(settings, table, keys, shared)
    return Rein(
        settings=settings,
        clock=clock,
        database=database,
        prompts=replace(default_prompt_library(), texts=known, live=versions),
        known_texts=known,
        prompt_versions=versions,
        coach=coach,
        models=RoutedClient(table, models, offline_answers(coach)),
        keys=keys,
        candidate=_candidate(table, shared),
        breakers=breakers,
        jobs=_jobs(settings, database),
        delivery=DeliveryLoop(),
        scheduler=Scheduler(),
        owner=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}",
        warm=_warmer(models, coach),
        run_kinds=RUN_KINDS,
        request_limits=_request_limits(settings, clock),
        provider=client_of(settings, clock),
    )


def _request_limits(settings: Settings, clock: Clock) -> RequestLimits:
    return RequestLimits.per_minute(
        token=settings.requests_per_token,
        address=settings.requests_per_address,
        replicas=settings.replicas,
        monotonic=clock.monotonic,
    )


@once
def _packaged_coach() -> OfflineCoach:
    """Return the coach of this process; it is immutable, and its sixty files take half a second."""
    return OfflineCoach(playbooks=load_playbooks())


def _warmer(models: LiveModels, coach: OfflineCoach) -> Callable[[], None]:
    def warm() -> None:
        models.warm()
        coach.warm()

    return warm


def _shared_services(
    settings: Settings, database: Database, breakers: CircuitBreakerStore, clock: Clock
) -> factory.SharedServices:
    return factory.SharedServices(
        ledger=SqlCallLedger(database, _limits(settings)),
        breakers=breakers,
        clock=clock,
        cache=_cache_policy(settings, database),
        redact=settings.redact,
        names=StoredNames(database),
        consents=StoredConsents(database) if settings.model_consent is ConsentMode.ASK else None,
    )


def _live_models(
    settings: Settings, table: RoutingTable, keys: KeyFiles, shared: factory.SharedServices
) -> LiveModels:
    return LiveModels(
        version=keys.version,
        build=lambda: factory.build_adapters(
            with_saved(settings, keys.read()), table, shared.clock
        ),
        shared=shared,
    )


def _candidate(
    table: RoutingTable, shared: factory.SharedServices
) -> Callable[[Provider, Settings], LanguageModel]:
    return lambda provider, settings: factory.wrap_once(
        factory.build_first(provider, settings, table, shared.clock), shared
    )


def _limits(settings: Settings) -> CallLimits:
    return CallLimits(
        budgets_usd=settings.budgets,
        warn_at=settings.budget_warn_at,
        max_concurrent_calls=settings.max_concurrent_calls,
        tokens_per_minute=settings.tokens_per_minute,
    )


def _cache_policy(settings: Settings, database: Database) -> CachePolicy | None:
    if settings.cache_hours == 0:
        return None
    store = SqlResponseCache(database, capacity_bytes=round(settings.cache_mb * 1_000_000))
    return CachePolicy(
        store=store, lifetime=timedelta(hours=settings.cache_hours), shared=settings.cache_shared
    )


def _jobs(settings: Settings, database: Database) -> JobRunner:
    """Return the job runner of the database: a thread pool for SQLite, a queue for PostgreSQL."""
    sweep_every_s = min(SWEEP_INTERVAL_S, settings.lease_s / 2)
    if database.dialect == "sqlite":
        return InProcessJobs(workers=settings.workers, sweep_every_s=sweep_every_s)
    # Imported here: a laptop never needs the queue, and its import costs a tenth of the start.
    from core.jobs.procrastinate import ProcrastinateJobs  # noqa: PLC0415
    from core.jobs.queue_schema import migrate_queue  # noqa: PLC0415

    url = database.libpq_url
    migrate_queue(url)
    return ProcrastinateJobs(url=url, workers=settings.workers, sweep_every_s=sweep_every_s)


def _prepare_folder(settings: Settings) -> None:
    """Use the data folder of these settings; it is made where the database lies in it."""
    load_meanings().store_in(settings.data_dir)
    if settings.database_url is None:
        _make_folder(settings)


def _make_folder(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"The data folder {settings.data_dir} cannot be made ({error.strerror}).",
            advice="Set REIN_DATA_DIR to a folder you may write to.",
        ) from error
