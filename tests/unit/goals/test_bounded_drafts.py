"""No text of any draft is without a bound, and nobody has to remember it: the base class has it."""

import importlib
import pkgutil
import re
from typing import Any

import pytest
from pydantic import ValidationError

import core
from core.experiments.rewrite import MAX_INSTRUCTIONS_CHARACTERS, RewriteDraft
from core.goals.draft import MAX_ENTRIES, MAX_NAME_CHARACTERS, MAX_TEXT_CHARACTERS, Draft
from core.plans.draft import ResourceDraft, TaskDraft
from core.prompts.library import FOLDER
from core.quality.verdict import VerdictsDraft

ENDLESS = "W" * 50_000
_SCHEMA = re.compile(r'^schema = "(\w+)"$', re.MULTILINE)
DRAFTED = ("draft", "verdict", "reply", "rewrite", "pairwise")
"""How modules with drafts are called; the second test finds one that is called otherwise."""


def all_drafts(base: type[Draft] = Draft) -> list[type[Draft]]:
    return [each for one in base.__subclasses__() for each in (one, *all_drafts(one))]


for _module in pkgutil.walk_packages(core.__path__, "core."):
    if _module.name.rpartition(".")[2] in DRAFTED and ".store." not in _module.name:
        importlib.import_module(_module.name)

TEXTS = [
    (draft, name)
    for draft in all_drafts()
    for name, field in draft.model_fields.items()
    if "str" in repr(field.annotation) and "Draft" not in repr(field.annotation)
]


@pytest.mark.parametrize(("draft", "name"), TEXTS, ids=lambda one: getattr(one, "__name__", one))
def test_an_endless_text_is_refused_or_cut(draft: type[Draft], name: str) -> None:
    limit = MAX_INSTRUCTIONS_CHARACTERS if draft is RewriteDraft else MAX_TEXT_CHARACTERS
    is_list = "list" in repr(draft.model_fields[name].annotation)
    sent: dict[str, Any] = {name: [ENDLESS] if is_list else ENDLESS}

    try:
        read = draft.model_validate(sent)
    except ValidationError as error:
        found = {(one["loc"][0], one["type"]) for one in error.errors() if one["loc"]}
        cut = name not in {place for place, _ in found}
        assert cut or (name, "string_too_long") in found or (name, "literal_error") in found
    else:
        assert len(str(getattr(read, name))) <= limit


def test_every_schema_that_a_prompt_asks_for_is_a_draft() -> None:
    names = {draft.__name__ for draft in all_drafts()}
    files = FOLDER.glob("*/v*.md")
    wanted = {found[1] for file in files if (found := _SCHEMA.search(file.read_text("utf-8")))}

    assert "GoalDraft" in wanted
    assert wanted <= names


def test_a_long_name_is_cut_at_a_word_and_a_short_one_stays() -> None:
    title = TaskDraft(title="Run slowly " * 60, minutes=30).title

    assert title.endswith(("slowly…", "Run…"))
    assert len(title) <= MAX_NAME_CHARACTERS
    assert TaskDraft(title="Run", minutes=30).title == "Run"
    assert len(ResourceDraft(title="W" * 400).title) == MAX_NAME_CHARACTERS


def test_a_list_without_an_end_is_refused() -> None:
    with pytest.raises(ValidationError, match="entries"):
        VerdictsDraft.model_validate({"items": [], "strengths": ["x"] * (MAX_ENTRIES + 1)})
