"""One transaction and the stores that write in it: all is committed, or nothing."""

from sqlalchemy import Connection

from core.store.accounts.store import AccountStore
from core.store.alerts.store import AlertStore
from core.store.audit.store import AuditStore
from core.store.budgets.store import BudgetStore
from core.store.calendar.store import CalendarStore
from core.store.calls.store import CallStore
from core.store.chat.store import ChatStore
from core.store.check_ins.store import CheckInStore
from core.store.circuit_breakers.store import CircuitStateStore
from core.store.clarifications.store import ClarificationStore
from core.store.coaches.store import CoachStore
from core.store.consents.store import ConsentStore
from core.store.datasets.store import DatasetStore
from core.store.exports.deliveries import DeliveryStore
from core.store.exports.store import OutboxStore
from core.store.goals.store import GoalStore
from core.store.grants.store import GrantStore
from core.store.labels.store import LabelStore
from core.store.mail.store import MailStore
from core.store.measurements.store import MeasurementStore
from core.store.organisations.store import OrganisationStore
from core.store.outcomes.store import OutcomeStore
from core.store.plans.store import PlanStore
from core.store.plans.task_store import TaskStore
from core.store.quotas.store import QuotaStore
from core.store.ratings.reply_store import ReplyStore
from core.store.ratings.store import RatingStore
from core.store.request_keys.store import RequestKeyStore
from core.store.resolutions.store import ResolutionStore
from core.store.response_cache.store import ResponseStore
from core.store.retention.sealed_days import list_sealed_days
from core.store.revisions.store import RevisionStore
from core.store.rollups.rebuild import rebuild_rollups
from core.store.runs.store import RunStore
from core.store.samples.store import SampleStore
from core.store.scores.store import EvaluationStore
from core.store.shares.store import ShareStore
from core.store.sign_in.credential_store import CredentialStore
from core.store.sign_in.identity_store import IdentityStore
from core.store.sign_in.session_store import SessionStore
from core.store.tokens.store import TokenStore
from core.store.traces.store import TraceStore
from core.store.trials.store import TrialStore
from core.store.views.store import ViewStore


class UnitOfWork:
    """The stores of one transaction. An exception in its block rolls everything back."""

    __slots__ = (
        "accounts",
        "alerts",
        "audit",
        "breakers",
        "budgets",
        "calendar",
        "calls",
        "chat",
        "check_ins",
        "clarifications",
        "coaches",
        "connection",
        "consents",
        "credentials",
        "datasets",
        "deliveries",
        "evaluations",
        "goals",
        "grants",
        "identities",
        "labels",
        "mail",
        "measurements",
        "organisations",
        "outbox",
        "outcomes",
        "plans",
        "quotas",
        "ratings",
        "replies",
        "request_keys",
        "resolutions",
        "responses",
        "revisions",
        "runs",
        "samples",
        "sessions",
        "shares",
        "tasks",
        "tokens",
        "traces",
        "trials",
        "views",
    )

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.accounts = AccountStore(connection)
        self.consents = ConsentStore(connection)
        self.outcomes = OutcomeStore(connection)
        self.goals = GoalStore(connection, self.outcomes)
        self.plans = PlanStore(connection, self.outcomes)
        self.tasks = TaskStore(connection, self.outcomes)
        self.mail = MailStore(connection)
        self.measurements = MeasurementStore(connection)
        self.runs = RunStore(connection)
        self.revisions = RevisionStore(connection, self.outcomes)
        self.resolutions = ResolutionStore(connection)
        self.responses = ResponseStore(connection)
        self.traces = TraceStore(connection)
        self.evaluations = EvaluationStore(connection)
        self.quotas = QuotaStore(connection)
        self.ratings = RatingStore(connection)
        self.request_keys = RequestKeyStore(connection)
        self.replies = ReplyStore(connection)
        self.calls = CallStore(connection)
        self.chat = ChatStore(connection, self.outcomes)
        self.budgets = BudgetStore(connection)
        self.calendar = CalendarStore(connection)
        self.breakers = CircuitStateStore(connection)
        self.alerts = AlertStore(connection)
        self.audit = AuditStore(connection)
        self.check_ins = CheckInStore(connection, self.outcomes)
        self.clarifications = ClarificationStore(connection)
        self.grants = GrantStore(connection)
        self.labels = LabelStore(connection)
        self.outbox = OutboxStore(connection)
        self.datasets = DatasetStore(connection)
        self.deliveries = DeliveryStore(connection)
        self.samples, self.shares = SampleStore(connection), ShareStore(connection)
        self.coaches, self.organisations = CoachStore(connection), OrganisationStore(connection)
        self.credentials, self.identities = CredentialStore(connection), IdentityStore(connection)
        self.sessions, self.tokens = SessionStore(connection), TokenStore(connection)
        self.trials = TrialStore(connection)
        self.views = ViewStore(connection)

    def finish(self) -> None:
        """Write what follows from the rest of the transaction, before it is committed."""
        self.outcomes.write()
        self.audit.finish()

    def rebuild_rollups(self) -> None:
        """Recompute all rollups from the facts."""
        self.finish()
        rebuild_rollups(self.connection)

    def count_sealed_days(self) -> int:
        """Return the number of days whose rollups a recount leaves as they were counted."""
        sealed = list_sealed_days(self.connection)
        return len({day for days in sealed.values() for day in days})
