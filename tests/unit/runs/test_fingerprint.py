"""A fingerprint says which prompts and models produced a run, and nothing else."""

from dataclasses import replace

import pytest

from core.ports import Author
from core.prompts.library import PromptLibrary, default_prompt_library
from core.runs.fingerprint import LENGTH, fingerprint_of

WRITER = Author(model="gemini-3.8-flash", provider="google", prompt="generate@v1")
JUDGE = Author(model="claude", provider="anthropic", prompt="evaluate@v1")
COACH = Author(model="offline-coach", provider="offline")
BOTH = {"generate": WRITER, "evaluate": JUDGE}


def mark(authors: dict[str, Author], library: PromptLibrary | None = None) -> str:
    found = fingerprint_of(authors, library or default_prompt_library())
    assert found is not None
    return found


def test_the_same_prompts_and_models_have_the_same_fingerprint() -> None:
    turned = dict(reversed(BOTH.items()))

    assert mark(BOTH) == mark(turned)
    assert len(mark(BOTH)) == LENGTH


def test_why_a_model_was_chosen_does_not_count() -> None:
    fallback = replace(WRITER, fallback_reason="the first model was busy")

    assert mark({**BOTH, "generate": fallback}) == mark(BOTH)


@pytest.mark.parametrize(
    "changed",
    [
        {"generate": replace(WRITER, model="gemini-4-argon")},
        {"generate": replace(WRITER, provider="vertex")},
        {"generate": replace(WRITER, prompt="generate@v2")},
        {"generate": COACH},
        {"plan": COACH},
    ],
)
def test_another_model_prompt_or_stage_changes_it(changed: dict[str, Author]) -> None:
    assert mark(BOTH | changed) != mark(BOTH)


def test_another_text_of_the_same_label_changes_it() -> None:
    library = default_prompt_library()
    text = replace(library.find("generate"), hash="other")
    other = replace(library, texts={**library.texts, ("generate", 1): text})

    assert mark(BOTH, other) != mark(BOTH)


def test_a_run_in_which_nothing_finished_has_none() -> None:
    assert fingerprint_of({}, default_prompt_library()) is None


def test_a_label_that_is_not_on_the_shelf_still_counts() -> None:
    strange = {"generate": replace(WRITER, prompt="other")}

    assert mark(strange) != mark({"generate": replace(WRITER, prompt="another")})
