"""The offline coach as a model: free, by rule, and plain about what it has no rules for."""

import pytest

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OfflineModel
from core.llm.reply.structured import ask
from core.ports import Purpose
from tests.factories.calls import Note, make_call


def test_it_answers_from_the_values_behind_the_prompt() -> None:
    model = OfflineModel({Purpose.PLAN: lambda subject: Note(text=f"Plan for {subject}", stars=5)})

    answer = ask(model, make_call(purpose=Purpose.PLAN, context="Ada"), Note)

    assert answer.value == Note(text="Plan for Ada", stars=5)
    assert answer.completion.cost.usd == 0.0
    assert answer.completion.usage.input_tokens == 0


def test_a_purpose_without_rules_is_named() -> None:
    with pytest.raises(ModelError, match="no rules for “coach”") as caught:
        OfflineModel({}).complete(make_call(purpose=Purpose.COACH))

    assert caught.value.fault is ModelFault.BAD_REQUEST
