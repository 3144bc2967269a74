"""Is everything well? One function a check, listed here for the health routes and for `rein doctor`."""

from core.usecases.checks.check import Check
from core.usecases.checks.environment import HOSTS, KEYS, PYTHON, SINKS
from core.usecases.checks.external_services import BREAKERS, STANDINGS
from core.usecases.checks.models import MODELS, ROUTES
from core.usecases.checks.plans import PLANS
from core.usecases.checks.schedule import SCHEDULE
from core.usecases.checks.storage import DATABASE, DISK, MIGRATIONS, WRITING
from core.usecases.checks.work import EXPORTS, QUEUE

HEALTH: tuple[Check, ...] = (
    DATABASE,
    MIGRATIONS,
    WRITING,
    QUEUE,
    SCHEDULE,
    BREAKERS,
    EXPORTS,
    STANDINGS,
    DISK,
)
"""What a serving process looks at again and again."""

DOCTOR: tuple[Check, ...] = (
    PYTHON,
    DATABASE,
    MIGRATIONS,
    WRITING,
    DISK,
    QUEUE,
    SCHEDULE,
    BREAKERS,
    EXPORTS,
    PLANS,
    KEYS,
    *MODELS,
    ROUTES,
    HOSTS,
    SINKS,
)
"""What a person has looked at once, also where nothing runs."""
