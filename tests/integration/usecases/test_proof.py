"""The proof of a trial: its result is computed again, one changed byte shows, and no person is in it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import Conflict, NotFound
from core.experiments.arm import Arm
from core.ids import new_id
from core.store.audit.values import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.ratings.rate import withdraw_rating
from core.usecases.trials.list_trials import Outcome, show_trial
from core.usecases.trials.proof.pack import MANIFEST, BrokenProof, pack, unpack
from core.usecases.trials.proof.rows import read_rows, write_rows
from core.usecases.trials.proof.verify_proof import read_trial, verify_proof
from core.usecases.trials.proof.write_proof import (
    COSTS,
    PEOPLE,
    RESULT,
    TRIAL,
    VERSIONS,
    write_proof,
)
from core.usecases.trials.settle_trials import settle_trials
from core.usecases.trials.start_trial import Plan, change_share, start_trial
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.factories.trial_people import add_people, add_replay, arms_of
from tests.fakes import FrozenClock

PLAN = Plan(prompt="defaults", candidate=3, reason="Smaller steps", least_n=60)
COMMENT = "Zelmira thinks it is too much"
PROMPTS = ("prompts/defaults-v1.md", "prompts/defaults-v3.md")


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    settings = make_settings(tmp_path, REIN_DATABASE_URL=database_url)
    built = build(settings, clock=clock, coach=COACH)
    clock.advance(60)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()


def better(arm: Arm | None, number: int) -> float:
    return 4.5 if arm is Arm.CANDIDATE else (2.0, 2.5, 3.0)[number % 3]


def ended(rein: Rein) -> tuple[str, list[tuple[str, str]]]:
    """Run a trial at two shares until it is decided; return its id and the ratings' keys."""
    add_replay(rein)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=PLAN)
    keys = add_people(rein, 30, stars=better, comment=COMMENT)
    change_share(rein, viewer=LOCAL_VIEWER, trial_id=trial_id, share=0.6)
    keys += add_people(rein, 60, stars=better, comment=COMMENT)
    add_people(rein, 3, stars=better, shown=False)
    settle_trials(rein)
    return trial_id, keys


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The proof of one trial."""
    clock = FrozenClock()
    built = build(make_settings(tmp_path_factory.mktemp("proof")), clock=clock, coach=COACH)
    clock.advance(60)
    trial_id, _ = ended(built)
    content = write_proof(built, viewer=LOCAL_VIEWER, trial_id=trial_id)
    built.jobs.stop(wait=True)
    built.database.close()
    return content


def test_the_result_is_computed_again_from_the_rows(rein: Rein) -> None:
    trial_id, _ = ended(rein)
    shown = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    assert shown.trial.outcome is Outcome.PROMOTED
    content = write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    found = verify_proof(content)

    assert (found.people, found.agrees, found.same_code) == (93, True, True)
    assert found.result["decision"]["outcome"] == Outcome.PROMOTED
    assert found.result["primary"]["low"] == pytest.approx(shown.findings.primary.low)
    assert found.result["estimate"]["n"] == shown.means.n
    assert len(found.result["sequence"]) == len(shown.over_n)
    assert list_audit(rein, viewer=LOCAL_VIEWER)[0].entry.action is AuditAction.TRIAL_PROVEN
    again = write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    assert again == content, "the same trial gives the same file"


def test_no_name_word_time_or_id_of_a_person_is_in_a_proof(rein: Rein) -> None:
    trial_id, keys = ended(rein)
    content = write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    key = show_trial(rein, viewer=LOCAL_VIEWER, trial_id=trial_id).trial.key
    secrets = [COMMENT, "Somebody", LOCAL_VIEWER.id, key.hex()]
    secrets += [one for pair in keys for one in pair] + list(arms_of(rein))

    assert [secret for secret in secrets if secret.encode() in content] == []
    header = unpack(content)[PEOPLE].decode().splitlines()[0]
    assert header == "place,share,arm,shown,nth,stars,made,scored,answered,cost,seconds"


def test_a_rating_that_is_withdrawn_since_is_no_row_and_no_fault_of_the_proof(rein: Rein) -> None:
    trial_id, keys = ended(rein)
    for trace_id, user_id in keys[:3]:
        viewer = replace(LOCAL_VIEWER, user=replace(LOCAL_VIEWER.user, id=user_id))
        withdraw_rating(rein, viewer=viewer, trace_id=trace_id)
    found = verify_proof(write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id))

    assert found.recorded == Outcome.PROMOTED
    assert found.result["primary"]["n"] == 87


def test_a_trial_that_runs_gives_no_arm_away(rein: Rein) -> None:
    add_replay(rein)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=PLAN)
    with pytest.raises(Conflict):
        write_proof(rein, viewer=LOCAL_VIEWER, trial_id=trial_id)
    with pytest.raises(NotFound):
        write_proof(rein, viewer=LOCAL_VIEWER, trial_id=new_id())


@pytest.mark.parametrize("member", [TRIAL, PEOPLE, COSTS, RESULT, VERSIONS, MANIFEST, *PROMPTS])
def test_one_flipped_byte_fails_and_names_the_file(proof: bytes, member: str) -> None:
    with ZipFile(BytesIO(proof)) as archive:
        info = archive.getinfo(member)
    begin = info.header_offset + 30 + len(member)  # stored without compression behind its header
    for place in range(begin, begin + info.file_size, max(1, info.file_size // 25)):
        with pytest.raises(BrokenProof, match=member):
            verify_proof(flipped(proof, place))


def test_a_flipped_byte_between_the_members_fails_too(proof: bytes) -> None:
    with ZipFile(BytesIO(proof)) as archive:
        inside = [
            (begin := info.header_offset + 30 + len(info.filename), begin + info.file_size)
            for info in archive.infolist()
        ]
    around = [n for n in range(len(proof)) if not any(a <= n < b for a, b in inside)]

    assert len(around) > 500
    for place in around[::5]:
        with pytest.raises(BrokenProof):
            verify_proof(flipped(proof, place))
    with pytest.raises(BrokenProof):
        verify_proof(proof + b"\n")


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_figures_and_arms_are_not_believed_though_the_manifest_fits(proof: bytes) -> None:
    members = unpack(proof)
    result = json.loads(members[RESULT])
    result["estimate"]["candidate"] += 0.1
    rows = read_rows(members[PEOPLE].decode(), primary="stars")
    trial = read_trial(members[TRIAL].decode())
    kinder = [replace(rows[0], value=1.0 if rows[0].value != 1.0 else 5.0), *rows[1:]]
    moved = [replace(rows[0], arm=next(arm for arm in Arm if arm is not rows[0].arm)), *rows[1:]]

    for change, said in (
        ({RESULT: json.dumps(result).encode()}, "estimate candidate"),
        ({PEOPLE: write_rows(trial, kinder).encode()}, RESULT),
        ({PEOPLE: write_rows(trial, moved).encode()}, "not that of their place"),
        ({PROMPTS[0]: members[PROMPTS[1]]}, PROMPTS[0]),
    ):
        with pytest.raises(BrokenProof, match=said):
            verify_proof(pack({**members, **change}))


def test_what_is_no_proof_is_refused_in_one_sentence() -> None:
    for content in (b"", b"PK", b"no zip at all" * 100):
        with pytest.raises(BrokenProof):
            verify_proof(content)
