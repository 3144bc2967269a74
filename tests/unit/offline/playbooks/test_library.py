"""The playbook library: loading, lookup, and what makes it invalid."""

import shutil
from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.offline.playbooks.library import (
    GENERAL,
    PLAYBOOK_FOLDER,
    PLAYBOOKS,
    PlaybookLibrary,
    load_playbooks,
)
from core.offline.playbooks.pages import scaffold
from core.offline.playbooks.schema import parse_playbook
from tests.factories.coaching import PLAYBOOKS as PACKAGED


def test_every_playbook_file_is_registered() -> None:
    assert {path.stem for path in PLAYBOOK_FOLDER.glob("*.yaml")} == set(PLAYBOOKS) - {GENERAL}


def test_the_library_keeps_the_order_of_the_register() -> None:
    assert load_playbooks().domains == PLAYBOOKS
    assert [playbook.name for playbook in load_playbooks()] == list(PLAYBOOKS)
    assert len(load_playbooks()) == len(PLAYBOOKS)


def test_each_load_reads_the_files_again() -> None:
    one, other = load_playbooks(), load_playbooks()

    assert one == other
    assert one.get("running") is not other.get("running")


@pytest.mark.parametrize("domain", PLAYBOOKS)
def test_a_playbook_is_found_by_its_domain(domain: str) -> None:
    assert PACKAGED.get(domain).name == domain


@pytest.mark.parametrize("domain", ["chess", "", "Running"])
def test_an_unknown_domain_gets_the_general_playbook(domain: str) -> None:
    assert PACKAGED.get(domain).name == GENERAL


def test_a_library_without_a_general_playbook_is_invalid() -> None:
    with pytest.raises(ConfigurationError, match="lack the domain “general”"):
        PlaybookLibrary((PACKAGED.get("running"),))


def test_two_playbooks_of_one_name_are_invalid() -> None:
    general = PACKAGED.get(GENERAL)

    with pytest.raises(ConfigurationError, match="same name"):
        PlaybookLibrary((general, general))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"running\.yaml cannot be read"):
        load_playbooks(tmp_path)


def test_an_invalid_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(PLAYBOOK_FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sleep.yaml").write_text("name: [", encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"sleep\.yaml is not valid YAML"):
        load_playbooks(tmp_path)


def test_a_library_of_other_playbooks_knows_only_their_domains() -> None:
    chess = parse_playbook(scaffold("chess"), origin="chess.yaml")
    library = PlaybookLibrary((chess, PACKAGED.get(GENERAL)))

    assert library.domains == ("chess", GENERAL)
    assert library.get("chess") is chess
    assert library.get("running").name == GENERAL
