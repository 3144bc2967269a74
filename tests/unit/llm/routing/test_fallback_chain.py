"""The fallback chain: one model always answers, with the reason if it was not the first."""

import pytest

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OFFLINE
from core.llm.routing.fallback_chain import NO_MODEL_CONFIGURED, FallbackChain
from tests.factories.calls import Note, make_call
from tests.fakes import ScriptedModel

GOOD = '{"text": "Run", "stars": 4}'


def offline(*replies: str | ModelError) -> ScriptedModel:
    return ScriptedModel(replies or (GOOD,), name="offline-coach", provider=OFFLINE)


def failing(fault: ModelFault, message: str, *, name: str = "first-1") -> ScriptedModel:
    return ScriptedModel([ModelError(fault, message)], name=name)


def test_the_first_choice_needs_no_excuse() -> None:
    answer = FallbackChain((ScriptedModel([GOOD]), offline())).ask(make_call(), Note)

    assert answer.author.fallback_reason is None


def test_each_model_that_failed_is_named_with_its_reason() -> None:
    last = offline()
    chain = FallbackChain(
        (
            failing(ModelFault.TIMEOUT, "first-1 did not answer within 60 s."),
            failing(ModelFault.AUTH, "The key for second-2 was refused.", name="second-2"),
            last,
        )
    )

    answer = chain.ask(make_call(), Note)

    assert answer.author.model == "offline-coach"
    assert (
        answer.author.fallback_reason
        == "first-1 did not answer within 60 s; the key for second-2 was refused"
    )
    assert last.calls[0].note == f"Asked because {answer.author.fallback_reason}."


def test_a_reason_shared_by_all_models_is_named_once() -> None:
    spent = "today's budget for models is spent."
    chain = FallbackChain(
        (
            failing(ModelFault.BUDGET, spent),
            failing(ModelFault.BUDGET, spent, name="second-2"),
            offline(),
        ),
    )

    assert (
        chain.ask(make_call(), Note).author.fallback_reason == "today's budget for models is spent"
    )


def test_a_blocked_text_goes_straight_to_the_offline_coach() -> None:
    other = ScriptedModel([GOOD], name="second-2")
    chain = FallbackChain(
        (failing(ModelFault.BLOCKED, "first-1 declined to write about this."), other, offline())
    )

    answer = chain.ask(make_call(), Note)

    assert answer.author.provider == OFFLINE
    assert other.calls == []


def test_a_model_with_invalid_replies_is_followed_by_the_next() -> None:
    answer = FallbackChain((ScriptedModel(["no", "no"]), offline())).ask(make_call(), Note)

    assert (
        answer.author.fallback_reason == "scripted-1 answered twice in a form that cannot be used"
    )


def test_without_a_model_the_offline_coach_names_that_as_the_reason() -> None:
    answer = FallbackChain((offline(),)).ask(make_call(), Note)

    assert answer.author.fallback_reason == NO_MODEL_CONFIGURED


def test_where_even_the_last_fails_its_error_is_heard() -> None:
    chain = FallbackChain(
        (
            failing(ModelFault.TIMEOUT, "Late."),
            offline(ModelError(ModelFault.BAD_REQUEST, "No rules.")),
        )
    )

    with pytest.raises(ModelError, match="No rules"):
        chain.ask(make_call(), Note)


def test_a_blocked_text_without_an_offline_coach_stays_blocked() -> None:
    chain = FallbackChain((failing(ModelFault.BLOCKED, "Declined."), ScriptedModel([GOOD])))

    with pytest.raises(ModelError, match="Declined"):
        chain.ask(make_call(), Note)


def test_a_bug_is_not_taken_for_a_failed_model() -> None:
    def broken(_: object) -> object:
        raise KeyError("bug")

    failing = ScriptedModel([broken])  # type: ignore[list-item]

    with pytest.raises(KeyError):
        FallbackChain((failing, offline())).ask(make_call(), Note)


def test_the_check_reaches_every_model() -> None:
    def check(note: Note) -> None:
        if note.stars < 5:
            raise ValueError("too few stars")

    chain = FallbackChain((ScriptedModel([GOOD, GOOD]), offline('{"text": "Rest", "stars": 5}')))

    assert chain.ask(make_call(), Note, check=check).value.text == "Rest"


def test_a_chain_of_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one model"):
        FallbackChain(())
