"""A person is asked before their words go to a model, and can change it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import services
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.usecases.consents.consents import get_consent
from tests.app.conftest import Open, said_on
from tests.conftest import make_settings
from tests.fakes import FrozenClock

HOST = "generativelanguage.googleapis.com"
QUESTION = f"May your words go to {HOST}?"


@pytest.fixture
def asking(
    served_rein: Rein, tmp_path: Path, migrated_database: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rein]:
    """Rein with a model's key, where people are asked."""
    folder = tmp_path / "asking"
    folder.mkdir()
    shutil.copy(migrated_database, folder / "rein.db")
    settings = make_settings(folder, REIN_MODEL_CONSENT="ask", GEMINI_API_KEY="key")
    built = build(settings, clock=FrozenClock(), coach=served_rein.coach)
    monkeypatch.setattr(services, "rein", lambda: built)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.mark.parametrize("page", ["coach/goals/page.py", "account/page.py"])
def test_the_question_names_the_host_and_is_asked_once(
    page: str, open_page: Open, asking: Rein
) -> None:
    at = open_page(page)
    assert QUESTION in " ".join(one.value.replace("\\", "") for one in at.markdown)
    assert "Until you choose, nothing is sent." in said_on(at)

    [agree] = [one for one in at.button if one.label == "I agree"]
    agree.click().run()

    assert get_consent(asking, viewer=LOCAL_VIEWER).uses_models
    assert QUESTION not in " ".join(one.value.replace("\\", "") for one in at.markdown)
    [switch] = [one for one in at.toggle if HOST in one.label.replace("\\", "")]
    assert switch.value
    switch.set_value(False).run()
    assert not get_consent(asking, viewer=LOCAL_VIEWER).uses_models
    assert not at.exception


def test_who_has_no_model_is_not_asked(open_page: Open, served_rein: Rein) -> None:
    at = open_page("coach/goals/page.py")

    assert "May your words" not in " ".join(one.value for one in at.markdown)
    assert not get_consent(served_rein, viewer=LOCAL_VIEWER).hosts
