"""Runs a goal in memory and writes it with past dates, for the sample."""

import random
from dataclasses import dataclass, replace
from datetime import datetime

from core.accounts.user import SAMPLE_USER_ID
from core.goals.goal import GoalRequest
from core.ids import new_id
from core.offline.coach import OfflineCoach
from core.ports import LanguageModel
from core.prompts.library import PromptLibrary
from core.runs.goal_run import GOAL, USUAL, take_settings
from core.runs.goal_state import GoalRunState
from core.runs.kind import RunIdentity
from core.runs.stage import S, StageContext
from core.settings import Settings
from core.store.goals.values import GoalRecord
from core.store.runs.values import RunStatus
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline
from core.usecases.samples.fictional_model import FictionalClient
from core.usecases.samples.story import OFFLINE_RUN, SampleRun
from core.usecases.samples.timing import stretched

DEADLINE_S = 30.0
TRY_AGAIN = "What is finished is saved. Try again, and it continues from there."


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedRun:
    """A finished run with earlier dates that has not been written yet."""

    user_id: str
    goal_id: str
    run_id: str
    request: GoalRequest
    finished: FinishedRun[GoalRunState]
    story: SampleRun
    started_at: datetime
    ended_at: datetime

    @property
    def trace_id(self) -> str:
        return self.finished.recorded.identity.trace_id

    @property
    def overall(self) -> float | None:
        evaluation = self.finished.state.evaluation
        return evaluation.overall if evaluation is not None else None

    def write(self, work: UnitOfWork, *, settings: Settings) -> None:
        """Write the goal, its run and its trace as part of the sample, at the dates they have."""
        identity = self.finished.recorded.identity
        work.goals.add(
            GoalRecord(
                id=self.goal_id,
                user_id=self.user_id,
                text=self.request.text,
                circumstances=self.request.circumstances,
                # Known before its trace is written, as in a run of a worker.
                clarified=self.finished.state.goal,
                trace_id=self.trace_id,
                sample=True,
                created_at=self.started_at,
            )
        )
        work.runs.submit(
            run_id=self.run_id,
            goal_id=self.goal_id,
            user_id=self.user_id,
            kind=GOAL.name,
            key=self.goal_id,
            trace_id=self.trace_id,
            root_span_id=identity.root_span_id,
            now=self.started_at,
            sample=True,
        )
        write_stages(work, self.run_id, self.finished, self.started_at, self.ended_at)
        self.finished.write(work, at=self.ended_at, settings=settings)
        failed = self.finished.error is not None
        work.runs.finish(
            self.run_id,
            status=RunStatus.FAILED if failed else RunStatus.DONE,
            error=self.finished.error,
            advice=TRY_AGAIN if failed else None,
            fingerprint=self.finished.fingerprint,
            now=self.ended_at,
        )


def write_stages(
    work: UnitOfWork, run_id: str, finished: FinishedRun[S], began: datetime, ended: datetime
) -> None:
    """Write what each stage of a run gave, or why it failed."""
    for stage, result in finished.results:
        work.runs.start_stage(run_id, stage.name, attempt=1, now=began)
        work.runs.finish_stage(
            run_id,
            stage.name,
            output=stage.to_json(result.value),
            author=result.author,
            now=ended,
        )
    for stage, error in finished.failures:
        work.runs.start_stage(run_id, stage.name, attempt=1, now=began)
        work.runs.fail_stage(run_id, stage.name, error=str(error), now=ended)


def _identity(user_id: str, goal_id: str, run_id: str, trace_id: str) -> RunIdentity:
    return RunIdentity(
        trace_id=trace_id,
        root_span_id=new_span_id(),
        user_id=user_id,
        goal_id=goal_id,
        run_id=run_id,
        sample=True,
    )


def simulate_run(
    request: GoalRequest,
    *,
    user_id: str = SAMPLE_USER_ID,
    story: SampleRun = OFFLINE_RUN,
    offline: LanguageModel,
    prompts: PromptLibrary,
    coach: OfflineCoach,
    started_at: datetime,
    dice: random.Random,
) -> SimulatedRun:
    """Run a goal now as its story says, with dates as if it had started at `started_at`.

    No model is called: the offline coach writes under a model's name.
    """
    goal_id, run_id, trace_id = _new_ids(started_at)
    library = replace(prompts, live=_versions_of(story, prompts))
    state = take_settings(GoalRunState(request=request), library)
    identity, text = _identity(user_id, goal_id, run_id, trace_id), GOAL.trace_text(state)
    recorded = RecordedWork(identity, trace_name=GOAL.trace_name, text=text, started_at=started_at)
    context = StageContext(
        models=FictionalClient(run=story, offline=offline, dice=dice, at=started_at),
        prompts=library,
        coach=coach,
        run_id=trace_id,
        call_deadline_s=DEADLINE_S,
    )
    finished = run_inline(GOAL, state, context=context, recorded=recorded, keep_failures=True)
    recorded.spans = stretched(recorded.spans, dice)
    recorded.shift_to(started_at)
    return SimulatedRun(
        user_id=user_id,
        goal_id=goal_id,
        run_id=run_id,
        request=request,
        finished=finished,
        story=story,
        started_at=started_at,
        ended_at=max(span.ended_at or started_at for span in recorded.spans),
    )


def _new_ids(at: datetime) -> tuple[str, str, str]:
    first, second, third = (new_id(at_ms=int(at.timestamp() * 1_000)) for _ in range(3))
    return first, second, third


def _versions_of(story: SampleRun, prompts: PromptLibrary) -> dict[str, int]:
    """Return the versions that a run gets: those of its time, or of the trials it is in."""
    return live_versions(prompts, story.prompt_version) | {USUAL: 1} | dict(story.tried)


def live_versions(prompts: PromptLibrary, version: int) -> dict[str, int]:
    """Return a version of each prompt: this one, or the newest if there is none."""
    return {
        name: version if (name, version) in prompts.texts else newest
        for name, newest in dict(sorted(prompts.texts)).items()
    }
