"""After "delete for good" no file in the data folder holds a word of the person's."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.progress.check_in import Report
from core.quality.rating import Rating
from core.store.database.sqlite_backup import copy_database
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.change_memory import add_memory
from core.usecases.check_ins.check_in import check_in
from core.usecases.datasets.save_traces import Target, save_traces
from core.usecases.goals.archive import delete_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.labels.save_label import Verdict, label_trace
from core.usecases.ratings.rate import rate
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock

WORD = "quokkaberry"
"""A word that no playbook has."""


@pytest.fixture
def rein(tmp_path: Path, clock: FrozenClock) -> Iterator[Rein]:
    built = build(make_settings(tmp_path), clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


def write(rein: Rein, word: str) -> str:
    """Write the word into everything that takes words of a person. Returns the goal's id."""
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text=f"I want to run a 5K by the end of March with my dog {word}",
        circumstances=Circumstances(constraints=(f"not without {word}",)),
        key=new_id(),
    )
    assert execute_run(rein, submitted.run_id)
    goal_id = submitted.goal_id
    asked = ask_coach(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=f"May {word} run too?", key=new_id()
    )
    assert execute_run(rein, asked.run_id)
    add_memory(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=f"My dog is {word}")
    check_in(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=Report(note=f"{word} ran"), key=new_id()
    )
    stars = Rating(stars=2.0, comment=f"{word} was forgotten")
    rate(rein, viewer=LOCAL_VIEWER, trace_id=submitted.trace_id, rating=stars)
    save_traces(
        rein,
        viewer=LOCAL_VIEWER,
        target=Target(name="saved"),
        trace_ids=[submitted.trace_id],
    )
    verdict = Verdict(overall=2, note=f"{word} is not in the plan")
    label_trace(rein, viewer=LOCAL_VIEWER, trace_id=submitted.trace_id, verdict=verdict)
    return goal_id


def files_with(word: str, folder: Path) -> list[str]:
    """Return the files that hold a word, as it is or compressed."""
    needle = word.encode()
    return [
        file.name
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(needle in text.lower() for text in texts_in(file.read_bytes()))
    ]


def texts_in(content: bytes) -> Iterator[bytes]:
    """Return a file as it is, and each zlib stream that begins in it."""
    yield content
    start = content.find(b"\x78\x9c")
    while start >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start : start + 65_536])
        start = content.find(b"\x78\x9c", start + 1)


def test_a_scan_of_every_file_finds_a_word_before_it_is_deleted_and_not_after(
    rein: Rein, tmp_path: Path
) -> None:
    write(rein, "maplewood")
    goal_id = write(rein, WORD)
    write(rein, "maplewood")
    assert files_with(WORD, tmp_path)

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert files_with(WORD, tmp_path) == []
    assert files_with("maplewood", tmp_path)


def test_a_backup_taken_afterwards_has_no_word_of_it(rein: Rein, tmp_path: Path) -> None:
    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=write(rein, WORD))
    (tmp_path / "copies").mkdir()
    assert rein.database.file is not None

    copy_database(rein.database.file, tmp_path / "copies" / "copy.db")

    assert files_with(WORD, tmp_path / "copies") == []
