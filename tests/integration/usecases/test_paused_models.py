"""The check of open circuits names only configured models, until the circuit closes."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.llm.wrappers.circuit_state import CircuitState
from core.store.database.engine import Database
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.external_services import CIRCUITS
from core.usecases.checks.run_check import run_check
from tests.conftest import make_settings
from tests.fakes import NOW, FrozenClock


def line_about(
    database: Database, tmp_path: Path, *, rests_for: timedelta, **environment: object
) -> tuple[CheckStatus, str]:
    with database.begin() as work:
        paused = CircuitState(
            failures=5, open_until=NOW + rests_for, consecutive_opens=1, reason="it is overloaded"
        )
        work.breakers.swap("google/gemini-3.8-flash", paused, revision=0, now=NOW)
    settings = make_settings(tmp_path, **environment)
    found = run_check(
        CIRCUITS,
        CheckContext(settings=settings, database=database, clock=FrozenClock(), working=True),
    )
    return found.state, found.line


@pytest.mark.parametrize(
    ("rests_for", "said"),
    [
        (timedelta(minutes=5), "gemini-3.8-flash is paused until 09:05 UTC (it is overloaded)"),
        (
            -timedelta(minutes=5),
            "gemini-3.8-flash was paused, and its next call is a probe",
        ),
    ],
)
def test_a_pause_is_named_while_it_lasts_and_a_probe_when_it_is_due(
    database: Database, tmp_path: Path, rests_for: timedelta, said: str
) -> None:
    state, line = line_about(database, tmp_path, rests_for=rests_for, GEMINI_API_KEY="k")

    assert state is CheckStatus.WARNING
    assert said in line


def test_a_model_that_is_no_longer_configured_is_not_named(
    database: Database, tmp_path: Path
) -> None:
    state, line = line_about(database, tmp_path, rests_for=timedelta(minutes=5), OPENAI_API_KEY="k")

    assert (state, line) == (CheckStatus.OK, "No model is paused.")
