"""Health checks, one function each, listed for the health routes and `rein doctor`."""

from core.usecases.checks.check import Check
from core.usecases.checks.environment import (
    HOSTS,
    KEYS,
    LOCAL_SERVERS,
    PASSWORDS,
    PYTHON,
    SINKS,
)
from core.usecases.checks.external_services import CIRCUITS, MAIL, SINK_HEALTH
from core.usecases.checks.models import MODELS, ROUTES
from core.usecases.checks.plans import PLANS
from core.usecases.checks.schedule import SCHEDULE
from core.usecases.checks.storage import DATABASE, DISK, ERASED, INTACT, MIGRATIONS, WRITING
from core.usecases.checks.work import EXPORTS, QUEUE

HEALTH: tuple[Check, ...] = (
    DATABASE,
    MIGRATIONS,
    INTACT,
    WRITING,
    QUEUE,
    SCHEDULE,
    CIRCUITS,
    EXPORTS,
    SINK_HEALTH,
    MAIL,
    DISK,
)
"""Checks that a serving process repeats."""

DOCTOR: tuple[Check, ...] = (
    PYTHON,
    DATABASE,
    MIGRATIONS,
    INTACT,
    WRITING,
    ERASED,
    DISK,
    QUEUE,
    SCHEDULE,
    CIRCUITS,
    EXPORTS,
    PLANS,
    KEYS,
    *MODELS,
    LOCAL_SERVERS,
    ROUTES,
    HOSTS,
    PASSWORDS,
    SINKS,
    MAIL,
)
"""Checks of `rein doctor`, which also runs without a server."""
