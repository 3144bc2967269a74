"""`rein coach`, `rein grant` and `rein organisation`."""

import json

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.settings import load_settings
from core.store.accounts.values import Account
from core.usecases.coaches.invitations import accept_invitation, invite_coach
from core.usecases.goals.submit import submit_goal
from core.usecases.organisations.organisations import invite_members, join_organisation
from tests.integration.ops.conftest import Run


def test_a_coach_is_invited_listed_and_removed_and_coaches_others(run: Run) -> None:
    goal_id = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)["goal"]["id"]
    address = run("coach", "invite", goal_id, "--days", "7").stdout.splitlines()[-1]
    rein = build(load_settings())
    eve = Viewer(user=User(id=new_id(), name="eve", role=Role.USER))
    try:
        with rein.database.begin() as work:
            work.accounts.ensure(
                Account(user=eve.user, time_zone=None, created_at=rein.clock.now())
            )
        accept_invitation(rein, viewer=eve, secret=address.partition("invitation=")[2])
        theirs = submit_goal(
            rein, viewer=eve, text="Read 12 books", circumstances=Circumstances(), key=new_id()
        )
        back = invite_coach(rein, viewer=eve, goal_id=theirs.goal_id, days=7).path
    finally:
        rein.database.close()

    (one,) = json.loads(run("coach", "list", goal_id).stdout)
    assert one["coach"] == "eve"
    assert run("coach", "join", f"http://127.0.0.1:8501{back}").stdout.split() == [theirs.goal_id]
    assert [goal["owner"] for goal in json.loads(run("coach", "show").stdout)] == ["eve"]
    assert json.loads(run("coach", "show", theirs.goal_id).stdout)["check_ins"] == []
    assert run("coach", "leave", theirs.goal_id).exit_code == 0
    assert run("coach", "show", theirs.goal_id).exit_code != 0
    assert run("coach", "remove", goal_id, one["id"]).exit_code == 0
    assert json.loads(run("coach", "list", goal_id).stdout) == []
    assert LOCAL_VIEWER.user.name not in address


def test_a_grant_is_given_listed_and_revoked(run: Run) -> None:
    run("user", "add", "eve@example.org", "--role", "reviewer")

    given = run("grant", "give", "eve@example.org", "--reason", "A complaint about a plan")

    assert given.exit_code == 0, given.output
    assert "eve@example.org  until" in run("grant", "list").stdout
    assert run("grant", "revoke", "eve@example.org").exit_code == 0
    assert "without personal data" in run("grant", "list").stdout
    assert run("grant", "give", "eve@example.org", "--reason", "x").exit_code != 0


def test_an_organisation_is_made_joined_led_and_closed(run: Run) -> None:
    goal_id = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)["goal"]["id"]
    club = run("organisation", "add", "Club").stdout.split()[-1]
    link = run("organisation", "invite", club).stdout.split()[-1]
    eve = Viewer(user=User(id=new_id(), name="eve", role=Role.USER))
    rein = build(load_settings())
    try:
        join_organisation(rein, viewer=eve, secret=link.partition("=")[2])
        shared = run("organisation", "share", goal_id, club, eve.id, "--days", "7")
        assert shared.stdout.startswith("They see it until")
        assert run("organisation", "leave", club).exit_code != 0, "the local person leads it"
        assert run("organisation", "hand-over", club, eve.id).exit_code == 0
        back = invite_members(rein, viewer=eve, organisation_id=club)
    finally:
        rein.database.close()

    assert run("organisation", "leave", club).exit_code == 0
    assert json.loads(run("coach", "list", goal_id).stdout) == []
    address = f"http://127.0.0.1:8501{back.path}"
    assert run("organisation", "join", address).stdout.split() == [club]
    (listed,) = json.loads(run("organisation", "list").stdout)
    assert [(one["name"], one["leads"]) for one in listed["members"]] == [
        ("eve", True),
        ("You", False),
    ]
    own = run("organisation", "add", "Own").stdout.split()[-1]
    run("organisation", "invite", own, "--withdraw")
    assert "Mine" in run("organisation", "rename", own, "Mine").stdout
    assert run("organisation", "close", own, stdin="Own\n").exit_code != 0
    run("organisation", "rename", own, "Own")
    assert run("organisation", "close", own, stdin="Club\n").exit_code != 0
    assert run("organisation", "close", own, stdin="Own\n").exit_code == 0
    assert run("organisation", "close", own, "--yes").exit_code != 0
