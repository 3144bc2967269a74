"""The history reads like a list of gains: short subjects that name a component."""

import subprocess

import pytest

from tests.architecture.tree import ROOT

RENAMED_AT = "7849a33"
"""Subjects up to this commit were written before the law."""
SUBJECT = 72


def test_a_commit_subject_has_at_most_72_characters() -> None:
    log = subprocess.run(
        ["git", "log", "--no-merges", "--format=%s", f"{RENAMED_AT}..HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if log.returncode:
        pytest.skip("the history of this copy does not reach back far enough")

    assert [subject for subject in log.stdout.splitlines() if len(subject) > SUBJECT] == []
