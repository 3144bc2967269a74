"""A setting that was changed outside of Rein is one line of the audit log: at the next start, however many start."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from core.accounts.user import OPERATOR_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.store.started_settings.tables import started_settings
from core.usecases.audit.list_audit import AuditAction, list_audit
from core.usecases.settings.note_settings import StartedAs, note_settings
from tests.conftest import make_settings


def start(rein: Rein, role: StartedAs = StartedAs.SERVER, **settings: object) -> int:
    given = make_settings(rein.settings.data_dir, **settings)
    return note_settings(replace(rein, settings=given), role)


def lines(rein: Rein) -> list[tuple[str, str, str, str]]:
    """Return variable, value before and after, and what started, oldest first."""
    found = list_audit(rein, viewer=LOCAL_VIEWER, action=AuditAction.SETTING_CHANGED)
    assert {row.entry.actor_id for row in found} <= {OPERATOR_ID}
    return [
        (row.entry.subject, *(row.entry.details[name] for name in ("from", "to", "started")))
        for row in reversed(found)
    ]


def test_each_difference_to_the_last_start_is_a_line_and_no_secret_is_in_it(
    rein: Rein, tmp_path: Path
) -> None:
    routes = tmp_path / "routes.toml"
    routes.write_text("one")
    key, mail = "sk-first-of-two-keys", "ops@example.org"
    assert start(rein, REIN_ROUTES=routes) == 0, "the first start has nothing to compare with"
    assert start(rein, REIN_ROUTES=routes, REIN_BUDGET_USD_PER_DAY=5, OPENAI_API_KEY=key) == 2
    assert start(rein, REIN_ROUTES=routes, REIN_BUDGET_USD_PER_DAY=5, OPENAI_API_KEY=key) == 0
    assert start(rein, StartedAs.WORKER) == 0, "a worker may have settings of its own"
    assert start(rein, REIN_ROUTES=routes, OPENAI_API_KEY="sk-second-of-two") == 2
    routes.write_text("another")
    assert start(rein, REIN_ROUTES=routes, REIN_OIDC_CLIENT_ID=mail) == 3
    assert start(rein, REIN_ROUTES=routes, REIN_OIDC_CLIENT_ID="eve@example.org") == 1

    found = lines(rein)
    assert [line for line in found if line[0] != "REIN_ROUTES"] == [
        ("OPENAI_API_KEY", "not set", "set", "server"),
        ("REIN_BUDGET_USD_PER_DAY", "not set", "5.0", "server"),
        ("OPENAI_API_KEY", "set", "another one", "server"),
        ("REIN_BUDGET_USD_PER_DAY", "5.0", "not set", "server"),
        ("REIN_OIDC_CLIENT_ID", "not set", "set", "server"),
        ("OPENAI_API_KEY", "set", "not set", "server"),
        ("REIN_OIDC_CLIENT_ID", "set", "another one", "server"),
    ]
    (of_file,) = [line for line in found if line[0] == "REIN_ROUTES"]
    assert of_file[1] != of_file[2]
    with rein.database.read() as connection:
        stored = str(connection.execute(select(started_settings)).all())
    assert key not in stored
    assert "example.org" not in stored


def test_of_replicas_that_start_at_once_one_writes_the_line(rein: Rein) -> None:
    start(rein)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: start(rein, REIN_WORKERS=2), range(4)))

    assert sorted(found) == [0, 0, 0, 1]
    assert lines(rein) == [("REIN_WORKERS", "4", "2", "server")]


def test_a_variable_that_came_with_this_version_is_no_change(rein: Rein) -> None:
    start(rein)
    with rein.database.begin() as work:
        (last,) = work.connection.execute(select(started_settings.c.settings)).scalars()
        older = {name: value for name, value in last.items() if name != "REIN_WORKERS"}
        work.connection.execute(started_settings.update().values(settings=older))

    assert start(rein, REIN_WORKERS=2) == 0
    assert start(rein, REIN_WORKERS=3) == 1
