"""Span names: fixed, and each belongs to one stage or one purpose."""

from core.ports import Purpose
from core.runs.goal_state import StageName
from core.runs.stages.evaluate import EVALUATE
from core.runs.stages.generate import GENERATE
from core.runs.stages.plan import PLAN
from core.runs.stages.preprocess import PREPROCESS
from core.tracing.names import STAGE_OF_SPAN, llm_call


def test_the_span_of_each_stage_leads_back_to_the_stage() -> None:
    stages = (PREPROCESS, GENERATE, EVALUATE, PLAN)

    assert {stage.span_name: stage.name for stage in stages} == STAGE_OF_SPAN


def test_every_stage_has_a_span() -> None:
    assert [stage.value for stage in StageName] == list(STAGE_OF_SPAN.values())


def test_stage_spans_have_the_names_that_dashboards_rely_on() -> None:
    assert list(STAGE_OF_SPAN) == [
        "preprocessing_stage",
        "generation_stage",
        "evaluation_stage",
        "planning_stage",
    ]


def test_every_purpose_has_a_call_span_of_its_own() -> None:
    names = [llm_call(purpose) for purpose in Purpose]

    assert len(set(names)) == len(Purpose)
    assert all(name.startswith("llm_call_") for name in names)
    assert llm_call(Purpose.GENERATE) == "llm_call_generation"
