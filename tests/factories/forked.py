"""Real processes that can be killed, each a fork of a server in which everything is imported.

A process of its own takes seconds to import the program; a fork starts at once, and is as real.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.factories.preload"])


class Forked:
    """A process that runs a program with arguments in an environment of its own."""

    def __init__(self, program: str, *arguments: str, environment: Mapping[str, str]) -> None:
        theirs_in, ours_in = _FORKS.Pipe(duplex=False)
        ours_out, theirs_out = _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(
            target=_run, args=(program, arguments, dict(environment), theirs_in, theirs_out)
        )
        self._process.start()
        theirs_in.close()
        theirs_out.close()
        self._stdin, self._stdout = ours_in, ours_out
        self._lines = os.fdopen(os.dup(ours_out.fileno()), encoding="utf-8")

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def write_line(self) -> None:
        """Write an empty line to its standard input."""
        os.write(self._stdin.fileno(), b"\n")

    def read_line(self) -> str:
        """Return the next line of its standard output, or nothing if it ended."""
        return self._lines.readline()

    def kill(self) -> None:
        """End it the hard way, as a power cut would."""
        self._process.kill()
        self._process.join()
        self._lines.close()
        self._stdin.close()
        self._stdout.close()


def _run(
    program: str,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    stdin: Connection,
    stdout: Connection,
) -> None:
    os.dup2(stdin.fileno(), 0)
    os.dup2(stdout.fileno(), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    stdin.close()
    stdout.close()
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w", buffering=1)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["-c", *arguments]
    exec(compile(program, "<program>", "exec"), {"__name__": "__main__"})  # noqa: S102
