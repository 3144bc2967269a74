"""Log lines as JSON: one event per line, without prompts, people's words or keys.

Call sites log an event name and put values under `extra={"fields": {...}}`. Only those two are
written, so that a library's message cannot carry a person's text into the log.
"""

import json
import logging
import sys
from datetime import UTC, datetime

_OURS = ("core", "app")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, event, logger, fields, and the place of an error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg),
            "logger": record.name,
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            line.update({key: value for key, value in fields.items() if key not in line})
        if record.exc_info and record.exc_info[0] is not None:
            line["error_type"] = record.exc_info[0].__name__
            line["error_at"] = _place(record)
        return json.dumps(line, default=str, ensure_ascii=False)


def _place(record: logging.LogRecord) -> list[str]:
    frames: list[str] = []
    traceback = record.exc_info[2] if record.exc_info else None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_qualname}")
        traceback = traceback.tb_next
    return frames


def configure_logging(level: str) -> None:
    """Write our events to standard error as JSON. `level` is the name of a logging level."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(JsonFormatter())
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.handlers = [stream]
        logger.setLevel(level.upper())
        logger.propagate = False
