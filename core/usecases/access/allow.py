"""Declare who may call a use-case, and refuse everybody else.

The rule stands beside the use-case and is checked before its first line. Rules about a role are
checked here in full; what a goal, trace or secret decides is checked where it is loaded, in the
transaction that reads it. A use-case that shows what others wrote, or changes what all share, says
so in its declaration, which then writes the line of the audit log.
"""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed
from core.store.audit.values import AuditAction
from core.usecases.access.auditing import recording
from core.usecases.access.blinding import blind
from core.usecases.access.reading import note_reading, sees_masked
from core.usecases.access.rules import Access, Declared

__all__ = ["DECLARED", "Access", "AuditAction", "allow", "without_viewer"]

P = ParamSpec("P")
T = TypeVar("T")

DECLARED: dict[str, Declared] = {}
"""The use-cases of the modules that are loaded, by their name."""

_PACKAGE = "core.usecases."
_WITHOUT_VIEWER = frozenset({Access.SECRET, Access.OPEN, Access.SYSTEM, Access.PART})
_OF_OTHERS = frozenset({Access.REVIEWER, Access.TRACE, Access.TRACES})
"""Rules of use-cases that show a reviewer what others wrote."""

_working: ContextVar[bool] = ContextVar("working", default=False)
"""True while a use-case works: what it calls serves the person who was checked."""


def allow(
    rule: Access,
    *,
    reads_texts: bool = False,
    changes: AuditAction | None = None,
    whose: str = "",
    outside: bool = False,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let those call a use-case whom the rule names. It then raises NotAllowed for others.

    With `reads_texts`, the audit log has a line before words of others are returned. With `changes`
    it has one for each change, in the same transaction, and after an `outside` one; the parameter
    named by `whose` is what was changed. Raises TypeError while the module is loaded, for a rule
    that needs no viewer.
    """
    if rule in _WITHOUT_VIEWER - {Access.PART}:
        raise TypeError(f"{rule.name} is a rule of use-cases without a viewer.")

    def declare(use_case: Callable[P, T]) -> Callable[P, T]:
        declared = Declared(
            name=_name_of(use_case),
            rule=rule,
            reads_texts=reads_texts,
            changes=changes,
            whose=whose,
            outside=outside,
        )
        DECLARED[declared.name] = declared
        return _guard(use_case, declared)

    return declare


def _guard(use_case: Callable[P, T], declared: Declared) -> Callable[P, T]:
    """Return the use-case as its callers get it."""

    @wraps(use_case)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        viewer = _require(declared.rule, kwargs.get("viewer"))
        if _working.get():
            return use_case(*args, **kwargs)
        rein = args[0] if args else kwargs.get("rein")
        token = _working.set(True)
        try:
            if isinstance(rein, Rein) and declared.changes is not None:
                with recording(declared, rein, viewer, kwargs):
                    result = use_case(*args, **kwargs)
            else:
                result = use_case(*args, **kwargs)
        finally:
            _working.reset(token)
        return _shown(declared, rein, viewer, kwargs, result)

    return checked


def _shown(
    declared: Declared, rein: object, viewer: Viewer, given: Mapping[str, object], result: T
) -> T:
    """Return what the viewer may see of a result, after logging that they see words of others.

    People below reviewers see no version of a prompt while a trial runs.
    """
    if isinstance(rein, Rein) and not viewer.may(Role.REVIEWER):
        result = blind(rein, result)
    of_others = declared.rule in _OF_OTHERS and viewer.role is Role.REVIEWER
    if not isinstance(rein, Rein) or not (of_others or declared.reads_texts):
        return result
    masked = of_others and sees_masked(rein, viewer)
    asked = frozenset(value for value in given.values() if isinstance(value, str))
    if declared.reads_texts and not isinstance(result, Iterator):  # which logs what it yields
        note_reading(rein, viewer, result, what=declared.noun, masked=masked, asked=asked)
    if not masked:
        return result
    # Imported here: most people never review, and the start need not load the recogniser.
    from core.usecases.access.masking import mask_for  # noqa: PLC0415

    trace_id = given.get("trace_id")
    of_trace = trace_id if declared.rule is Access.TRACE and isinstance(trace_id, str) else None
    return mask_for(rein, viewer, result, trace_id=of_trace, asked=asked)


def without_viewer(rule: Access, because: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Declare that a use-case works for no viewer, and why. Raises TypeError for other rules."""
    if rule not in _WITHOUT_VIEWER or not because:
        raise TypeError("A use-case without a viewer needs such a rule and a reason.")

    def declare(use_case: Callable[P, T]) -> Callable[P, T]:
        name = _name_of(use_case)
        DECLARED[name] = Declared(name=name, rule=rule, because=because)
        return use_case

    return declare


def _name_of(use_case: Callable[..., object]) -> str:
    return f"{use_case.__module__.removeprefix(_PACKAGE)}.{use_case.__name__}"


def _require(rule: Access, viewer: object) -> Viewer:
    if not isinstance(viewer, Viewer):
        raise NotAllowed("This needs a person who is signed in.", advice="Sign in first.")
    if rule.role is not None:
        viewer.require(rule.role)
    return viewer
