"""The table of usage and bills in the docs, made from recorded replies: python -m tests.integration.llm.cost_table"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anthropic.types import Usage as ClaudeUsage
from google.genai.types import GenerateContentResponse as GeminiReply
from openai.types.completion_usage import CompletionUsage

from core.llm.pricing.prices import cost_of
from core.llm.providers import anthropic, gemini, openai
from core.ports import Usage

PATH = Path(__file__).resolve().parents[3] / "docs" / "model-costs.md"
PAYLOADS = (
    Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "llm_usage_payloads.jsonl"
)
AT = datetime(2026, 11, 1, tzinfo=UTC)
"""The day whose prices are taken."""
CLOSE = 0.01
"""Share of a bill by which ours may differ without a word."""

Row = Mapping[str, Any]

HEAD = """# What model calls cost: recorded usage, read and priced

Made by the tests from usage that real servers sent; do not edit it by hand
(`python -m tests.integration.llm.cost_table` writes it anew, where the recorded rows are beside the checkout).

## Which recorded usage is read

Every row of the three APIs that Rein speaks, whoever serves them, is read by the adapter that would have received it:
input, output and thinking add up to the total that the row names, where it names one.

| API | rows | without usage in them | read by |
|---|---|---|---|
"""

BILLS = """
## Bills that came with the usage

Rows that carry their server's own cost, and ours for the same tokens at the prices of {day}. A difference of more
than one percent has its reason.

| asked for | their bill, USD | ours, USD | difference | why it differs |
|---|---|---|---|---|
"""

EXPLAINED: Mapping[tuple[str, float], str] = {
    (
        "openai/gpt-4o-mini",
        0.0160614,
    ): "the bill holds a web search besides the tokens, which alone cost 0.0001764",
    (
        "openai/gpt-5.1-codex-mini",
        0.00216775,
    ): "the bill holds 0.002 that is not for tokens; the tokens agree",
    (
        "google/gemini-3.6-flash",
        0.00024,
    ): "billed at the list price, before the half price that runs to the end of 2026",
    ("google/gemini-2.5-flash", 0.0004970133333333333): (
        "the gateway charges for filling Google's cache, Google does not"
    ),
}
"""Bills that differ from ours, and why: model and amount in US dollars."""

_SPOKEN = {
    "google": ("Gemini `generateContent`", "`core/llm/providers/gemini.py`"),
    "openai": (
        "chat completions (OpenAI, and servers that imitate it)",
        "`core/llm/providers/openai.py`",
    ),
    "anthropic": ("Anthropic Messages", "`core/llm/providers/anthropic.py`"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A row with its server's own cost."""

    model: str
    theirs: float
    ours: float | None

    @property
    def close(self) -> bool:
        return self.ours is not None and abs(self.ours - self.theirs) <= CLOSE * self.theirs

    @property
    def reason(self) -> str | None:
        return EXPLAINED.get((self.model, self.theirs))


def rows() -> tuple[Row, ...]:
    """Return all recorded rows; none where the file is not there."""
    if not PAYLOADS.is_file():
        return ()
    return tuple(json.loads(line) for line in PAYLOADS.read_text(encoding="utf-8").splitlines())


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


def unread(row: Row) -> str:
    """Tell whose API a row is that no adapter of ours speaks."""
    path, host = row["path"].lower(), row["host"]
    if "embed" in path:
        return "embeddings"
    if "responses" in path:
        return "OpenAI Responses"
    if "bedrock" in host:
        return "Amazon Bedrock"
    return "Cohere Chat" if "cohere" in host else "other"


def _from_gemini(raw: dict[str, Any]) -> Usage | None:
    # the SDK's own way in: it drops what its types do not know yet
    return gemini.read_usage(
        GeminiReply._from_response(response={"usageMetadata": raw}, kwargs={}).usage_metadata
    )


READERS: Mapping[str, Callable[[dict[str, Any]], Usage | None]] = {
    "google": _from_gemini,
    "openai": lambda raw: openai.read_usage(CompletionUsage.construct(**raw)),
    "anthropic": lambda raw: anthropic.read_usage(ClaudeUsage.construct(**raw)),
}


def usage_of(row: Row) -> Usage | None:
    """Return the usage of a row as its adapter reads it, None where it names no tokens."""
    return READERS[str(kind(row))](row["usage"])


def bills() -> tuple[Bill, ...]:
    """Return the rows that carry their server's own cost, beside ours."""
    found = []
    for row in rows():
        gateway = row["usage"].get("pydantic_ai_gateway") or {}
        theirs = row["usage"].get("cost") or gateway.get("cost_estimate")
        if kind(row) is None or not theirs:
            continue
        maker, model = _named(row)
        ours = cost_of(maker, model, usage_of(row) or Usage(), at=AT).usd
        found.append(
            Bill(model=row["request_model"] or f"{maker}/{model}", theirs=theirs, ours=ours)
        )
    return tuple(found)


def _named(row: Row) -> tuple[str, str]:
    """Return maker and model; a gateway writes "anthropic/claude-sonnet-4.6" where the maker has hyphens."""
    maker, slash, model = str(row["request_model"] or row["response_model"]).rpartition("/")
    if not slash:
        return str(kind(row)), model
    return maker, model.replace(".", "-") if maker == "anthropic" else model


def table() -> str:
    """Return the whole document."""
    recorded = rows()
    lines = [_spoken(maker, [row for row in recorded if kind(row) == maker]) for maker in _SPOKEN]
    others = Counter(unread(row) for row in recorded if kind(row) is None)
    lines += [f"| {name} | {n} | | not spoken by Rein |" for name, n in sorted(others.items())]
    compared = [
        _compared(bill) for bill in sorted(bills(), key=lambda bill: (bill.model, bill.theirs))
    ]
    return (
        HEAD
        + "\n".join(lines)
        + "\n"
        + BILLS.format(day=f"{AT:%Y-%m-%d}")
        + "\n".join(compared)
        + "\n"
    )


def _spoken(maker: str, recorded: list[Row]) -> str:
    name, module = _SPOKEN[maker]
    return f"| {name} | {len(recorded)} | {sum(usage_of(row) is None for row in recorded)} | {module} |"


def _compared(bill: Bill) -> str:
    if bill.ours is None:
        return f"| {bill.model} | {bill.theirs:.8f} | unknown | | {bill.reason or ''} |"
    apart = 100 * (bill.ours - bill.theirs) / bill.theirs
    shown = "none" if abs(apart) < 0.005 else f"{apart:+.2f} %"
    return f"| {bill.model} | {bill.theirs:.8f} | {bill.ours:.8f} | {shown} | {bill.reason or ''} |"


if __name__ == "__main__":
    PATH.write_text(table(), encoding="utf-8")
