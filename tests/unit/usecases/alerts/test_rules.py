"""When somebody is called: one rule for each thing, and silence while all is well."""

from datetime import timedelta

import pytest

from core.formats import short_moment
from core.llm.wrappers.circuit_state import CircuitState
from core.store.alerts.values import AlertKind, AlertLevel
from core.store.exports.values import SinkHealth
from core.usecases.alerts.rules import RULES, WATCHED, find_system_alerts
from core.usecases.alerts.system_rules import ObservedState, open_for
from tests.fakes import NOW

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
OPEN = CircuitState(open_until=NOW + MINUTE, consecutive_opens=1, reason="it is overloaded")


def kinds(**situation: object) -> list[AlertKind]:
    return [alert.kind for alert in find_system_alerts(ObservedState(now=NOW, **situation))]  # type: ignore[arg-type]


def test_a_machine_that_is_well_calls_nobody() -> None:
    assert (
        kinds(free_bytes=50_000_000_000, runs_ended=100, runs_failed=20, refused={"opik": 0}) == []
    )


@pytest.mark.parametrize(
    ("situation", "kind"),
    [
        ({"refused": {"opik": 2}}, AlertKind.DEAD_LETTERS),
        (
            {"sinks": (SinkHealth(name="opik", paused=True, reason="401"),)},
            AlertKind.SINK_PAUSED,
        ),
        ({"oldest_unsent": {"opik": NOW - HOUR - MINUTE}}, AlertKind.BACKLOG),
        ({"runs_ended": 10, "runs_failed": 7}, AlertKind.FAILING_RUNS),
        ({"calls_in_doubt": 1}, AlertKind.IN_DOUBT),
        ({"free_bytes": 500_000_000}, AlertKind.DISK),
        ({"breakers": {"google/gemini": (OPEN, NOW - 11 * MINUTE)}}, AlertKind.BREAKER_OPEN),
    ],
)
def test_each_thing_calls_for_its_own_alert(situation: dict[str, object], kind: AlertKind) -> None:
    assert kinds(**situation) == [kind]


@pytest.mark.parametrize(
    "situation",
    [
        {"sinks": (SinkHealth(name="opik", failures=3, reason="500"),)},
        {"oldest_unsent": {"opik": NOW - HOUR + MINUTE}},
        {"runs_ended": 10, "runs_failed": 4},
        {"breakers": {"google/gemini": (OPEN, NOW - 9 * MINUTE)}},
        {"breakers": {"google/gemini": (CircuitState(), NOW - HOUR)}},
        {"free_bytes": None},
    ],
)
def test_what_passes_by_itself_or_says_too_little_calls_nobody(
    situation: dict[str, object],
) -> None:
    assert kinds(**situation) == []


def test_two_sinks_are_two_alerts_with_keys_of_their_own() -> None:
    alerts = find_system_alerts(ObservedState(now=NOW, refused={"opik": 1, "otlp": 2}))

    assert [alert.key for alert in alerts] == ["dead_letters:opik", "dead_letters:otlp"]
    assert "1 delivery to opik was refused" in alerts[0].message
    assert "2 deliveries to otlp were refused" in alerts[1].message


def test_a_disk_on_which_nothing_can_be_saved_is_an_error() -> None:
    (alert,) = find_system_alerts(ObservedState(now=NOW, free_bytes=1_000))

    assert alert.level is AlertLevel.ERROR


def test_rests_in_a_row_count_as_time_a_model_was_left_alone() -> None:
    state = CircuitState(open_until=NOW, consecutive_opens=6)

    assert open_for(state, NOW, NOW) == timedelta(seconds=15 + 30 + 60 + 120 + 240)


def test_every_rule_is_in_the_tuple_once_and_ends_what_it_raises() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.name for rule in RULES if rule.kind not in WATCHED} == {"budget"}  # by the ledger


def words_on(state: CircuitState, model: str = "google/gemini-3.8-flash") -> tuple[str, str]:
    (alert,) = find_system_alerts(
        ObservedState(now=NOW, breakers={model: (state, NOW - 11 * MINUTE)})
    )
    return alert.message, alert.advice


def test_a_spent_quota_is_told_with_its_end_and_not_as_a_model_that_keeps_failing() -> None:
    until = NOW + HOUR
    message, advice = words_on(
        CircuitState(
            failures=1,
            open_until=until,
            consecutive_opens=1,
            reason="gemini-3.8-flash has used up its quota",
        )
    )

    assert (
        message
        == f"gemini-3.8-flash (Google) is out of quota, and is paused until {short_moment(until, now=NOW.astimezone())}."
    )
    assert "larger quota" in advice
    assert "Try it now on Providers" in advice
    assert "status page" not in advice


def test_a_pause_that_is_over_is_named_without_its_end() -> None:
    message, advice = words_on(
        CircuitState(
            failures=1,
            open_until=NOW - MINUTE,
            consecutive_opens=1,
            reason="m has used up its quota",
        )
    )

    assert "until" not in message
    assert "Its next call tries it" in advice


@pytest.mark.parametrize(("opens", "keeps"), [(1, False), (4, True)])
def test_only_repeated_failures_keep_failing(opens: int, *, keeps: bool) -> None:
    state = CircuitState(
        failures=1, open_until=NOW + MINUTE, consecutive_opens=opens, reason="it is overloaded"
    )
    message, advice = words_on(state, "openai/gpt-6-luna")

    assert message.startswith("gpt-6-luna (OpenAI) has been paused for more than 10 minutes")
    assert ("keeps failing" in message) is keeps
    assert "status page" in advice
