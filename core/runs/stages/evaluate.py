"""Stage 4: score the resolution and the first weeks of its plan item by item."""

from dataclasses import replace

from core.llm.providers.offline import OFFLINE
from core.ports import Purpose
from core.quality.judge import judge_prompt, score_verdicts
from core.quality.rubric import RUBRIC_VERSION
from core.quality.subject import digest_of
from core.quality.verdict import (
    EVALUATION_CODEC,
    Evaluation,
    ItemDraft,
    ScoredBy,
    SuggestionDraft,
    VerdictsDraft,
)
from core.runs.goal_state import GoalRunState, StageName
from core.runs.judged_subject import subject_of
from core.runs.model_calls import build_call, goal_values
from core.runs.stage import Stage, StageContext, StageResult
from core.tracing import attributes as keys
from core.tracing import names
from core.tracing.tracer import LiveSpan


def run(state: GoalRunState, context: StageContext, live: LiveSpan) -> StageResult:
    """Ask a judge for the rubric's answers and compute the scores by rule."""
    subject = subject_of(state, coach=context.coach)
    text = subject.answer
    live.set(keys.INPUT, subject.resolution.title)
    # Seeded by the text: the order of the items varies between texts, never for the same text.
    prompt = judge_prompt(
        text,
        seed=text,
        prompts=context.prompts,
        words=subject.asked,
        goal=goal_values(subject.goal),
    )
    call = build_call(
        StageName.EVALUATE,
        Purpose.EVALUATE,
        prompt,
        VerdictsDraft,
        state=state,
        context=context,
        text=state.request.text,
    )
    writer = context.author_of(StageName.GENERATE)
    call = replace(call, author_provider=writer.provider if writer is not None else None)
    answer = context.models.ask(call, VerdictsDraft)
    scored_by = ScoredBy.CODE if answer.author.provider == OFFLINE else ScoredBy.LLM
    evaluation = score_verdicts(
        answer.value, subject.text, scored_by=scored_by, rubric_version=RUBRIC_VERSION
    )
    evaluation = replace(evaluation, text_digest=digest_of(text), text_words=len(text.split()))
    _note_scores(live, evaluation)
    return StageResult(value=evaluation, author=answer.author)


def _note_scores(live: LiveSpan, evaluation: Evaluation) -> None:
    live.set(keys.EVALUATION_LOGGED, value=True)
    live.set(keys.score("overall"), evaluation.overall)
    for dimension in evaluation.dimensions:
        live.set(keys.score(dimension.dimension), dimension.score)
    live.set(keys.OUTPUT, evaluation.status.value)


def offline_verdicts(evaluation: Evaluation) -> VerdictsDraft:
    """Return the offline scorer's answers in the form a judge gives them."""
    return VerdictsDraft(
        items=[
            ItemDraft(
                id=verdict.item,
                yes=verdict.yes,
                evidence=verdict.evidence,
                asked=verdict.asked,
                confidence=verdict.confidence,
                note=verdict.note,
            )
            for dimension in evaluation.dimensions
            for verdict in dimension.items
        ],
        strengths=list(evaluation.strengths),
        suggestions=[SuggestionDraft(text=text) for text in evaluation.suggestions],
    )


EVALUATE = Stage(
    name=StageName.EVALUATE,
    span_name=names.EVALUATION_STAGE,
    needs=(StageName.GENERATE, StageName.PLAN),
    output_field="evaluation",
    codec=EVALUATION_CODEC,
    run=run,
)
