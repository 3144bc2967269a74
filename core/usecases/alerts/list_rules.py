"""List the alert rules with their present figure, bound and limit."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.quality.change import NOTHING
from core.quality.targets.measure import Measure
from core.quality.targets.standing import Standing, standing_of
from core.quality.targets.target import Limit, Target
from core.store.alerts.values import AlertKind
from core.store.metrics.system_state import find_system_state
from core.usecases.access.allow import Access, allow
from core.usecases.alerts.evaluate_alerts import find_source
from core.usecases.alerts.rule import Reading, Rule, address_of
from core.usecases.alerts.rules import FIGURE_RULES, RULES

__all__ = ["Reading", "RuleState", "Standing", "list_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """One rule as it stands now."""

    name: str
    kind: AlertKind
    title: str
    meaning: str
    measure: Measure | None
    """What its figure measures; None for an event."""
    target: Target | None
    """None if the rule has no threshold that could be changed."""
    limit: Limit | None
    reading: Reading | None
    """None if there is nothing to compute it from."""
    standing: Standing
    bound: float | None
    """The bound that has to be past the threshold; None where nothing is estimated."""
    min_n: int
    open_alerts: int
    address: str


@allow(Access.REVIEWER)
def list_rules(rein: Rein, *, viewer: Viewer, sample: bool = False) -> tuple[RuleState, ...]:
    """Return all rules in their order; the sample has those about figures of records only.

    Raises NotAllowed below reviewer.
    """
    system = find_system_state(rein.database, now=rein.clock.now(), sample=sample)
    source = find_source(rein, system, sample=sample)
    kinds = [alert.kind for alert in system.open_alerts.values()]

    def state_of(rule: Rule) -> RuleState:
        target = rule.target
        limit = source.state.limits[target.name] if target is not None else None
        days = limit.window_days if limit is not None else None
        reading = rule.read(source, days or 1) if rule.read is not None else None
        estimated = target is not None and reading is not None and reading.bounds is not None
        return RuleState(
            name=rule.name,
            kind=rule.kind,
            title=rule.title,
            meaning=rule.meaning,
            measure=target or rule.measure,
            target=target,
            limit=limit,
            reading=reading,
            standing=_standing(target, limit, reading),
            bound=reading.bound(target.should_be) if estimated and reading and target else None,
            min_n=rule.min_n,
            open_alerts=kinds.count(rule.kind),
            address=address_of(rule, limit, today=source.today),
        )

    return tuple(map(state_of, FIGURE_RULES if sample else RULES))


def _standing(target: Target | None, limit: Limit | None, reading: Reading | None) -> Standing:
    if target is None or limit is None:
        return Standing.NO_TARGET
    return standing_of(NOTHING if reading is None else reading.estimate, target, limit.threshold)
