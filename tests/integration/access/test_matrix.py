"""Each use-case is called as each kind of person: it lets in those whom its rule names, and the audit log has what they
read and changed."""

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import event, select

import core.usecases
from core.accounts.viewer import Viewer
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.store.audit.tables import audit_log
from core.store.audit.values import AuditAction
from core.usecases.access.allow import DECLARED, Access
from tests.integration.access import calls
from tests.integration.access.rolled_back import RolledBackDatabase
from tests.integration.access.world import SECRETS, WORDS, World

for found in pkgutil.walk_packages(core.usecases.__path__, "core.usecases."):
    import_module(found.name)

COLUMNS = ("nobody", "user", "owner", "coach", "reviewer", "admin")
ALLOWED = {
    Access.ADMIN: {"admin"},
    Access.REVIEWER: {"reviewer", "admin"},
    Access.TRACE: {"owner", "reviewer", "admin"},
    Access.TRACES: {"user", "owner", "coach", "reviewer", "admin"},
    Access.OWNER: {"owner"},
    Access.COACH: {"coach"},
    Access.PERSON: {"user", "owner", "coach", "reviewer", "admin"},
}
CALLED = sorted(name for name, declared in DECLARED.items() if declared.rule in ALLOWED)


def database_of(world: World) -> RolledBackDatabase:
    assert isinstance(world.rein.database, RolledBackDatabase)
    return world.rein.database


OWN_WORK = {
    "labels.save_label.label_item": "labels have a history of their own",
    "labels.save_label.label_trace": "labels have a history of their own",
    "labels.save_label.withdraw": "labels have a history of their own",
    "labels.save_label.skip_item": "a skip is seen by the reviewer alone",
    "labels.save_label.undo_skip": "a skip is seen by the reviewer alone",
    "views.change_view.delete_view": "a view is the reviewer's own",
    "views.change_view.share_view": "a view is the reviewer's own",
    "views.save_view.restore_view": "a view is the reviewer's own",
    "views.save_view.save_view": "a view is the reviewer's own",
}
"""What reviewers change without a line in the audit log, with the reason."""
SHARED = {
    "coaches.coached_goals.get_coached_goal": {"coach"},
    "coaches.coached_goals.list_coached_goals": {"coach"},
    "coaches.invitations.find_invitation": {"user", "coach", "reviewer"},
    "organisations.organisations.join_organisation": {"user", "coach", "reviewer"},
}
"""Who else sees something of the owner, who gave them the link to it."""
NOT_CHANGES = {"audit_log", "quota_uses"}
"""Tables that say what was done, and how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a call did."""

    served: bool
    result: Any = None
    written: frozenset[str] = frozenset()
    """Tables in which it wrote."""
    lines: tuple[Any, ...] = ()
    """New lines of the audit log."""


@dataclass(slots=True)
class Watching:
    """The tables that a connection writes in while it is watched."""

    tables: set[str] = field(default_factory=set)

    def see(self, _connection: Any, cursor: Any, statement: str, *_others: Any) -> None:
        words = statement.replace('"', " ").split()
        verb = words[0].upper()
        if verb in {"INSERT", "UPDATE", "DELETE"} and cursor.rowcount != 0:
            self.tables.add(words[1] if verb == "UPDATE" else words[2])


CALLS: dict[tuple[int, str, str], Outcome] = {}
"""Outcomes by world, use-case and person: each call is made once for all laws."""


def outcome(world: World, name: str, person: str) -> Outcome:
    """Call a use-case as a person; tell whether it served them, and what it did."""
    key = (id(world), name, person)
    if key not in CALLS:
        CALLS[key] = call(world, name, person)
    return CALLS[key]


def call(world: World, name: str, person: str) -> Outcome:
    viewer: Viewer | None = world.people.get(person)
    world = replace(world, viewer=viewer or world.people["admin"])
    database, watching = database_of(world), Watching()
    with database.trying():
        if name in calls.BEFORE:
            calls.BEFORE[name](world)
        given = calls.arguments(name, world)
        ids = select(audit_log.c.id)
        before = set(database.connection.execute(ids).scalars())
        event.listen(database.connection, "after_cursor_execute", watching.see)
        served, result = tried(name, viewer, given)
        lines = database.connection.execute(audit_log.select().order_by(audit_log.c.id)).all()
        return Outcome(
            served=served,
            result=result,
            written=frozenset(watching.tables),
            lines=tuple(line for line in lines if line.id not in before),
        )


def tried(name: str, viewer: Viewer | None, given: dict[str, Any]) -> tuple[bool, Any]:
    """Return whether a use-case served the viewer, and what it returned."""
    try:
        result = calls.find_use_case(name)(viewer=viewer, **given)
        return True, list(result) if isinstance(result, Iterator) else result
    except (NotAllowed, NotFound):
        return False, None
    except (Conflict, InvalidInput) as served:
        return True, served
    except TypeError:
        if name in calls.OUTSIDE:  # the rule let them in, and there are no arguments
            return True, None
        raise


def is_empty(result: Any) -> bool:
    """Tell whether a read returned nothing at all."""
    if is_dataclass(result):
        values = [getattr(result, one.name) for one in fields(result)]
        return all(not value or value is True for value in values)
    return not result


@pytest.mark.parametrize("name", CALLED)
def test_a_use_case_serves_those_whom_its_rule_names(world: World, name: str) -> None:
    allowed = ALLOWED[DECLARED[name].rule]
    served = {person: outcome(world, name, person) for person in COLUMNS}

    reads = name.rpartition(".")[2].startswith(("find_", "get_", "list_", "may_", "count_"))
    got = {
        person
        for person, call in served.items()
        if call.served and (person in allowed or not (reads and is_empty(call.result)))
    }
    assert got == allowed
    leaks = {
        person
        for person, call in served.items()
        if any(secret in repr(call.result) for secret in SECRETS)
    }
    assert leaks <= {"owner", "admin"} | SHARED.get(name, set())


REVIEWING = sorted(
    name
    for name in CALLED
    if DECLARED[name].rule in {Access.ADMIN, Access.REVIEWER, Access.TRACE, Access.TRACES}
)
"""Use-cases that reviewers or admins call."""


@pytest.mark.parametrize("name", REVIEWING)
def test_who_is_shown_words_of_others_is_in_the_audit_log(world: World, name: str) -> None:
    for person, masked in (("reviewer", "yes"), ("admin", "no")):
        done = outcome(world, name, person)
        read = [line for line in done.lines if line.action == AuditAction.TEXTS_READ]
        told = {(line.actor_id, line.subject, line.details["masked"]) for line in read}

        assert told <= {(world.people[person].id, world.people["owner"].id, masked)}
        if any(word in repr(done.result) for word in WORDS):
            assert DECLARED[name].reads_texts, "say in @allow that it reads texts of others"
            assert read
        assert not any(word in repr(line) for line in done.lines for word in SECRETS)


@pytest.mark.parametrize("name", sorted(set(REVIEWING) - OWN_WORK.keys()))
def test_a_change_of_what_all_share_is_one_line_of_the_audit_log(world: World, name: str) -> None:
    declared, done = DECLARED[name], outcome(world, name, "admin")
    if name in calls.OUTSIDE:
        assert declared.changes or name in calls.CHANGES_NOTHING
    elif done.written - NOT_CHANGES:
        assert declared.changes, "say in @allow what it changes"
        changes = [line for line in done.lines if line.action != AuditAction.TEXTS_READ]
        assert [line.actor_id for line in changes] == [world.people["admin"].id]


def test_what_only_reviewers_own_is_named_once() -> None:
    assert DECLARED.keys() >= OWN_WORK.keys()
    assert not [name for name in OWN_WORK if DECLARED[name].changes]
