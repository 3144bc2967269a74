"""Ask a person whether their words may go to language models, and store what they decide."""

from collections.abc import Collection
from dataclasses import dataclass

from core.accounts.consent import Consent, ModelChoice
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.llm.providers.catalog import PROVIDERS
from core.setting_groups.privacy import ConsentMode
from core.store.accounts.values import account_of
from core.store.audit.values import AuditAction, AuditEntry
from core.store.consents.read import find_consent
from core.usecases.access.allow import Access, allow

__all__ = ["Consent", "ConsentState", "ModelChoice", "get_consent", "may_use_models"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """Where words would go, and what the person decided about it."""

    hosts: tuple[str, ...]
    """The hosts of all models that are set up; empty without one."""
    consent: Consent | None
    """None if the person has not decided yet."""
    is_asked: bool
    """Whether people are asked; else consent is assumed."""

    @property
    def new_hosts(self) -> tuple[str, ...]:
        """Return the hosts that the person was not shown."""
        shown = self.consent.hosts if self.consent is not None else frozenset[str]()
        return tuple(host for host in self.hosts if host not in shown)

    @property
    def needs_answer(self) -> bool:
        """Return whether the person has to be asked now.

        A person who chose the offline coach is not asked because of another host.
        """
        if not (self.is_asked and self.hosts):
            return False
        if self.consent is None:
            return True
        return self.consent.choice is ModelChoice.MODELS and bool(self.new_hosts)

    @property
    def uses_models(self) -> bool:
        """Return whether a model can be called for the person now."""
        if not self.is_asked:
            return bool(self.hosts)
        return self.consent is not None and any(map(self.consent.allows, self.hosts))


@allow(Access.PERSON)
def get_consent(rein: Rein, *, viewer: Viewer) -> ConsentState:
    """Return where the viewer's words would go, and what they decided about it."""
    settings = rein.model_settings
    configured = {model.provider for model in rein.models.configured.values()}
    hosts = {one.host_in(settings) for one in PROVIDERS if one.provider in configured}
    return ConsentState(
        hosts=tuple(sorted(hosts)),
        consent=find_consent(rein.database, viewer.id),
        is_asked=rein.settings.model_consent is ConsentMode.ASK,
    )


@allow(Access.PART)
def may_use_models(rein: Rein, *, viewer: Viewer) -> bool:
    """Return whether a model can be called for the viewer."""
    return bool(rein.models.configured) and get_consent(rein, viewer=viewer).uses_models


@allow(Access.PERSON)
def decide(rein: Rein, *, viewer: Viewer, choice: ModelChoice, shown: Collection[str]) -> None:
    """Store the viewer's decision about the hosts they were shown.

    Raises Conflict if their words would go to a host they were not shown.
    """
    state = get_consent(rein, viewer=viewer)
    missing = sorted(set(state.hosts) - set(shown))
    if choice is ModelChoice.MODELS and missing:
        raise Conflict(
            f"Words would go to {', '.join(missing)}, too.", advice="Look again, then decide."
        )
    now = rein.clock.now()
    account = account_of(viewer, tier=rein.settings.tier, created_at=now)
    earlier = state.consent.choice.value if state.consent is not None else "not asked"
    with rein.database.begin() as work:
        work.accounts.ensure(account)
        decided = Consent(choice=choice, hosts=frozenset(state.hosts), decided_at=now)
        work.consents.save(viewer.id, decided)
        work.audit.record(
            AuditEntry(
                at=now,
                actor_id=viewer.id,
                action=AuditAction.CONSENT_CHANGED,
                subject=viewer.id,
                details={"from": earlier, "to": choice.value, "hosts": " ".join(state.hosts)},
            )
        )
