"""The playbook schema: mistakes are errors with file and location."""

import pytest

from core.errors import ConfigurationError
from core.offline.playbooks.pages import scaffold
from core.offline.playbooks.schema import PLACEHOLDERS, Playbook, parse_playbook

VALID = scaffold("chess")


def parse(text: str) -> Playbook:
    return parse_playbook(text, origin="chess.yaml")


def test_a_valid_playbook_has_typed_parts() -> None:
    playbook = parse(VALID)

    assert playbook.name == "chess"
    assert playbook.recognise.strong == ("chess",)
    assert [phase.share for phase in playbook.phases] == [0.5, 0.5]
    assert playbook.progression.rule == "total"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("longest_session", "longest_sesion", r"defaults.*longest_sesion"),
        ("{item}", "{subject}", "unknown placeholder"),
        ("{item}", "{item", "unknown placeholder"),
        ("share: 0.5", "share: 0.4", r"add up to 0\.8"),
        ("rule: total", "rule: magic", "progression"),
        ("name: chess", "name: Chess!", "name"),
        ("minutes: 10", "minutes: 1", "steps"),
        ("goal_type: learning", "goal_type: dream", "goal_type"),
        ("weeks: 8", "weeks: 80", "defaults"),
        ("    chess", "    (chess", "not a regular expression"),
        ("about: baseline", "about: shoe_size", "questions"),
    ],
)
def test_a_mistake_is_reported_with_its_place(old: str, new: str, message: str) -> None:
    assert old in VALID

    with pytest.raises(ConfigurationError, match=message) as error:
        parse(VALID.replace(old, new))

    assert "chess.yaml" in str(error.value)


@pytest.mark.parametrize("text", ["name: [", "a: b: c", "\tname: chess"])
def test_broken_yaml_names_the_file(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"chess\.yaml is not valid YAML"):
        parse(text)


@pytest.mark.parametrize("text", ["", "[]", "just words"])
def test_yaml_that_is_no_playbook_names_the_file(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"chess\.yaml is not a playbook"):
        parse(text)


def test_at_most_five_mistakes_are_reported() -> None:
    with pytest.raises(ConfigurationError) as error:
        parse("name: chess")

    assert str(error.value).count("Field required") == 5


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("chess; check ?mate", ("chess", "check ?mate")),
        (" chess ;; ", ("chess",)),
        ("''", ()),
    ],
)
def test_words_are_separated_by_semicolons(words: str, expected: tuple[str, ...]) -> None:
    playbook = parse(VALID.replace("  strong: >-\n    chess", f"  strong: {words}"))

    assert playbook.recognise.strong == expected


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_every_placeholder_may_be_used(name: str) -> None:
    assert f"{{{name}}}" in parse(VALID.replace("Reach {amount}", f"Reach {{{name}}}")).milestone


def test_a_playbook_cannot_be_changed() -> None:
    with pytest.raises(Exception, match="frozen"):
        parse(VALID).name = "go"
