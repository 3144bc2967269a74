"""A recipe that contradicts itself is refused with its fault."""

import re
from typing import Any

import pytest
import yaml

from core.errors import ConfigurationError
from core.offline.playbooks.library import RECIPE_FOLDER, PlaybookLibrary
from core.offline.playbooks.recipe import parse_recipe
from core.plans.plan import PHASES
from tests.factories.coaching import PLAYBOOKS, parse

NUMBERED = (RECIPE_FOLDER / "swim_open_water.yaml").read_text(encoding="utf-8")
STAGED = (RECIPE_FOLDER / "fear_of_phone_calls.yaml").read_text(encoding="utf-8")


def changed(text: str, **keys: object) -> str:
    raw: dict[str, Any] = yaml.safe_load(text)
    return yaml.safe_dump(raw | keys)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (changed(NUMBERED, takes=[5_000, 6_000]), "lies in `takes`"),
        (changed(NUMBERED, start=None), "needs `takes`, `start`"),
        (changed(STAGED, takes=[1, 2]), "has no numbers"),
        (changed(STAGED, goal="reach {target}"), "has no numbers"),
        (changed(STAGED, goal="one two three four five six seven eight nine ten eleven"), "10"),
        (changed(STAGED, asks=["call"]), "asks"),
        (changed(STAGED, kind="quit"), "before and after"),
        (changed(STAGED, colour="blue"), "colour"),
        ("asks: [", "not valid YAML"),
    ],
)
def test_a_fault_is_named(text: str, fault: str) -> None:
    with pytest.raises(ConfigurationError, match=r"own\.yaml") as raised:
        parse_recipe(text, origin="own.yaml")

    assert fault in str(raised.value)


def test_the_shares_of_the_phases_add_up() -> None:
    phases = yaml.safe_load(STAGED)["phases"]

    with pytest.raises(ConfigurationError, match="add up"):
        parse_recipe(changed(STAGED, phases=phases[:-1]), origin="own.yaml")


def test_a_recipe_has_its_own_knowledge_and_the_rest_of_its_topic() -> None:
    recipe = parse_recipe(NUMBERED, origin="own.yaml")
    topic = PLAYBOOKS.for_goal(recipe.topic, recipe.kind)
    playbook = recipe.as_playbook("own", topic)

    assert (playbook.recipe, playbook.name) == ("own", recipe.topic)
    assert playbook.sources == topic.sources
    assert playbook.obstacles == recipe.obstacles
    assert [phase.check for phase in playbook.phases] == [phase.check for phase in recipe.phases]
    assert set(topic.safety) <= set(playbook.safety)


def test_a_recipe_of_papers_and_talks_takes_only_the_notes_that_are_about_it() -> None:
    move, deck = PLAYBOOKS.recipe("move_abroad"), PLAYBOOKS.recipe("build_shed_or_deck")

    cards = PLAYBOOKS.recipe("pay_off_credit_cards")
    assert sum("dark thoughts" in line for line in cards.safety) == 1
    assert any("deposit" in line for line in move.safety)
    assert set(PLAYBOOKS.for_goal("repair_and_diy", deck.kinds[0]).safety) <= set(deck.safety)


def test_the_sums_of_a_saving_recipe_are_left_to_the_rule_of_payments() -> None:
    assert PLAYBOOKS.recipe("emergency_fund").progression.rule == "saving"
    assert PLAYBOOKS.recipe("swim_open_water").progression.rule == "staged"
    assert PLAYBOOKS.recipe("fear_of_phone_calls").unit == PHASES


def test_a_library_without_recipes_says_so() -> None:
    library = PlaybookLibrary(PLAYBOOKS.playbooks, PLAYBOOKS.by_kind)

    assert not library.has_recipes
    with pytest.raises(ConfigurationError, match="no folder of recipes"):
        library.recipe("swim_open_water")


def test_a_recipe_is_asked_for_in_words_that_it_needs() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in RECIPE_FOLDER.glob("*.yaml")}
    needing = {name: yaml.safe_load(text) for name, text in texts.items() if "\nneeds:" in text}
    assert needing
    for name, recipe in needing.items():
        met = [
            re.search(recipe["needs"], asked, re.IGNORECASE) is not None for asked in recipe["asks"]
        ]
        assert sum(met) >= 0.9 * len(met), name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I want to build a rowing boat from plywood in the barn by July.", "build_shed_or_deck"),
        (
            "Run the Rotterdam marathon on 11 April, my knee is sore after hills.",
            "trail_or_ultra_run",
        ),
    ],
)
def test_a_plan_for_another_thing_is_not_taken(text: str, name: str) -> None:
    assert parse(text).recipe != name
