"""Usage that nobody told: a guess, marked as one, and never below what was told."""

from core.llm.heard import Heard, Part
from core.llm.usage import estimate, so_far
from core.ports import Usage
from tests.factories.calls import make_call

CALL = make_call()
ASKED = len(CALL.prompt.system) + len(CALL.prompt.user)


def broken_off(*parts: Part) -> Usage:
    heard = Heard()
    for part in parts:
        heard.add(part)
    return so_far(CALL, heard)


def test_a_guess_rounds_up_and_is_marked() -> None:
    guess = estimate(CALL, "Run.!", thought="Hm")

    assert guess == Usage(input_tokens=-(-ASKED // 4), output_tokens=2, thinking_tokens=1, estimated=True)


def test_a_reply_that_broke_off_without_usage_is_guessed_from_what_came() -> None:
    assert broken_off(Part(text="Run now!")) == estimate(CALL, "Run now!")


def test_what_was_told_before_the_break_is_kept_and_the_rest_is_guessed() -> None:
    told = Usage(input_tokens=700, cached_tokens=400, output_tokens=1)

    usage = broken_off(Part(usage=told), Part(text="Run" * 8))

    assert usage == Usage(input_tokens=700, cached_tokens=400, output_tokens=6, estimated=True)


def test_a_guess_is_never_below_what_was_told() -> None:
    assert broken_off(Part(text="Run", usage=Usage(output_tokens=50))).output_tokens == 50
