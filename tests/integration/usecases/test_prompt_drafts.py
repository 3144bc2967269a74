"""A person writes a version of a prompt: a draft that every process knows, and that checks keep from people."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import Style
from core.goals.usual import parse_usual
from core.ids import new_id
from core.store.audit.values import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.prompts.check_version import check_version
from core.usecases.prompts.draft_prompt import Draft, draft_prompt
from core.usecases.prompts.list_prompts import ReleaseStatus, find_prompt
from core.usecases.prompts.release_prompt import release_prompt
from core.usecases.trials.start_trial import Plan, start_trial
from tests.factories.trial_people import add_replay
from tests.fakes import FrozenClock
from tests.integration.usecases.test_evaluation_runs import build_rein

REVIEWER = Viewer(user=User(id=new_id(), name="Rita", role=Role.REVIEWER))


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    built = build_rein(tmp_path, database_url, clock)
    clock.advance(60)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def draft_of(rein: Rein, **changes: str) -> Draft:
    live = rein.prompts.find("generate")
    draft = Draft(
        name="generate",
        based_on=live.version,
        reason="Shorter sentences",
        system=f"{live.system}\nWrite sentences of at most twelve words.",
        user=live.user,
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def save(rein: Rein, draft: Draft) -> int:
    return draft_prompt(rein, viewer=REVIEWER, draft=draft)


def release(rein: Rein, version: int) -> None:
    release_prompt(rein, viewer=LOCAL_VIEWER, name="generate", version=version, reason="Shorter")


def test_a_draft_reaches_every_process_and_nobody_before_its_release(
    rein: Rein, tmp_path: Path, database_url: str, clock: FrozenClock
) -> None:
    other = build_rein(tmp_path, database_url, clock)
    live = other.prompts.find("generate").version
    version = save(rein, draft_of(rein))
    clock.advance(5)

    found = find_prompt(other, viewer=REVIEWER, name="generate", version=version)
    assert version == 1001, "versions of the program never take its number"
    assert (found.status, found.live, found.written_here) == (ReleaseStatus.DRAFT, False, True)
    assert found.text.whole.count("twelve words") == 1
    assert other.prompts.find("generate").version == live
    checks = check_version(rein, viewer=REVIEWER, name="generate", version=version)
    assert [one.name for one in checks if not one.passed] == []
    assert [one.name for one in checks][-1] == "Cost"

    release(rein, version)
    clock.advance(5)
    assert other.prompts.find("generate").version == version
    values = dict.fromkeys(found.text.variables, "Learn Spanish")
    assert "twelve words" in other.prompts.render_live("generate", values).system
    lines = [row.entry for row in list_audit(rein, viewer=LOCAL_VIEWER)][:2]
    assert [(one.action, one.actor_id, one.subject) for one in lines] == [
        (AuditAction.PROMPT_RELEASED, LOCAL_VIEWER.id, "generate@v1001"),
        (AuditAction.PROMPT_DRAFTED, REVIEWER.id, "generate@v1001"),
    ]
    other.jobs.stop(wait=True)
    other.database.close()


def test_a_draft_that_fails_a_check_is_neither_released_nor_tried(rein: Rein) -> None:
    user = rein.prompts.find("generate").user.replace("$words", '"the goal"')
    version = save(rein, draft_of(rein, user=user))

    with pytest.raises(Conflict, match="does not pass: variables") as refused:
        release(rein, version)
    assert refused.value.advice == "Put $words between <data> and </data>."
    add_replay(rein, prompt="generate", champion=2, candidate=version)
    plan = Plan(prompt="generate", candidate=version, reason="Shorter")
    with pytest.raises(Conflict, match="does not pass"):
        start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    assert save(rein, draft_of(rein)) == version + 1


def test_what_cannot_be_read_as_a_prompt_is_refused_and_not_stored(rein: Rein) -> None:
    settings = Draft(name="defaults", based_on=1, reason="Slower", settings='pace = "slow"')
    for draft, error in (
        (draft_of(rein, user="Write it for $words."), InvalidInput),
        (draft_of(rein, user="<data>\n{$words, 5$}\n</data>"), InvalidInput),
        (draft_of(rein, system="Write.\n=== user ===\nAnd more."), InvalidInput),
        (draft_of(rein, reason="  "), InvalidInput),
        (settings, InvalidInput),
        (draft_of(rein, name="repair"), NotFound),
    ):
        with pytest.raises(error):
            save(rein, draft)
    assert {version for _, version in rein.prompts.texts} < set(range(1001))

    good = replace(settings, settings='pace = "conservative"\nfirst_steps = "usual"')
    version = save(rein, good)
    values, label = rein.prompts.read_settings("defaults", version)
    assert parse_usual(values, label=label).pace is Style.CONSERVATIVE
