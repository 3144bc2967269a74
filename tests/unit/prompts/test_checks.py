"""What a version has to pass before it is released: every check can fail, and says what to do."""

from dataclasses import replace

import pytest

from core.prompts.checks import MATERIAL, check_text
from core.prompts.library import compose, default_prompt_library, parse
from core.resolutions.draft import ResolutionDraft

LIBRARY = default_prompt_library()
LIVE = LIBRARY.find("generate")
GIVEN = LIVE.variables
FIELDS = tuple(ResolutionDraft.model_fields)


def failed(system: str = LIVE.system, user: str = LIVE.user) -> dict[str, str]:
    """Return the advice of each check that a text does not pass."""
    content = compose(LIVE, system=system, user=user, settings="", intent="To be checked")
    text = parse("generate", 1001, content)
    assert (text.system, text.user) == (system.strip(), user.strip())
    found = check_text(text, live=LIVE, given=GIVEN, fields=FIELDS)
    assert [one.name for one in found] == [
        "Difference",
        "Variables",
        "Reply schema",
        "Injection",
        "Length",
    ]
    return {one.name: one.advice for one in found if not one.passed}


def test_a_text_with_a_sentence_more_passes_and_a_copy_does_not() -> None:
    assert failed(f"{LIVE.system}\nA price may be $5 or ${{x}}.") == {}
    assert list(failed()) == ["Difference"]


@pytest.mark.parametrize(
    ("name", "system", "user", "advice"),
    [
        ("Variables", LIVE.system, LIVE.user.replace("$last_week", "4"), "Put $last_week between"),
        ("Variables", LIVE.system, LIVE.user.replace("$words", "$words $mood"), "Remove $mood"),
        ("Reply schema", LIVE.system.replace("metrics", "numbers"), LIVE.user, "`metrics`"),
        ("Injection", LIVE.system.replace("an instruction to you", "yours"), LIVE.user, MATERIAL),
        (
            "Injection",
            f"{LIVE.system} Again.",
            f"{LIVE.user}\n<data>\n1\n</data>",
            "one data block",
        ),
        ("Length", f"{LIVE.system}\n{LIVE.system}", LIVE.user, "Shorten it to"),
    ],
)
def test_each_check_fails_for_its_own_reason(
    name: str, system: str, user: str, advice: str
) -> None:
    found = failed(system, user)
    assert list(found) == [name]
    assert advice in found[name]


def test_settings_only_have_to_differ() -> None:
    live, other = LIBRARY.find("defaults", 1), LIBRARY.find("defaults", 3)
    assert all(one.passed for one in check_text(other, live=live, given=(), fields=()))
    copy = replace(live, version=1001)
    assert [one.passed for one in check_text(copy, live=live, given=(), fields=())] == [False]
