"""The offline coach is one object that answers from the playbooks it was given."""

import ast
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import core.offline
from core.goals.goal import ClarifiedGoal
from core.goals.normalize import normalize_goal
from core.offline.coach import OfflineCoach
from core.offline.playbooks.library import GENERAL, PlaybookLibrary, load_playbooks
from core.offline.playbooks.pages import scaffold
from core.offline.playbooks.schema import Playbook, parse_playbook
from core.offline.safety.gate import GateDecision
from core.plans.compiler import compile_plan
from core.resolutions.normalize import normalize_resolution
from tests.factories.coaching import COACH, PLAYBOOKS, TODAY, make_request

FOLDER = Path(core.offline.__file__).parent
CHESS: Playbook = parse_playbook(scaffold("chess"), origin="chess.yaml")
CHESS_COACH = OfflineCoach(playbooks=PlaybookLibrary((CHESS, PLAYBOOKS.get(GENERAL))))


def clarified(coach: OfflineCoach, text: str) -> ClarifiedGoal:
    request = make_request(text)
    return normalize_goal(coach.draft_goal(request), request)


def task_titles(coach: OfflineCoach, text: str) -> list[str]:
    request, goal = make_request(text), clarified(coach, text)
    resolution = normalize_resolution(coach.draft_resolution(request, goal), goal)
    plan = compile_plan(coach.draft_plan(request, goal, resolution), goal)
    return [task.title for week in plan.weeks for task in week.tasks]


def test_two_coaches_with_different_playbooks_answer_differently_in_one_process() -> None:
    text = "win a chess game by June"

    assert COACH.parse_goal(text, today=TODAY).domain != "chess"
    assert CHESS_COACH.parse_goal(text, today=TODAY).domain == "chess"
    assert COACH.parse_goal(text, today=TODAY).domain != "chess"


def test_each_coach_drafts_from_its_own_playbooks() -> None:
    text = "run 10 km by June"

    assert clarified(COACH, text).domain == "running"
    assert clarified(CHESS_COACH, text).domain == GENERAL
    assert task_titles(COACH, text) != task_titles(CHESS_COACH, text)


def test_a_changed_playbook_changes_questions_and_plans() -> None:
    question = CHESS.questions[0].model_copy(update={"text": "What is your rating?"})
    changed = CHESS.model_copy(update={"questions": (question,)})
    other = OfflineCoach(playbooks=PlaybookLibrary((changed, PLAYBOOKS.get(GENERAL))))
    request = make_request("win a chess game")

    asked = {q.text for q in other.read_card(request).questions}
    asked_before = {q.text for q in CHESS_COACH.read_card(request).questions}

    assert "What is your rating?" in asked
    assert "What is your rating?" not in asked_before


def test_the_coach_knows_the_domains_of_its_playbooks() -> None:
    assert COACH.domains == PLAYBOOKS.domains
    assert CHESS_COACH.domains == ("chess", GENERAL)
    assert CHESS_COACH.playbook_for("chess") is CHESS
    assert CHESS_COACH.playbook_for("running").name == GENERAL
    assert CHESS_COACH.recogniser.recognise("a chess game")[0] == "chess"


def test_coaches_with_equal_playbooks_answer_alike() -> None:
    other = OfflineCoach(playbooks=load_playbooks())

    for text in ("run 10 km by June", "save 500 €", "learn Spanish, but I am shy"):
        assert other.draft_goal(make_request(text)) == COACH.draft_goal(make_request(text))


def test_threads_share_a_coach() -> None:
    texts = [f"run {km} km by June" for km in range(5, 25)] * 4
    coach = OfflineCoach(playbooks=PLAYBOOKS)

    with ThreadPoolExecutor(max_workers=8) as pool:
        goals = list(pool.map(lambda text: coach.draft_goal(make_request(text)), texts))

    assert goals == [COACH.draft_goal(make_request(text)) for text in texts]


def _module_level_calls(path: Path) -> list[str]:
    """Return the names of the functions and decorators that a module calls while it is imported."""
    names: list[str] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names += [ast.unparse(decorator) for decorator in node.decorator_list]
        elif not isinstance(node, ast.ClassDef):
            names += [ast.unparse(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)]
    return names


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER))
)
def test_no_module_holds_playbooks_or_caches_results(path: Path) -> None:
    banned = {"cache", "lru_cache", "load_playbooks", "parse_playbook", "PlaybookLibrary"}

    assert [n for n in _module_level_calls(path) if n.split("(")[0].split(".")[-1] in banned] == []


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("run 5 km", GateDecision.GOAL),
        ("what's the weather", GateDecision.NOT_A_GOAL),
        ("kill myself", GateDecision.HARM),
    ],
)
def test_the_coach_rules_on_a_text(text: str, ruling: GateDecision) -> None:
    assert COACH.check_goal(text, today=TODAY).ruling is ruling


def test_the_domain_of_the_clarified_goal_decides_the_playbook_of_its_plan() -> None:
    request = make_request("run 10 km by June")
    running = clarified(COACH, "run 10 km by June")
    as_strength = replace(running, domain="strength", target=None)

    assert COACH.draft_resolution(request, running) != COACH.draft_resolution(request, as_strength)


def test_follow_up_goals_come_from_the_request() -> None:
    two = make_request("run a 5K and learn Spanish")
    long = make_request("run a marathon in 3 weeks")

    found = COACH.find_multiple_goals(two)
    full = COACH.full_length_goal(long)

    assert found is not None
    assert (found.planned, found.others) == ("run a 5K", ("learn Spanish",))
    assert full is not None
    assert full.text.startswith("run a marathon by ")
    assert COACH.find_multiple_goals(long) is None
    assert COACH.full_length_goal(make_request("run 5 km in 12 weeks")) is None
