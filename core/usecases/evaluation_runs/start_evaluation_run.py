"""Start an evaluation run, if what it is expected to cost is within its budget and today's."""

from collections.abc import Sequence

from core import formats
from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.budget_scope import scopes_of
from core.errors import InvalidInput, LimitReached
from core.goals.goal import clean_text
from core.ids import new_id
from core.ports import Tier
from core.store.accounts.values import account_of
from core.store.budgets.read import list_budget_days
from core.store.datasets.values import VersionRecord
from core.store.evaluation_runs.read import list_items
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.values import NewCase, NewEvaluationRun, NewPair
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.evaluation_runs.plan_evaluation_run import Asked, Planned, plan_for

MAX_NOTE_CHARACTERS = 500
_SCOPES = scopes_of(Tier.BASIC)


@allow(Access.REVIEWER, changes=AuditAction.EVALUATION_RUN_STARTED)
def start_evaluation_run(
    rein: Rein,
    *,
    viewer: Viewer,
    version: VersionRecord,
    asked: Asked,
    sample: bool = False,
    queue_only: bool = False,
) -> str:
    """Queue every item for every variant and return the id of the run.

    With `queue_only` no worker is woken, because the caller works the run. A run that costs money
    needs an admin. Raises NotAllowed, NotFound, InvalidInput if it is expected to cost more than
    its budget, and LimitReached if that is more than is left of today's.
    """
    with rein.database.read() as connection:
        items = list_items(connection, version.id, split=asked.split)
    planned = plan_for(rein, asked, len(items))
    if planned.usd != 0:
        viewer.require(Role.ADMIN)
    _require_affordable(rein, planned, asked)
    new = _new_run(planned, asked, version, items, sample=sample, viewer=viewer, rein=rein)
    with rein.database.begin() as work:
        account = account_of(viewer, tier=rein.settings.tier, created_at=new.created_at)
        work.accounts.ensure(account)
        EvaluationRunStore(work.connection).add(new)
        labels = " | ".join(one.label for one in new.variants)
        work.audit.describe({"variants": labels}, subject=new.id)
    if not queue_only:
        rein.jobs.wake(new.cases[0].run_id, priority=1)
    return new.id


def _new_run(
    planned: Planned,
    asked: Asked,
    version: VersionRecord,
    items: Sequence[tuple[str, str | None]],
    *,
    sample: bool,
    viewer: Viewer,
    rein: Rein,
) -> NewEvaluationRun:
    places = range(len(planned.variants))
    return NewEvaluationRun(
        id=new_id(),
        version_id=version.id,
        split=asked.split,
        variants=planned.variants,
        judge=planned.judge,
        budget_usd=asked.budget_usd,
        forecast=planned.forecast,
        note=_note(asked.note),
        replay=asked.replay,
        sample=sample,
        created_by=viewer.id,
        created_at=rein.clock.now(),
        cases=[_case(item_id, goal_id, place) for item_id, goal_id in items for place in places],
        pairs=[_pair(item_id, place) for item_id, _ in items for place in places[1:]]
        if planned.pairwise
        else (),
    )


def _require_affordable(rein: Rein, planned: Planned, asked: Asked) -> None:
    if not 0 <= asked.budget_usd <= 10_000:
        raise InvalidInput("A budget is between 0 and 10,000 dollars.", field="budget_usd")
    usd = planned.usd
    if usd is None:
        raise InvalidInput(
            "The price of a model is not known, so no budget can be held.",
            field="variants",
            advice="Write its price into core/llm/pricing/price_overrides.toml.",
        )
    if usd > asked.budget_usd:
        raise InvalidInput(
            f"This is expected to cost {formats.money(usd)}, more than its budget of "
            f"{formats.money(asked.budget_usd)}. {planned.forecast.basis}",
            field="budget_usd",
            advice="Allow more, or choose one split of the dataset.",
        )
    today = rein.clock.now().date()
    limits = {name: usd for name, usd in rein.settings.budgets.items() if name in _SCOPES}
    for budget in list_budget_days(rein.database, day=today, limits=limits):
        left = budget.limit_usd - budget.spent_usd - budget.reserved_usd
        if usd > max(0.0, left):
            raise LimitReached(
                f"This is expected to cost {formats.money(usd)}; {formats.money(max(0.0, left))} "
                "are left of today's budget for models.",
                advice="Start it tomorrow, or choose one split of the dataset.",
                wait_s=3_600,
            )


def _case(item_id: str, goal_id: str | None, place: int) -> NewCase:
    return NewCase(
        item_id=item_id,
        goal_id=goal_id,
        variant=place,
        run_id=new_id(),
        trace_id=new_id(),
        root_span_id=new_span_id(),
    )


def _pair(item_id: str, place: int) -> NewPair:
    return NewPair(item_id=item_id, variant=place, run_id=new_id(), trace_id=new_id())


def _note(text: str) -> str:
    note = clean_text(text).strip()
    if len(note) > MAX_NOTE_CHARACTERS:
        raise InvalidInput(f"A note has at most {MAX_NOTE_CHARACTERS} characters.", field="note")
    return note
