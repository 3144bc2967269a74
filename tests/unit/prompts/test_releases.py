"""Which version of a prompt is live: the history decides, and each process reads it again in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import StorageUnavailable
from core.prompts.library import PromptLibrary, default_prompt_library
from core.prompts.releases import (
    REFRESH_S,
    PromptRelease,
    ReleasedVersions,
    ReleaseStatus,
    current_releases,
    live_versions,
    shipped_releases,
)
from tests.fakes import NOW, FrozenClock

RELEASED, DRAFT, ROLLED_BACK = ReleaseStatus


def entry(
    version: int, status: ReleaseStatus = RELEASED, *, minute: int = 0, name: str = "plan"
) -> PromptRelease:
    return PromptRelease(
        id=f"{name}{version}{minute}",
        name=name,
        version=version,
        hash="h",
        status=status,
        changed_at=NOW + timedelta(minutes=minute),
        changed_by="somebody",
        reason="",
    )


def shelf_of(*versions: int) -> PromptLibrary:
    text = default_prompt_library().find("plan")
    return PromptLibrary(
        texts={("plan", v): replace(text, version=v) for v in versions}, live={"plan": versions[0]}
    )


def known(*versions: int) -> list[tuple[str, int]]:
    return [("plan", version) for version in versions]


def test_the_version_released_last_is_live() -> None:
    history = [entry(2, minute=5), entry(1, minute=0), entry(1, minute=9)]

    assert live_versions(history, known=known(1, 2)) == {"plan": 1}


def test_a_draft_is_never_live() -> None:
    assert live_versions([entry(1), entry(2, DRAFT, minute=5)], known=known(1, 2)) == {"plan": 1}


def test_rolling_back_makes_the_release_before_live_again() -> None:
    history = [entry(1), entry(2, minute=1), entry(2, ROLLED_BACK, minute=2)]

    assert live_versions(history, known=known(1, 2)) == {"plan": 1}


def test_a_version_can_be_released_again_after_it_was_rolled_back() -> None:
    history = [entry(1), entry(2, minute=1), entry(2, ROLLED_BACK, minute=2), entry(2, minute=3)]

    assert live_versions(history, known=known(1, 2)) == {"plan": 2}


def test_a_replica_without_the_newest_text_uses_the_release_before() -> None:
    history = [entry(1), entry(2, minute=1)]

    assert live_versions(history, known=known(1)) == {"plan": 1}


def test_the_status_of_a_version_is_its_newest_entry() -> None:
    history = [entry(1, ROLLED_BACK, minute=3), entry(1)]

    assert current_releases(history)["plan", 1].status is ROLLED_BACK


def test_shipped_texts_are_released_up_to_the_live_version() -> None:
    library = replace(shelf_of(1, 2, 3), live={"plan": 2})

    shipped = {release.version: release.status for release in shipped_releases(library, now=NOW)}

    assert shipped == {1: RELEASED, 2: RELEASED, 3: DRAFT}
    assert live_versions(shipped_releases(library, now=NOW), known=library.texts) == {"plan": 2}


def test_two_processes_ship_the_same_entries() -> None:
    library = default_prompt_library()

    first = {release.id for release in shipped_releases(library, now=NOW)}
    second = {release.id for release in shipped_releases(library, now=NOW + timedelta(hours=1))}

    assert first == second
    assert len(first) == len(library.texts)


def test_a_change_of_another_process_is_seen_within_seconds() -> None:
    history, clock = [entry(1)], FrozenClock()
    live = ReleasedVersions(shelf_of(1, 2), lambda: history, clock)
    assert live["plan"] == 1
    history.append(entry(2, minute=1))

    before, _ = live["plan"], clock.advance(REFRESH_S)

    assert (before, live["plan"]) == (1, 2)


def test_the_table_is_not_read_for_every_call() -> None:
    reads: list[int] = []

    def read() -> list[PromptRelease]:
        reads.append(1)
        return [entry(1)]

    live = ReleasedVersions(shelf_of(1, 2), read, FrozenClock())
    assert [live["plan"] for _ in range(5)] == [1] * 5

    assert len(reads) == 1


def test_an_own_change_is_seen_at_once() -> None:
    history = [entry(1)]
    live = ReleasedVersions(shelf_of(1, 2), lambda: history, FrozenClock())
    assert live["plan"] == 1
    history.append(entry(2, minute=1))

    live.expire()

    assert live["plan"] == 2


def test_the_last_known_versions_serve_while_the_database_is_away() -> None:
    clock, away = FrozenClock(), [False]

    def read() -> list[PromptRelease]:
        if away[0]:
            raise StorageUnavailable("gone")
        return [entry(2)]

    live = ReleasedVersions(shelf_of(1, 2), read, clock)
    assert live["plan"] == 2
    away[0] = True
    clock.advance(REFRESH_S)

    assert live["plan"] == 2


def test_a_shelf_renders_the_released_version() -> None:
    history = [entry(2)]
    live = ReleasedVersions(shelf_of(1, 2), lambda: history, FrozenClock())

    assert replace(shelf_of(1, 2), live=live).find("plan").version == 2
    assert (list(live), len(live)) == (["plan"], 1)


def test_a_prompt_the_table_does_not_know_has_the_version_of_the_file() -> None:
    live = ReleasedVersions(shelf_of(1, 2), list, FrozenClock())

    assert live["plan"] == 1
    with pytest.raises(KeyError):
        live["unheard"]
