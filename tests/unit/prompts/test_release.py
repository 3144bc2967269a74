"""Releasing: one line per version, never another text under the same number."""

from pathlib import Path

import pytest

from core.errors import Conflict, NotFound
from core.prompts.library import FOLDER, RELEASED, PromptLibrary
from core.prompts.release import release
from tests.unit.prompts.test_library import TEXT, put


def test_the_first_version_is_live_and_the_next_waits_until_it_is_made_so(tmp_path: Path) -> None:
    put(tmp_path, TEXT)
    put(tmp_path, f"{TEXT}More.\n", version=2)
    release("greet", 1, folder=tmp_path)
    release("greet", 2, folder=tmp_path)
    before = PromptLibrary.load(tmp_path).live["greet"]

    release("greet", 2, live=True, folder=tmp_path)

    assert (before, PromptLibrary.load(tmp_path).live["greet"]) == (1, 2)


def test_releasing_twice_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, TEXT)
    first = release("greet", 1, folder=tmp_path)
    listing = (tmp_path / RELEASED).read_text(encoding="utf-8")

    assert release("greet", 1, folder=tmp_path) == first
    assert (tmp_path / RELEASED).read_text(encoding="utf-8") == listing


def test_another_text_under_a_released_number_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, TEXT)
    release("greet", 1, folder=tmp_path)
    path.write_text(f"{TEXT}More.\n", encoding="utf-8")

    with pytest.raises(Conflict, match=r"released with another text\. .*v2\.md"):
        release("greet", 1, folder=tmp_path)


def test_a_file_that_is_not_there_cannot_be_released(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"greet/v7\.md"):
        release("greet", 7, folder=tmp_path)


def test_the_list_in_the_project_is_what_releasing_writes(tmp_path: Path) -> None:
    for path in sorted(FOLDER.glob("*/v*.md")):
        put(
            tmp_path,
            path.read_text(encoding="utf-8"),
            name=path.parent.name,
            version=int(path.stem[1:]),
        )
        release(path.parent.name, int(path.stem[1:]), folder=tmp_path)

    assert PromptLibrary.load(tmp_path).texts == PromptLibrary.load().texts
