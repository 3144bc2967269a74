"""A list of breached passwords is asked without the password; if it does not answer, the estimate counts."""

import hashlib
from dataclasses import replace

import pytest

from core.accounts import breached_passwords
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.clock import SystemClock
from core.errors import InvalidInput
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.environment import PASSWORDS, hosts_of
from core.usecases.people.add_person import add_person
from core.usecases.sign_in.accept_password import accept_password
from core.usecases.sign_in.passwords import choose_password
from core.usecases.sign_in.sign_in import Visitor
from tests.conftest import make_settings
from tests.stubs.breached import BreachedStub, breached_list

STOLEN, SAFE = "vivid-Turnip-42-orbit", "amber-Kettle-77-lagoon"
VISITOR = Visitor(address="", agent="a test")


def asking(rein: Rein, stub: BreachedStub) -> Rein:
    given = make_settings(rein.settings.data_dir, REIN_BREACHED_PASSWORDS_URL=stub.url)
    return replace(rein, settings=given)


def test_a_stolen_password_is_refused_and_five_characters_of_its_hash_leave_the_machine(
    rein: Rein,
) -> None:
    with breached_list(STOLEN) as stub:
        rein = asking(rein, stub)
        made = add_person(rein, viewer=LOCAL_VIEWER, login="ada@example.org")
        with pytest.raises(InvalidInput, match="stolen"):
            choose_password(rein, code=made.code, password=STOLEN, name=None, visitor=VISITOR)
        choose_password(rein, code=made.code, password=SAFE, name=None, visitor=VISITOR)

    digest = hashlib.sha1(STOLEN.encode(), usedforsecurity=False).hexdigest().upper()
    assert stub.asked[0] == (f"/range/{digest[:5]}", "true")
    assert len(stub.asked) == 2
    assert digest[5:] not in str(stub.asked)


@pytest.mark.parametrize("failure", ["silent", "refusing", "gone"])
def test_without_an_answer_the_estimate_counts_and_doctor_says_so(
    rein: Rein, failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breached_passwords, "TIMEOUT_S", 0.2)
    with breached_list(STOLEN) as stub:
        stub.silent, stub.status = failure == "silent", 503 if failure == "refusing" else 200
        rein = asking(rein, stub)
        if failure != "gone":
            accept_password(rein, STOLEN, known=())
            found = PASSWORDS.run(context_of(rein))
    if failure == "gone":
        accept_password(rein, STOLEN, known=())
        found = PASSWORDS.run(context_of(rein))
    with pytest.raises(InvalidInput):
        accept_password(rein, "qwertyuiop", known=())

    assert found.state is CheckStatus.WARNING
    assert "on this machine alone" in found.line


def test_doctor_and_settings_name_the_list_that_is_asked(rein: Rein) -> None:
    with breached_list("password") as stub:
        asked = asking(rein, stub)
        assert PASSWORDS.run(context_of(asked)).state is CheckStatus.OK
        assert [host for host, _ in hosts_of(asked.settings)] == [stub.url.split("/")[2]]

    assert PASSWORDS.run(context_of(rein)).is_off
    assert hosts_of(rein.settings) == ()


def context_of(rein: Rein) -> CheckContext:
    return CheckContext(settings=rein.settings, database=rein.database, clock=SystemClock())
