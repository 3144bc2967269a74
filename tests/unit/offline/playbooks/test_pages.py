"""The documentation page of the playbooks, and the scaffold of a new one."""

import pytest

from core.errors import InvalidInput
from core.offline.playbooks.library import GENERAL, PLAYBOOKS, PlaybookLibrary
from core.offline.playbooks.pages import playbooks_page, scaffold
from core.offline.playbooks.schema import parse_playbook
from tests.factories.coaching import PLAYBOOKS as PACKAGED
from tests.factories.recipes import RECIPES


def test_the_page_has_a_row_and_a_section_for_every_playbook() -> None:
    page = playbooks_page(PACKAGED, RECIPES)

    for playbook in PACKAGED:
        assert f"| [{playbook.title}](#{playbook.name}) | {playbook.progression.rule} |" in page
        assert f'<a id="{playbook.name}"></a>\n## {playbook.title}' in page


def test_the_page_shows_sources_questions_and_safety() -> None:
    page = playbooks_page(PACKAGED, RECIPES)

    for playbook in PACKAGED:
        assert all(f"[{source.title}]({source.url})" in page for source in playbook.sources)
        assert all(question.text in page for question in playbook.questions)
        assert all(line in page for line in playbook.safety)


def test_the_page_of_one_playbook_shows_no_other() -> None:
    page = playbooks_page(PlaybookLibrary((PACKAGED.get(GENERAL),)), {})

    assert page.count("<a id=") == 1
    assert "running" not in page.casefold().split("##")[0].replace("# playbooks", "")


@pytest.mark.parametrize("name", ["chess", "bird_watching"])
def test_a_scaffold_is_a_valid_playbook(name: str) -> None:
    playbook = parse_playbook(scaffold(name), origin=f"{name}.yaml")

    assert playbook.name == name
    assert playbook.title == name.replace("_", " ").capitalize()


@pytest.mark.parametrize("name", ["../x", "A", "", "x", "1st", "with space", "x" * 50])
def test_a_scaffold_needs_a_plain_name(name: str) -> None:
    with pytest.raises(InvalidInput) as error:
        scaffold(name)

    assert error.value.field == "name"
    assert error.value.advice


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_a_scaffold_does_not_replace_a_playbook(name: str) -> None:
    with pytest.raises(InvalidInput, match="already"):
        scaffold(name)
