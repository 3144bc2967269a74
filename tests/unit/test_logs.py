"""The log: one JSON object a line, with our fields and nothing of what people wrote."""

import json
import logging
import sys

from core.logs import JsonFormatter


def line(record: logging.LogRecord) -> dict[str, object]:
    text = JsonFormatter().format(record)
    assert "\n" not in text
    found: dict[str, object] = json.loads(text)
    return found


def make_record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("core.test", logging.INFO, "somewhere.py", 1, message, args, None)
    record.__dict__.update(extra)
    return record


def test_an_event_is_one_line_with_its_fields() -> None:
    found = line(make_record("run_ended", fields={"run_id": "r1", "duration_ms": 12}))

    assert found["event"] == "run_ended"
    assert (found["run_id"], found["duration_ms"]) == ("r1", 12)
    assert str(found["at"]).endswith("+00:00")


def test_a_field_cannot_replace_what_the_log_itself_says() -> None:
    assert line(make_record("run_ended", fields={"level": "fatal"}))["level"] == "info"


def test_the_words_of_an_error_stay_out_of_the_log_and_its_place_gets_in() -> None:
    def fail() -> None:
        raise ValueError("I want to lose 10 kg")

    try:
        fail()
    except ValueError:
        record = logging.LogRecord(
            "core.test", logging.ERROR, "x.py", 1, "stage_crashed", (), sys.exc_info()
        )
    found = line(record)

    assert found["error_type"] == "ValueError"
    assert "fail" in str(found["error_at"])
    assert "lose 10 kg" not in json.dumps(found)
