"""What the variants wrote for one item, side by side."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.plans.plan import Plan
from core.resolutions.resolution import Resolution
from core.runs.goal_state import StageName
from core.runs.stages.generate import GENERATE
from core.runs.stages.plan import PLAN
from core.store.evaluation_runs import read
from core.store.evaluation_runs.pair_read import list_pairs_of_item
from core.store.evaluation_runs.values import CaseRow, PairRow
from core.store.runs import stages
from core.store.runs.values import StageRow
from core.usecases.access.allow import Access, allow


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One side: what a variant wrote, as far as it came."""

    label: str
    case: CaseRow
    resolution: Resolution | None
    plan: Plan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTexts:
    """An item and what every variant wrote for it."""

    title: str
    """The goal in the person's own words."""
    sides: tuple[Written, ...]
    pairs: tuple[PairRow, ...] = ()
    """The verdicts of a judge, where it compared them."""


@allow(Access.REVIEWER, reads_texts=True)
def get_case(rein: Rein, *, viewer: Viewer, evaluation_run_id: str, item_id: str) -> CaseTexts:
    """Return the texts for an item. Raises NotAllowed below reviewer, NotFound."""
    with rein.database.read() as connection:
        run = (
            read.find_evaluation_run(connection, evaluation_run_id)
            if is_id(evaluation_run_id)
            else None
        )
        cases = read.list_cases_of_item(connection, run.id, item_id) if run is not None else ()
        if run is None or not cases:
            raise NotFound("There is no such case.", advice="Its person may have had it deleted.")
        return CaseTexts(
            title=read.list_titles(connection, (item_id,))[item_id],
            sides=tuple(
                _written(
                    run.variants[case.variant].label, case, stages.results(connection, case.run_id)
                )
                for case in cases
            ),
            pairs=list_pairs_of_item(connection, run.id, item_id),
        )


def _written(label: str, case: CaseRow, found: dict[str, StageRow]) -> Written:
    resolution, plan = (
        stage.from_json(row.output)
        if (row := found.get(name)) is not None and row.output is not None
        else None
        for name, stage in ((StageName.GENERATE, GENERATE), (StageName.PLAN, PLAN))
    )
    return Written(
        label=label,
        case=case,
        resolution=resolution if isinstance(resolution, Resolution) else None,
        plan=plan if isinstance(plan, Plan) else None,
    )
