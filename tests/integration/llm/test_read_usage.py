"""Each adapter reads its SDK's usage: every token once, in the right field, with gaps as zero."""

import pytest
from anthropic.types import Usage as AnthropicUsage
from google.genai.types import GenerateContentResponseUsageMetadata as GeminiUsage
from openai.types.completion_usage import CompletionUsage as OpenAIUsage

from core.llm.providers import anthropic, gemini, openai
from core.ports import Usage


@pytest.mark.parametrize(
    ("reported", "usage"),
    [
        ({}, None),
        ({"prompt_token_count": 7}, Usage(input_tokens=7)),
        (
            {
                "prompt_token_count": 100,
                "tool_use_prompt_token_count": 20,
                "candidates_token_count": 30,
                "thoughts_token_count": 40,
                "cached_content_token_count": 50,
            },
            Usage(input_tokens=120, output_tokens=30, thinking_tokens=40, cached_tokens=50),
        ),
        (  # the candidates' tokens hold the thoughts already, as the total shows
            {
                "prompt_token_count": 1000,
                "candidates_token_count": 900,
                "thoughts_token_count": 400,
                "total_token_count": 1900,
            },
            Usage(input_tokens=1000, output_tokens=500, thinking_tokens=400),
        ),
        (
            {
                "prompt_token_count": 1000,
                "candidates_token_count": 900,
                "thoughts_token_count": 400,
                "total_token_count": 2300,
            },
            Usage(input_tokens=1000, output_tokens=900, thinking_tokens=400),
        ),
        (
            {
                "prompt_token_count": 100,
                "tool_use_prompt_token_count": 20,
                "candidates_token_count": 30,
                "thoughts_token_count": 10,
                "total_token_count": 150,
            },
            Usage(input_tokens=120, output_tokens=20, thinking_tokens=10),
        ),
    ],
)
def test_gemini_counts_what_tools_read_as_input(
    reported: dict[str, int], usage: Usage | None
) -> None:
    assert gemini.read_usage(GeminiUsage.model_validate(reported)) == usage


@pytest.mark.parametrize(
    ("reported", "usage"),
    [
        (
            {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
            Usage(input_tokens=10, output_tokens=5),
        ),
        (
            {
                "prompt_tokens": 100,
                "completion_tokens": 50,
                "total_tokens": 150,
                "completion_tokens_details": {"reasoning_tokens": 20},
                "prompt_tokens_details": {"cached_tokens": 60, "cache_write_tokens": 4},
            },
            Usage(
                input_tokens=100,
                output_tokens=30,
                thinking_tokens=20,
                cached_tokens=60,
                cache_write_tokens=4,
            ),
        ),
        (  # a server that lists its thinking nowhere but in the total
            {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 40},
            Usage(input_tokens=10, output_tokens=5, thinking_tokens=25),
        ),
        (  # more thinking than output cannot be
            {
                "prompt_tokens": 10,
                "completion_tokens": 5,
                "total_tokens": 15,
                "completion_tokens_details": {"reasoning_tokens": 9},
            },
            Usage(input_tokens=10, thinking_tokens=5),
        ),
    ],
)
def test_openai_counts_thinking_apart_from_output(
    reported: dict[str, object], usage: Usage
) -> None:
    assert openai.read_usage(OpenAIUsage.model_validate(reported)) == usage


@pytest.mark.parametrize(
    ("reported", "usage"),
    [
        (
            {"input_tokens": 10, "output_tokens": 5},
            Usage(input_tokens=10, output_tokens=5),
        ),
        (
            {
                "input_tokens": 100,
                "output_tokens": 50,
                "cache_read_input_tokens": 60,
                "cache_creation_input_tokens": 40,
                "output_tokens_details": {"thinking_tokens": 20},
            },
            Usage(
                input_tokens=200,
                output_tokens=30,
                thinking_tokens=20,
                cached_tokens=60,
                cache_write_tokens=40,
            ),
        ),
        (  # writes that stay for an hour are part of all writes
            {
                "input_tokens": 50,
                "output_tokens": 82,
                "cache_creation_input_tokens": 400,
                "cache_creation": {
                    "ephemeral_1h_input_tokens": 300,
                    "ephemeral_5m_input_tokens": 100,
                },
            },
            Usage(
                input_tokens=450,
                output_tokens=82,
                cache_write_tokens=400,
                cache_write_1h_tokens=300,
            ),
        ),
    ],
)
def test_anthropic_counts_cached_input_as_input(reported: dict[str, object], usage: Usage) -> None:
    assert anthropic.read_usage(AnthropicUsage.model_validate(reported)) == usage


def test_nothing_reported_is_no_usage() -> None:
    assert gemini.read_usage(None) is None
    assert openai.read_usage(None) is None
    assert anthropic.read_usage(None) is None
