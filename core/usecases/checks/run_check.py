"""Runs a check and measures it. A check that fails is a result, never an error."""

import time
from dataclasses import dataclass

from core.errors import ReinError
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """The result of a check, and how long it took."""

    name: str
    state: CheckStatus
    line: str
    latency_ms: float
    is_off: bool = False


def run_check(check: Check, context: CheckContext) -> CheckRun:
    """Run one check and return its result."""
    began = time.perf_counter()
    try:
        found = check.run(context)
    except ReinError as error:
        found = CheckResult(state=CheckStatus.FAILED, line=str(error))
    except OSError as error:
        found = CheckResult(
            state=CheckStatus.FAILED,
            line=f"It cannot be looked at ({error.strerror or type(error).__name__}).",
        )
    latency_ms = round((time.perf_counter() - began) * 1_000, 2)
    return CheckRun(
        name=check.name,
        state=found.state,
        line=found.line,
        latency_ms=latency_ms,
        is_off=found.is_off,
    )
