"""What the documents promise is checked here, so that they cannot drift from the program."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from core.ops.cli import rein as command_line
from core.settings import Settings
from tests.architecture.tree import ROOT
from tests.bench import page as benchmarks

DECISIONS = tuple(sorted((ROOT / "docs" / "decisions").glob("*.md")))
DECISION_LINES = 60
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)(?:#[^)]*)?\)")


def test_every_setting_stands_in_the_example_environment_file() -> None:
    names = {
        name for field in Settings.model_fields.values() for name in field.validation_alias.choices
    }  # type: ignore[union-attr]
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    documented = set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", example, flags=re.MULTILINE))

    assert documented == names | {
        "REIN_ENV_FILE"
    }  # the one that is needed before the others can be read


def test_the_example_environment_file_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    assert len(text.splitlines()) <= DECISION_LINES
    assert all(f"## {part}" in text for part in ("Context", "Decision", "Consequences"))


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_changelog_has_a_place_for_what_is_not_released_yet() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## \[Unreleased\]$", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "docs/glossary.md", "docs/benchmarks.md"]
)
def test_a_link_leads_to_a_file_that_is_there(name: str) -> None:
    page = ROOT / name

    missing = [
        link
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]

    assert missing == []


def test_the_page_of_benchmarks_says_what_was_measured() -> None:
    figures = json.loads((ROOT / "tests" / "bench" / "figures.json").read_text(encoding="utf-8"))

    assert (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8") == benchmarks.render(
        figures
    )


def test_every_make_target_the_readme_names_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))

    targets = set(
        re.findall(
            r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE
        )
    )

    assert named
    assert named <= targets


def test_every_command_the_readme_names_exists() -> None:
    named = set(
        re.findall(r"\brein ([a-z]+)\b(?= |`|$)", _code(ROOT / "README.md"), flags=re.MULTILINE)
    )

    assert named
    assert named <= set(command_line.commands)


def test_the_first_screen_of_the_readme_shows_the_product_and_the_two_commands() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30])

    assert "make run" in first_screen
    assert "make test" in first_screen
    assert re.search(r"!\[[^\]]{20,}\]\(docs/images/[a-z-]+\.png\)", first_screen), (
        "a picture with a description"
    )


def test_every_word_of_the_glossary_is_used_in_the_source() -> None:
    words = re.findall(
        r"^\*\*([a-z -]+)\*\*",
        (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    listing = subprocess.run(
        ["git", "ls-files", "core", "app"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    source = "\n".join(
        (ROOT / name).read_text(encoding="utf-8").lower()
        for name in listing.stdout.split()
        if name.endswith(".py")
    )

    assert len(words) > 10
    assert [word for word in words if word not in source] == []


def _code(page: Path) -> str:
    """Return what stands in code: fenced blocks and inline."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(
        re.findall(r"```[a-z]*\n(.*?)```", text, flags=re.DOTALL) + re.findall(r"`([^`\n]+)`", text)
    )
