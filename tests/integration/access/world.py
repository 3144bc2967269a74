"""A database in which one person has a goal with everything that can be written for it, and others have none."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.chat.message import ChatRole
from core.chat.proposed_edit import EditKind, EditStatus, ProposedEdit
from core.goals.goal import Circumstances
from core.ids import new_id
from core.progress.check_in import Report
from core.quality.rating import Rating
from core.store.goals.read import find_goal
from core.store.measurements.read import list_measurements
from core.store.sign_in.values import SessionRecord
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.change_memory import add_memory
from core.usecases.chat.list_messages import get_conversation
from core.usecases.check_ins.check_in import check_in
from core.usecases.coaches.invitations import accept_invitation, invite_coach
from core.usecases.datasets.list_datasets import list_items
from core.usecases.datasets.save_traces import save_traces
from core.usecases.datasets.save_version import Target
from core.usecases.goals.submit import submit_goal
from core.usecases.measurements.add_measurement import add_measurement
from core.usecases.people.add_person import add_person
from core.usecases.ratings.rate import rate
from core.usecases.runs.run_and_wait import run_and_wait
from core.usecases.tokens.tokens import add_token
from tests.fakes import FrozenClock

NAME = "Zelmira"
"""A word of the owner that stands in every text of theirs, so that a leak shows."""
SECRETS = (NAME, "zelmira@example.org", "+49 170 5550123")
WORDS = (SECRETS[1], SECRETS[2], "bad knee", "Run 5 km without")
"""Some of what the owner wrote: with a mask and without it, one of them is left."""
TEXT = f"Run 5 km without stopping in 12 weeks. My name is {NAME}, write to {SECRETS[1]} or {SECRETS[2]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The people, by the name of their column, and what the owner wrote."""

    rein: Rein
    people: dict[str, Viewer]
    goal_id: str
    trace_id: str
    run_id: str
    view: Any
    plan: Any
    task_id: str
    check_in: Any
    session_id: str
    subject: str
    edit: ProposedEdit
    tokens: dict[str, str]
    """The secret of a token of each person, by their column."""
    message_id: str
    memory_id: str
    measurement: Any
    version: Any
    item_id: str
    folder: Path
    viewer: Viewer | None = None
    """Who calls, for what only they can prepare."""


def fill(rein: Rein, clock: FrozenClock) -> World:
    """Write the world through use-cases, as people do."""
    people = {
        "owner": _person(rein, "zelmira.quint", Role.USER, NAME),
        "user": _person(rein, "other", Role.USER),
        "coach": _person(rein, "coach", Role.USER),
        "reviewer": _person(rein, "reviewer", Role.REVIEWER),
        "admin": _person(rein, "admin", Role.ADMIN),
    }
    owner = people["owner"]
    submitted = submit_goal(
        rein,
        viewer=owner,
        text=TEXT,
        circumstances=Circumstances(hours_per_week=4, constraints=(f"{NAME} has a bad knee",)),
        key=new_id(),
    )
    run_and_wait(rein, submitted.run_id)
    goal_id, trace_id = submitted.goal_id, submitted.trace_id
    clock.advance(timedelta(days=8))
    stars = Rating(stars=2, comment=f"Not for me. {TEXT}", clarity=True)
    rate(rein, viewer=owner, trace_id=trace_id, rating=stars)
    report = Report(effort=3, energy=3, note=f"It was cold. {TEXT}")
    done = check_in(rein, viewer=owner, goal_id=goal_id, report=report, key=new_id())
    add_measurement(rein, viewer=owner, goal_id=goal_id, value="2 km")
    asked = ask_coach(
        rein,
        viewer=owner,
        goal_id=goal_id,
        text=f"I have no time this week, make it smaller. {TEXT}",
        key=new_id(),
    )
    run_and_wait(rein, asked.run_id)
    invited = invite_coach(rein, viewer=owner, goal_id=goal_id, days=90)
    accept_invitation(rein, viewer=people["coach"], secret=secret_of(invited.path))
    saved = save_traces(
        rein, viewer=people["admin"], target=Target(name="cases"), trace_ids=[trace_id]
    )
    view = find_goal(rein.database, goal_id, user_id=owner.id)
    assert view is not None
    assert view.plan is not None
    return World(
        rein=rein,
        people=people,
        goal_id=goal_id,
        trace_id=trace_id,
        run_id=submitted.run_id,
        view=view,
        plan=view.plan,
        task_id=view.plan.weeks[3].tasks[0].id,
        check_in=done,
        version=saved.version,
        session_id=_begin_session(rein, owner),
        tokens={
            column: add_token(rein, viewer=person, name=column).secret
            for column, person in people.items()
        },
        folder=rein.settings.data_dir,
        **_ids(rein, owner, goal_id, saved.version),
    )


def secret_of(path: str) -> str:
    """Return the secret of an address."""
    return path.partition("=")[2]


def _person(rein: Rein, login: str, role: Role, name: str = "") -> Viewer:
    made = add_person(
        rein, viewer=LOCAL_VIEWER, login=f"{login}@example.org", role=role, name=name or login
    )
    return Viewer(user=User(id=made.user.id, name=made.user.name, role=role))


def _ids(rein: Rein, owner: Viewer, goal_id: str, version: Any) -> dict[str, Any]:
    """Return the ids of what was written, and the measurement."""
    with rein.database.read() as connection:
        (measured,) = list_measurements(connection, goal_id)
    conversation = get_conversation(rein, viewer=owner, goal_id=goal_id)
    answer = next(one for one in conversation.messages if one.message.role is ChatRole.COACH)
    memory = add_memory(rein, viewer=owner, goal_id=goal_id, text=f"I run with {NAME}")
    edit = ProposedEdit(kind=EditKind.SHRINK, note="Smaller", week=4)
    skip = ProposedEdit(kind=EditKind.SKIP, note="Skip", status=EditStatus.ACCEPTED)
    with rein.database.begin() as work:
        work.chat.save_edits(answer.message.id, (edit, skip))
    item = list_items(rein, viewer=LOCAL_VIEWER, version=version).rows[0]
    return {
        "measurement": measured,
        "message_id": answer.message.id,
        "memory_id": memory.id,
        "item_id": item.id,
        "subject": item.subject,
        "edit": edit,
    }


def _begin_session(rein: Rein, owner: Viewer) -> str:
    now = rein.clock.now()
    session = SessionRecord(
        digest="d", id=new_id(), user_id=owner.id, created_at=now, used_at=now, agent="Firefox/"
    )
    with rein.database.begin() as work:
        work.sessions.add(session)
    return session.id
