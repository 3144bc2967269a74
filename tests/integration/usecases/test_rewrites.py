"""A model proposes the next version of a prompt: a checked draft from masked words of people who agreed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.accounts.consent import Consent, ModelChoice
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, ModelError, NotAllowed
from core.experiments.rewrite import RewriteDraft, Weaknesses, quotes_people
from core.ports import Purpose
from core.store.audit.values import AuditAction
from core.store.calls.tables import llm_calls
from core.store.ratings.tables import ratings
from core.store.traces.tables import traces
from core.usecases.audit.list_audit import list_audit
from core.usecases.prompts.check_version import check_version
from core.usecases.prompts.list_prompts import ReleaseStatus, find_prompt
from core.usecases.prompts.propose_rewrite import Proposed, propose_rewrite
from tests.factories.many_ratings import contrasting_comments, write_comments
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import (
    REVIEWER,
    build_rein,
    paid_rein,
    rows,
)
from tests.stubs.answers import data_of
from tests.stubs.gemini import GeminiStub
from tests.stubs.server import Asked as Call
from tests.stubs.server import Reply

MAIL = "ada@example.com"


def complain(rein: Rein) -> list[tuple[str, str]]:
    """Write comments with a certain complaint, of which one names an address."""
    with rein.database.begin() as work:
        keys = write_comments(work, contrasting_comments(rein.clock.now()))
        # Every comment of the complaint has it, so whichever is quoted shows whether it is masked.
        low = ratings.c.half_stars < 7
        named = ratings.c.comment + f" Write to {MAIL}."
        work.connection.execute(ratings.update().where(low).values(comment=named))
    return keys


def propose(rein: Rein, name: str = "generate") -> Proposed:
    return propose_rewrite(rein, viewer=LOCAL_VIEWER, name=name)


def test_a_rewrite_is_a_checked_draft_that_releases_nothing(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        complain(rein)
        live = rein.prompts.find("generate")
        with pytest.raises(NotAllowed):
            propose_rewrite(rein, viewer=REVIEWER, name="generate")
        made = propose(rein)
        one = find_prompt(rein, viewer=REVIEWER, name="generate", version=made.version)
        checks = check_version(rein, viewer=REVIEWER, name="generate", version=made.version)
        lines = {line.entry.action: line.entry for line in list_audit(rein, viewer=LOCAL_VIEWER)}
        (call,) = [row for row in rows(rein, llm_calls) if row["purpose"] == Purpose.REWRITE]
        (trace,) = [row for row in rows(rein, traces) if row["name"] == "prompt_rewrite"]
        (asked,) = [data_of(each.user) for each in stub.asked]

        assert (one.status, one.live, one.proposed_by) == (
            ReleaseStatus.DRAFT,
            False,
            "gemini-2.5-flash",
        )
        assert rein.prompts.find("generate").version == live.version
        assert one.text.user == live.user, "what is sent with each call stays"
        assert "half of the usual time" in one.text.system
        assert one.text.intent.startswith("Proposed by gemini-2.5-flash: The first week")
        assert [check.name for check in checks if not check.passed] == []
        assert lines[AuditAction.PROMPT_DRAFTED].details["model"] == "gemini-2.5-flash"
        assert lines[AuditAction.REWRITE_ASKED].subject == "generate"
        assert call["cost_usd"]
        assert trace["id"] == made.trace_id
        assert asked["instructions"] == live.system
        assert "timeline" in " ".join(asked["complaint"]["comments"])
        assert MAIL not in json.dumps(asked)


def test_a_rewrite_that_fails_a_check_is_repaired_once_and_then_refused(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    def reply(call: Call) -> Reply:
        draft = RewriteDraft(diagnosis="Too long.", reason="Shorter.", instructions="Write well.")
        return Reply(text=draft.model_dump_json())

    with GeminiStub(reply) as stub, paid_rein(tmp_path, database_url, clock, stub) as rein:
        complain(rein)
        with pytest.raises(ModelError):
            propose(rein)
        (trace,) = [row for row in rows(rein, traces) if row["name"] == "prompt_rewrite"]

        assert stub.calls == 2
        assert "Nothing is said about" in stub.asked[1].user, "the model is shown what failed"
        assert ("generate", 1001) not in rein.prompts.texts
        assert trace["status"] == "error"


def test_only_words_of_people_who_agreed_are_sent(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    with GeminiStub() as stub:
        rein = build_rein(
            tmp_path,
            database_url,
            clock,
            GEMINI_API_KEY="key-of-a-test",
            GEMINI_BASE_URL=stub.url,
            REIN_GEMINI_MODEL="gemini-2.5-flash",
            REIN_MODEL_CONSENT="ask",
        )
        try:
            keys = complain(rein)
            with rein.database.begin() as work:
                others = [
                    replace(one, text=f"{one.text} Mondays.")
                    for one in contrasting_comments(rein.clock.now())
                ]
                write_comments(work, others)
            with pytest.raises(Conflict, match="says what is wrong"):
                propose(rein)
            assert stub.asked == []
            host = frozenset({stub.url.removeprefix("http://")})
            consent = Consent(choice=ModelChoice.MODELS, hosts=host, decided_at=clock.now())
            with rein.database.begin() as work:
                work.consents.save(keys[0][1], consent)
            made = propose(rein)
        finally:
            rein.jobs.stop(wait=True)
            rein.database.close()

    comments = data_of(stub.asked[0].user)["complaint"]["comments"]
    assert comments
    assert "Mondays" not in str(comments)
    assert made.version == 1001


def test_without_a_key_settings_are_proposed_by_rule(
    tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    rein = build_rein(tmp_path, database_url, clock)
    try:
        with pytest.raises(Conflict, match="none is set up"):
            propose(rein)
        with pytest.raises(InvalidInput, match="not rewritten by a model"):
            propose(rein, "defaults")
    finally:
        rein.jobs.stop(wait=True)
        rein.database.close()


def test_six_words_in_a_row_of_a_person_are_a_quote() -> None:
    found = Weaknesses(comments=("My dog Rex eats all my shoes",))

    assert quotes_people("Never assume that my DOG rex\neats all my shoes.", found)
    assert not quotes_people("Ask whether the dog eats the shoes.", found)
