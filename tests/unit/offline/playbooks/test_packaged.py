"""The packaged playbooks: every one is complete, safe and unlike the others."""

import re

import pytest

from core.offline.playbooks.schema import Playbook
from core.plans.banned_advice import safe_alternative
from core.plans.verbs import starts_with_verb
from tests.factories.coaching import PLAYBOOKS

each_playbook = pytest.mark.parametrize(
    "playbook", PLAYBOOKS.playbooks, ids=[playbook.name for playbook in PLAYBOOKS]
)


def titles(playbook: Playbook) -> list[str]:
    return [
        title
        for phase in playbook.phases
        for title in (*phase.practice, *(extra.title for extra in phase.extras))
    ]


@each_playbook
def test_every_source_has_a_link(playbook: Playbook) -> None:
    assert playbook.sources
    assert all(source.url.startswith("http") for source in playbook.sources)


@each_playbook
def test_every_task_starts_with_a_verb(playbook: Playbook) -> None:
    assert [title for title in titles(playbook) if not starts_with_verb(title)] == []


@each_playbook
def test_no_task_gives_banned_advice(playbook: Playbook) -> None:
    assert [title for title in titles(playbook) if safe_alternative(title)] == []


@each_playbook
def test_every_action_completes_then_i_will(playbook: Playbook) -> None:
    actions = [action for guide in playbook.obstacles for action in guide.actions]

    assert [a for a in actions if a[:1].isupper() and not a.startswith("{")] == []
    assert [a for a in actions if a.endswith(".")] == []


@each_playbook
def test_every_situation_completes_if(playbook: Playbook) -> None:
    situations = [guide.situation for guide in playbook.obstacles]

    assert [s for s in situations if s.lower().startswith("if ") or s.endswith(".")] == []


@each_playbook
def test_the_words_of_an_obstacle_are_plain_lower_case_stems(playbook: Playbook) -> None:
    words = [word for guide in playbook.obstacles for word in guide.words]

    assert [word for word in words if word != word.lower() or re.search(r"[\[\](){}]", word)] == []


@each_playbook
def test_the_defaults_fit_their_own_limits(playbook: Playbook) -> None:
    usual = playbook.defaults

    assert usual.sessions * usual.longest_session >= 10
    assert usual.hours * 60 >= usual.sessions * 10


def test_no_task_is_in_two_playbooks() -> None:
    owners: dict[str, set[str]] = {}
    for playbook in PLAYBOOKS:
        for title in titles(playbook):
            owners.setdefault(title, set()).add(playbook.name)

    assert {title: names for title, names in owners.items() if len(names) > 1} == {}
