"""No placeholder of a template reaches a person: by law, and because every writer fills its own."""

from collections.abc import Iterator

import pytest

from core.goals.draft import AssumptionDraft
from core.goals.kind import GoalKind
from core.goals.normalize import normalize_goal
from core.goals.unfilled import IN_GENERAL_WORDS, unfilled_in, without_placeholders
from core.offline.clarifying.answers import apply_answers
from core.offline.kinds.goal_context import goal_context_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.parts import PLACEHOLDERS
from core.offline.playbooks.schema import Playbook
from core.offline.writing.goal_writer import draft_goal
from core.offline.writing.plan_writer import draft_plan
from core.offline.writing.resolution_writer import draft_resolution
from core.plans.compiler import compile_plan
from core.plans.draft import PlanDraft, TaskDraft, WeekDraft
from core.resolutions.normalize import normalize_resolution
from tests.conftest import SomeOf
from tests.factories.coaching import COACH, PLAYBOOKS, coached, make_request
from tests.factories.marked_goals import marked_goal
from tests.factories.recipes import RECIPES

READINGS = (
    "[aim do it]",
    "[aim finish [thing my old moped], [to 12 parts] [by by 1 May 2027]], [days Mondays]",
    "[aim stop it] [block but I forget] [how with my cousin's list] [why because I promised]",
)
"""Nothing but an aim; thing, number, end and day; what hinders, a method and a reason."""


def playbooks() -> list[Playbook]:
    """Return every playbook for every kind it plans, then every recipe."""
    of_kinds = [
        PLAYBOOKS.for_goal(playbook.name, kind) for playbook in PLAYBOOKS for kind in GoalKind
    ]
    return [*of_kinds, *(PLAYBOOKS.recipe(name) for name in RECIPES)]


def drafts(parsed: ParsedGoal) -> Iterator[str]:
    """Yield everything the writers draft for a goal, before the law could mend it."""
    drafted = draft_goal(parsed)
    yield drafted.model_dump_json()
    goal = normalize_goal(drafted, apply_answers(parsed.request))
    resolution = draft_resolution(parsed, goal)
    yield resolution.model_dump_json()
    yield draft_plan(parsed, goal, normalize_resolution(resolution, goal)).model_dump_json()
    yield repr(goal_context_of(parsed, goal))


def test_the_writers_fill_every_template_of_every_playbook(some_of: SomeOf) -> None:
    every = list(enumerate(playbooks()))
    cases = [(n, playbook, reading) for n, playbook in every for reading in READINGS]
    for _, playbook, reading in some_of(cases, 31):
        marked = marked_goal(reading, kind=playbook.kinds[0], domain=playbook.name)
        parsed = ParsedGoal(request=marked.request, facts=marked.facts, playbook=playbook)
        for text in drafts(parsed):
            left = unfilled_in(text)

            assert not left, (playbook.name, playbook.recipe, left)


def test_a_restored_moped_is_named_in_its_assumption() -> None:
    goal = coached("get the barn-find moped running")[0]

    assert any("moped" in each.assumed or "machine" in each.assumed for each in goal.assumptions)


def test_every_placeholder_has_general_words() -> None:
    assert set(IN_GENERAL_WORDS) == PLACEHOLDERS
    assert not any(unfilled_in(words) for words in IN_GENERAL_WORDS.values())


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_goal_resolution_and_plan_never_hold_a_placeholder(name: str) -> None:
    hole = f"Work on {{{name}}} today"
    request = make_request("learn Spanish")
    drafted = COACH.draft_goal(request)
    assumed = AssumptionDraft(about="x", assumed=hole, why=hole)
    changes = {"statement": hole, "obstacle": hole, "notes": [hole], "assumptions": [assumed]}
    goal = normalize_goal(drafted.model_copy(update=changes), request)
    written = COACH.draft_resolution(request, goal)
    resolution = normalize_resolution(written.model_copy(update={"title": hole}), goal)
    week = WeekDraft(phase=hole, focus=hole, tasks=[TaskDraft(title=hole, minutes=20)])
    plan = compile_plan(PlanDraft(weeks=[week]), goal)

    assert not unfilled_in(repr((goal, resolution, plan)))
    assert IN_GENERAL_WORDS[name] in plan.weeks[0].tasks[0].title
    assert "placeholders" in {repair.rule for repair in plan.repairs}


def test_other_brackets_and_whole_texts_stay_as_they_are() -> None:
    value = ('Write {"a": 1}', ("{person}", 3))

    assert without_placeholders(value) is value
