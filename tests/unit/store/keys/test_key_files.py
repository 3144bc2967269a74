"""A saved key is in one file that only its owner may read, and whole or not there."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.errors import StorageUnavailable
from core.store.keys.settings import with_saved
from core.store.keys.store import KeyFiles
from core.store.keys.values import SavedKey, SavedModels, SavedServer
from tests.conftest import make_settings

AT = datetime(2027, 1, 4, 8, tzinfo=UTC)
KEY = SavedKey(provider="google", key=SecretStr("a-key-of-ours"), saved_at=AT)
SERVER = SavedServer(server="ollama", model="qwen:4b", saved_at=AT)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)

    files.save_key(KEY)
    files.save_server(SERVER)

    assert files.read() == SavedModels(keys=(KEY,), server=SERVER)


def test_only_the_owner_may_read_a_key_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        KeyFiles(tmp_path).save_key(KEY)
    finally:
        os.umask(before)

    assert (mode(tmp_path / "keys"), mode(tmp_path / "keys" / "google.json")) == (0o700, 0o600)


def test_a_key_is_replaced_as_a_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    files.save_key(KEY)
    (tmp_path / "keys" / "google.json").chmod(0o644)

    files.save_key(SavedKey(provider="google", key=SecretStr("another"), saved_at=AT))

    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["google.json"]
    assert files.read().keys[0].key.get_secret_value() == "another"
    assert files.read().exposed == ()


def test_a_key_does_not_show_when_it_is_printed(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    files.save_key(KEY)

    assert "a-key-of-ours" not in repr(files.read()) + str(KEY)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"key": 3, "saved_at": "2027-01-04"}', '{"key": "k"}', "\x00"]
)
def test_a_broken_file_is_named_and_otherwise_no_key(tmp_path: Path, text: str) -> None:
    files = KeyFiles(tmp_path)
    files.save_key(KEY)
    (tmp_path / "keys" / "google.json").write_text(text)

    assert files.read() == SavedModels(unreadable=("google.json",))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    files.save_key(KEY)
    elsewhere = tmp_path / "elsewhere.json"
    (tmp_path / "keys" / "google.json").rename(elsewhere)
    (tmp_path / "keys" / "google.json").symlink_to(elsewhere)

    assert files.read().unreadable == ("google.json",)


def test_a_file_that_others_may_read_is_named(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    files.save_key(KEY)
    (tmp_path / "keys" / "google.json").chmod(0o640)

    found = files.read()

    assert (found.exposed, found.keys) == (("google.json",), (KEY,))


def test_the_version_changes_with_every_change(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    versions = [files.version()]
    files.save_key(KEY)
    versions.append(files.version())
    files.save_key(SavedKey(provider="google", key=SecretStr("a-longer-key-of-ours"), saved_at=AT))
    versions.append(files.version())
    files.remove("google")

    assert len(set(versions)) == 3
    assert files.version() == versions[0]


def test_removing_says_whether_there_was_something(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    files.save_key(KEY)

    assert (files.remove("google"), files.remove("google")) == (True, False)


def test_a_name_that_is_no_provider_reaches_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a provider"):
        KeyFiles(tmp_path).remove("../rein")


def test_a_folder_that_cannot_be_written_is_told_without_the_key(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file in the way")

    with pytest.raises(StorageUnavailable) as failure:
        KeyFiles(tmp_path).save_key(KEY)

    assert "REIN_DATA_DIR" in str(failure.value)
    assert "a-key-of-ours" not in str(failure.value)
    assert failure.value.__cause__ is None


def test_the_environment_wins_over_what_is_saved(tmp_path: Path) -> None:
    environment = make_settings(
        tmp_path, GEMINI_API_KEY="theirs", REIN_SERVED_MODEL_URL="http://gpu/v1"
    )

    merged = with_saved(environment, SavedModels(keys=(KEY,), server=SERVER))

    assert merged == environment


def test_what_the_environment_does_not_set_comes_from_what_is_saved(tmp_path: Path) -> None:
    environment = make_settings(tmp_path, OPENAI_API_KEY="theirs", REIN_SERVED_MODEL_KEY="for-gpu")

    merged = with_saved(environment, SavedModels(keys=(KEY,), server=SERVER))

    assert merged.gemini_api_key == KEY.key
    assert merged.openai_api_key == environment.openai_api_key
    assert (merged.served_url, merged.served_model) == ("http://127.0.0.1:11434/v1", "qwen:4b")
    assert merged.served_key is None


def test_a_file_cannot_name_a_server_by_address(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    files.save_server(SERVER)
    file = tmp_path / "keys" / "served.json"
    file.write_text(
        json.dumps({"server": "http://evil.example/v1", "model": "m", "saved_at": AT.isoformat()})
    )

    assert with_saved(make_settings(tmp_path), files.read()).served_url is None
