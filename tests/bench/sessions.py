"""Many people at once: signed-in websocket sessions that look, rate and look again, against a server of its own.

    python -m tests.bench.sessions --people 200 --minutes 5

Makes the accounts in a fresh database, starts `rein serve` with accounts, opens one websocket for each person with
their own cookie, reruns the page of their goal every few seconds as its polling does, and rates the goal over HTTP with
their own token. Reports errors by what was being done, the times of reruns and ratings, and the memory of the server.
`--folder` takes people that `--prepare` made before. Only this machine is reached, and the run ends by itself.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app.auth import COOKIE
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.usecases.goals.submit import submit_goal
from core.usecases.people.add_person import add_person
from core.usecases.runs.execute import execute_run
from core.usecases.sign_in.sign_in import Visitor, begin_session
from core.usecases.tokens.tokens import add_token
from tests.bench.figures import Figure, Report
from tests.browser import serving
from tests.browser.serving import Server
from tests.conftest import make_settings

ANSWER_LIMIT_S = 60.0
EVERY_S = 5.0
"""Time from an answer to the next look of the same person. A look runs the whole page again, which no page does by
itself; a page that polls runs one section of it.
"""
COMES_S = 0.1
"""Time between two people who come: not all come at the same instant."""

REMARK = (
    "Each has a websocket, an account and a token of their own; they run the whole page of their goal again so long "
    "after each answer, and rate every tenth time. They come 10 a second; one that meets an error is gone."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person with what they sign in with."""

    cookie: str
    token: str
    goal_id: str
    trace_id: str


@dataclass(slots=True)
class Measured:
    """What came out."""

    looks_s: list[float] = field(default_factory=list)
    ratings_s: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    rss_mb: list[float] = field(default_factory=list)


def quantile(values: list[float], share: float) -> float:
    """Return a quantile in milliseconds."""
    if len(values) < 2:
        return float("nan")
    return statistics.quantiles(values, n=100)[round(share * 100) - 1] * 1_000


def rss_mb(server: Server) -> float:
    """Return the resident memory of the server, in megabytes."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1_024


def join(rein: Rein, number: int) -> Member:
    """Make an account with a finished goal, a session and a token."""
    made = add_person(rein, viewer=LOCAL_VIEWER, login=f"person{number}@example.org")
    viewer = Viewer(user=made.user)
    text = f"I want to run {5 + number % 20}K by the end of next March"
    goal = submit_goal(rein, viewer=viewer, text=text, circumstances=Circumstances(), key=new_id())
    execute_run(rein, goal.run_id)
    with rein.database.begin() as work:
        session = begin_session(work, made.user, visitor=Visitor(address=""), now=rein.clock.now())
    token = add_token(rein, name=f"person {number}", viewer=viewer).secret
    return Member(
        cookie=f"{COOKIE}={session.secret}",
        token=token,
        goal_id=goal.goal_id,
        trace_id=goal.trace_id,
    )


async def look(socket: websockets.ClientConnection, member: Member) -> float:
    """Rerun the page of the goal, and return how long it took, in seconds."""
    message = BackMsg()
    message.rerun_script.query_string = f"id={member.goal_id}"
    message.rerun_script.page_name = "goal"
    began = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        forward = ForwardMsg()
        answer = await asyncio.wait_for(socket.recv(), ANSWER_LIMIT_S)
        forward.ParseFromString(answer if isinstance(answer, bytes) else answer.encode())
        if forward.WhichOneof("type") == "script_finished":
            return time.perf_counter() - began


def rate(server: Server, member: Member, stars: float) -> float:
    """Rate the goal over HTTP, and return how long it took, in seconds."""
    body = json.dumps({"trace_id": member.trace_id, "rating": stars}).encode()
    headers = {"Authorization": f"Bearer {member.token}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"{server.url}/api/v1/feedback", body, headers)  # noqa: S310
    began = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=ANSWER_LIMIT_S) as answer:  # noqa: S310
        answer.read()
    return time.perf_counter() - began


def name_of(error: Exception) -> str:
    """Return the kind of an error, with the status if the server answered with one."""
    status = f" {error.code}" if isinstance(error, urllib.error.HTTPError) else ""
    return f"{type(error).__name__}{status}"


async def live(
    server: Server, member: Member, measured: Measured, until: float, place: int, every_s: float
) -> None:
    """Look every few seconds and rate every tenth time, until the time is over."""
    await asyncio.sleep(place * COMES_S)
    doing = "open"
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    try:
        async with websockets.connect(
            address,
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers={"Cookie": member.cookie, "Origin": server.url},
            max_size=None,
            open_timeout=ANSWER_LIMIT_S,
        ) as socket:
            doing, looks = "look", place  # not all rate in the same second
            while time.monotonic() < until:
                doing = "look"
                measured.looks_s.append(await look(socket, member))
                looks += 1
                if looks % 10 == 0:
                    doing = "rate"
                    stars = 1 + looks % 9 / 2
                    measured.ratings_s.append(await asyncio.to_thread(rate, server, member, stars))
                await asyncio.sleep(every_s)
    except (OSError, TimeoutError, websockets.WebSocketException) as error:
        measured.errors[f"{doing}: {name_of(error)}"] += 1


async def watch(server: Server, measured: Measured, until: float) -> None:
    """Record the memory of the server until the time is over."""
    while time.monotonic() < until:
        measured.rss_mb.append(rss_mb(server))
        await asyncio.sleep(5)


async def measure(
    server: Server, members: list[Member], seconds: float, every_s: float = EVERY_S
) -> Measured:
    """Let all people live at once for a time."""
    measured, until = Measured(), time.monotonic() + seconds
    people = (
        live(server, one, measured, until, place, every_s) for place, one in enumerate(members)
    )
    await asyncio.gather(watch(server, measured, until), *people)
    return measured


def report(measured: Measured, people: int, minutes: float, every_s: float) -> Report:
    """Return what came out as figures."""
    third = max(1, len(measured.rss_mb) // 3)
    failed = ", ".join(f"{n} {what}" for what, n in sorted(measured.errors.items()))
    looks, ratings = len(measured.looks_s), len(measured.ratings_s)
    memory = {
        "at the start": measured.rss_mb[0],
        "mean of the middle third": statistics.mean(measured.rss_mb[third : 2 * third] or [0]),
        "mean of the last third": statistics.mean(measured.rss_mb[-third:]),
        "most": max(measured.rss_mb),
    }
    return Report(
        title=f"(s) {people} signed-in people at once, {minutes:g} minutes, a look each {every_s:g} s",
        figures=[
            _figure(
                "Sessions that ended by an error",
                sum(measured.errors.values()),
                "",
                people,
                "0",
                failed,
            ),
            _figure("Rerun of a goal's page, median", quantile(measured.looks_s, 0.5), "ms", looks),
            _figure("Rerun of a goal's page, p95", quantile(measured.looks_s, 0.95), "ms", looks),
            _figure("Rating over HTTP, median", quantile(measured.ratings_s, 0.5), "ms", ratings),
            _figure("Rating over HTTP, p95", quantile(measured.ratings_s, 0.95), "ms", ratings),
            *(
                _figure(f"Memory of the server, {when}", value, "MB", 1, "", "looked at every 5 s")
                for when, value in memory.items()
            ),
        ],
        remarks=[REMARK],
    )


def _figure(name: str, value: float, unit: str, n: int, target: str = "", note: str = "") -> Figure:
    return Figure(name=name, value=value, unit=unit, n=n, target=target, note=note)


def make_people(folder: Path, count: int) -> list[Member]:
    """Return the people of a folder, whom it makes if they are not there yet."""
    stored = folder / "people.json"
    if not stored.exists():
        folder.mkdir(exist_ok=True)
        rein = build(make_settings(folder))
        people = [join(rein, number) for number in range(count)]
        rein.database.close()
        stored.write_text(json.dumps([asdict(one) for one in people]), encoding="utf-8")
    return [Member(**one) for one in json.loads(stored.read_text(encoding="utf-8"))]


def measure_sessions(
    *, people: int, minutes: float, every_s: float = EVERY_S, folder: Path | None = None
) -> Report:
    """Let so many people live at once, and return what came out."""
    folder = folder or Path(tempfile.mkdtemp(prefix="rein-bench-sessions-"))
    members = make_people(folder, people)
    with serving.serving(folder, settings={"REIN_AUTH": "password"}) as server:
        measured = asyncio.run(measure(server, members, minutes * 60, every_s))
        return report(measured, len(members), minutes, every_s)


def main() -> None:
    """Make the people, serve them, and print what came out."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=200)
    arguments.add_argument("--minutes", type=float, default=5.0)
    arguments.add_argument("--every", type=float, default=EVERY_S, help="seconds between looks")
    arguments.add_argument("--folder", type=Path, help="made before, with its people.json")
    arguments.add_argument("--prepare", action="store_true", help="make the people, and stop")
    chosen = arguments.parse_args()
    if chosen.prepare:
        make_people(chosen.folder, chosen.people)
        return
    print(
        measure_sessions(
            people=chosen.people,
            minutes=chosen.minutes,
            every_s=chosen.every,
            folder=chosen.folder,
        )
    )


if __name__ == "__main__":
    main()
