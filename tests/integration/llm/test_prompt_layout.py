"""Prompts begin with what all share, for the providers' prefix caches; a person's values follow."""

from datetime import date

import pytest

from core.prompts.library import default_prompt_library
from tests.integration.llm.provider_cases import PROVIDER_CASES, ProviderCase
from tests.integration.llm.walk import PURPOSES, walk
from tests.stubs.answers import data_of, outside_data

DAYS = (date(2027, 1, 4), date(2028, 6, 12))

every_provider = pytest.mark.parametrize(
    "provider", PROVIDER_CASES, ids=lambda provider: provider.name
)


READ_BY_A_MODEL = sorted(
    label for label, text in default_prompt_library().texts.items() if not text.settings
)


@pytest.mark.parametrize("label", READ_BY_A_MODEL)
def test_the_instructions_of_every_prompt_take_no_values(label: tuple[str, int]) -> None:
    text = default_prompt_library().find(*label)

    prompts = [
        default_prompt_library().render(
            *label, **{name: f"{word} of {name}" for name in text.variables}
        )
        for word in ("this", "that")
    ]

    assert prompts[0].system == prompts[1].system == text.system
    assert prompts[0].user != prompts[1].user
    assert all(f"this of {name}" in prompts[0].user for name in text.variables)


@every_provider
def test_prompts_of_two_goals_on_two_days_share_their_first_part(
    provider: ProviderCase,
) -> None:
    running = walk(provider, "I want to run 5 km without stopping", today=DAYS[0])
    reading = walk(provider, "Ich möchte 12 Romane lesen und darüber schreiben", today=DAYS[1])

    for purpose in PURPOSES:
        one, other = running.asked[purpose], reading.asked[purpose]
        assert one.system == other.system, purpose
        assert one.system
        assert one.schema == other.schema, purpose
        assert outside_data(one.user) == outside_data(other.user), purpose
        assert data_of(one.user) != data_of(other.user), purpose
        for told in ("5 km", *(day.isoformat() for day in DAYS), str(DAYS[0].year)):
            assert told not in one.system + outside_data(one.user), purpose
    assert data_of(running.asked["preprocess"].user)["today"] == DAYS[0].isoformat()
    assert data_of(running.asked["plan"].user)["weeks"][0]["first"].endswith(DAYS[0].isoformat())


@every_provider
def test_on_the_wire_the_instructions_come_before_the_persons_values(
    provider: ProviderCase,
) -> None:
    found = walk(provider, "I want to run 5 km without stopping")

    for purpose in PURPOSES:
        asked = found.asked[purpose]
        if (
            "messages" in asked.body
        ):  # the order of a list means something; Gemini's parts have names instead
            roles = [message["role"] for message in asked.body["messages"]]
            assert roles == (["system", "user"] if "system" not in asked.body else ["user"])
        assert "5 km" not in asked.system
        assert "5 km" in asked.user or "5 km" in str(data_of(asked.user))
