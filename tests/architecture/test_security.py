"""The threat model names tests, and they exist; what can be checked of dependencies has a command."""

import re

import pytest

from tests.architecture.tree import ROOT, functions, parse

ROW = re.compile(r"^\| (?P<cells>.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/\S+\.py)::(test_\w+)`")
HEADING = ["who", "what they try", "how it is stopped", "test"]


def rows() -> list[list[str]]:
    """Return the rows of the table, without its heading."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    heading, line, *rest = [found["cells"].split(" | ") for found in ROW.finditer(text)]
    assert heading == HEADING
    assert set("".join(line)) <= set("-| ")
    return rest


ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=[row[1] for row in ROWS])
def test_each_threat_names_tests_that_exist(row: list[str]) -> None:
    assert len(row) == len(HEADING)
    assert all(row)
    named = TEST.findall(row[3])
    assert named
    assert TEST.sub("", row[3]).strip(", ") == ""
    for path, name in named:
        defined = {function.name for function in functions(parse(ROOT / path))}
        assert name in defined, f"{path} has no {name}"


def test_no_test_is_named_twice() -> None:
    named = [test for row in ROWS for test in TEST.findall(row[3])]

    assert sorted(set(named)) == sorted(named)


def test_a_row_with_a_test_that_is_not_there_would_fail() -> None:
    row = ["who", "what", "how", "`tests/architecture/test_security.py::test_that_is_not_there`"]

    with pytest.raises(AssertionError, match="has no test_that_is_not_there"):
        test_each_threat_names_tests_that_exist(row)


def test_rules_against_unsafe_code_are_checked_in_every_file() -> None:
    """Ruff's S rules are those of bandit; they are on because ALL are, and off nowhere as a whole."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert 'select = ["ALL"]' in text
    assert re.search(r'"S"', text) is None
