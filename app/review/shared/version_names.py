"""Prompt versions, variants and models in words; ids stay where they are copied from."""

import re
from collections.abc import Mapping

from core.ports import Purpose
from core.usecases.evaluation_runs.plan_evaluation_run import LIVE, MODEL, OFFLINE_COACH, ROUTES

PROMPTS: Mapping[str, str] = {
    "defaults": "Coach settings",
    Purpose.PREPROCESS.value: "Goal reading",
    Purpose.GENERATE.value: "Resolution",
    Purpose.PLAN.value: "Plan",
    Purpose.EVALUATE.value: "Judge",
    Purpose.COMPARE.value: "Comparison",
    Purpose.REWRITE.value: "Rewrite of a prompt",
    Purpose.COACH.value: "Conversation",
    "repair": "Repair of a reply",
    ROUTES: "Model routes",
}
"""What each prompt writes."""
_LABEL = re.compile(r"([a-z_]+)@v(\d+)")


def prompt(name: str) -> str:
    """Return a prompt in words; one without words stands as it is."""
    return PROMPTS.get(name, name)


def version(label: str) -> str:
    """Return a version in words, such as "Resolution v2"; "live" is what is released now."""
    if label == LIVE:
        return "live versions"
    found = _LABEL.fullmatch(label)
    return f"{prompt(found[1])} v{found[2]}" if found is not None else label


def model(key: str) -> str:
    """Return a model's key in words."""
    return "offline coach" if key == OFFLINE_COACH else key


def variant(label: str) -> str:
    """Return what a variant is made of, such as "Plan v2, offline coach"."""
    parts = [part.strip() for part in label.split(",")]
    return ", ".join(
        model(part.removeprefix(f"{MODEL}=")) if part.startswith(f"{MODEL}=") else version(part)
        for part in parts
    )
