"""A grant shows a reviewer texts in full for a time; everybody sees that it was so."""

from datetime import timedelta

import pytest

from core.accounts.user import Role
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.store.audit.values import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.audit.list_readings import list_readings
from core.usecases.grants.grants import find_own_grant, give_grant, list_grants, revoke_grant
from core.usecases.traces.get_trace import get_trace
from tests.fakes import FrozenClock
from tests.integration.usecases.test_readings import goal_of, person

REASON = "Looks into a complaint of this week"


def give(rein: Rein, to: Viewer, *, reason: str = REASON, days: int = 1) -> None:
    give_grant(rein, viewer=LOCAL_VIEWER, user_id=to.id, reason=reason, days=days)


def test_texts_are_in_full_while_the_grant_is_in_force_and_the_person_sees_it(
    rein: Rein, clock: FrozenClock
) -> None:
    owner, reviewer = person(rein, "ada", Role.USER), person(rein, "eve", Role.REVIEWER)
    goal = goal_of(rein, owner, text="Run 5 km in 12 weeks, write to ada@home.example")

    def sees_address() -> bool:
        shown = get_trace(rein, viewer=reviewer, trace_id=goal.trace_id)
        return "ada@home.example" in repr(shown)

    assert not sees_address()
    give(rein, reviewer)
    own = find_own_grant(rein, viewer=reviewer)
    assert own is not None
    assert own.reason == REASON
    assert list_grants(rein, viewer=LOCAL_VIEWER) == (own,)
    assert sees_address()
    revoke_grant(rein, viewer=LOCAL_VIEWER, user_id=reviewer.id)
    assert not sees_address()
    give(rein, reviewer)
    clock.advance(timedelta(days=1))
    assert not sees_address(), "a grant ends by itself"

    assert [one.masked for one in list_readings(rein, viewer=owner)] == [True, False, True]
    lines = [row.entry.action for row in list_audit(rein, viewer=LOCAL_VIEWER, readings=False)]
    grants = [AuditAction.GRANT_GIVEN, AuditAction.GRANT_REVOKED, AuditAction.GRANT_GIVEN]
    assert [one for one in lines if one in grants] == grants
    assert REASON not in repr(list_audit(rein, viewer=LOCAL_VIEWER))


def test_a_grant_needs_a_reviewer_a_reason_and_an_end(rein: Rein) -> None:
    user, reviewer = person(rein, "ada", Role.USER), person(rein, "eve", Role.REVIEWER)

    with pytest.raises(Conflict):
        give(rein, user)
    with pytest.raises(InvalidInput, match="reason"):
        give(rein, reviewer, reason=" why ")
    with pytest.raises(InvalidInput):
        give(rein, reviewer, days=365)
    with pytest.raises(NotFound):
        revoke_grant(rein, viewer=LOCAL_VIEWER, user_id=reviewer.id)
    assert find_own_grant(rein, viewer=reviewer) is None
