"""The fixed names of traces and spans, a contract for dashboards and exports."""

from collections.abc import Mapping
from types import MappingProxyType

from core.ports import Purpose

GOAL_PIPELINE = "goal_generation_pipeline"
RESOLUTION_EVALUATION = "resolution_evaluation"
PLAN_GENERATION = "plan_generation"
COACHING_SESSION = "coaching_session"
PLAN_REVISION = "plan_revision"
CHECK_IN = "check_in"
EVALUATION_CASE = "evaluation_case"
EVALUATION_PAIR = "evaluation_pair"
PROMPT_REWRITE = "prompt_rewrite"
PROVIDER_CHECK = "provider_check"
TESTS = (PROVIDER_CHECK, EVALUATION_CASE, EVALUATION_PAIR, PROMPT_REWRITE)
"""Traces of tests: they say nothing about what people get, so no figure of a window counts them."""

PREPROCESSING_STAGE = "preprocessing_stage"
GENERATION_STAGE = "generation_stage"
EVALUATION_STAGE = "evaluation_stage"
PLANNING_STAGE = "planning_stage"
ANSWERING_STAGE = "answering_stage"
REVISION_STAGE = "revision_stage"
COACHING_STAGE = "coaching_stage"
COMPARISON_STAGE = "comparison_stage"
REWRITING_STAGE = "rewriting_stage"

STAGE_OF_SPAN: Mapping[str, Purpose] = MappingProxyType(
    {
        PREPROCESSING_STAGE: Purpose.PREPROCESS,
        GENERATION_STAGE: Purpose.GENERATE,
        EVALUATION_STAGE: Purpose.EVALUATE,
        PLANNING_STAGE: Purpose.PLAN,
    }
)
"""The stage of each stage span; a stage is named after the purpose of its model call."""

JSON_PARSING = "json_parsing"

_LLM_CALLS = {
    Purpose.PREPROCESS: "llm_call_preprocess",
    Purpose.GENERATE: "llm_call_generation",
    Purpose.EVALUATE: "llm_call_evaluation",
    Purpose.PLAN: "llm_call_planning",
    Purpose.COACH: "llm_call_coaching",
    Purpose.CLARIFY: "llm_call_clarification",
    Purpose.COMPARE: "llm_call_comparison",
    Purpose.REWRITE: "llm_call_rewrite",
    Purpose.CHECK: "llm_call_check",
}


def llm_call(purpose: Purpose) -> str:
    """Return the span name of a model call made for `purpose`."""
    return _LLM_CALLS[purpose]
