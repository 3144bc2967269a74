"""The packaged playbooks: every one is complete, safe and unlike the others."""

import pytest

from core.offline.playbooks.schema import Playbook
from core.plans.banned_advice import safe_alternative
from core.plans.verbs import starts_with_verb
from tests.factories.coaching import PLAYBOOKS

ALL = (*PLAYBOOKS.playbooks, *PLAYBOOKS.by_kind.values())
each_playbook = pytest.mark.parametrize(
    "playbook",
    ALL,
    ids=[f"{playbook.name}-{playbook.kinds[0].value}" for playbook in ALL],
)


def titles(playbook: Playbook) -> list[str]:
    return [
        title
        for phase in playbook.phases
        for title in (*phase.practice, *(step.title for step in phase.steps))
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
def test_every_variant_is_a_whole_playbook(playbook: Playbook) -> None:
    for kind in playbook.kinds:
        filled = playbook.for_kind(kind)

        assert filled.kinds[0] == kind
        assert Playbook.model_validate(filled.model_dump()).kinds == filled.kinds


@each_playbook
def test_the_defaults_fit_their_own_limits(playbook: Playbook) -> None:
    usual = playbook.defaults

    assert usual.sessions * usual.longest_session >= 10
    assert usual.hours * 60 >= usual.sessions * 10


def test_no_task_is_in_two_playbooks() -> None:
    owners: dict[str, set[str]] = {}
    for playbook in ALL:
        for title in titles(playbook):
            owners.setdefault(title, set()).add(f"{playbook.name} {playbook.kinds[0]}")

    assert {title: names for title, names in owners.items() if len(names) > 1} == {}
