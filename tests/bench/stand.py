"""What a benchmark stands on: a fresh Rein, a Gemini on loopback in a process of its own, goals to work on."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.clock import Clock
from core.goals.goal import Circumstances
from core.ids import new_id
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings

ROOT = Path(__file__).resolve().parents[2]
NO_SETTINGS: Mapping[str, object] = MappingProxyType({})
FOREIGN = ("REIN_", "GEMINI_", "GOOGLE_", "OPENAI_", "ANTHROPIC_", "OPIK_", "OTEL_")

VERBS = ("Run", "Swim", "Cycle", "Walk")
SUBJECTS = (
    "{verb} {n} km by the end of March",
    "Save {n}00 euros in six months, I can put aside a bit each week",
    "Learn Spanish well enough for a {n}-minute conversation by summer",
    "Read {n} books this year",
    "Stop smoking within {n} weeks",
    "Pass the exam in {n} weeks with 4 hours a week",
    "Practise the piano {n} minutes a day for three months",
    "Sleep {n} more minutes a night, I keep looking at my phone",
)


def empty_environment() -> None:
    """Drop every setting of this shell, so that no key of anybody's is ever used."""
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]


def goal_text(number: int) -> str:
    """Return one of many different goals, the same for the same number."""
    return SUBJECTS[number % len(SUBJECTS)].format(
        verb=VERBS[number // 8 % len(VERBS)], n=5 + number % 40
    )


@contextmanager
def fresh_rein(
    settings: Mapping[str, object] = NO_SETTINGS, *, clock: Clock | None = None
) -> Iterator[Rein]:
    """Yield a Rein on an empty database on disk, with these settings by their names."""
    with tempfile.TemporaryDirectory(prefix="rein-bench-") as folder:
        chosen = {"REIN_MODEL_CONSENT": "assumed"} | dict(settings)
        rein = build(make_settings(Path(folder), **chosen), clock=clock)
        try:
            yield rein
        finally:
            rein.database.close()


def work_goal(rein: Rein, text: str) -> Submitted:
    """Submit a goal, work it to its end in this thread, and return where it is."""
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=new_id()
    )
    execute_run(rein, submitted.run_id)
    return submitted


@contextmanager
def loopback(module: str, *arguments: str) -> Iterator[str]:
    """Run a stand-in server in a process of its own, so that it costs ours nothing; yield its first line."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@contextmanager
def gemini(latencies: dict[str, float]) -> Iterator[str]:
    """Yield the URL of a Gemini on loopback that takes these seconds for each purpose."""
    spoken = ",".join(f"{purpose}={seconds}" for purpose, seconds in latencies.items())
    with loopback("tests.stubs.gemini", "--port", "0", "--latency", spoken) as line:
        yield line.removeprefix("GEMINI_BASE_URL=")


def write_figures(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
