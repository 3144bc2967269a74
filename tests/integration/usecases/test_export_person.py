"""A person gets everything that is stored about them in one zip file, and nothing of others."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed
from core.ids import new_id
from core.store.personal.declaration import HELD
from core.usecases.people.export_person import PAGE, export_person
from core.usecases.tokens.tokens import add_token
from tests.integration.usecases.test_deleted_words import WORD, write

SOMEBODY = Viewer(user=User(id=new_id(), name="Somebody", role=Role.USER))


def opened(file: Path) -> tuple[dict[str, Any], str]:
    """Return the JSON files by name, and the page to read."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".json")]
        found = {name.removesuffix(".json"): json.loads(archive.read(name)) for name in names}
        return found, archive.read(PAGE).decode()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_word_of_a_person_is_in_the_file_and_no_secret(rein: Rein, tmp_path: Path) -> None:
    write(rein, f"<b>{WORD}</b>")
    made = add_token(rein, name="laptop", viewer=LOCAL_VIEWER, days=1)
    file = tmp_path / "everything.zip"

    count = export_person(rein, viewer=LOCAL_VIEWER, file=file)

    found, page = opened(file)
    assert found.keys() == {held.noun for held in HELD.values()}
    assert count == sum(len(rows) for part in found.values() for rows in part.values())
    wordy = {table for part in found.values() for table, rows in part.items() if WORD in str(rows)}
    assert wordy >= {
        *("goals", "resolutions", "check_ins", "chat_messages", "chat_memories", "ratings"),
        *("traces", "spans", "dataset_items", "labels"),
    }
    assert made.secret not in str(found)
    assert found["tokens"]["api_tokens"][0]["name"] == "laptop"
    assert f"&lt;b&gt;{WORD}&lt;/b&gt;" in page
    assert f"<b>{WORD}" not in page
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_only_an_admin_exports_another_person(rein: Rein, tmp_path: Path) -> None:
    file = tmp_path / "everything.zip"

    with pytest.raises(NotAllowed):
        export_person(rein, viewer=SOMEBODY, user_id=LOCAL_VIEWER.id, file=file)
    export_person(rein, viewer=LOCAL_VIEWER, user_id=SOMEBODY.id, file=file)

    found, page = opened(file)
    assert [row["action"] for row in found["audit"]["audit_log"]] == ["account_exported"]
    assert "You have no goals." in page
