"""Who leads an organisation, what ends with a membership, and what is left of one."""

import pytest
from sqlalchemy import select

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.ids import new_id
from core.store.organisations.tables import organisation_members, organisations
from core.usecases.access.allow import AuditAction
from core.usecases.audit.list_audit import list_audit
from core.usecases.coaches.coached_goals import list_coached_goals
from core.usecases.organisations.membership import (
    close_organisation,
    hand_over_lead,
    leave_organisation,
    remove_member,
)
from core.usecases.organisations.organisations import (
    add_organisation,
    invite_members,
    join_organisation,
    list_organisations,
    rename_organisation,
)
from core.usecases.organisations.share_with_member import share_with_member
from core.usecases.people.erase_person import erase_person
from tests.fakes import FrozenClock
from tests.integration.usecases.test_deleted_words import write

ADA, EVE = (Viewer(user=User(id=new_id(), name=name, role=Role.USER)) for name in ("Ada", "Eve"))


def club_of(rein: Rein, lead: Viewer, *members: Viewer) -> tuple[str, str]:
    """Return the id of an organisation, and the secret of the link into it."""
    club = add_organisation(rein, viewer=lead, name="Club").id
    path = invite_members(rein, viewer=lead, organisation_id=club).path
    secret = path.partition("=")[2]
    for member in members:
        join_organisation(rein, viewer=member, secret=secret)
    return club, secret


def shows(rein: Rein, goal_id: str, club: str, viewer: Viewer) -> bool:
    """Show a goal of the local person to a member; return whether they see it."""
    share_with_member(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        organisation_id=club,
        user_id=viewer.id,
        days=7,
    )
    return sees(rein, viewer)


def sees(rein: Rein, viewer: Viewer) -> bool:
    return bool(list_coached_goals(rein, viewer=viewer))


def test_who_leads_hands_over_before_leaving_and_each_change_is_in_the_audit_log(
    rein: Rein,
) -> None:
    club, _ = club_of(rein, LOCAL_VIEWER, ADA)
    with pytest.raises(Conflict, match="Hand over the lead first"):
        leave_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=club)

    hand_over_lead(rein, viewer=LOCAL_VIEWER, organisation_id=club, user_id=ADA.id)
    leave_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=club)

    with pytest.raises(Conflict, match="Close it"):
        leave_organisation(rein, viewer=ADA, organisation_id=club)
    with pytest.raises(Conflict, match="not closed"):
        close_organisation(rein, viewer=ADA, organisation_id=club, name="Clubs")
    close_organisation(rein, viewer=ADA, organisation_id=club, name="Club")
    assert list_organisations(rein, viewer=ADA) == ()
    lines = [
        (one.entry.action, one.entry.actor_id, one.entry.subject)
        for one in reversed(list_audit(rein, viewer=LOCAL_VIEWER))
        if one.entry.details.get("organisation") == club
    ]
    assert lines == [
        (AuditAction.ORGANISATION_ADDED, LOCAL_VIEWER.id, LOCAL_VIEWER.id),
        (AuditAction.ORGANISATION_INVITED, LOCAL_VIEWER.id, LOCAL_VIEWER.id),
        (AuditAction.ORGANISATION_JOINED, ADA.id, ADA.id),
        (AuditAction.ORGANISATION_LED, LOCAL_VIEWER.id, ADA.id),
        (AuditAction.ORGANISATION_LEFT, LOCAL_VIEWER.id, LOCAL_VIEWER.id),
        (AuditAction.ORGANISATION_CLOSED, ADA.id, ADA.id),
    ]


def test_only_the_lead_renames_it_all_members_see_the_name_and_closing_asks_for_it(
    rein: Rein,
) -> None:
    club, _ = club_of(rein, LOCAL_VIEWER, ADA)
    with pytest.raises(NotAllowed):
        rename_organisation(rein, viewer=ADA, organisation_id=club, name="Hers")
    with pytest.raises(NotFound):
        rename_organisation(rein, viewer=EVE, organisation_id=club, name="Hers")
    for bad in ("", " \n ", "x" * 81):
        with pytest.raises(InvalidInput):
            rename_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=club, name=bad)

    renamed = rename_organisation(
        rein, viewer=LOCAL_VIEWER, organisation_id=club, name=" Choir <b>\u202e "
    )

    assert [one.name for one in list_organisations(rein, viewer=ADA)] == [renamed.name]
    assert renamed.name == "Choir <b>"
    with pytest.raises(Conflict, match="not closed"):
        close_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=club, name="Club")
    newest = list_audit(rein, viewer=LOCAL_VIEWER)[0].entry
    assert (newest.action, newest.actor_id) == (
        AuditAction.ORGANISATION_RENAMED,
        LOCAL_VIEWER.id,
    )


def test_a_removed_member_sees_nothing_more_and_the_link_does_not_bring_them_back(
    rein: Rein,
) -> None:
    goal_id = write(rein, "maplewood")
    club, secret = club_of(rein, LOCAL_VIEWER, ADA, EVE)
    assert shows(rein, goal_id, club, ADA)
    assert shows(rein, goal_id, club, EVE)

    remove_member(rein, viewer=LOCAL_VIEWER, organisation_id=club, user_id=ADA.id)

    assert not sees(rein, ADA)
    assert sees(rein, EVE), "what is shared with others stays"
    with pytest.raises(Conflict, match="cannot be used"):
        join_organisation(rein, viewer=ADA, secret=secret)
    with pytest.raises(NotFound):
        remove_member(rein, viewer=LOCAL_VIEWER, organisation_id=club, user_id=ADA.id)
    with pytest.raises(Conflict, match="This is you"):
        remove_member(rein, viewer=LOCAL_VIEWER, organisation_id=club, user_id=LOCAL_VIEWER.id)
    close_organisation(rein, viewer=LOCAL_VIEWER, organisation_id=club, name="Club")
    assert not sees(rein, EVE), "closing ends what was shared through it"


def test_with_the_account_of_its_last_member_an_organisation_and_its_link_are_erased(
    rein: Rein, clock: FrozenClock
) -> None:
    club, secret = club_of(rein, EVE, ADA)
    clock.advance(60)
    join_organisation(rein, viewer=LOCAL_VIEWER, secret=secret)
    erase_person(rein, viewer=LOCAL_VIEWER, user_id=EVE.id)
    (found,) = list_organisations(rein, viewer=ADA)
    assert (found.lead.name, len(found.members)) == ("Ada", 2), "the longest member leads"
    hand_over_lead(rein, viewer=ADA, organisation_id=club, user_id=LOCAL_VIEWER.id)
    leave_organisation(rein, viewer=ADA, organisation_id=club)

    erase_person(rein, viewer=LOCAL_VIEWER, user_id=LOCAL_VIEWER.id)

    with rein.database.read() as connection:
        for table in (organisations, organisation_members):
            assert connection.execute(select(table)).all() == []
    with pytest.raises(Conflict, match="cannot be used"):
        join_organisation(rein, viewer=ADA, secret=secret)
