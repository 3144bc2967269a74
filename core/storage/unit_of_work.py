"""One transaction and the stores that write in it: all of it is kept, or none."""

from sqlalchemy import Connection

from core.storage.rollups.rebuild import rebuild_rollups
from core.storage.stores.alerts import AlertStore
from core.storage.stores.breakers import BreakerRows
from core.storage.stores.budgets import BudgetStore
from core.storage.stores.calls import CallStore
from core.storage.stores.clarifications import ClarificationStore
from core.storage.stores.deliveries import DeliveryStore
from core.storage.stores.evaluations import EvaluationStore
from core.storage.stores.goals import GoalStore
from core.storage.stores.outbox import OutboxStore
from core.storage.stores.ratings import RatingStore
from core.storage.stores.resolutions import ResolutionStore
from core.storage.stores.response_cache import ResponseStore
from core.storage.stores.runs import RunStore
from core.storage.stores.samples import SampleStore
from core.storage.stores.tokens import TokenStore
from core.storage.stores.traces import TraceStore
from core.storage.stores.users import UserStore


class UnitOfWork:
    """The stores of one transaction. Leaving its block with an exception undoes everything they wrote."""

    __slots__ = (
        "alerts",
        "breakers",
        "budgets",
        "calls",
        "clarifications",
        "connection",
        "deliveries",
        "evaluations",
        "goals",
        "outbox",
        "ratings",
        "resolutions",
        "responses",
        "runs",
        "samples",
        "tokens",
        "traces",
        "users",
    )

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.users = UserStore(connection)
        self.goals = GoalStore(connection)
        self.runs = RunStore(connection)
        self.resolutions = ResolutionStore(connection)
        self.responses = ResponseStore(connection)
        self.traces = TraceStore(connection)
        self.evaluations = EvaluationStore(connection)
        self.ratings = RatingStore(connection)
        self.calls = CallStore(connection)
        self.budgets = BudgetStore(connection)
        self.breakers = BreakerRows(connection)
        self.alerts = AlertStore(connection)
        self.clarifications = ClarificationStore(connection)
        self.outbox = OutboxStore(connection)
        self.deliveries = DeliveryStore(connection)
        self.samples = SampleStore(connection)
        self.tokens = TokenStore(connection)

    def rebuild_rollups(self) -> None:
        """Recompute all daily sums from the facts."""
        rebuild_rollups(self.connection)
