"""A newcomer guesses the folder of a noun: it has the noun's name, on every floor it is on."""

import pytest

from tests.architecture.tree import modules, name_of

HOMES = {
    "goal": ("core/goals", "core/store/goals", "core/usecases/goals", "app/coach/goal"),
    "resolution": ("core/resolutions", "core/store/resolutions", "core/usecases/resolutions"),
    "plan": ("core/plans", "core/store/plans", "core/usecases/plans"),
    "check-in": (
        "core/progress/check_in.py",
        "core/store/check_ins",
        "core/usecases/check_ins",
        "app/coach/goal/check_in",
    ),
    "attainment": ("core/progress/attainment.py",),
    "revision": ("core/plans/revision", "core/store/revisions", "core/usecases/revisions"),
    "pause": ("core/plans/revision/pause.py", "core/usecases/revisions/pause_goal.py"),
    "run": ("core/runs", "core/store/runs", "core/usecases/runs"),
    "stage": ("core/runs/stages",),
    "score": ("core/store/scores", "core/usecases/scores"),
    "rubric": ("core/quality/rubric.py",),
    "judge": ("core/quality/judge.py",),
    "rating": ("core/quality/rating.py", "core/store/ratings", "core/usecases/ratings"),
    "prompt": ("core/prompts", "core/store/prompts", "core/usecases/prompts"),
    "trace": ("core/store/traces", "core/usecases/traces", "app/review/trace"),
    "span": ("core/tracing", "core/store/traces"),
    "provider": ("core/llm/providers", "core/usecases/providers", "app/operate/providers"),
    "routing": ("core/llm/routing", "core/usecases/routing", "app/operate/routing"),
    "price": ("core/llm/pricing",),
    "circuit breaker": ("core/llm/wrappers/circuit_breaker.py", "core/store/circuit_breakers"),
    "cache": ("core/llm/wrappers/response_cache.py", "core/store/response_cache"),
    "budget": ("core/store/budgets", "core/usecases/budgets"),
    "calendar": ("core/calendar", "core/store/calendar", "core/usecases/calendar"),
    "alert": (
        "core/exports/alerts",
        "core/store/alerts",
        "core/usecases/alerts",
        "app/review/alerts",
    ),
    "target": ("core/quality/targets", "core/store/targets", "core/usecases/targets"),
    "record file": ("core/store/records", "core/usecases/records"),
    "export": ("core/exports", "core/store/exports", "core/usecases/exports"),
    "account": ("core/accounts", "core/store/accounts", "core/usecases/accounts"),
    "in-doubt call": ("core/store/calls/in_doubt.py", "core/usecases/calls"),
    "key": ("core/store/keys", "core/usecases/keys", "app/operate/settings/keys.py"),
    "metric": ("core/store/metrics", "core/usecases/metrics"),
    "measurement": (
        "core/progress/measurements.py",
        "core/store/measurements",
        "core/usecases/measurements",
    ),
    "progress": ("core/progress", "core/usecases/progress", "app/coach/goal/progress"),
    "outcome": ("core/progress/outcome.py", "core/store/outcomes", "core/usecases/outcomes"),
    "forecast": ("core/progress/forecast.py",),
    "strength": ("core/progress/strength.py",),
    "chat": ("core/chat", "core/store/chat", "core/usecases/chat", "app/coach/goal/chat"),
    "share link": (
        "core/shares",
        "core/store/shares",
        "core/usecases/shares",
        "app/coach/goal/share",
    ),
    "mail": ("core/mail", "core/store/mail", "core/usecases/mail", "app/coach/today/mail"),
    "retention": ("core/store/retention", "core/usecases/retention"),
}


@pytest.mark.parametrize("noun", HOMES)
def test_a_noun_has_the_folder_a_newcomer_guesses(noun: str) -> None:
    files = [name_of(path) for path in modules()]

    missing = [home for home in HOMES[noun] if not any(file.startswith(home) for file in files)]

    assert missing == []
