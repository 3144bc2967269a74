"""What a person left open gets the usual value of a version; what they said stays."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import ConfigurationError
from core.goals.goal import Circumstances, FirstSteps, GoalRequest, Style, Usual
from core.goals.normalize import normalize_goal
from core.goals.usual import apply_usual, parse_usual
from core.plans.compiler import compile_plan, violated_invariants
from core.plans.plan import Plan
from core.prompts.library import default_prompt_library
from core.resolutions.normalize import normalize_resolution
from core.resolutions.resolution import Resolution
from core.runs.goal_run import USUAL, take_settings
from core.runs.goal_state import GoalRunState
from tests.factories.coaching import COACH

REQUEST = GoalRequest(text="Learn Spanish", today=date(2027, 1, 4))
LIBRARY = default_prompt_library()
VERSIONS = sorted(version for name, version in LIBRARY.texts if name == USUAL)


def usual(version: int) -> GoalRequest:
    prompts = replace(LIBRARY, live={**LIBRARY.live, USUAL: version})
    return take_settings(GoalRunState(request=REQUEST), prompts).request


def written(request: GoalRequest) -> tuple[Resolution, Plan]:
    goal = normalize_goal(COACH.draft_goal(request), request)
    resolution = normalize_resolution(COACH.draft_resolution(request, goal), goal)
    return resolution, compile_plan(COACH.draft_plan(request, goal, resolution), goal)


def first_month(plan: Plan) -> int:
    return sum(task.minutes for week in plan.weeks[:4] for task in week.tasks)


def test_the_first_version_does_what_was_always_done() -> None:
    assert usual(1) == REQUEST
    assert apply_usual(usual(1)) == REQUEST


def test_what_the_person_said_wins() -> None:
    said = Circumstances(style=Style.CONSERVATIVE, confidence=9)
    request = replace(
        REQUEST,
        circumstances=said,
        usual=Usual(pace=Style.AGGRESSIVE, first_steps=FirstSteps.SMALLER),
    )

    assert apply_usual(request).circumstances == said
    assert apply_usual(request).assumed == frozenset()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_one_the_coach_can_use_and_its_plans_keep_the_laws(version: int) -> None:
    request = usual(version)

    assert request.usual.label == ("" if version == 1 else f"{USUAL}@v{version}")
    assert violated_invariants(written(request)[1]) == ()


def test_a_faster_pace_asks_more_of_the_first_month_and_smaller_steps_less() -> None:
    months = {version: first_month(written(usual(version))[1]) for version in VERSIONS}

    assert months[2] > months[1] > months[3] >= months[4]


def test_no_sentence_says_that_the_person_chose_what_is_usual() -> None:
    resolution, _ = written(usual(4))
    goal = normalize_goal(COACH.draft_goal(usual(4)), usual(4))

    assert "You chose" not in resolution.rationale
    assert not any("You are not sure" in note for note in goal.notes)
    assert any("first weeks are smaller" in note for note in goal.notes)


@pytest.mark.parametrize(
    "settings",
    [{"pace": "balanced"}, {"pace": "slow", "first_steps": "usual"}, {"pace": "balanced", "x": 1}],
)
def test_settings_that_nobody_knows_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError, match="defaults@v9"):
        parse_usual(settings, label="defaults@v9")
