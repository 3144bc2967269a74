"""Start `rein serve` on a free port with a data folder of its own."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

START_LIMIT_S = 90.0
STOP_LIMIT_S = 20.0


@dataclass(slots=True, kw_only=True)
class Server:
    """A running `rein serve`."""

    port: int
    data_dir: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the CPU time this process has used, in user and kernel mode together."""
        fields = (
            Path(f"/proc/{self.process.pid}/stat")
            .read_text(encoding="ascii")
            .rpartition(")")[2]
            .split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it the hard way, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(STOP_LIMIT_S)

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(STOP_LIMIT_S)


def start(
    data_dir: Path, *, settings: Mapping[str, str] | None = None, port: int | None = None
) -> Server:
    """Start a server and return at once; `wait_until_ready` waits for it."""
    port = port or free_port()
    own = {
        "REIN_ENV_FILE": os.devnull,  # a developer's .env may hold a key that somebody pays for
        "REIN_HOST": "127.0.0.1",
        "REIN_PORT": str(port),
        "REIN_DATA_DIR": str(data_dir),
        "REIN_MODEL_CONSENT": "assumed",  # the tests of consent ask
    }
    environment = {**os.environ, **own, **(settings or {})}
    log = data_dir / "server.log"
    with log.open("ab") as output:
        command = [str(Path(sys.executable).with_name("rein")), "serve"]
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    return Server(port=port, data_dir=data_dir, process=process, log=log)


def wait_until_ready(server: Server, *, every_s: float = 0.1) -> None:
    """Return when the server is ready. Raises RuntimeError with its log if it ended."""
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and server.process.poll() is None:
        if _status(server.port, "/health/ready") == 200:
            return
        time.sleep(every_s)
    raise RuntimeError(
        f"rein serve did not start:\n{server.log.read_text(encoding='utf-8', errors='replace')[-4_000:]}"
    )


def put_back(server: Server, file: Path) -> None:
    """Replace all that the database of a running server holds by what a database file holds."""
    with (
        closing(sqlite3.connect(file)) as wanted,
        closing(sqlite3.connect(server.data_dir / "rein.db", timeout=STOP_LIMIT_S)) as served,
    ):
        wanted.backup(served)


@contextmanager
def serving(data_dir: Path, *, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run a server for the length of the block."""
    server = start(data_dir, settings=settings)
    try:
        wait_until_ready(server)
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0  # nobody listens yet
    finally:
        connection.close()
