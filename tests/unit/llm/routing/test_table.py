"""Routing: the table decides, gives its reason, and leaves no call without a model."""

from itertools import product
from pathlib import Path

import pytest

from core.errors import ConfigurationError, ModelError, ModelFault
from core.llm.providers.offline import OFFLINE
from core.llm.routing.model_client import RoutedClient
from core.llm.routing.table import SERVED, RoutingTable, complexity_of
from core.ports import Complexity, Purpose, Tier
from tests.factories.calls import Note, make_call
from tests.fakes import ScriptedModel

TABLE = RoutingTable.load()
ALL = (*TABLE.models, SERVED)
GOOD = '{"text": "Run", "stars": 4}'

TOML = """
[models]
a = { provider = "one", name = "a-1" }
b = { provider = "two", name = "b-1" }

[[routes]]
tiers = ["premium"]
ask = ["b", "a"]
because = "Premium first."

[[routes]]
ask = ["a", "b"]
because = "The rest."
"""


@pytest.fixture
def table(tmp_path: Path) -> RoutingTable:
    path = tmp_path / "routes.toml"
    path.write_text(TOML, encoding="utf-8")
    return RoutingTable.load(path)


@pytest.mark.parametrize(
    ("purpose", "tier", "complexity"), list(product(Purpose, Tier, Complexity))
)
def test_every_call_has_a_route_with_a_reason_that_ends_with_the_served_model(
    purpose: Purpose, tier: Tier, complexity: Complexity
) -> None:
    route = TABLE.route(purpose=purpose, tier=tier, complexity=complexity, available=ALL)

    assert route.reason
    assert route.keys[-1] == SERVED
    assert len(set(route.keys)) == len(route.keys) >= 3
    assert len({TABLE.models[key].provider for key in route.keys[:-1]}) >= 2


def test_the_first_row_that_fits_decides(table: RoutingTable) -> None:
    premium = table.route(
        purpose=Purpose.PLAN, tier=Tier.PREMIUM, complexity=Complexity.SIMPLE, available=("a", "b")
    )
    basic = table.route(
        purpose=Purpose.PLAN, tier=Tier.BASIC, complexity=Complexity.SIMPLE, available=("a", "b")
    )

    assert (premium.keys, premium.reason) == (("b", "a"), "Premium first.")
    assert (basic.keys, basic.reason) == (("a", "b"), "The rest.")


def test_a_model_without_a_key_is_skipped_with_an_explanation(
    table: RoutingTable,
) -> None:
    route = table.route(
        purpose=Purpose.PLAN, tier=Tier.BASIC, complexity=Complexity.SIMPLE, available=("b",)
    )

    assert route.keys == ("b",)
    assert [(step.key, step.reason) for step in route.candidates] == [
        ("a", "There is no key for its provider."),
        ("b", "It is asked first."),
        (SERVED, "No served model is set up."),
    ]


def test_a_judge_of_another_provider_comes_before_the_writers_own(table: RoutingTable) -> None:
    route = table.route(
        purpose=Purpose.EVALUATE,
        tier=Tier.BASIC,
        complexity=Complexity.SIMPLE,
        available=("a", "b"),
        author_provider="one",
    )

    assert route.keys == ("b", "a")
    assert "its provider also wrote the text" in route.candidates[-1].reason


def test_a_writer_is_not_moved_back_because_of_an_earlier_text(table: RoutingTable) -> None:
    route = table.route(
        purpose=Purpose.PLAN,
        tier=Tier.BASIC,
        complexity=Complexity.SIMPLE,
        available=("a", "b"),
        author_provider="one",
    )

    assert route.keys == ("a", "b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOML.replace('ask = ["a", "b"]', 'ask = ["a", "c"]'), "does not name: c"),
        (TOML.replace('tiers = ["premium"]', 'tiers = ["gold"]'), "'gold' is not a valid Tier"),
        (TOML.rpartition("[[routes]]")[0], "must match every call"),
        ("", "cannot be read"),
        (TOML.replace('name = "a-1"', 'nom = "a-1"'), "cannot be read"),
    ],
)
def test_an_invalid_table_names_the_mistake(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "routes.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=message):
        RoutingTable.load(path)


@pytest.mark.parametrize(
    ("text", "complexity"),
    [
        ("run 5 km by the end of March", Complexity.SIMPLE),
        ("", Complexity.SIMPLE),
        (
            "I want to save 3,000 euros for a trip to Japan, setting aside what is left after rent",
            Complexity.MODERATE,
        ),
        ("Sleep. Eat. Run. Read. Write. Rest.", Complexity.COMPLEX),
        ("word " * 60, Complexity.COMPLEX),
    ],
)
def test_complexity_is_read_from_words_and_parts(text: str, complexity: Complexity) -> None:
    assert complexity_of(text) is complexity


def test_a_routed_call_follows_the_tables_order_and_ends_offline(table: RoutingTable) -> None:
    first = ScriptedModel(
        [ModelError(ModelFault.TIMEOUT, "a-1 did not answer within 60 s.")], name="a-1"
    )
    second = ScriptedModel([ModelError(ModelFault.OVERLOADED, "b-1 is overloaded.")], name="b-1")
    offline = ScriptedModel([GOOD], name="offline-coach", provider=OFFLINE)

    answer = RoutedClient(table, {"a": first, "b": second}, offline).ask(make_call(), Note)

    assert answer.author.fallback_reason == "a-1 did not answer within 60 s; b-1 is overloaded"
    assert answer.author.provider == OFFLINE


def test_without_any_key_the_offline_coach_answers(table: RoutingTable) -> None:
    offline = ScriptedModel([GOOD], name="offline-coach", provider=OFFLINE)

    answer = RoutedClient(table, {}, offline).ask(make_call(tier=Tier.PREMIUM), Note)

    assert answer.author.fallback_reason == "no language model is set up"


def test_the_tier_of_a_call_decides_the_first_model(table: RoutingTable) -> None:
    models = {key: ScriptedModel([GOOD], name=key) for key in ("a", "b")}
    routed = RoutedClient(table, models, ScriptedModel([], provider=OFFLINE))

    answer = routed.ask(make_call(tier=Tier.PREMIUM), Note)

    assert answer.author.model == "b"
