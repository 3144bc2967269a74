"""The plain script a person would write for the same job: google-genai and opik.track, four calls one after another.

Started by the pipeline benchmark, which says `go` on standard input; each run answers with its seconds and CPU seconds.
"""

import os
import sys
import time

import opik
from google import genai
from google.genai import types
from pydantic import BaseModel

from core.coaching.drafts import GoalDraft, PlanDraft, ResolutionDraft
from core.evaluation.verdict import VerdictsDraft
from tests import network_guard

MODEL = "gemini-2.5-flash"
network_guard.install()
client = genai.Client(
    api_key=os.environ["GEMINI_API_KEY"], http_options=types.HttpOptions(base_url=os.environ["GEMINI_BASE_URL"])
)


@opik.track(name="llm_call", type="llm")
def ask(prompt: str, schema: type[BaseModel]) -> str:
    config = types.GenerateContentConfig(
        response_mime_type="application/json", response_json_schema=schema.model_json_schema()
    )
    return client.models.generate_content(model=MODEL, contents=prompt, config=config).text or ""


@opik.track(name="goal_generation_pipeline")
def pipeline(goal: str) -> dict[str, str]:
    clarified = ask(f"Clarify this goal: {goal}", GoalDraft)
    resolution = ask(f"Write a resolution for: {clarified}", ResolutionDraft)
    scores = ask(f"Judge this resolution: {resolution}", VerdictsDraft)
    plan = ask(f"Plan this resolution week by week: {resolution}", PlanDraft)
    return {"goal": clarified, "resolution": resolution, "scores": scores, "plan": plan}


def main() -> None:
    for line in sys.stdin:
        began, cpu = time.perf_counter(), time.process_time()
        pipeline(line.strip())
        print(time.perf_counter() - began, time.process_time() - cpu, flush=True)
    opik.flush_tracker()
    if network_guard.ATTEMPTS:
        sys.exit(f"The script tried to reach {network_guard.ATTEMPTS}")


if __name__ == "__main__":
    main()
