"""The trials that are not over, for those who change them."""

from sqlalchemy import Connection, and_, select

from core.experiments.decision import Outcome
from core.store.database.rows import fetch_all, fetch_one
from core.store.prompts.tables import prompt_releases
from core.store.trials.rows import to_trial
from core.store.trials.tables import trials
from core.store.trials.values import Trial, Watch

_RUNS = and_(trials.c.outcome == Outcome.RUNNING, trials.c.sample.is_(False))


def list_open_trials(connection: Connection, *, sample: bool = False) -> tuple[Trial, ...]:
    """Return the trials that run, and those whose promoted version is watched."""
    is_open = (trials.c.outcome == Outcome.RUNNING) | (trials.c.watch == Watch.WATCHED)
    return tuple(
        map(
            to_trial,
            fetch_all(connection, select(trials).where(is_open, trials.c.sample.is_(sample))),
        )
    )


def list_running_prompts(connection: Connection) -> frozenset[str]:
    """Return the names of the prompts that a trial runs of."""
    query = select(trials.c.prompt).where(_RUNS)
    return frozenset(connection.execute(query).scalars())


def lock_prompt(connection: Connection, prompt: str) -> Trial | None:
    """Return the running trial of a prompt; until the commit, no other process changes versions."""
    # The rows of the prompt's releases are there from the first start, so there is one to lock.
    connection.execute(
        select(prompt_releases.c.id).where(prompt_releases.c.name == prompt).with_for_update()
    )
    query = select(trials).where(trials.c.prompt == prompt, _RUNS)
    row = fetch_one(connection, query)
    return None if row is None else to_trial(row)
