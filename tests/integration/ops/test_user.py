"""`rein user`: the first admin, and everybody after."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.ops.user import user

ADA = "ada@example.org"


@pytest.fixture
def run(tmp_path: Path, migrated_database: Path, monkeypatch: pytest.MonkeyPatch):  # noqa: ANN201
    """Run the command on a database of its own."""
    (tmp_path / "rein.db").write_bytes(migrated_database.read_bytes())
    monkeypatch.setenv("REIN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REIN_AUTH", "password")

    def call(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(user, list(arguments), input=text)

    return call


def test_the_first_admin_gets_a_link_and_the_list_shows_how_all_stand(run) -> None:  # noqa: ANN001
    added = run("add", ADA, "--admin", "--name", "Ada")
    assert added.exit_code == 0, added.output
    assert "/account/password?code=" in added.output.splitlines()[-1]
    run("add", "bob@example.org", "--password-stdin", text="vivid-Turnip-42-orbit\n")
    assert run("role", "bob@example.org", "reviewer").output == (
        "bob@example.org was user and is reviewer now.\n"
    )
    run("disable", "bob@example.org")

    assert run("list").output.splitlines() == [
        "ada@example.org  admin  invited  Ada",
        "bob@example.org  reviewer  disabled  bob",
    ]
    assert "can sign in again" in run("disable", "bob@example.org", "--undo").output
    assert "/account/password?code=" in run("link", "bob@example.org").output


def test_a_weak_password_of_a_script_is_refused(run) -> None:  # noqa: ANN001
    refused = run("add", ADA, "--password-stdin", text="password\n")

    assert refused.exit_code != 0
    assert "password" in str(refused.exception)
