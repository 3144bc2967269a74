"""The evaluation run of the sample: both prompt versions write again for what people disliked.

Its cases are of the kind that real ones are; the fictional models of the sample write and judge.
"""

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.accounts.user import EVALUATOR
from core.bootstrap import Rein
from core.experiments.variant import Variant
from core.ids import new_id
from core.ports import Purpose
from core.runs.cases.case_run import CASE, CaseState
from core.runs.kind import EndedRun, RunIdentity
from core.runs.offline_models import offline_model
from core.runs.stage import StageContext
from core.store.datasets.read import iterate_items
from core.store.datasets.values import StoredItem, VersionRecord
from core.store.evaluation_runs.store import EvaluationRunStore
from core.store.evaluation_runs.values import Forecast, NewCase, NewEvaluationRun
from core.store.runs.values import RunStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, without_viewer
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline
from core.usecases.samples.fictional_model import FictionalClient
from core.usecases.samples.people import JONAS
from core.usecases.samples.simulate_run import DEADLINE_S, live_versions, write_stages
from core.usecases.samples.story import FLASH, LUNA, SampleRun, draw_case
from core.usecases.samples.timing import stretched

NOTE = "Does version 2 write better plans for those who did not like theirs?"
PROMPT = Purpose.GENERATE.value
VERSIONS = (1, 2)
CASE_EVERY = timedelta(seconds=10)
"""Cases start this far apart, as several workers start them, whatever this machine needs."""
SEED = 20_260_104
_FREE = Forecast(
    usd_per_case=(0.0, 0.0), basis="No model is called: those of the sample are made up."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A case that is worked and not written yet."""

    new: NewCase
    finished: FinishedRun[CaseState]
    began: datetime
    ended: datetime

    def write(self, work: UnitOfWork, rein: Rein) -> None:
        """Write its trace, its scores and its end, as its worker would have."""
        self.finished.write(work, at=self.ended, settings=rein.settings)
        write_stages(work, self.new.run_id, self.finished, self.began, self.ended)
        work.runs.finish(
            self.new.run_id,
            status=RunStatus.DONE,
            error=None,
            advice=None,
            fingerprint=self.finished.fingerprint,
            now=self.ended,
        )
        ended = EndedRun(
            status=RunStatus.DONE,
            error=None,
            worked=self.ended - self.began,
            resumed=False,
            at=self.ended,
        )
        CASE.end(work, self.finished.recorded.identity, ended)


@without_viewer(Access.PART, "the sample's people are made up, and its admin was checked")
def evaluate_in_sample(rein: Rein, version: VersionRecord, *, now: datetime) -> None:
    """Compare the two versions on every item, as at a moment that is past."""
    dice = random.Random(SEED)  # noqa: S311 - made-up scores, nothing to guard
    variants = tuple(_variant(rein, number) for number in VERSIONS)
    found = iterate_items(rein.database, version.id)  # by ids that differ each time
    items = tuple(sorted(found, key=lambda one: one.row.trace_id or ""))
    cases = tuple(_work_all(rein, items, variants, now, dice))
    new = NewEvaluationRun(
        id=new_id(at_ms=int(now.timestamp() * 1_000)),
        version_id=version.id,
        split=None,
        variants=variants,
        judge=LUNA.name,
        budget_usd=None,
        forecast=_FREE,
        note=NOTE,
        sample=True,
        created_by=JONAS.id,
        created_at=now,
        cases=[one.new for one in cases],
    )
    with rein.database.begin() as work:
        EvaluationRunStore(work.connection).add(new)
        for one in cases:
            one.write(work, rein)


def _variant(rein: Rein, number: int) -> Variant:
    versions = live_versions(rein.prompts, max(VERSIONS)) | {PROMPT: number}
    return Variant(label=f"{PROMPT}@v{number}", versions=versions, model=FLASH.name)


def _work_all(
    rein: Rein,
    items: tuple[StoredItem, ...],
    variants: tuple[Variant, ...],
    now: datetime,
    dice: random.Random,
) -> Iterator[_Case]:
    starts = itertools.count()
    for item in items:
        stories = draw_case(VERSIONS, dice)
        for place, variant in enumerate(variants):
            at = now + next(starts) * CASE_EVERY
            yield _work(rein, item, (place, variant), stories[VERSIONS[place]], at, dice)


def _work(
    rein: Rein,
    item: StoredItem,
    placed: tuple[int, Variant],
    story: SampleRun,
    at: datetime,
    dice: random.Random,
) -> _Case:
    place, variant = placed
    new = _new_case(item, place, at)
    state = CaseState(
        request=item.item.input.request(today=at.date()),
        variant=variant,
        judge=LUNA.name,
        person_id=None,
    )
    recorded = RecordedWork(
        RunIdentity(
            trace_id=new.trace_id,
            root_span_id=new.root_span_id,
            user_id=EVALUATOR.id,
            goal_id=new.goal_id,
            run_id=new.run_id,
            sample=True,
        ),
        trace_name=CASE.trace_name,
        text=CASE.trace_text(state),
        started_at=at,
    )
    finished = run_inline(
        CASE, state, context=_context(rein, variant.versions, story, at, dice), recorded=recorded
    )
    recorded.spans = stretched(recorded.spans, dice)
    recorded.shift_to(at)
    ended = max(span.ended_at or at for span in recorded.spans)
    return _Case(new=new, finished=finished, began=at, ended=ended)


def _new_case(item: StoredItem, place: int, at: datetime) -> NewCase:
    run_id, trace_id = (new_id(at_ms=int(at.timestamp() * 1_000)) for _ in range(2))
    return NewCase(
        item_id=item.row.id,
        goal_id=item.goal_id,
        variant=place,
        run_id=run_id,
        trace_id=trace_id,
        root_span_id=new_span_id(),
    )


def _context(
    rein: Rein, versions: Mapping[str, int], story: SampleRun, at: datetime, dice: random.Random
) -> StageContext:
    offline = offline_model(rein.coach)
    return StageContext(
        models=FictionalClient(run=story, offline=offline, dice=dice, at=at),
        prompts=replace(rein.prompts, live=versions),
        coach=rein.coach,
        run_id=new_id(),
        call_deadline_s=DEADLINE_S,
    )
