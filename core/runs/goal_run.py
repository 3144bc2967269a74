"""The run kind of goals: four stages from a person's words to a scored resolution and a plan."""

from dataclasses import replace

from core.errors import NotFound
from core.goals.clarification import MAX_ROUNDS
from core.goals.goal import ClarifiedGoal
from core.goals.usual import parse_usual
from core.plans.plan import Plan
from core.prompts.library import PromptLibrary
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Resolution
from core.runs.goal_state import GoalRunState, StageName
from core.runs.kind import FinishedStage, RunIdentity, RunKind, TraceSummary, TraceText
from core.runs.stage import Authors
from core.runs.stages import STAGES
from core.store.plans.values import PlanRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.runs.values import Run
from core.store.scores.values import EvaluationRecord
from core.store.unit_of_work import UnitOfWork
from core.tracing import names

USUAL = "defaults"
"""Name of the settings of the offline coach among the prompts."""


def load(work: UnitOfWork, run: Run) -> GoalRunState:
    """Return a goal as it was submitted, with the answers given so far. Raises NotFound."""
    goal = work.goals.find(run.goal_id) if run.goal_id is not None else None
    if goal is None:
        raise NotFound("The goal of this run was deleted.")
    state = GoalRunState(
        request=goal.request(work.clarifications.list_answers(run.id)),
        own_title=work.resolutions.find_own_title(goal.id),
    )
    if not run.interactive:
        return state
    rounds = work.clarifications.count_rounds(run.id)
    return replace(state, rounds_left=max(0, MAX_ROUNDS - rounds))


def save(work: UnitOfWork, identity: RunIdentity, finished: FinishedStage) -> None:
    """Write a stage's value to the tables of its topic."""
    match finished.result.value:
        case ClarifiedGoal() as goal:
            work.goals.save_clarified(_goal_id(identity), goal, trace_id=identity.trace_id)
        case Resolution() as resolution:
            work.goals.save_resolution(
                ResolutionRecord(
                    goal_id=_goal_id(identity),
                    run_id=identity.run_id,
                    trace_id=identity.trace_id,
                    resolution=resolution,
                    created_at=finished.at,
                )
            )
        case Evaluation() as evaluation:
            work.evaluations.save(evaluation_record(identity, finished, evaluation))
        case Plan() as plan:
            work.goals.save_plan(
                PlanRecord(
                    goal_id=_goal_id(identity),
                    run_id=identity.run_id,
                    trace_id=identity.trace_id,
                    plan=plan,
                    created_at=finished.at,
                )
            )


def evaluation_record(
    identity: RunIdentity, finished: FinishedStage, evaluation: Evaluation
) -> EvaluationRecord:
    """Return the record of an evaluation, with its judge and the writer of the text."""
    judge, writer = finished.result.author, finished.authors.get(StageName.GENERATE)
    name, _, version = (judge.prompt or "").partition("@v")
    return EvaluationRecord(
        trace_id=identity.trace_id,
        goal_id=identity.goal_id,
        run_id=identity.run_id,
        evaluation=evaluation,
        judge_model=judge.model,
        judge_provider=judge.provider,
        judge_prompt_name=name,
        judge_prompt_version=int(version) if version else None,
        writer_model=writer.model if writer else "",
        prompt_version=(writer.prompt or "") if writer else "",
        created_at=finished.at,
        sample=identity.sample,
    )


def summarize(state: GoalRunState, authors: Authors) -> TraceSummary:
    """Return the score of the run, and the models and the prompt its result was written by."""
    writer, judge = authors.get(StageName.GENERATE), authors.get(StageName.EVALUATE)
    return TraceSummary(
        overall=state.evaluation.overall if state.evaluation is not None else None,
        writer_model=writer.model if writer else "",
        prompt_version=(writer.prompt or "") if writer else "",
        judge_model=judge.model if judge else "",
    )


def take_settings(state: GoalRunState, prompts: PromptLibrary) -> GoalRunState:
    """Return the state with what the live version of the settings says is usual."""
    settings, label = prompts.read_settings(USUAL)
    usual = parse_usual(settings, label=label)
    return replace(state, request=replace(state.request, usual=usual))


def _trace_text(state: GoalRunState) -> TraceText:
    return TraceText(search_text=state.request.text, input=state.request.text)


def _goal_id(identity: RunIdentity) -> str:
    if identity.goal_id is None:
        raise NotFound("The goal of this run was deleted while the run was worked.")
    return identity.goal_id


GOAL: RunKind[GoalRunState] = RunKind(
    name="goal",
    noun="goal",
    trace_name=names.GOAL_PIPELINE,
    stages=STAGES,
    trace_text=_trace_text,
    summarize=summarize,
    save=save,
    load=load,
    take_settings=take_settings,
    may_ask=True,
)

GOAL_REWRITE = replace(GOAL, name="goal_anew", bypass_cache=True)
"""Rewrites an existing goal, so cached responses are not used."""
