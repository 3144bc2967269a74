"""A prompt version is released and rolled back in the database, and calls follow within seconds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, NotAllowed, NotFound
from core.ids import new_id
from core.prompts.releases import REFRESH_S, SHIPPED_BY, ReleasedVersions, ReleaseStatus
from core.store.prompts.read import list_releases
from core.usecases.prompts.list_prompts import PromptVersion, list_prompts
from core.usecases.prompts.release_prompt import release_prompt, roll_back_prompt
from tests.conftest import make_settings
from tests.fakes import FrozenClock

USER = Viewer(user=User(id=new_id(), name="Somebody", role=Role.USER))


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    """Rein with a second version of one prompt in the library, which is a draft."""
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=clock)
    clock.advance(60)
    yield with_second_version(built)
    built.database.close()


def with_second_version(rein: Rein) -> Rein:
    text = replace(rein.prompts.find("check", 1), version=2, hash="2" * 64)
    library = replace(
        rein.prompts,
        texts={**rein.prompts.texts, ("check", 2): text},
        live={"check": 1},
    )

    def read() -> object:
        with rein.database.read() as connection:
            return list_releases(connection)

    versions = ReleasedVersions(library, read, rein.clock)  # type: ignore[arg-type]
    return replace(rein, prompts=replace(library, live=versions), prompt_versions=versions)


def release(rein: Rein, version: int = 2, *, viewer: Viewer = LOCAL_VIEWER) -> None:
    release_prompt(rein, viewer=viewer, name="check", version=version, reason="shorter weeks")


def plans(rein: Rein) -> list[PromptVersion]:
    found = list_prompts(rein, viewer=LOCAL_VIEWER)
    return [version for version in found if version.text.name == "check"]


def test_what_comes_with_the_program_is_released_at_the_first_start(rein: Rein) -> None:
    found = list_prompts(rein, viewer=LOCAL_VIEWER)

    shipped = [version for version in found if version.text.hash != "2" * 64]
    released = [v for v in shipped if v.status is ReleaseStatus.RELEASED]
    live = {v.text.name: v.text.version for v in shipped if v.live}
    assert live == {v.text.name: v.text.version for v in released}
    later = [v for v in shipped if v not in released]
    assert {v.text.name for v in later} == {"defaults"}
    assert all(v.status is ReleaseStatus.DRAFT and v.text.version > 1 for v in later)
    assert {entry.changed_by for v in shipped for entry in v.history} == {SHIPPED_BY}


def test_starting_again_adds_nothing(rein: Rein, tmp_path: Path, database_url: str) -> None:
    with rein.database.read() as connection:
        before = list_releases(connection)

    build(make_settings(tmp_path, REIN_DATABASE_URL=database_url)).database.close()

    with rein.database.read() as connection:
        assert list_releases(connection) == before


def test_a_released_version_is_used_and_says_who_released_it_and_why(rein: Rein) -> None:
    assert rein.prompts.find("check").version == 1

    release(rein)

    assert rein.prompts.find("check").version == 2
    first, second = plans(rein)
    assert (first.live, second.live) == (False, True)
    assert [(e.changed_by, e.reason) for e in second.history] == [
        (LOCAL_VIEWER.id, "shorter weeks")
    ]


def test_rolling_back_brings_the_release_before_back(rein: Rein, clock: FrozenClock) -> None:
    release(rein)
    clock.advance(60)

    assert roll_back_prompt(rein, viewer=LOCAL_VIEWER, name="check", reason="too short") == 1

    assert rein.prompts.find("check").version == 1
    assert [version.status for version in plans(rein)] == [
        ReleaseStatus.RELEASED,
        ReleaseStatus.ROLLED_BACK,
    ]


def test_another_replica_follows_within_seconds(rein: Rein, clock: FrozenClock) -> None:
    replica = with_second_version(rein)
    assert replica.prompts.find("check").version == 1
    release(rein)

    before = replica.prompts.find("check").version
    clock.advance(REFRESH_S)

    assert (before, replica.prompts.find("check").version) == (1, 2)


def test_the_only_release_cannot_be_rolled_back(rein: Rein) -> None:
    with pytest.raises(Conflict, match="only released version"):
        roll_back_prompt(rein, viewer=LOCAL_VIEWER, name="check", reason="again")

    assert rein.prompts.find("check").version == 1


def test_what_is_live_is_not_released_twice(rein: Rein) -> None:
    with pytest.raises(Conflict, match="live already"):
        release(rein, 1)


@pytest.mark.parametrize(("name", "version"), [("plan", 9), ("unheard", 1)])
def test_a_text_that_is_not_there_cannot_be_released(rein: Rein, name: str, version: int) -> None:
    with pytest.raises(NotFound):
        release_prompt(rein, viewer=LOCAL_VIEWER, name=name, version=version, reason="again")


def test_a_prompt_without_a_release_cannot_be_rolled_back(rein: Rein) -> None:
    with pytest.raises(NotFound):
        roll_back_prompt(rein, viewer=LOCAL_VIEWER, name="unheard", reason="again")


def test_only_admins_release_and_only_reviewers_look(rein: Rein) -> None:
    reviewer = Viewer(user=replace(USER.user, role=Role.REVIEWER))

    assert list_prompts(rein, viewer=reviewer)
    with pytest.raises(NotAllowed):
        list_prompts(rein, viewer=USER)
    for viewer in (USER, reviewer):
        with pytest.raises(NotAllowed):
            release(rein, viewer=viewer)
        with pytest.raises(NotAllowed):
            roll_back_prompt(rein, viewer=viewer, name="check", reason="again")
