"""A list of breached passwords on loopback, with the range protocol of Have I Been Pwned."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True, kw_only=True)
class BreachedStub:
    """What the list has, how it answers, and what it was asked."""

    url: str = ""
    passwords: frozenset[str] = frozenset()
    status: int = 200
    silent: bool = False
    """Never answer."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Path and Add-Padding of each request."""

    def lines(self, first: str) -> str:
        digests = [
            hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest().upper()
            for one in self.passwords
        ]
        found = [f"{digest[5:]}:7" for digest in digests if digest.startswith(first)]
        return "\r\n".join([*found, f"{'0' * 35}:0", f"{'F' * 35}:12"])


@contextmanager
def breached_list(*passwords: str) -> Iterator[BreachedStub]:
    """Serve a list until the block ends."""
    stub, over = BreachedStub(passwords=frozenset(passwords)), threading.Event()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stub.asked.append((self.path, self.headers.get("Add-Padding")))
            if stub.silent:
                over.wait(10)
                return
            body = stub.lines(self.path.rpartition("/")[2]).encode()
            self.send_response(stub.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            del args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    stub.url = f"http://127.0.0.1:{server.server_port}/range/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
