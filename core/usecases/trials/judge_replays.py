"""Write the verdicts of evaluation runs that decide whether a version may meet people.

Called when such a run ends here, and by a periodic job for those that workers ended. Two processes
may both write one; the verdicts are the same, and the newest counts.
"""

from core.bootstrap import Rein
from core.experiments.replay_gate import Aim, Replayed, Verdict
from core.experiments.variant import Tried, find_tried
from core.formats import pluralize
from core.ids import new_id
from core.prompts.releases import SHIPPED_BY
from core.store.audit.values import AuditAction, AuditEntry
from core.store.evaluation_runs.values import EvaluationRun
from core.store.replays.of_runs import ReplayRun, ScoredItem, list_scored_items, list_undecided_runs
from core.store.replays.store import ReplayStore
from core.store.replays.values import Gain, Replay
from core.usecases.access.allow import Access, without_viewer
from core.usecases.trials.replay_verdict import Judged, judge_scores

_NOTHING = Gain(n=0, mean=0.0, low=-10.0, high=10.0)
"""What is known without two pairs."""


@without_viewer(Access.SYSTEM, "a periodic job, and after an evaluation run was worked")
def judge_replays(rein: Rein) -> str:
    """Judge every replay whose cases have all ended, and return how many in words."""
    with rein.database.read() as connection:
        ended = list_undecided_runs(connection)
    for one in ended:
        with rein.database.read() as connection:
            items = list_scored_items(connection, one.run.id)
        _write(rein, one, find_tried(one.run.variants), _judge(rein, one.run, items))
    return pluralize(len(ended), "replay") + " judged"


def _judge(rein: Rein, run: EvaluationRun, items: tuple[ScoredItem, ...]) -> Judged:
    configured = rein.models.configured.get(run.judge)
    judge = configured.name if configured is not None else run.judge
    pairs = [
        Replayed(
            goal_id=one.item_id,
            before=one.before.overall if one.before and one.before.judge == judge else None,
            champion=one.champion,
            candidate=one.candidate,
        )
        for one in items
        if one.champion is not None and one.candidate is not None
    ]
    if len(pairs) < 2:
        return Judged(verdict=Verdict.UNDECIDED, gain=_NOTHING, by_itself=None, scores=None)
    return judge_scores(pairs, items=len(items))


def _write(rein: Rein, one: ReplayRun, tried: Tried, judged: Judged) -> None:
    # Another process's clock may be ahead; a verdict is never older than what it is about.
    by, now = one.started_by or SHIPPED_BY, max(rein.clock.now(), one.ended_at)
    replay = Replay(
        id=new_id(),
        prompt=tried.prompt,
        champion=tried.champion,
        candidate=tried.candidate,
        aim=Aim.SCORES,
        verdict=judged.verdict,
        gain=judged.gain,
        by_itself=judged.by_itself,
        scores=judged.scores,
        seed=0,
        made_by=by,
        made_at=now,
        evaluation_run_id=one.run.id,
    )
    with rein.database.begin() as work:
        ReplayStore(work.connection).add(replay)
        work.audit.record(
            AuditEntry(
                at=now,
                actor_id=by,
                action=AuditAction.REPLAY_MADE,
                subject=replay.id,
                details={"version": replay.label, "verdict": replay.verdict.value},
            )
        )
