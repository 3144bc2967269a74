"""How long a model may think and its temperature, in each provider's and generation's way."""

from dataclasses import replace
from typing import Any

import pytest

from core.clock import SystemClock
from core.llm.providers.anthropic import AnthropicModel
from core.llm.providers.gemini_thinking import thinking_config
from core.llm.providers.openai import OpenAIModel
from core.llm.providers.served import served_model
from core.ports import ModelCall, Thinking
from tests.factories.calls import Note, make_call

JUDGE: ModelCall = replace(make_call(), thinking=Thinking.LOW, temperature=0.0, schema=Note)


def openai_request(name: str) -> dict[str, Any]:
    return OpenAIModel("key", name, None, SystemClock())._request(JUDGE)


def anthropic_request(name: str) -> dict[str, Any]:
    return AnthropicModel("key", name, None, SystemClock())._request(JUDGE)


@pytest.mark.parametrize(
    ("name", "wanted", "config"),
    [
        ("gemini-2.5-flash", Thinking.LOW, {"thinking_budget": 1_024}),
        ("gemini-2.5-pro", Thinking.MEDIUM, {"thinking_budget": 4_096}),
        ("gemini-3.8-flash", Thinking.LOW, {"thinking_level": "LOW"}),
        ("models/gemini-4-argon", Thinking.MEDIUM, {"thinking_level": "MEDIUM"}),
        ("gemini-12-flash", Thinking.LOW, {"thinking_level": "LOW"}),
        ("our-gateway-alias", Thinking.LOW, {}),
        ("gemini-3.8-flash", None, {}),
    ],
)
def test_each_gemini_generation_has_its_own_field(
    name: str, wanted: Thinking | None, config: dict[str, object]
) -> None:
    assert thinking_config(name, wanted) == config


@pytest.mark.parametrize("name", ["gpt-5-mini", "gpt-6-luna", "gpt-6.1-sol", "o3"])
def test_an_openai_model_that_reasons_takes_an_effort_and_no_temperature(name: str) -> None:
    request = openai_request(name)

    assert request["reasoning_effort"] == "low"
    assert "temperature" not in request


@pytest.mark.parametrize("name", ["gpt-4.1-mini", "gpt-4o", "gpt-5-chat-latest"])
def test_another_openai_model_takes_a_temperature_and_no_effort(name: str) -> None:
    request = openai_request(name)

    assert request["temperature"] == 0.0
    assert "reasoning_effort" not in request


def test_a_served_model_takes_the_temperature() -> None:
    request = served_model("", "qwen", "http://127.0.0.1:1/v1", SystemClock())._request(JUDGE)  # type: ignore[attr-defined]

    assert request["temperature"] == 0.0


@pytest.mark.parametrize("name", ["claude-haiku-4-5", "claude-sonnet-4-6", "claude-3-haiku"])
def test_a_claude_up_to_4_must_use_the_tool_and_takes_a_temperature(name: str) -> None:
    request = anthropic_request(name)

    assert request["tool_choice"] == {"type": "tool", "name": "answer"}
    assert request["temperature"] == 0.0
    assert "output_config" not in request


@pytest.mark.parametrize(
    "name", ["claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-4-8", "claude-fable-5-2"]
)
def test_a_later_claude_takes_the_schema_and_an_effort_and_nothing_it_rejects(name: str) -> None:
    request = anthropic_request(name)

    assert request["output_config"]["effort"] == "low"
    assert request["output_config"]["format"]["type"] == "json_schema"
    assert request["output_config"]["format"]["schema"]["additionalProperties"] is False
    assert not {"tools", "tool_choice", "temperature", "thinking"} & request.keys()


def test_a_call_without_wishes_asks_for_nothing() -> None:
    plain = replace(JUDGE, thinking=None, temperature=None, schema=None)
    model = AnthropicModel("key", "claude-haiku-5-5", None, SystemClock())

    assert "output_config" not in model._request(plain)
