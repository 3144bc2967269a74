"""People of a trial in the database: placed, given a result, shown it, rating it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.experiments.arm import Arm
from core.experiments.decision import Rule
from core.experiments.replay_gate import Aim, Verdict
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.accounts.values import account_of
from core.store.replays.store import ReplayStore
from core.store.replays.values import Gain, Replay
from core.store.trials.tables import trial_people
from core.store.trials.values import Trial
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from tests.factories.costs import add_call
from tests.factories.stored import add_rating, add_trace, close_trace, make_goal, make_span
from tests.factories.trial_crowd import STARS
from tests.fakes import NOW

TEXTS = (
    "Run 5 km without stopping",
    "Learn Spanish for a trip",
    "Read 12 books this year",
    "Save 2,000 euros for a trip",
    "Learn to play the guitar",
    "Write a short novel",
)

Stars = Callable[[Arm | None, int], float]
"""Returns the stars that the n-th person gives to a result of their arm; None outside a trial."""
Price = Callable[[Arm | None], float]
"""Returns what a result of an arm costs in US dollars."""
Ending = Callable[[Arm | None, int], Mapping[str, object]]
"""Returns how the run of the n-th person ends: changes of its closing, and `declined`."""


def make_trial() -> Trial:
    """Return a running trial of the coach's settings."""
    return Trial(
        id=new_id(),
        prompt="defaults",
        champion=1,
        candidate=3,
        share=0.5,
        key=b"0" * 32,
        scale=STARS,
        rule=Rule(least_n=60, most_n=1_000, tolerance=0.1),
        reason="Smaller steps",
        started_by="rein",
        started_at=NOW,
    )


def make_replay(**changes: object) -> Replay:
    """Return a passed replay of smaller first steps against the first version."""
    replay = Replay(
        id=new_id(),
        prompt="defaults",
        champion=1,
        candidate=3,
        aim=Aim.LESS,
        verdict=Verdict.PASSED,
        gain=Gain(n=60, mean=6.0, low=4.0, high=8.0),
        by_itself=0.5,
        scores=Gain(n=60, mean=0.0, low=-0.05, high=0.05),
        seed=7,
        made_by="rein",
        made_at=NOW,
    )
    return replace(replay, **changes)  # type: ignore[arg-type]


def add_replay(rein: Rein, **changes: object) -> Replay:
    """Store a replay, so that a trial of its candidate may start."""
    replay = make_replay(**changes)
    with rein.database.begin() as work:
        ReplayStore(work.connection).add(replay)
    return replay


def person() -> Viewer:
    return Viewer(user=User(id=new_id(), name="Somebody", role=Role.USER))


def add_people(
    rein: Rein,
    n: int,
    *,
    stars: Stars,
    comment: str = "",
    shown: bool = True,
    price: Price | None = None,
    ending: Ending | None = None,
) -> list[tuple[str, str]]:
    """Write people with one rated result each, as runs and ratings write them; return the ratings' keys."""
    keys = []
    with rein.database.begin() as work:
        for number in range(n):
            rein.clock.advance(timedelta(seconds=1))  # type: ignore[attr-defined]
            key = _add_person(
                work,
                rein,
                number,
                stars=stars,
                comment=comment,
                shown=shown,
                price=price,
                ending=ending or _as_usual,
            )
            keys.append(key)
    return keys


def _as_usual(_arm: Arm | None, _number: int) -> Mapping[str, object]:
    return {}


def arms_of(rein: Rein) -> Mapping[str, Arm]:
    """Return the arm of every person of any trial."""
    with rein.database.read() as connection:
        rows = connection.execute(trial_people.select()).mappings()
        return {row["user_id"]: Arm(row["arm"]) for row in rows}


def _add_person(
    work: UnitOfWork,
    rein: Rein,
    number: int,
    *,
    stars: Stars,
    comment: str,
    shown: bool,
    price: Price | None,
    ending: Ending,
) -> tuple[str, str]:
    viewer, now = person(), rein.clock.now()
    work.accounts.ensure(account_of(viewer, created_at=now))
    goal = make_goal(
        viewer.id, text=TEXTS[number % len(TEXTS)], circumstances=Circumstances(), created_at=now
    )
    work.goals.add(goal)
    trace_id = add_trace(work, goal, started_at=now)
    work.trials.assign(user_id=viewer.id, trace_id=trace_id, now=now)
    theirs = trial_people.select().where(trial_people.c.user_id == viewer.id)
    placed = work.connection.execute(theirs).mappings().first()
    arm = Arm(placed["arm"]) if placed is not None else None
    if price is not None:
        work.traces.add_spans(
            (make_span(trace_id, new_span_id(), started_at=now, cost_usd=price(arm)),)
        )
    ends = dict(ending(arm, number))
    if ends.pop("declined", False):
        add_call(work, trace_id=trace_id, at=now, fault="blocked", reply=None)
    lasts = ends.pop("lasts", timedelta(milliseconds=100))
    close_trace(work, trace_id, **{"ended_at": now + lasts, **ends})  # type: ignore[operator,arg-type]
    if shown:
        work.trials.show(trace_id, now=now)
    given = stars(arm, number)
    add_rating(work, trace_id, viewer.id, now=now, stars=given, comment=comment)
    return trace_id, viewer.id
