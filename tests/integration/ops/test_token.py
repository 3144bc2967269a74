"""`rein token`: the token on the last line, once."""

from pathlib import Path
from zipfile import ZipFile

from tests.integration.ops.conftest import Run


def test_the_token_stands_alone_on_the_last_line(run: Run) -> None:
    result = run("token", "new", "ci")

    assert result.exit_code == 0
    last = result.stdout.splitlines()[-1]
    assert last.startswith("rein_")
    assert len(last.split()) == 1


def test_the_list_never_shows_a_token_and_says_whose_it_is(run: Run) -> None:
    secret = run("token", "new", "ci").stdout.splitlines()[-1]
    run("token", "new", "nightly", "--role", "reviewer")

    listed = run("token", "list").stdout

    assert secret not in listed
    assert "ci  acts as You (admin)" in listed
    assert "nightly  acts as nightly (reviewer)" in listed
    assert "last used never" in listed


def test_a_revoked_token_is_listed_as_such(run: Run) -> None:
    run("token", "new", "ci")

    assert run("token", "revoke", "ci").exit_code == 0

    assert "revoked 20" in run("token", "list").stdout


def test_the_account_of_a_token_is_exported_and_erased_by_the_name_of_the_token(
    run: Run, tmp_path: Path
) -> None:
    run("token", "new", "Nightly job", "--role", "reviewer")
    run("token", "new", "ci")
    file = tmp_path / "job.zip"

    exported = run("user", "export", "Nightly job", str(file))
    erased = run("user", "erase", "Nightly job", "--yes")
    again = run("user", "erase", "Nightly job", "--yes")
    mine = run("user", "erase", "ci", "--yes")

    assert (exported.exit_code, erased.exit_code) == (0, 0), erased.output
    with ZipFile(file) as parts:
        assert "Nightly job" in parts.read("account.json").decode()
    assert again.exit_code != 0
    assert mine.exit_code != 0, "a token that acts as another account is no name of it"
    assert "Nightly job" not in run("token", "list").stdout
    assert "ci  acts as You (admin)" in run("token", "list").stdout


def test_the_token_is_nowhere_in_the_files_of_the_database(run: Run, tmp_path: Path) -> None:
    secret = run("token", "new", "ci").stdout.splitlines()[-1]

    assert [
        file for file in (tmp_path / "data").iterdir() if secret.encode() in file.read_bytes()
    ] == []


def test_an_unknown_role_is_refused(run: Run) -> None:
    assert run("token", "new", "ci", "--role", "king").exit_code == 2


def test_scopes_and_days_are_chosen_and_listed(run: Run) -> None:
    made = run("token", "new", "bot", "--scope", "goals:read", "--scope", "traces:read",
               "--days", "30").stdout  # fmt: skip
    run("token", "new", "me")

    last, small = run("token", "list").stdout.splitlines()
    assert "for goals:read traces:read, until 2" in made
    assert "for goals:read traces:read  made" in small
    assert "expires 2" in small
    every = "goals:read goals:write traces:read ratings:write review:read review:write costs:read"
    assert every in last


def test_a_scope_beyond_the_role_is_refused(run: Run) -> None:
    refused = run("token", "new", "bot", "--role", "user", "--scope", "costs:read")

    assert refused.exit_code == 1
    assert run("token", "new", "bot", "--scope", "everything").exit_code == 2
    assert "There are no tokens" in run("token", "list").stdout
