"""The offline coach with the packaged playbooks, and what it makes of a goal text."""

from dataclasses import replace
from datetime import date

from core.goals.goal import Circumstances, ClarifiedGoal, GoalRequest, accept_request
from core.goals.normalize import normalize_goal
from core.offline.coach import OfflineCoach
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.library import load_playbooks
from core.offline.progressions.progression_input import ProgressionInput, build_progression_input
from core.offline.reading.facts import GoalFacts
from core.plans.compiler import compile_plan
from core.plans.plan import Plan
from core.quality.offline_scorer import OfflineScorer
from core.resolutions.normalize import normalize_resolution
from core.resolutions.resolution import Resolution

TODAY = date(2026, 11, 21)
"""A Saturday."""
PLAYBOOKS = load_playbooks()
COACH = OfflineCoach(playbooks=PLAYBOOKS)
SCORER = OfflineScorer(COACH)
TOPICS = replace(PLAYBOOKS, recipe_folder=None)
TOPIC_COACH = OfflineCoach(playbooks=TOPICS)
"""A coach that plans by topic and kind alone: for tests of their rules."""


def make_request(text: str, circumstances: Circumstances | None = None) -> GoalRequest:
    return accept_request(text, circumstances or Circumstances(), today=TODAY)


def parse(text: str) -> GoalFacts:
    return COACH.parse_goal(text, today=TODAY)


def parse_request(text: str, circumstances: Circumstances | None = None) -> ParsedGoal:
    """Return the input of the writers for a goal text, planned by its topic."""
    facts = TOPIC_COACH.parse_goal(text, today=TODAY)
    return ParsedGoal(
        request=make_request(text, circumstances),
        facts=facts,
        playbook=TOPICS.get(facts.domain),
    )


def clarify(text: str, circumstances: Circumstances | None = None) -> ClarifiedGoal:
    request = make_request(text, circumstances)
    return normalize_goal(COACH.draft_goal(request), request)


def make_input(text: str, circumstances: Circumstances | None = None) -> ProgressionInput:
    """Return the input of the progression rules for a goal text, planned by its topic."""
    parsed = parse_request(text, circumstances)
    goal = normalize_goal(TOPIC_COACH.draft_goal(parsed.request), parsed.request)
    return build_progression_input(parsed.request, goal, parsed.facts, parsed.playbook)


def coached(
    text: str, circumstances: Circumstances | None = None
) -> tuple[ClarifiedGoal, Resolution, Plan]:
    """Return goal, resolution and plan as the pipeline makes them without a model."""
    request = make_request(text, circumstances)
    goal = clarify(text, circumstances)
    resolution = normalize_resolution(COACH.draft_resolution(request, goal), goal)
    return goal, resolution, compile_plan(COACH.draft_plan(request, goal, resolution), goal)
