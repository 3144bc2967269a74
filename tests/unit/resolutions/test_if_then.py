"""If-then plans: which texts are one, and how other texts become one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.resolutions.if_then import FALLBACK_ACTION, ensure_if_then, is_if_then, response_of


@pytest.mark.parametrize(
    "text",
    [
        "If it rains, then I will run inside.",
        "if it rains then I run inside",
        "When I am tired, then I walk.",
        "Whenever I am late, then I take the bus.",
        "  If it\nrains, then I\nrun inside.",
        "After dinner, I will open the file.",
        "As soon as the kettle boils, I write one line.",
    ],
)
def test_a_situation_and_an_action_are_an_if_then_plan(text: str) -> None:
    assert is_if_then(text)
    assert ensure_if_then(text, obstacle="rain") == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Run inside.",
        "If it rains",
        "If it rains, I run.",
        "then I run",
        "Iffy, then fine",
        "If then",
    ],
)
def test_a_text_without_both_is_none(text: str) -> None:
    assert not is_if_then(text)


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("When it rains, run inside", "If it rains, then run inside"),
        ("If I am tired, I walk.", "If I am tired, then I walk."),
        ("If it rains: run on the stairs", "If it rains, then run on the stairs"),
        ("When it is 7:30 I get up", "If it is 7:30, then I get up"),
        ("When the alarm rings I put on my shoes", "If the alarm rings, then I put on my shoes"),
        ("When I wake up I will drink water", "If I wake up, then I will drink water"),
        ("Run inside.", "If “rain” gets in the way, then I will run inside."),
        ("I will run inside", "If “rain” gets in the way, then I will run inside."),
        ("I'll run inside", "If “rain” gets in the way, then I will run inside."),
        ("", f"If “rain” gets in the way, then I will {FALLBACK_ACTION}."),
        (" . ", f"If “rain” gets in the way, then I will {FALLBACK_ACTION}."),
    ],
)
def test_another_text_becomes_a_plan_for_the_obstacle(text: str, plan: str) -> None:
    assert ensure_if_then(text, obstacle="rain") == plan


def test_without_an_obstacle_the_week_is_the_situation() -> None:
    plan = ensure_if_then("Walk", obstacle=" . ")

    assert plan == "If “the week does not go as planned” gets in the way, then I will walk."


def test_an_action_is_used_if_the_text_has_none() -> None:
    plan = ensure_if_then("", obstacle="rain", action="climb the stairs")

    assert plan == "If “rain” gets in the way, then I will climb the stairs."


@given(text=st.text(max_size=80), obstacle=st.text(max_size=40))
def test_any_text_becomes_an_if_then_plan(text: str, obstacle: str) -> None:
    plan = ensure_if_then(text, obstacle=obstacle)

    assert is_if_then(plan)
    assert ensure_if_then(plan, obstacle=obstacle) == plan.strip()


@pytest.mark.parametrize(
    ("plan", "response"),
    [
        ("If it rains, then I run inside.", "I run inside."),
        ("IF IT RAINS, THEN I RUN.", "I RUN."),
        ("If it rains, then I run, then I rest.", "I run, then I rest."),
        ("Strengthen your legs", "Strengthen your legs"),
    ],
)
def test_the_response_is_what_follows_then(plan: str, response: str) -> None:
    assert response_of(plan) == response
