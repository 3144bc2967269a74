"""Playbooks: complete, checked, and explained."""

import pytest

from core.errors import ConfigurationError, InvalidInput
from core.offline.playbooks.library import PLAYBOOK_FOLDER, PLAYBOOKS, load_playbooks
from core.offline.playbooks.pages import playbooks_page, scaffold
from core.offline.playbooks.schema import parse_playbook
from core.plans.banned_advice import safe_alternative
from core.plans.verbs import starts_with_verb
from tests.factories.coaching import COACH


def test_every_playbook_file_has_its_line_in_the_register() -> None:
    assert {path.stem for path in PLAYBOOK_FOLDER.glob("*.yaml")} == set(PLAYBOOKS)


def test_every_playbook_names_its_sources() -> None:
    assert all(
        book.sources and all(s.url.startswith("http") for s in book.sources)
        for book in load_playbooks()
    )


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_every_task_of_a_playbook_begins_with_a_verb_and_does_no_harm(name: str) -> None:
    book = COACH.playbook_for(name)
    titles = [t for p in book.phases for t in (*p.practice, *(e.title for e in p.extras))]

    assert [t for t in titles if not starts_with_verb(t)] == []
    assert [t for t in titles if safe_alternative(t)] == []


def test_no_task_stands_in_two_playbooks() -> None:
    seen: dict[str, str] = {}
    twice = []
    for name, book in ((b.name, b) for b in load_playbooks()):
        for title in {t for p in book.phases for t in (*p.practice, *(e.title for e in p.extras))}:
            if title in seen:
                twice.append((title, seen[title], name))
            seen[title] = name

    assert twice == []


def test_a_misspelt_key_is_named_with_its_place() -> None:
    text = scaffold("chess").replace("longest_session", "longest_sesion")

    with pytest.raises(ConfigurationError, match=r"chess\.yaml.*defaults"):
        parse_playbook(text, origin="chess.yaml")


def test_an_unknown_placeholder_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="unknown placeholder"):
        parse_playbook(scaffold("chess").replace("{item}", "{thing}"), origin="chess.yaml")


def test_broken_yaml_says_which_file() -> None:
    with pytest.raises(ConfigurationError, match=r"chess\.yaml is not valid YAML"):
        parse_playbook("name: [", origin="chess.yaml")


def test_phases_have_to_cover_the_plan() -> None:
    with pytest.raises(ConfigurationError, match=r"add up to 0\.8"):
        parse_playbook(scaffold("chess").replace("share: 0.5", "share: 0.4"), origin="chess.yaml")


def test_a_scaffold_is_a_valid_playbook_of_that_name() -> None:
    assert parse_playbook(scaffold("chess"), origin="chess.yaml").name == "chess"


@pytest.mark.parametrize("name", ["running", "../x", "A", ""])
def test_a_bad_or_taken_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        scaffold(name)


def test_the_page_of_the_docs_shows_every_playbook() -> None:
    page = playbooks_page(load_playbooks())

    assert all(f'<a id="{name}"></a>' in page for name in PLAYBOOKS)
