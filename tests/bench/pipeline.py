"""(a) What Rein adds to the time the model takes, beside the plain serial script, on the same loopback Gemini."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.figures import Figure, Report, interleave, median
from tests.bench.stand import ROOT, fresh_rein, gemini, goal_text, loopback, work_goal

LATENCIES = {"preprocess": 0.6, "generate": 1.0, "evaluate": 0.8, "plan": 0.3}
"""Seconds each call takes at the model."""

CRITICAL_PATH_S = (
    LATENCIES["preprocess"] + LATENCIES["generate"] + max(LATENCIES["evaluate"], LATENCIES["plan"])
)
MODEL = "gemini-3.8-flash"
KEY = "loopback-only"


class Script:
    """The serial script in a warm process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.cpu: list[float] = []

    def run(self, goal: str) -> float:
        """Return the seconds of one run."""
        seconds, cpu = self._ask("script", goal)
        self.cpu.append(cpu)
        return seconds

    def critical_path(self, goal: str) -> float:
        """Return the seconds of bare calls to the model that no order of work can avoid."""
        preprocess, generate, evaluate, plan = self._ask("bare", goal)
        return preprocess + generate + max(evaluate, plan)

    def _ask(self, what: str, goal: str) -> list[float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what} {goal}\n")
        self._process.stdin.flush()
        return [float(word) for word in self._process.stdout.readline().split()]


@contextmanager
def serial_script(gemini_url: str, opik_url: str) -> Iterator[Script]:
    quiet = {
        "OPIK_SENTRY_ENABLE": "false",
        "OPIK_ANALYTICS_ENABLE": "false",
        "OPIK_CONSOLE_LOGGING_LEVEL": "ERROR",
    }
    opik = {
        "OPIK_URL_OVERRIDE": opik_url,
        "OPIK_WORKSPACE": "default",
        "OPIK_DEFAULT_FLUSH_TIMEOUT": "5",
    }
    environment = {
        **os.environ,
        **quiet,
        **opik,
        "GEMINI_API_KEY": KEY,
        "GEMINI_BASE_URL": gemini_url,
    }
    command = [sys.executable, "-m", "tests.bench.serial_script"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Script(process)
        assert process.stdin is not None
        process.stdin.close()
        if process.wait(30):
            raise RuntimeError("The serial script ended badly; its message stands above.")


def measure(rounds: int) -> Report:
    with (
        gemini(LATENCIES) as gemini_url,
        loopback("tests.bench.opik_sink") as opik_url,
        fresh_rein(
            {"GEMINI_API_KEY": KEY, "GEMINI_BASE_URL": gemini_url, "REIN_GEMINI_MODEL": MODEL}
        ) as rein,
        serial_script(gemini_url, opik_url) as script,
    ):
        counter = iter(range(10_000))
        cpu: list[float] = []

        def ours() -> float:
            began, used = time.perf_counter(), time.process_time()
            work_goal(rein, goal_text(next(counter)))
            cpu.append(time.process_time() - used)
            return time.perf_counter() - began

        sides = {
            "rein": ours,
            "script": lambda: script.run(goal_text(next(counter))),
            "bare": lambda: script.critical_path(goal_text(next(counter))),
        }
        interleave(1, sides)  # imports and first connections on both sides
        cpu.clear()
        script.cpu.clear()
        taken = interleave(rounds, sides)
        return _report(taken, cpu, script.cpu)


def _report(taken: dict[str, list[float]], our_cpu: list[float], their_cpu: list[float]) -> Report:
    n, wall, theirs, bare = (
        len(our_cpu),
        median(taken["rein"]),
        median(taken["script"]),
        median(taken["bare"]),
    )
    ours_ms, their_ms = 1_000 * median(our_cpu), 1_000 * median(their_cpu)
    return Report(
        title="(a) Pipeline against a Gemini that takes 0.6 / 1.0 / 0.8 / 0.3 s",
        figures=(
            Figure(
                name="Rein's time over the critical path of bare calls",
                value=100 * (wall - bare) / wall,
                unit="% of run",
                n=n,
                target="<= 1 %",
                note=f"{1_000 * (wall - bare):.0f} ms of {wall:.3f} s",
            ),
            Figure(
                name="Rein's and the SDK's time over the model's own",
                value=100 * (wall - CRITICAL_PATH_S) / wall,
                unit="% of run",
                n=n,
                note=f"{1_000 * (wall - CRITICAL_PATH_S):.0f} ms of {wall:.3f} s",
            ),
            Figure(
                name="Rein's run / serial script's run",
                value=wall / theirs,
                unit="ratio",
                n=n,
                target="<= 0.90",
                note=f"{wall:.3f} s / {theirs:.3f} s",
            ),
            Figure(
                name="Rein's CPU / serial script's CPU",
                value=ours_ms / their_ms,
                unit="ratio",
                n=n,
                note=f"{ours_ms:.0f} ms / {their_ms:.0f} ms",
            ),
        ),
        remarks=(
            "Rein's run is a submitted goal: four stages, ledger, spans and results committed to disk.",
            "A bare call is google-genai alone; the script keeps nothing, and its traces go to a loopback sink.",
        ),
    )
