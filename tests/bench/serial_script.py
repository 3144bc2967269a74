"""The plain script a person would write for the same job: google-genai and opik.track, four calls one after another.

Started by the pipeline benchmark, which sends a line for each run and reads one back. `script GOAL` runs the script and
answers with its seconds and CPU seconds; `bare GOAL` makes the same four calls untraced and answers with the seconds of
each, which is what the model's part of any run costs through this SDK.
"""

import os
import sys
import time

import opik
from google import genai
from google.genai import types
from pydantic import BaseModel

from core.goals.draft import GoalDraft
from core.plans.draft import PlanDraft
from core.quality.verdict import VerdictsDraft
from core.resolutions.draft import ResolutionDraft
from tests import network_guard

MODEL = "gemini-3.8-flash"
network_guard.install()
client = genai.Client(
    api_key=os.environ["GEMINI_API_KEY"],
    http_options=types.HttpOptions(base_url=os.environ["GEMINI_BASE_URL"]),
)


def call(prompt: str, schema: type[BaseModel]) -> str:
    config = types.GenerateContentConfig(
        response_mime_type="application/json", response_json_schema=schema.model_json_schema()
    )
    return client.models.generate_content(model=MODEL, contents=prompt, config=config).text or ""


ask = opik.track(name="llm_call", type="llm")(call)


@opik.track(name="goal_generation_pipeline")  # type: ignore[untyped-decorator]
def pipeline(goal: str) -> dict[str, str]:
    clarified = ask(f"Clarify this goal: {goal}", GoalDraft)
    resolution = ask(f"Write a resolution for: {clarified}", ResolutionDraft)
    scores = ask(f"Judge this resolution: {resolution}", VerdictsDraft)
    plan = ask(f"Plan this resolution week by week: {resolution}", PlanDraft)
    return {"goal": clarified, "resolution": resolution, "scores": scores, "plan": plan}


def script(goal: str) -> tuple[float, ...]:
    began, cpu = time.perf_counter(), time.process_time()
    pipeline(goal)
    return time.perf_counter() - began, time.process_time() - cpu


def bare(goal: str) -> tuple[float, ...]:
    return tuple(
        _timed(goal, schema) for schema in (GoalDraft, ResolutionDraft, VerdictsDraft, PlanDraft)
    )


def _timed(goal: str, schema: type[BaseModel]) -> float:
    began = time.perf_counter()
    call(goal, schema)
    return time.perf_counter() - began


def main() -> None:
    for line in sys.stdin:
        what, _, goal = line.strip().partition(" ")
        print(*(script if what == "script" else bare)(goal), flush=True)
    opik.flush_tracker()
    if network_guard.ATTEMPTS:
        sys.exit(f"The script tried to reach {network_guard.ATTEMPTS}")


if __name__ == "__main__":
    main()
