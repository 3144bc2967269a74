"""Whole tables leave as CSV, JSON lines and Parquet: complete, joined, typed and safe to open."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import InvalidInput, NotAllowed, StorageUnavailable
from core.ids import new_id
from core.store.alerts.values import Alert, AlertFigure, AlertKind, AlertLevel
from core.store.records.read import RecordTable, iterate_records
from core.usecases.records.export_records import (
    RecordFormat,
    RecordsAsked,
    export_records,
    write_records,
)
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.stored import (
    add_evaluation,
    add_goal,
    add_rating,
    add_trace,
    close_trace,
    make_account,
)
from tests.fakes import NOW, FrozenClock

FORMULA = '=HYPERLINK("http://example.org"),\nsecond line, “quoted” 🙂'
RATED = 5


@pytest.fixture(scope="module")
def rein(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rein]:
    """Rein with ratings, scores and an alert, which no test changes."""
    folder = tmp_path_factory.mktemp("records")
    settings = make_settings(folder, REIN_DATABASE_URL=module_database_url)
    built = build(settings, clock=FrozenClock(), coach=COACH)
    fill(built)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def fill(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.accounts.ensure(make_account(user=LOCAL_USER))
        goal = add_goal(work)
        for place in range(RATED):
            when = NOW + timedelta(days=place)
            trace_id = add_trace(
                work, goal, id=new_id(at_ms=int(when.timestamp() * 1_000)), started_at=when
            )
            close_trace(work, trace_id, ended_at=when + timedelta(seconds=2), overall=6.0 + place)
            add_evaluation(work, trace_id, goal, created_at=when)
            add_rating(work, trace_id, goal.user_id, now=when, stars=place + 0.5, comment=FORMULA)
            add_rating(work, trace_id, LOCAL_USER.id, now=when, stars=1.0, comment="")
        add_trace(work, sample=True)
        alert = Alert(
            key="satisfaction",
            kind=AlertKind.SATISFACTION,
            level=AlertLevel.WARNING,
            message="Low.",
            advice="",
            figure=AlertFigure(value=3.0, bound=3.5, threshold=4.0, n=9),
        )
        work.alerts.add(alert, now=NOW)


def asked(table: str, format_: str = "csv", **changes: object) -> RecordsAsked:
    return RecordsAsked(table=RecordTable(table), format=RecordFormat(format_), **changes)  # type: ignore[arg-type]


def csv_rows(rein: Rein, table: str, **changes: object) -> list[dict[str, str]]:
    written = write_records(rein, viewer=LOCAL_VIEWER, asked=asked(table, **changes))
    return list(csv.DictReader(io.StringIO(written.decode())))


def test_a_rating_carries_the_score_and_an_evaluation_the_stars_of_its_owner(rein: Rein) -> None:
    ratings = csv_rows(rein, "ratings")
    evaluations = csv_rows(rein, "evaluations")
    traces = csv_rows(rein, "traces")

    assert len(ratings) == 2 * RATED
    assert {row["score"] for row in ratings} == {"6.0", "7.0", "8.0", "9.0", "10.0"}
    stars = {row["trace_id"]: row["stars"] for row in ratings if row["comment"]}
    assert {row["trace_id"]: row["stars"] for row in evaluations} == stars
    assert {row["trace_id"]: row["stars"] for row in traces} == stars


def test_no_cell_is_a_formula_and_no_text_is_changed_in_the_other_formats(rein: Rein) -> None:
    cells = {row["comment"] for row in csv_rows(rein, "ratings")}
    lines = write_records(rein, viewer=LOCAL_VIEWER, asked=asked("ratings", "jsonl")).splitlines()

    assert cells == {f"'{FORMULA}", ""}
    assert {json.loads(line)["comment"] for line in lines} == {FORMULA, ""}


@pytest.mark.parametrize("table", list(RecordTable))
def test_the_three_formats_hold_the_same_records(rein: Rein, table: str) -> None:
    found = csv_rows(rein, table)
    lines = write_records(rein, viewer=LOCAL_VIEWER, asked=asked(table, "jsonl")).splitlines()
    parquet = pq.read_table(
        io.BytesIO(write_records(rein, viewer=LOCAL_VIEWER, asked=asked(table, "parquet")))
    )

    records = [json.loads(line) for line in lines]
    assert parquet.num_rows == len(records) == len(found)
    assert len(found) > 0 or table == "outcomes"
    if records:
        assert parquet.column_names == list(records[0]) == list(found[0])
    key = "id" if table in {"evaluations", "alerts"} else parquet.column_names[0]
    assert parquet.column(key).to_pylist() == [record[key] for record in records]


def test_parquet_columns_have_types_and_missing_values(rein: Rein) -> None:
    written = write_records(rein, viewer=LOCAL_VIEWER, asked=asked("ratings", "parquet"))
    schema = pq.read_schema(io.BytesIO(written))

    types = {name: str(schema.field(name).type) for name in ("stars", "usefulness", "created_at")}
    assert types == {
        "stars": "double",
        "usefulness": "bool",
        "created_at": "timestamp[us, tz=UTC]",
    }
    empty = write_records(rein, viewer=LOCAL_VIEWER, asked=asked("outcomes", "parquet"))
    assert pq.read_table(io.BytesIO(empty)).num_rows == 0


def test_a_byte_order_mark_is_written_for_excel_only(rein: Rein) -> None:
    plain = write_records(rein, viewer=LOCAL_VIEWER, asked=asked("ratings"))
    for_excel = write_records(rein, viewer=LOCAL_VIEWER, asked=asked("ratings", excel=True))

    assert plain.startswith(b"trace_id,")
    assert for_excel == b"\xef\xbb\xbf" + plain


def test_a_window_holds_whole_utc_days_and_both_ends(rein: Rein) -> None:
    days = csv_rows(
        rein,
        "ratings",
        since=(NOW + timedelta(days=1)).date(),
        until=(NOW + timedelta(days=2)).date(),
    )

    assert {row["created_at"][:10] for row in days} == {"2027-01-05", "2027-01-06"}
    with pytest.raises(InvalidInput):
        csv_rows(rein, "ratings", since=NOW.date(), until=(NOW - timedelta(days=1)).date())


@pytest.mark.parametrize("table", list(RecordTable))
@pytest.mark.parametrize("batch", [1, 2, 3])
def test_batches_of_any_size_hold_each_record_once(rein: Rein, table: str, batch: int) -> None:
    def read(size: int) -> list[object]:
        batches = iterate_records(
            rein.database,
            RecordTable(table),
            since=None,
            until=None,
            sample=False,
            batch=size,
        )
        return [record for part in batches for record in part]

    assert read(batch) == read(1_000)


def test_the_sample_has_files_of_its_own(rein: Rein) -> None:
    assert len(csv_rows(rein, "traces", sample=True)) == 1


def test_a_file_is_there_only_when_it_is_complete(rein: Rein, tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    count = export_records(rein, viewer=LOCAL_VIEWER, asked=asked("ratings", "jsonl"), file=file)

    assert count == len(file.read_text(encoding="utf-8").splitlines()) == 2 * RATED
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(StorageUnavailable):
        export_records(
            rein, viewer=LOCAL_VIEWER, asked=asked("ratings"), file=tmp_path / "no" / "x.csv"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["ratings.jsonl"]


def test_a_person_who_only_coaches_exports_nothing(rein: Rein) -> None:
    viewer = Viewer(user=User(id=LOCAL_USER.id, name="Ada", role=Role.USER))

    with pytest.raises(NotAllowed):
        write_records(rein, viewer=viewer, asked=asked("ratings"))


@pytest.mark.one_database
def test_writing_a_long_table_takes_the_memory_of_a_few_batches(
    rein: Rein, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = next(
        iterate_records(rein.database, RecordTable.RATINGS, since=None, until=None, sample=False)
    )[0]

    def peak(batches: int) -> int:
        monkeypatch.setattr(
            "core.usecases.records.export_records.iterate_records",
            lambda *_, **__: ([record] * 1_000 for _ in range(batches)),
        )
        tracemalloc.start()
        export_records(
            rein, viewer=LOCAL_VIEWER, asked=asked("ratings"), file=tmp_path / "long.csv"
        )
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(1)
    assert peak(8) < 1.3 * peak(2)
