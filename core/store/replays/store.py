"""Write replays; one that was made never changes."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert

from core.store.database.rows import Row
from core.store.replays.tables import replay_goals, replays
from core.store.replays.values import Replay, ReplayedGoal


class ReplayStore:
    """Writes replays; the caller checks rights."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, replay: Replay, goals: Sequence[ReplayedGoal] = ()) -> None:
        """Add a replay with its goals."""
        self._connection.execute(insert(replays).values(_to_row(replay)))
        if goals:
            rows = [{"replay_id": replay.id, **asdict(goal)} for goal in goals]
            self._connection.execute(insert(replay_goals), rows)


def _to_row(replay: Replay) -> Row:
    scores = replay.scores
    return {
        "id": replay.id,
        "prompt": replay.prompt,
        "champion": replay.champion,
        "candidate": replay.candidate,
        "aim": replay.aim,
        "verdict": replay.verdict,
        "n": replay.gain.n,
        "gain": replay.gain.mean,
        "low": replay.gain.low,
        "high": replay.gain.high,
        "by_itself": replay.by_itself,
        "score_n": scores.n if scores is not None else None,
        "score_gain": scores.mean if scores is not None else None,
        "score_low": scores.low if scores is not None else None,
        "score_high": scores.high if scores is not None else None,
        "seed": replay.seed,
        "made_by": replay.made_by,
        "made_at": replay.made_at,
        "evaluation_run_id": replay.evaluation_run_id,
    }
