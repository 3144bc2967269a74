"""Sensible replies: valid drafts made from the data block of the prompt, so that whole pipelines run against a stub."""

import json
import re
from collections.abc import Callable
from typing import Any

from core.chat.reply import CitationDraft, CoachReplyDraft
from core.experiments.pairwise import Place, PreferenceDraft
from core.experiments.rewrite import RewriteDraft
from core.goals.draft import AssumptionDraft, GoalDraft
from core.goals.goal import GoalType
from core.plans.draft import (
    ContingencyDraft,
    MilestoneDraft,
    PlanDraft,
    ResourceDraft,
    TaskDraft,
    WeekDraft,
)
from core.quality.judge_controls import CONTROL
from core.quality.verdict import ItemDraft, SuggestionDraft, VerdictsDraft
from core.resolutions.draft import (
    ChallengeDraft,
    MetricDraft,
    PhaseDraft,
    ResolutionDraft,
    StrategyDraft,
)

_DATA = re.compile(r"<data>\n(.*?)\n</data>", re.DOTALL)
PLAIN = "You kept two of three sessions this week. Put the third one on Sunday at ten, and keep it short: 15 minutes. 🙂"
"""What a stub says where plain text is asked for."""
_MARKS = {
    "statement": "preprocess",
    "smart_statement": "generate",
    "items": "evaluate",
    "weeks": "plan",
    "better": "compare",
    "diagnosis": "rewrite",
    "answer": "coach",
}


def purpose_of(schema: dict[str, Any]) -> str:
    """Tell what a call is for by the schema it asks for, as a stand-in for a model cannot know it otherwise."""
    properties = schema.get("properties", {})
    return next((purpose for mark, purpose in _MARKS.items() if mark in properties), "other")


def data_of(user: str) -> dict[str, Any]:
    """Return the values in the first data block of a prompt's user part."""
    found = _DATA.search(user)
    return dict(json.loads(found.group(1))) if found else {}


def outside_data(text: str) -> str:
    """Return what stands outside every data block: all that a model may take for instructions."""
    return _DATA.sub("", text)


def sensible(purpose: str, user: str) -> str:
    """Return the JSON of a valid draft for that purpose."""
    answer = _ANSWERS.get(purpose)
    return answer(data_of(user)) if answer is not None else json.dumps({"text": "All right."})


def _goal(data: dict[str, Any]) -> str:
    words = str(data.get("goal", "a goal")).splitlines()[0][:120]
    return GoalDraft(
        statement=f"Reach this, step by step: {words}",
        specific=f"You work on this three times a week at a fixed place: {words}",
        measurable="You count the sessions done each week and compare them with three.",
        achievable="Three sessions of half an hour fit into the hours you have.",
        relevant="It gives you something you can see growing week by week.",
        time_bound="You begin on the first day and look back after the last week.",
        domain="general",
        goal_type=GoalType.BEHAVIOUR,
        obstacle="after a long day you sit down and do not get up again",
        assumptions=[
            AssumptionDraft(
                about="starting point", assumed="you begin from the start", why="it is safe"
            )
        ],
        notes=[],
    ).model_dump_json()


def _resolution(data: dict[str, Any]) -> str:
    weeks = int(data.get("total_weeks", 8))
    statement = str(data.get("goal", {}).get("statement", "Reach the goal"))
    half = max(1, weeks // 2)
    timeline = [
        PhaseDraft(name="Start", first_week=1, last_week=half, aim="3 sessions in each week")
    ]
    if weeks > half:
        timeline.append(
            PhaseDraft(
                name="Grow", first_week=half + 1, last_week=weeks, aim="all sessions, longer ones"
            )
        )
    return ResolutionDraft(
        title="Three sessions a week",
        description=(
            f"{statement}. You work on it on Monday, Wednesday and Friday for 30 minutes each. "
            "The first step is to lay everything out tonight, which takes 10 minutes."
        ),
        rationale="Three short sessions fit your week, and a fixed time saves deciding anew every day.",
        smart_statement=f"In {weeks} weeks I will have done {weeks * 3} sessions of 30 minutes, by my calendar.",
        metrics=[
            MetricDraft(
                name="Sessions",
                target="3 a week",
                how="a tick in the calendar, counted every Sunday",
            )
        ],
        timeline=timeline,
        challenges=[
            ChallengeDraft(
                obstacle="after a long day you sit down",
                if_then="If I sit down after work, then I will do five minutes first.",
            )
        ],
        strategies=[
            StrategyDraft(
                name="Fixed time",
                description="Begin at 18:00 on Monday, Wednesday and Friday, 30 minutes.",
            ),
            StrategyDraft(
                name="Count",
                description="Tick each session in the calendar and count them on Sunday.",
            ),
        ],
    ).model_dump_json()


def _verdicts(data: dict[str, Any]) -> str:
    text = str(data.get("text", ""))
    lines = [line.strip()[:120] for line in text.splitlines() if len(line.strip()) > 10]
    quotes = lines or [text[:120]]
    asked = [item["id"] for item in data.get("items", [])]
    items = [ItemDraft(id=CONTROL, yes=False)] * (CONTROL in asked)
    for index, name in enumerate(name for name in asked if name != CONTROL):
        quote = quotes[index % len(quotes)] if index % 5 != 4 else ""
        items.append(ItemDraft(id=name, yes=bool(quote), evidence=quote))
    return VerdictsDraft(
        items=items,
        strengths=["It names a rhythm that can be counted."],
        suggestions=[
            SuggestionDraft(
                item=next((item.id for item in items if not item.yes), ""),
                text="By week <n> I want to be at <number> <unit>.",
            )
        ],
    ).model_dump_json()


def _preference(data: dict[str, Any]) -> str:
    """Prefer the longer text, wherever it stands; its first line is the proof."""
    first, second = str(data.get("first", "")), str(data.get("second", ""))
    better = Place.FIRST if len(first) > len(second) else Place.SECOND
    text = first if better is Place.FIRST else second
    if len(first) == len(second):
        better = Place.NEITHER
    return PreferenceDraft(
        reason="It names more of what is to be done.",
        evidence=text.splitlines()[0][:120] if text else "",
        better=better,
    ).model_dump_json()


def _rewrite(data: dict[str, Any]) -> str:
    """Add a rule to the instructions."""
    return RewriteDraft(
        diagnosis="The instructions never say how much a first week may ask.",
        reason="The first week asks less, so that more people do it.",
        instructions=f"{data['instructions']}\n\nThe first week asks for half of the usual time.",
    ).model_dump_json()


def _plan(data: dict[str, Any]) -> str:
    total = int(data.get("total_weeks", 8))
    minutes = max(5, int(float(data.get("hours_per_week", 2)) * 60 * 0.8 / 3))
    return PlanDraft(
        weeks=[_week(number, total, minutes) for number in range(1, total + 1)],
        resources=[ResourceDraft(title="A friend who asks on Sunday how it went", kind="person")],
        contingencies=[
            ContingencyDraft(
                trigger="two sessions missed in one week",
                response="Do the smallest one within two days.",
            )
        ],
        check_in_weeks=sorted({*range(2, total + 1, 2), total}),
    ).model_dump_json()


def _reply(data: dict[str, Any]) -> str:
    """Answer with the first open task of the weeks that were given, and cite it."""
    tasks = [task for week in data.get("weeks", []) for task in week["tasks"]]
    task = next(each for each in tasks if each["state"] == "open")
    week = int(data["plan"]["this_week"])
    return CoachReplyDraft(
        answer=f"In week {week}, begin with “{task['title']}” ({task['minutes']} min).",
        citations=[
            CitationDraft(kind="week", ref=str(week)),
            CitationDraft(kind="task", ref=task["id"]),
        ],
    ).model_dump_json()


def _week(number: int, total: int, minutes: int) -> WeekDraft:
    milestone = MilestoneDraft(
        title="Sessions done", metric="sessions", target=number * 3, unit="sessions"
    )
    return WeekDraft(
        phase="Start" if number <= max(1, total // 2) else "Grow",
        focus=f"Session length of week {number}",
        tasks=[
            TaskDraft(title=f"Do session {n} of week {number}", minutes=minutes, day=day)
            for n, day in enumerate(("Mon", "Wed", "Fri"), start=1)
        ],
        if_then="If I miss a session, then I will do five minutes on the next day.",
        milestone=milestone if number in {max(1, total // 2), total} else None,
        load=float(number * 3),
    )


_ANSWERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "preprocess": _goal,
    "generate": _resolution,
    "evaluate": _verdicts,
    "plan": _plan,
    "compare": _preference,
    "rewrite": _rewrite,
    "coach": _reply,
}
