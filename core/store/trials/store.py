"""Write trials: each person is placed once, and a trial ends once."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.experiments.arm import Arm, arm_at, position_of
from core.experiments.decision import Outcome
from core.store.database.upsert import insert
from core.store.trials.open_trials import list_open_trials
from core.store.trials.rows import to_row
from core.store.trials.tables import trial_people, trial_results, trials
from core.store.trials.values import Ending, Trial, Watch


class TrialStore:
    """Writes trials; the caller checks rights."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, trial: Trial) -> bool:
        """Add a running trial; False if one of the same prompt runs."""
        added = insert(self._connection, trials).values(to_row(trial)).on_conflict_do_nothing()
        # PostgreSQL's driver reports no number of rows here, so the row is asked for.
        return self._connection.execute(added.returning(trials.c.id)).first() is not None

    def set_share(self, trial_id: str, share: float) -> bool:
        """Change the candidate's share for people who are not placed yet; False if it is over."""
        change = update(trials).where(trials.c.id == trial_id, trials.c.outcome == Outcome.RUNNING)
        return self._connection.execute(change.values(share=share)).rowcount == 1

    def assign(
        self, *, user_id: str, trace_id: str, now: datetime, sample: bool = False
    ) -> Mapping[str, int]:
        """Place a person in every running trial and note the result that is made for them.

        Returns the version of each such prompt that they get. Who is placed stays placed.
        """
        running = [
            trial
            for trial in list_open_trials(self._connection, sample=sample)
            if trial.outcome is Outcome.RUNNING
        ]
        return {
            trial.prompt: trial.version_of(self._place(trial, user_id, trace_id, now))
            for trial in running
        }

    def show(self, trace_id: str, *, now: datetime) -> None:
        """Record that the person was shown a result of a running trial, the first time alone."""
        running = select(trials.c.id).where(trials.c.outcome == Outcome.RUNNING)
        unseen = update(trial_results).where(
            trial_results.c.trace_id == trace_id,
            trial_results.c.shown_at.is_(None),
            trial_results.c.trial_id.in_(running.scalar_subquery()),
        )
        self._connection.execute(unseen.values(shown_at=now))

    def end(self, trial_id: str, ending: Ending) -> bool:
        """End a running trial; False if it has ended already."""
        promoted = ending.outcome is Outcome.PROMOTED
        change = update(trials).where(trials.c.id == trial_id, trials.c.outcome == Outcome.RUNNING)
        values = {
            "outcome": ending.outcome,
            "decision": ending.decision,
            "ended_by": ending.by,
            "ended_at": ending.at,
            "estimate": asdict(ending.estimate) if ending.estimate is not None else None,
            "watch": Watch.WATCHED if promoted else Watch.NONE,
            "watched_since": ending.at if promoted else None,
        }
        return self._connection.execute(change.values(values)).rowcount == 1

    def reopen(self, trial_id: str) -> bool:
        """Let an ended trial run again; False if it runs."""
        change = update(trials).where(trials.c.id == trial_id, trials.c.outcome != Outcome.RUNNING)
        cleared = dict.fromkeys(("ended_by", "ended_at", "estimate", "watched_since"))
        values = {"outcome": Outcome.RUNNING, "decision": "", "watch": Watch.NONE, **cleared}
        return self._connection.execute(change.values(values)).rowcount == 1

    def watch_again(self, trial_id: str, *, now: datetime) -> bool:
        """Watch a version that is released again from now on; False if none was rolled back."""
        change = update(trials).where(trials.c.id == trial_id, trials.c.watch == Watch.ROLLED_BACK)
        values = {
            "watch": Watch.WATCHED,
            "watch_note": "",
            "watched_since": now,
            "watch_ended_at": None,
        }
        return self._connection.execute(change.values(values)).rowcount == 1

    def end_watch(self, trial_id: str, watch: Watch, *, note: str, now: datetime) -> bool:
        """End the watch over a promoted version; False if it has ended already."""
        change = update(trials).where(trials.c.id == trial_id, trials.c.watch == Watch.WATCHED)
        values = {"watch": watch, "watch_note": note, "watch_ended_at": now}
        return self._connection.execute(change.values(values)).rowcount == 1

    def _place(self, trial: Trial, user_id: str, trace_id: str, now: datetime) -> Arm:
        chosen = arm_at(position_of(trial.key, trial.id, user_id), trial.share)
        row = {
            "trial_id": trial.id,
            "user_id": user_id,
            "arm": chosen,
            "share": trial.share,
            "assigned_at": now,
        }
        result = {"trial_id": trial.id, "trace_id": trace_id, "user_id": user_id, "shown_at": None}
        self._connection.execute(
            insert(self._connection, trial_people).values(row).on_conflict_do_nothing()
        )
        self._connection.execute(
            insert(self._connection, trial_results).values(result).on_conflict_do_nothing()
        )
        theirs = select(trial_people.c.arm).where(
            trial_people.c.trial_id == trial.id, trial_people.c.user_id == user_id
        )
        return Arm(self._connection.execute(theirs).scalar_one())
