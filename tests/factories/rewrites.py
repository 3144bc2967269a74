"""A rewrite of a prompt that waits for a worker."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.experiments.rewrite import Weaknesses
from core.ids import new_id
from core.ports import Tier
from core.runs.rewrites.rewrite_run import INPUT_CODEC, REWRITE, RewriteInput
from core.store.accounts.values import account_of
from core.usecases.runs.queue_run import queue_run


def queue_rewrite(rein: Rein, viewer: Viewer) -> str:
    """Queue a rewrite of the live resolution's prompt, from one comment; return its run."""
    found = Weaknesses(complaint="Too much", complaint_n=5, comments=("It asks too much.",))
    live = rein.prompts.find("generate").version
    asked = RewriteInput(
        name="generate", version=live, model="gemini", tier=Tier.BASIC, found=found
    )
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, created_at=rein.clock.now()))
        run = queue_run(
            work,
            REWRITE,
            user_id=viewer.id,
            key=new_id(),
            now=rein.clock.now(),
            input_=INPUT_CODEC.dump_text(asked),
        )
    return run.id
