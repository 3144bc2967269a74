"""Only a candidate that has passed a replay may meet people."""

from core.errors import Conflict
from core.experiments.replay_gate import Verdict
from core.store.replays.read import find_newest_replay
from core.store.replays.values import Replay
from core.store.unit_of_work import UnitOfWork


def require_passed_replay(work: UnitOfWork, prompt: str, champion: int, candidate: int) -> None:
    """Raise Conflict, with the reason, unless the newest replay of the two versions was passed."""
    label = f"{prompt}@v{candidate}"
    replay = find_newest_replay(
        work.connection, prompt=prompt, champion=champion, candidate=candidate
    )
    if replay is None:
        raise Conflict(
            f"{label} was not replayed against v{champion} yet, and only a pass may meet people.",
            advice=f"Replay it first: `rein experiment replay {prompt} {candidate}`.",
        )
    if replay.verdict is not Verdict.PASSED:
        raise Conflict(
            f"{label} may not meet people: {write_verdict(replay)}",
            advice="Try another version, or replay it with more goals.",
        )


def write_verdict(replay: Replay) -> str:
    """Return what a replay showed, as sentences."""
    gain, scores = replay.gain, replay.scores
    unit = "points" if "score" in replay.aim else "%"
    found = (
        f"With {gain.n:,} goals, v{replay.candidate} brings {gain.mean:+.1f} {unit} "
        f"[{gain.low:+.1f}, {gain.high:+.1f}] of {replay.aim} against v{replay.champion}: "
        f"{_WORDS[replay.verdict]}."
    )
    if scores is None:
        return f"{found} Too few goals were scored both times."
    return f"{found} Overall score {scores.mean:+.2f} [{scores.low:+.2f}, {scores.high:+.2f}]."


_WORDS = {
    Verdict.PASSED: "passed",
    Verdict.FAILED: "failed",
    Verdict.UNDECIDED: "undecided",
}
