"""Recorded usage of real providers: every token is counted once, at the price of their bill."""

from collections import Counter

import pytest

from tests.integration.llm.cost_table import (
    EXPLAINED,
    PATH,
    PAYLOADS,
    bills,
    kind,
    rows,
    table,
    unread,
    usage_of,
)

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_file(), reason="the recorded usage is not beside this checkout"
)


def test_every_recorded_usage_is_read_and_no_token_is_lost() -> None:
    read = Counter[str]()
    for row in rows():
        provider = kind(row)
        if provider is None:
            continue
        usage = usage_of(row)
        if usage is None:
            assert "promptTokenCount" not in row["usage"], row
            continue
        counts = (
            usage.input_tokens,
            usage.output_tokens,
            usage.thinking_tokens,
            usage.cached_tokens,
        )
        assert min(counts) >= 0, row
        assert max(usage.cached_tokens, usage.cache_write_tokens) <= usage.input_tokens, row
        total = row["usage"].get("totalTokenCount", row["usage"].get("total_tokens"))
        if total is not None:
            assert sum(counts[:3]) == total, row
        read[provider] += 1

    assert read.keys() == {"google", "openai", "anthropic"}
    assert min(read.values()) > 50, read


def test_what_no_adapter_reads_is_another_api() -> None:
    assert {unread(row) for row in rows() if kind(row) is None} == {
        "embeddings",
        "OpenAI Responses",
        "Amazon Bedrock",
        "Cohere Chat",
    }


def test_our_cost_is_the_providers_own_within_a_hundredth_or_explained() -> None:
    found = bills()

    for bill in found:
        assert bill.close is (bill.reason is None), bill
    assert {(bill.model, bill.theirs) for bill in found if not bill.close} == set(EXPLAINED)
    assert sum(bill.close for bill in found) >= 15


def test_the_documented_costs_are_the_real_ones() -> None:
    assert PATH.read_text(encoding="utf-8") == table()
