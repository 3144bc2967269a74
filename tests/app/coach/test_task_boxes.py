"""Only a box of a task is struck through once it is ticked; any other is a choice."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node

import app
from core.bootstrap import Rein
from tests.app.coach.conftest import MAIN
from tests.app.coach.goal.test_revision import planned

ROOT = Path(app.__file__).parent


def boxes(node: Node, *, in_tasks: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the key of each box below a node, and whether it lies in a list of tasks."""
    if isinstance(node, Block):
        in_tasks = in_tasks or "tasks." in getattr(node.proto, "id", "")
        for child in node.children.values():
            yield from boxes(child, in_tasks=in_tasks)
    elif node.type == "checkbox":
        yield str(node.key), in_tasks


def test_every_rule_that_strikes_a_ticked_box_through_is_limited_to_tasks() -> None:
    rules = [
        selector.strip()
        for sheet in ROOT.rglob("*.css")
        for selector in re.findall(r"([^{}]+)\{[^{}]*line-through", sheet.read_text())
        if "input:checked" in selector
    ]

    assert rules
    assert all("st-key-tasks-" in rule for rule in rules)


def test_boxes_of_tasks_lie_in_lists_of_tasks_and_others_do_not(
    served: Rein, goal_page: Callable[[str], AppTest], goals_page: Callable[[], AppTest]
) -> None:
    choices = dict(boxes(goals_page().main))
    assert choices
    assert not any(choices.values())

    of_plan = dict(boxes(goal_page(planned(served).goal_id).main))
    of_day = dict(boxes(AppTest.from_file(MAIN, default_timeout=20).run().main))

    assert of_plan
    assert of_day
    assert all(of_plan.values())
    assert all(of_day.values())
