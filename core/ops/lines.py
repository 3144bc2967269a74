"""`rein read` and `rein score`: JSON lines in, JSON lines out, in input order."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

import click

from core.clock import SystemClock
from core.offline.batch import read_line
from core.offline.coach import OfflineCoach
from core.offline.playbooks.library import load_playbooks
from core.quality.batch import score_line
from core.quality.offline_scorer import OfflineScorer

Line = Mapping[str, object]
Answer = Callable[[Line], Mapping[str, object]]

_SOURCE = click.argument(
    "source", type=click.File("r", encoding="utf-8", errors="replace"), default="-"
)


@click.command()
@_SOURCE
def read(source: TextIO) -> None:
    """Read goals: one {"text": ..., "today"?: ...} per line of SOURCE (a file, or - for stdin)."""
    coach, today = OfflineCoach(playbooks=load_playbooks()), SystemClock().today(None)
    _answer_all(source, lambda line: read_line(line, coach=coach, today=today))


@click.command()
@_SOURCE
def score(source: TextIO) -> None:
    """Score texts: one {"text": ...}, or a resolution with its plan, per line of SOURCE."""
    scorer = OfflineScorer(OfflineCoach(playbooks=load_playbooks()))
    _answer_all(source, lambda line: score_line(line, scorer=scorer))


def _answer_all(source: TextIO, answer: Answer) -> None:
    for line in _lines(source):
        given = _parse(line)
        reply = answer(given) if given is not None else {"error": "This line is not a JSON object."}
        sys.stdout.write(json.dumps(reply, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()


def _lines(source: TextIO) -> Iterator[str]:
    """Yield the non-empty lines; only a line feed ends a line."""
    return (line for line in source if line.strip())


def _parse(line: str) -> Line | None:
    try:
        given = json.loads(line)
    except ValueError:
        return None
    return given if isinstance(given, dict) else None
