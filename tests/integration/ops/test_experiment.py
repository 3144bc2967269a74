"""`rein experiment` and `rein prompt`: a trial is started, read and stopped, a version released and rolled back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from core.bootstrap import build
from core.errors import Conflict
from core.ops.cli import rein
from core.settings import Settings
from tests.factories.trial_people import add_replay


def run(*words: str) -> str:
    result = CliRunner().invoke(rein, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def _database(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REIN_DATA_DIR", str(settings.data_dir))


def pass_replay(settings: Settings) -> None:
    """Store a passed replay of the third version."""
    built = build(settings)
    add_replay(built)
    built.database.close()


@pytest.mark.usefixtures("_database")
def test_a_trial_is_started_read_stopped_and_proven_on_the_command_line(
    settings: Settings, tmp_path: Path
) -> None:
    assert "no trial yet" in run("experiment", "list")
    assert "points to other settings" in run("experiment", "propose")
    assert "Automatic trials are off" in run("experiment", "advance")
    with pytest.raises(Conflict, match="none is set up"):
        run("prompt", "propose", "generate")
    with pytest.raises(Conflict, match="only a pass may meet people"):
        run("experiment", "start", "defaults", "3", "--reason", "Smaller")
    with pytest.raises(Conflict, match="there are 0"):
        run("experiment", "replay", "defaults", "3")
    pass_replay(settings)
    started = run(
        "experiment", "start", "defaults", "3", "--reason", "Smaller", "--primary", "week_1"
    )
    trial_id = started.split()[2]

    assert f"{trial_id}  defaults@v3 against v1  running" in run("experiment", "list")
    shown = run("experiment", "show", trial_id)
    assert "Tasks of the first week that are done, 0 people: not known yet" in shown
    assert "Stars of the first rating: not known yet" in shown
    assert "Cost of a run: not known yet" in shown
    run("experiment", "stop", trial_id, "--reason", "Enough seen")
    assert "Ended: Enough seen" in run("experiment", "show", trial_id)
    file = tmp_path / "proof.zip"
    assert "holds the proof" in run("experiment", "proof", trial_id, str(file))
    verified = run("verify", str(file))
    assert "The proof holds." in verified
    assert "Recorded when it ended: stopped" in verified
    file.write_bytes(file.read_bytes().replace(b"Smaller", b"Smeller"))
    broken = CliRunner().invoke(rein, ["verify", str(file)])
    assert "trial.json was changed" in str(broken.exception)


@pytest.mark.usefixtures("_database")
def test_a_version_is_compared_released_and_rolled_back_on_the_command_line() -> None:
    assert "defaults@v1  live" in run("prompt", "list")
    assert '+pace = "aggressive"' in run("prompt", "diff", "defaults", "1", "2")
    run("prompt", "release", "defaults", "3", "--reason", "Smaller steps")
    assert "defaults@v3  live" in run("prompt", "list")
    assert "defaults@v1 is live" in run("prompt", "rollback", "defaults", "--reason", "Back")


@pytest.mark.usefixtures("_database")
def test_a_version_is_printed_edited_checked_and_released_on_the_command_line(
    tmp_path: Path,
) -> None:
    file = tmp_path / "generate.md"
    file.write_text(run("prompt", "show", "generate", "2"), encoding="utf-8")
    words = ("prompt", "edit", "generate", "2", str(file), "--reason", "Shorter")
    assert "FAIL  Difference: It says the same as v2." in run(*words)
    file.write_text(
        file.read_text(encoding="utf-8").replace("=== user", "Be brief.\n=== user"),
        encoding="utf-8",
    )
    saved = run(*words)
    assert saved.startswith("generate@v1002 is saved as a draft.")
    assert "FAIL" not in saved
    assert run("prompt", "check", "generate", "1002") in saved
    assert "+Be brief." in run("prompt", "diff", "generate", "2", "1002")
    run("prompt", "release", "generate", "1002", "--reason", "Shorter")
    assert "generate@v1002  live  Shorter" in run("prompt", "list")
