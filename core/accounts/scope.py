"""What an access token may be used for."""

from collections.abc import Iterable
from enum import StrEnum

from core.accounts.user import Role, User
from core.errors import NotAllowed


class Scope(StrEnum):
    """A kind of request that a token may be used for, as far as its role allows it."""

    GOALS_READ = "goals:read"
    GOALS_WRITE = "goals:write"
    TRACES_READ = "traces:read"
    RATINGS_WRITE = "ratings:write"
    REVIEW_READ = "review:read"
    REVIEW_WRITE = "review:write"
    COSTS_READ = "costs:read"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    ACCOUNT_READ = "account:read"
    ACCOUNT_WRITE = "account:write"


MEANINGS = {
    Scope.GOALS_READ: "read goals, plans, progress and conversations",
    Scope.GOALS_WRITE: "submit goals, tick tasks and change plans",
    Scope.TRACES_READ: "read traces",
    Scope.RATINGS_WRITE: "rate results",
    Scope.REVIEW_READ: "read scores, ratings, outcomes, datasets and labels",
    Scope.REVIEW_WRITE: "save, import and delete datasets, and label replies",
    Scope.COSTS_READ: "read what model calls cost",
    Scope.PEOPLE_READ: "read which reviewers see personal data",
    Scope.PEOPLE_WRITE: "let reviewers see personal data for a time",
    Scope.ACCOUNT_READ: "download everything that is stored about you, and list your tokens",
    Scope.ACCOUNT_WRITE: "decide whether language models may write for you, and revoke tokens",
}
"""What each scope permits, in words."""

_ROLES = {
    Scope.REVIEW_READ: Role.REVIEWER,
    Scope.REVIEW_WRITE: Role.REVIEWER,
    Scope.COSTS_READ: Role.ADMIN,
    Scope.PEOPLE_READ: Role.ADMIN,
    Scope.PEOPLE_WRITE: Role.ADMIN,
}
"""The role without which a scope permits nothing; for the others any role does."""


class MissingScope(NotAllowed):
    """The token of a request lacks the scope that the request needs."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(
            f"This token lacks the scope “{scope}”.",
            advice=f"`rein token new NAME --scope {scope}` makes one that has it.",
        )
        self.scope = scope


def scopes_of(role: Role) -> frozenset[Scope]:
    """Return all scopes that permit something to a person of this role."""
    person = User(id="", name="", role=role)
    return frozenset(scope for scope in Scope if person.may(_ROLES.get(scope, Role.USER)))


def write_scopes(scopes: Iterable[Scope]) -> str:
    """Return scopes as one text, in the order of their definition, with spaces between."""
    chosen = frozenset(scopes)
    return " ".join(scope.value for scope in Scope if scope in chosen)


def read_scopes(text: str) -> frozenset[Scope]:
    """Return the scopes that a text names; an unknown name permits nothing."""
    names = frozenset(text.split())
    return frozenset(scope for scope in Scope if scope.value in names)
