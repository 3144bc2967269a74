"""A worker that writes a new version of a prompt dies for real: no reply is paid again, and there is one draft."""

from pathlib import Path

import pytest
from sqlalchemy import select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.experiments.rewrite import RewriteDraft
from core.store.audit.values import AuditAction
from core.store.calls.tables import llm_calls
from core.store.runs.tables import runs
from core.usecases.audit.list_audit import list_audit
from core.usecases.prompts.propose_rewrite import find_rewrite, list_rewrites, start_rewrite
from tests.conftest import make_settings
from tests.factories.many_ratings import contrasting_comments, write_comments
from tests.integration.durability.workers import Worker, environment_for, wait_until
from tests.stubs.answers import sensible
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked, Reply

BAD = RewriteDraft(diagnosis="Too long.", reason="Shorter.", instructions="Write well.")


@pytest.mark.one_database
def test_a_rewrite_goes_on_after_its_first_reply_when_its_worker_is_killed(
    rein: Rein, database_url: str, tmp_path: Path
) -> None:
    asked: list[Asked] = []

    def reply(call: Asked) -> Reply:
        """Fail the checks, hang in the repair of that, and write well for the next worker."""
        asked.append(call)
        if len(asked) == 1:
            return Reply(text=BAD.model_dump_json())
        data = asked[0].user if len(asked) == 2 else call.user
        return Reply(text=sensible("rewrite", data), latency_s=60.0 if len(asked) == 2 else 0.0)

    with GeminiStub(reply) as stub:
        paid = {
            "GEMINI_API_KEY": "key-of-a-test",
            "GEMINI_BASE_URL": stub.url,
            "REIN_GEMINI_MODEL": "gemini-2.5-flash",
            "REIN_MODEL_CONSENT": "assumed",
        }
        run_id = ask(tmp_path, database_url, paid)
        environment = environment_for(database_url, tmp_path, **paid)
        first, second = Worker(environment), Worker(environment, spare=True)
        try:
            wait_until(lambda: len(asked) == 2)
            first.kill()
            second.begin()
            wait_until(lambda: not list_rewrites(rein, viewer=LOCAL_VIEWER))
        finally:
            first.kill()
            second.kill()

    made = find_rewrite(rein, viewer=LOCAL_VIEWER, run_id=run_id)
    assert made is not None
    assert "half of the usual time" in rein.prompts.find("generate", made.version).system
    assert "Nothing is said about" in asked[2].user, "the first reply was not asked for again"
    lines = [row.entry.action for row in list_audit(rein, viewer=LOCAL_VIEWER)]
    assert lines.count(AuditAction.PROMPT_DRAFTED) == 1
    with rein.database.read() as connection:
        calls = select(llm_calls.c.status).where(llm_calls.c.run_id == run_id)
        statuses = list(connection.execute(calls.order_by(llm_calls.c.started_at)).scalars())
        left = connection.execute(select(runs.c.input).where(runs.c.id == run_id)).scalar_one()
    assert statuses == ["done", "in_doubt", "done"]
    assert left is None, "words of people are not held longer than the run"


def ask(folder: Path, url: str, paid: dict[str, str]) -> str:
    """Ask for a rewrite in a process that works nothing itself."""
    built = build(make_settings(folder, REIN_DATABASE_URL=url, **paid))
    with built.database.begin() as work:
        write_comments(work, contrasting_comments(built.clock.now()))
    run_id = start_rewrite(built, viewer=LOCAL_VIEWER, name="generate")
    built.database.close()
    return run_id
