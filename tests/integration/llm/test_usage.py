"""Usage as providers really sent it: every token counted once, and priced as the provider's own bill says."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from anthropic.types import Usage as ClaudeUsage
from google.genai.types import GenerateContentResponse as GeminiReply
from openai.types.completion_usage import CompletionUsage

from core.llm import anthropic, gemini, openai
from core.llm.pricing import cost_of
from core.ports import Usage

PAYLOADS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "llm_usage_payloads.jsonl"
AT = datetime(2026, 11, 1, tzinfo=UTC)

EXPLAINED = {
    ("openai/gpt-4o-mini", 0.0160614): "the bill holds a web search besides the tokens, which alone cost 0.0001764",
    ("openai/gpt-5.1-codex-mini", 0.00216775): "the bill holds 0.002 that is not for tokens; the tokens agree",
    (
        "google/gemini-3.6-flash",
        0.00024,
    ): "billed at the list price, before the half price that runs to the end of 2026",
    (
        "google/gemini-2.5-flash",
        0.0004970133333333333,
    ): "the gateway charges for filling Google's cache, Google does not",
}
"""Bills that differ from ours, and why: model and amount in US dollars."""

Row = Mapping[str, Any]


def kind(row: Row) -> str | None:
    """Tell which of our adapters reads this row, None where none does."""
    path, host = row["path"], row["host"]
    if "embed" in path.lower() or not row["usage"] or row["status"] != 200:
        return None
    if path.endswith("/chat/completions"):
        return "openai"
    if host == "api.anthropic.com" and path == "/v1/messages":
        return "anthropic"
    return "google" if ":generateContent" in path else None


def rows() -> Iterator[Row]:
    if not PAYLOADS.is_file():
        pytest.skip("the recorded usage of real providers is not beside this checkout")
    for line in PAYLOADS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if kind(row) is not None:
            yield row


def _from_gemini(raw: dict[str, Any]) -> Usage | None:
    # the SDK's own way in: it drops what its types do not know yet
    return gemini.read_usage(GeminiReply._from_response(response={"usageMetadata": raw}, kwargs={}).usage_metadata)


READERS: Mapping[str, Callable[[dict[str, Any]], Usage | None]] = {
    "google": _from_gemini,
    "openai": lambda raw: openai.read_usage(CompletionUsage.construct(**raw)),
    "anthropic": lambda raw: anthropic.read_usage(ClaudeUsage.construct(**raw)),
}


def total_of(raw: Mapping[str, Any]) -> int | None:
    return raw.get("totalTokenCount", raw.get("total_tokens"))


def test_every_recorded_usage_is_read_and_no_token_is_lost() -> None:
    read = {"google": 0, "openai": 0, "anthropic": 0}
    for row in rows():
        maker = str(kind(row))
        usage = READERS[maker](row["usage"])
        if usage is None:
            assert "promptTokenCount" not in row["usage"], row
            continue
        counts = (usage.input_tokens, usage.output_tokens, usage.thinking_tokens, usage.cached_tokens)
        assert min(counts) >= 0, row
        assert max(usage.cached_tokens, usage.cache_write_tokens) <= usage.input_tokens, row
        total = total_of(row["usage"])
        if total is not None:
            assert sum(counts[:3]) == total, row
        read[maker] += 1

    assert min(read.values()) > 50, read


def test_our_cost_is_the_providers_own_within_a_hundredth_or_explained() -> None:
    agreed, explained = 0, set[tuple[str, float]]()
    for row in rows():
        billed = row["usage"].get("cost") or row["usage"].get("pydantic_ai_gateway", {}).get("cost_estimate")
        if not billed:
            continue
        usage = READERS[str(kind(row))](row["usage"])
        maker, model = _named(row)
        ours = cost_of(maker, model, usage or Usage(), at=AT).usd
        if (row["request_model"], billed) in EXPLAINED:
            explained.add((row["request_model"], billed))
            assert ours != pytest.approx(billed, rel=0.01), row
        else:
            assert ours == pytest.approx(billed, rel=0.01), row
            agreed += 1

    assert agreed >= 15
    assert explained == set(EXPLAINED)


def _named(row: Row) -> tuple[str, str]:
    """Return maker and model; a gateway writes "anthropic/claude-sonnet-4.6" where the maker has hyphens."""
    maker, slash, model = str(row["request_model"] or row["response_model"]).rpartition("/")
    if not slash:
        return str(kind(row)), model
    return maker, model.replace(".", "-") if maker == "anthropic" else model
