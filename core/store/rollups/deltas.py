"""Compute what one fact adds to the rollups, from its row by column name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from core.quality.rating import RATING_DIMENSIONS
from core.quality.rubric import DIMENSIONS
from core.store.calls.values import CallStatus
from core.store.database.rows import Row
from core.store.rollups.histograms import SATURATED, score_bin
from core.tracing.span_record import SpanStatus

STARS = "stars"
OVERALL = "overall"

SCORED = (OVERALL, *(str(dimension) for dimension in DIMENSIONS))

Fact = Mapping[str, Any]


def of_rating(rating: Fact) -> list[Row]:
    """Return the stars and a row per answered question; nothing for a withdrawn rating."""
    if rating["withdrawn_at"] is not None:
        return []
    half_stars = rating["half_stars"]
    shared = {name: rating[name] for name in ("day", "sample", "prompt_version", "model")}
    stars = {
        "dimension": STARS,
        "n": 1,
        "total": half_stars,
        "squares": half_stars**2,
        f"h{half_stars}": 1,
    }
    answers = [
        {"dimension": name, "n": 1, "total": int(rating[name]), "squares": int(rating[name])}
        for name in RATING_DIMENSIONS
        if rating[name] is not None
    ]
    return [shared | row for row in [stars, *answers]]


def of_evaluation(evaluation: Fact) -> list[Row]:
    """Return a row for overall and each dimension; an unscored one adds to no sum."""
    shared = {
        "day": evaluation["day"],
        "sample": evaluation["sample"],
        "prompt_version": evaluation["prompt_version"],
        "model": evaluation["writer_model"],
        "judge": evaluation["judge_model"],
    }
    return [shared | {"dimension": name} | _score(evaluation[name]) for name in SCORED]


def _score(score: float | None) -> Row:
    if score is None:
        return {"n": 0, "unscored": 1}
    return {
        "n": 1,
        "total": score,
        "squares": score * score,
        "saturated": int(score >= SATURATED),
        f"b{score_bin(score)}": 1,
    }


def of_trace(trace: Fact) -> list[Row]:
    """Return the sums of an ended trace; nothing for a running one."""
    if trace["status"] == SpanStatus.RUNNING:
        return []
    return [
        _place(trace)
        | {
            "n": 1,
            "errors": int(trace["status"] == SpanStatus.ERROR),
            "cancelled": int(trace["status"] == SpanStatus.CANCELLED),
            "input_tokens": trace["input_tokens"],
            "output_tokens": trace["output_tokens"],
            "thinking_tokens": trace["thinking_tokens"],
            "cached_tokens": trace["cached_tokens"],
            "cost_usd": trace["cost_usd"] or 0.0,
            "cost_unknown": int(not trace["cost_known"]),
            "duration_us": trace["duration_us"] or 0,
            "overhead_us": trace["overhead_us"],
        }
    ]


def latency_of_trace(trace: Fact) -> list[Row]:
    """Return the latency bin of an ended trace."""
    if trace["status"] == SpanStatus.RUNNING or trace["latency_bucket"] is None:
        return []
    return [_place(trace) | {"bucket": trace["latency_bucket"], "n": 1}]


def of_call(call: Fact) -> list[Row]:
    """Return the sums of a finished call or one in doubt; nothing for one in flight."""
    if call["status"] == CallStatus.IN_FLIGHT:
        return []
    return [
        {
            "day": call["day"],
            "purpose": call["purpose"],
            "provider": call["provider"],
            "model": call["model"],
            "prompt_version": f"{call['prompt_name']}@v{call['prompt_version']}",
            "tier": call["tier"],
            "n": 1,
            "failed": int(call["status"] == CallStatus.FAILED),
            "doubtful": int(call["status"] == CallStatus.IN_DOUBT),
            "cache_hits": int(call["cache_hit"]),
            "estimated": int(call["tokens_estimated"]),
            "input_tokens": call["input_tokens"],
            "output_tokens": call["output_tokens"],
            "thinking_tokens": call["thinking_tokens"],
            "cached_tokens": call["cached_tokens"],
            "cost_usd": call["cost_usd"] or 0.0,
            "cost_unknown": _cost_unknown(call),
            "duration_us": _duration_us(call),
        }
    ]


def of_call_for_user(call: Fact) -> list[Row]:
    """Return what a finished call adds to the costs of its user."""
    if call["status"] == CallStatus.IN_FLIGHT or call["user_id"] is None:
        return []
    return [
        {
            "day": call["day"],
            "user_id": call["user_id"],
            "tier": call["tier"],
            "n": 1,
            "cache_hits": int(call["cache_hit"]),
            "tokens": call["input_tokens"] + call["output_tokens"] + call["thinking_tokens"],
            "cost_usd": call["cost_usd"] or 0.0,
            "cost_unknown": _cost_unknown(call),
        }
    ]


def _cost_unknown(call: Fact) -> int:
    """Return 1 for a call billed at an unknown price; a call without a reply was not billed."""
    return int(call["price_version"] is not None and call["cost_usd"] is None)


def _duration_us(call: Fact) -> int:
    if call["finished_at"] is None:
        return 0
    took: timedelta = call["finished_at"] - call["started_at"]
    return took // timedelta(microseconds=1)


def _place(trace: Fact) -> Row:
    return {
        "day": trace["day"],
        "sample": trace["sample"],
        "name": trace["name"],
        "model": trace["writer_model"],
        "prompt_version": trace["prompt_version"],
    }
