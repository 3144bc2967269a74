"""All alert rules, in one tuple; a new one is an entry here, with a figure or a function.

Those with a figure are raised on its one-sided confidence bound (core.quality.targets.bounds),
never on a mean of a few records. Those about the machine are facts, so they are raised at once.
"""

from core.quality.targets import target as targets
from core.quality.targets.measure import BUDGET_USED
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.usecases.alerts import figures, system_rules
from core.usecases.alerts.rule import Rule
from core.usecases.alerts.system_rules import ObservedState

RULES: tuple[Rule, ...] = (
    Rule(
        name="quality",
        title=targets.QUALITY.title,
        kind=AlertKind.QUALITY,
        target=targets.QUALITY,
        read=figures.quality,
        min_n=10,
        meaning="Scores of resolutions and plans have dropped. Compare prompt versions and models.",
        address="evaluations?days={days}",
        records="traces?order=Lowest+score+first&from={since}&to={until}",
    ),
    Rule(
        name="satisfaction",
        title=targets.SATISFACTION.title,
        kind=AlertKind.SATISFACTION,
        target=targets.SATISFACTION,
        read=figures.satisfaction,
        min_n=10,
        meaning="People rate what they get lower. Read the lowest ratings first.",
        address="feedback?days={days}",
        records="traces?order=Lowest+stars+first&from={since}&to={until}",
    ),
    Rule(
        name="errors",
        title=targets.ERRORS.title,
        kind=AlertKind.ERRORS,
        target=targets.ERRORS,
        read=figures.errors,
        min_n=20,
        meaning="Too many requests fail. The first failed span of each trace says why.",
        address="traces?status=Failed&from={since}",
        records="traces?status=Failed&from={since}&to={until}",
    ),
    Rule(
        name="latency",
        title=targets.LATENCY.title,
        kind=AlertKind.LATENCY,
        target=targets.LATENCY,
        read=figures.latency,
        min_n=20,
        meaning="One goal in twenty waits too long for its plan. Look at the longest traces.",
        address="traces?name=goal_generation_pipeline&order=Slowest+first&from={since}",
        records="traces?name=goal_generation_pipeline&order=Slowest+first&from={since}&to={until}",
    ),
    Rule(
        name="cost",
        title=targets.COST.title,
        kind=AlertKind.COST,
        target=targets.COST,
        read=figures.cost,
        meaning="Models cost more than planned. Costs shows which, and for what.",
        address="costs",
        records="traces?order=Most+expensive+first&from={since}&to={until}",
    ),
    Rule(
        name="budget",
        title=BUDGET_USED.title,
        kind=AlertKind.BUDGET_WARNING,
        read=figures.budget,
        measure=BUDGET_USED,
        meaning="Most of a day's budget is used; the offline coach writes when it is spent.",
        address="costs",
    ),
    Rule(
        name="week_1",
        title=targets.WEEK_1.title,
        kind=AlertKind.WEEK_1,
        target=targets.WEEK_1,
        read=figures.week_1,
        min_n=10,
        meaning="People do less of their first week. Read the plans with the fewest ticks.",
        address="overview?days={days}",
    ),
    Rule(
        name="input_mix",
        title=targets.INPUT_MIX.title,
        kind=AlertKind.INPUT_MIX,
        target=targets.INPUT_MIX,
        read=figures.input_mix,
        min_n=figures.MIN_MIX,
        meaning="People write other goals than before, so that other figures may move with them.",
        address="traces?from={since}",
        records="traces?from={since}&to={until}",
    ),
    Rule(
        name="failing_runs",
        title=targets.FAILING_RUNS.title,
        kind=AlertKind.FAILING_RUNS,
        target=targets.FAILING_RUNS,
        read=figures.failing_runs,
        find=system_rules.failing_runs,
        level=AlertLevel.ERROR,
        meaning="Goals fail now. The failed traces show where.",
        address="traces?status=Failed",
    ),
    Rule(
        name="backlog",
        title=targets.BACKLOG.title,
        kind=AlertKind.BACKLOG,
        target=targets.BACKLOG,
        read=figures.backlog,
        find=system_rules.old_backlog,
        meaning="A receiver takes nothing. Health shows its state and what waits.",
        address="operations",
    ),
    Rule(
        name="breaker",
        title=targets.BREAKER.title,
        kind=AlertKind.BREAKER_OPEN,
        target=targets.BREAKER,
        read=figures.longest_pause,
        find=system_rules.open_circuits,
        meaning="A provider fails, so its model is paused and the next ones answer.",
        address="providers",
    ),
    Rule(
        name="dead_letters",
        title="Refused deliveries",
        kind=AlertKind.DEAD_LETTERS,
        find=system_rules.rejected_deliveries,
        meaning="A receiver refused something for good. Health shows its reason.",
        address="operations",
    ),
    Rule(
        name="sink_paused",
        title="Receiver paused",
        kind=AlertKind.SINK_PAUSED,
        find=system_rules.paused_sinks,
        level=AlertLevel.ERROR,
        meaning="A receiver does not accept our key.",
        address="operations",
    ),
    Rule(
        name="in_doubt",
        title="Calls in doubt",
        kind=AlertKind.IN_DOUBT,
        find=system_rules.calls_in_doubt,
        meaning="Calls may be paid for without a stored reply.",
        address="operations",
    ),
    Rule(
        name="disk",
        title="Disk space",
        kind=AlertKind.DISK,
        find=system_rules.low_disk,
        meaning="The disk of the database is nearly full.",
        address="operations",
    ),
)

WATCHED = frozenset(rule.kind for rule in RULES if rule.find or rule.decides_by_figure)
"""The alert kinds that these rules raise and resolve."""

FIGURE_RULES = tuple(rule for rule in RULES if rule.decides_by_figure)


def find_system_alerts(state: ObservedState) -> tuple[Alert, ...]:
    """Return every alert that the rules about the machine find."""
    return tuple(alert for rule in RULES if rule.find for alert in rule.find(state))
