"""Replay past goals with a candidate and again with the live version, before it may meet people."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from random import Random

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.experiments.proposals import Signals, Wish, find_wish, load
from core.experiments.replay_gate import LEAST_GOALS, Aim, Verdict
from core.experiments.replay_goals import PastGoal, choose_goals
from core.goals.goal import Usual
from core.goals.usual import parse_usual
from core.ids import is_id, new_id
from core.runs.goal_run import USUAL
from core.store.prompts.read import find_live_version
from core.store.replays import read
from core.store.replays.store import ReplayStore
from core.store.replays.values import Gain, Replay, ReplayedGoal
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.trials.propose_version import read_signals
from core.usecases.trials.replay_goal import replay_goal
from core.usecases.trials.replay_verdict import judge_replay
from core.usecases.utc_days import last_days

__all__ = [
    "LEAST_GOALS",
    "USUAL_GOALS",
    "Aim",
    "Gain",
    "Replay",
    "ReplayedGoal",
    "Verdict",
    "count_past_goals",
    "list_replayed_goals",
    "list_replays",
    "replay_version",
]

USUAL_GOALS, MOST_GOALS = 60, 300
RECENT = timedelta(days=180)
"""Goals that were worked on since then are chosen from."""
_SIGNAL_DAYS = 30

OnProgress = Callable[[int, int], None]
"""Called with the goals that are done and all goals."""


@allow(Access.REVIEWER, changes=AuditAction.REPLAY_MADE)
def replay_version(
    rein: Rein,
    *,
    viewer: Viewer,
    prompt: str,
    candidate: int,
    goals: int = USUAL_GOALS,
    on_progress: OnProgress = lambda _done, _all: None,
) -> Replay:
    """Replay goals by rule, store the verdict and return it; it takes about a second per 5 goals.

    Raises NotAllowed below reviewer, InvalidInput, NotFound if there is no such version, and
    Conflict if it is live, is read by a model, or if too few goals were ever worked on.
    """
    champion = _champion(rein, prompt, candidate, goals)
    seed = secrets.randbits(31)
    chosen = _choose(rein, goals, seed)
    done: list[ReplayedGoal] = []
    for number, past in enumerate(chosen, 1):
        one = replay_goal(rein, past, champion=champion, candidate=candidate)
        done += [one] if one is not None else []
        on_progress(number, len(chosen))
    _require_enough(len(done))
    replay = _judge(rein, viewer, done, (prompt, champion, candidate), seed=seed)
    with rein.database.begin() as work:
        ReplayStore(work.connection).add(replay, done)
        details = {"version": replay.label, "verdict": replay.verdict.value}
        work.audit.describe(details, subject=replay.id)
    return replay


@allow(Access.REVIEWER)
def list_replays(rein: Rein, *, viewer: Viewer) -> tuple[Replay, ...]:
    """Return the newest replay of each pair of versions. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        return read.list_newest_replays(connection)


@allow(Access.REVIEWER)
def count_past_goals(rein: Rein, *, viewer: Viewer) -> int:
    """Return how many goals a replay may choose from. Raises NotAllowed below reviewer."""
    with rein.database.read() as connection:
        return len(read.list_past_goals(connection, since=rein.clock.now() - RECENT))


@allow(Access.REVIEWER)
def list_replayed_goals(rein: Rein, *, viewer: Viewer, replay_id: str) -> tuple[ReplayedGoal, ...]:
    """Return the goals of a replay that are still there. Raises NotAllowed below reviewer."""
    if not is_id(replay_id):
        return ()
    with rein.database.read() as connection:
        return read.list_replayed_goals(connection, replay_id)


def _champion(rein: Rein, prompt: str, candidate: int, goals: int) -> int:
    if not LEAST_GOALS <= goals <= MOST_GOALS:
        raise InvalidInput(f"A replay takes {LEAST_GOALS} to {MOST_GOALS} goals.", field="goals")
    if prompt != USUAL:
        raise Conflict(
            f"{prompt} is read by a model, so its replay is an evaluation run, which is paid.",
            advice="Start it on the page Trials, or with `rein experiment replay`.",
        )
    if (prompt, candidate) not in rein.prompts.texts:
        raise NotFound(f"There is no prompt {prompt}@v{candidate}.")
    with rein.database.read() as connection:
        live = find_live_version(connection, prompt, known=rein.prompts.texts)
    if live is None:
        raise NotFound(f"There is no released prompt {prompt}.")
    if live == candidate:
        raise Conflict(f"{prompt}@v{live} is live already.", advice="Replay another version.")
    return live


def _judge(
    rein: Rein,
    viewer: Viewer,
    goals: list[ReplayedGoal],
    versions: tuple[str, int, int],
    *,
    seed: int,
) -> Replay:
    prompt, champion, candidate = versions
    signals = read_signals(rein, viewer=viewer, days=last_days(rein, _SIGNAL_DAYS))
    aim = _aim(_usual(rein, champion), _usual(rein, candidate), signals)
    judged = judge_replay(aim, goals)
    return Replay(
        id=new_id(),
        prompt=prompt,
        champion=champion,
        candidate=candidate,
        aim=aim,
        verdict=judged.verdict,
        gain=judged.gain,
        by_itself=judged.by_itself,
        scores=judged.scores,
        seed=seed,
        made_by=viewer.id,
        made_at=rein.clock.now(),
    )


def _choose(rein: Rein, goals: int, seed: int) -> tuple[PastGoal, ...]:
    with rein.database.read() as connection:
        pool = read.list_past_goals(connection, since=rein.clock.now() - RECENT)
    _require_enough(len(pool))
    return choose_goals(pool, n=goals, random=Random(seed))  # noqa: S311 - a sample, no secret


def _require_enough(count: int) -> None:
    if count < LEAST_GOALS:
        raise Conflict(
            f"A replay needs {LEAST_GOALS} goals with a plan; there are {count}.",
            advice="Wait until more people have planned a goal.",
        )


def _usual(rein: Rein, version: int) -> Usual:
    settings, label = rein.prompts.read_settings(USUAL, version)
    return parse_usual(settings, label=label)


def _aim(champion: Usual, candidate: Usual, signals: Signals) -> Aim:
    """Return what people ask for; without a sign of that, what the candidate is written for."""
    wish = find_wish(signals)
    if wish is None:
        wish = Wish.MORE if load(candidate) > load(champion) else Wish.LESS
    return Aim.MORE if wish is Wish.MORE else Aim.LESS
