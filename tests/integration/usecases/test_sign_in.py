"""Accounts with a password, on both databases: from the invitation to the last sign-out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts.session_life import ABSOLUTE, IDLE
from core.accounts.throttle import LIMITS, WINDOW, ThrottleKind
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound, ReinError
from core.store.schema import metadata
from core.store.sign_in.read import find_session
from core.usecases.audit.list_audit import AuditAction, list_audit
from core.usecases.people.add_person import add_person, make_password_link
from core.usecases.people.people import find_person, list_people, set_disabled, set_role
from core.usecases.sign_in.attempts import TooManyAttempts
from core.usecases.sign_in.passwords import change_password, choose_password, find_password_link
from core.usecases.sign_in.secrets import digest_of
from core.usecases.sign_in.sessions import (
    delete_ended_sessions,
    end_session,
    find_session_user,
    list_sessions,
    sign_out,
    sign_out_everywhere,
)
from core.usecases.sign_in.sign_in import (
    NewSession,
    Visitor,
    WrongSignIn,
    sign_in,
)
from tests.fakes import FrozenClock

ADA = "ada@example.org"
PASSWORD = "vivid-Turnip-42-orbit"
OTHER = "mellow-Kayak-77-plum"
HOME = Visitor(address="192.0.2.1", agent="Mozilla/5.0 (X11; Linux) Firefox/140.0")
ELSEWHERE = Visitor(address="198.51.100.9")


def invite(rein: Rein, login: str = ADA, role: Role = Role.USER) -> str:
    return add_person(rein, viewer=LOCAL_VIEWER, login=login, role=role).code


def join(rein: Rein, login: str = ADA, role: Role = Role.USER) -> NewSession:
    return choose_password(
        rein, code=invite(rein, login, role), password=PASSWORD, name="Ada", visitor=HOME
    )


def enter(rein: Rein, password: str = PASSWORD, visitor: Visitor = HOME) -> NewSession:
    return sign_in(rein, login=ADA, password=password, visitor=visitor)


def viewer_of(session: NewSession) -> Viewer:
    return Viewer(user=session.user)


def actions(rein: Rein) -> list[AuditAction]:
    return [row.entry.action for row in reversed(list_audit(rein, viewer=LOCAL_VIEWER))]


def test_an_invited_person_chooses_a_password_and_is_signed_in(rein: Rein) -> None:
    session = join(rein)

    user = find_session_user(rein, session.secret)
    assert user is not None
    assert (user.name, user.role) == ("Ada", Role.USER)
    assert find_session_user(rein, enter(rein).secret) == user
    assert actions(rein) == [
        AuditAction.ACCOUNT_ADDED,
        AuditAction.PASSWORD_CHANGED,
        AuditAction.SIGNED_IN,
        AuditAction.SIGNED_IN,
    ]


def test_the_address_is_found_however_it_is_written(rein: Rein) -> None:
    join(rein)

    assert sign_in(rein, login="  Ada@EXAMPLE.org ", password=PASSWORD, visitor=HOME)


def test_a_link_works_once_and_for_its_time(rein: Rein, clock: FrozenClock) -> None:
    code = invite(rein)
    choose_password(rein, code=code, password=PASSWORD, name=None, visitor=HOME)
    with pytest.raises(NotFound):
        choose_password(rein, code=code, password=OTHER, name=None, visitor=HOME)
    late = make_password_link(rein, viewer=LOCAL_VIEWER, user_id=find(rein)).code
    clock.advance(timedelta(hours=24))
    with pytest.raises(NotFound):
        find_password_link(rein, late)
    for wrong in ("", "x" * 43, "x" * 10_000):
        with pytest.raises(NotFound):
            find_password_link(rein, wrong)


def find(rein: Rein, login: str = ADA) -> str:
    return find_person(rein, viewer=LOCAL_VIEWER, login=login)


def test_a_refused_password_leaves_the_link_as_it_was(rein: Rein) -> None:
    code = invite(rein)
    with pytest.raises(InvalidInput):
        choose_password(rein, code=code, password="ada@example.org", name=None, visitor=HOME)

    assert choose_password(rein, code=code, password=PASSWORD, name=None, visitor=HOME)


def test_of_two_who_open_a_link_at_once_one_gets_it(rein: Rein) -> None:
    code = invite(rein)

    def choose(password: str) -> bool:
        try:
            choose_password(rein, code=code, password=password, name=None, visitor=HOME)
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(choose, [PASSWORD, OTHER])) == [False, True]


def test_unknown_wrong_invited_and_disabled_are_the_same_to_a_stranger(rein: Rein) -> None:
    join(rein)
    invite(rein, "new@example.org")
    join(rein, "gone@example.org")
    set_disabled(rein, viewer=LOCAL_VIEWER, user_id=find(rein, "gone@example.org"), disabled=True)

    words = set()
    for login, password in [
        (ADA, "wrong-password-9"),
        ("nobody@example.org", PASSWORD),
        ("new@example.org", PASSWORD),
        ("gone@example.org", PASSWORD),
        ("no address\x00'; DROP TABLE users", PASSWORD),
        ("", ""),
    ]:
        with pytest.raises(WrongSignIn) as refused:
            sign_in(rein, login=login, password=password, visitor=HOME)
        words.add(str(refused.value))
    assert len(words) == 1


def test_after_so_many_failures_even_the_right_password_waits(
    rein: Rein, clock: FrozenClock
) -> None:
    join(rein)
    for _ in range(LIMITS[ThrottleKind.PAIR]):
        with pytest.raises(WrongSignIn):
            enter(rein, "wrong-password-9")

    with pytest.raises(TooManyAttempts) as refused:
        enter(rein)
    assert 0 < refused.value.retry_after_s <= WINDOW.total_seconds()
    assert enter(rein, visitor=ELSEWHERE)  # the owner is not locked out by a stranger
    clock.advance(2 * WINDOW)
    assert enter(rein)


def test_many_attempts_at_once_are_counted_before_they_are_made(rein: Rein) -> None:
    join(rein)

    def attempt(_: int) -> type[ReinError]:
        try:
            enter(rein, "wrong-password-9")
        except ReinError as error:
            return type(error)
        raise AssertionError("a wrong password was accepted")

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(attempt, range(24)))
    assert results.count(WrongSignIn) <= LIMITS[ThrottleKind.PAIR] + 7  # those that were under way
    with pytest.raises(TooManyAttempts):
        enter(rein)


def test_many_people_behind_one_address_are_not_failures(rein: Rein) -> None:
    join(rein)

    for _ in range(LIMITS[ThrottleKind.ADDRESS] + 5):
        enter(rein)


def test_a_session_ends_by_sign_out_by_idleness_and_by_age(rein: Rein, clock: FrozenClock) -> None:
    out, idle = join(rein), enter(rein)
    sign_out(rein, out.secret)
    assert find_session_user(rein, out.secret) is None
    for _ in range(ABSOLUTE // timedelta(days=10)):
        assert find_session_user(rein, idle.secret) is not None
        clock.advance(timedelta(days=10))
    assert find_session_user(rein, idle.secret) is None
    fresh = enter(rein)
    clock.advance(IDLE)
    assert find_session_user(rein, fresh.secret) is None
    assert delete_ended_sessions(rein) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_write_of_others_keeps_no_session_out(rein: Rein, clock: FrozenClock) -> None:
    mine = join(rein)
    clock.advance(timedelta(hours=1))

    def look() -> bool:
        return find_session_user(rein, mine.secret) is not None

    with ThreadPoolExecutor(1) as other, rein.database.begin():
        assert other.submit(look).result(timeout=5)
    before = find_session(rein.database, digest_of(mine.secret))
    assert look()
    after = find_session(rein.database, digest_of(mine.secret))
    assert before is not None
    assert after is not None
    assert after.session.used_at - before.session.used_at == timedelta(hours=1), "the next records"


@pytest.mark.parametrize("secret", [None, "", "x", "x" * 100_000, "\x00", "ü"])
def test_a_cookie_of_anything_is_nobody(rein: Rein, secret: str | None) -> None:
    join(rein)

    assert find_session_user(rein, secret) is None
    sign_out(rein, secret)


def test_each_sign_in_has_a_secret_of_its_own_and_none_is_stored(rein: Rein) -> None:
    secrets = {join(rein).secret, *(enter(rein).secret for _ in range(3))}

    assert len(secrets) == 4
    code = invite(rein, "new@example.org")
    with rein.database.read() as connection:
        stored = "".join(
            str(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table)).all()
        )
    for secret in (*secrets, code, PASSWORD):
        assert secret not in stored


def test_a_person_sees_and_ends_only_their_own_sessions(rein: Rein) -> None:
    one, other = join(rein), enter(rein, visitor=ELSEWHERE)
    stranger = join(rein, "bob@example.org")
    theirs = list_sessions(rein, viewer=viewer_of(one), secret=one.secret)
    assert [session.is_current for session in theirs].count(True) == 1
    assert len(theirs) == 2
    [foreign] = list_sessions(rein, viewer=viewer_of(stranger), secret=stranger.secret)
    with pytest.raises(NotFound):
        end_session(rein, viewer=viewer_of(one), session_id=foreign.id)

    [away] = [session for session in theirs if not session.is_current]
    end_session(rein, viewer=viewer_of(one), session_id=away.id)

    assert find_session_user(rein, other.secret) is None
    assert find_session_user(rein, one.secret) is not None
    assert sign_out_everywhere(rein, viewer=viewer_of(one)) == 1
    assert find_session_user(rein, stranger.secret) is not None


def test_a_new_password_ends_every_session_and_every_link(rein: Rein) -> None:
    old = join(rein)
    link = make_password_link(rein, viewer=LOCAL_VIEWER, user_id=old.user.id).code
    with pytest.raises(InvalidInput):
        change_password(rein, viewer=viewer_of(old), current="no", new=OTHER, visitor=HOME)

    new = change_password(rein, viewer=viewer_of(old), current=PASSWORD, new=OTHER, visitor=HOME)

    assert find_session_user(rein, old.secret) is None
    assert find_session_user(rein, new.secret) is not None
    with pytest.raises(NotFound):
        find_password_link(rein, link)
    with pytest.raises(WrongSignIn):
        enter(rein)
    assert enter(rein, OTHER)


def test_the_present_password_cannot_be_guessed_from_an_open_session(rein: Rein) -> None:
    session = join(rein)
    for _ in range(LIMITS[ThrottleKind.PAIR]):
        with pytest.raises(InvalidInput):
            change_password(rein, viewer=viewer_of(session), current="no", new=OTHER, visitor=HOME)

    with pytest.raises(TooManyAttempts):
        change_password(rein, viewer=viewer_of(session), current=PASSWORD, new=OTHER, visitor=HOME)


def test_a_disabled_account_is_out_at_once_and_comes_back(rein: Rein) -> None:
    session = join(rein)
    set_disabled(rein, viewer=LOCAL_VIEWER, user_id=session.user.id, disabled=True)
    assert find_session_user(rein, session.secret) is None
    with pytest.raises(WrongSignIn):
        enter(rein)

    set_disabled(rein, viewer=LOCAL_VIEWER, user_id=session.user.id, disabled=False)

    assert find_session_user(rein, session.secret) is None
    assert enter(rein)


def test_a_role_takes_effect_on_the_next_request_and_is_recorded(rein: Rein) -> None:
    session = join(rein)

    assert set_role(rein, viewer=LOCAL_VIEWER, user_id=session.user.id, role=Role.REVIEWER) is (
        Role.USER
    )

    user = find_session_user(rein, session.secret)
    assert user is not None
    assert user.role is Role.REVIEWER
    [latest, *_] = list_audit(rein, viewer=LOCAL_VIEWER, action=AuditAction.ROLE_CHANGED)
    assert latest.entry.details == {"from": "user", "to": "reviewer"}
    assert (latest.entry.actor_id, latest.entry.subject) == (LOCAL_USER_ID, session.user.id)


@pytest.mark.parametrize("change", ["demote", "disable"])
def test_the_last_admin_stays(rein: Rein, change: str) -> None:
    session = join(rein, role=Role.ADMIN)
    admin = viewer_of(session)

    def lose(viewer: Viewer, user_id: str) -> None:
        if change == "demote":
            set_role(rein, viewer=viewer, user_id=user_id, role=Role.USER)
        else:
            set_disabled(rein, viewer=viewer, user_id=user_id, disabled=True)

    with pytest.raises(Conflict):
        lose(admin, session.user.id)
    second = join(rein, "bob@example.org", Role.ADMIN)
    lose(admin, second.user.id)
    with pytest.raises(Conflict):
        lose(admin, session.user.id)


@pytest.mark.parametrize("role", [Role.USER, Role.REVIEWER])
def test_only_admins_see_and_change_accounts(rein: Rein, role: Role) -> None:
    session = join(rein, role=role)
    viewer, user_id = viewer_of(session), session.user.id
    refused: list[Callable[[], object]] = [
        lambda: list_people(rein, viewer=viewer),
        lambda: find_person(rein, viewer=viewer, login=ADA),
        lambda: add_person(rein, viewer=viewer, login="x@example.org", role=Role.ADMIN),
        lambda: make_password_link(rein, viewer=viewer, user_id=user_id),
        lambda: set_role(rein, viewer=viewer, user_id=user_id, role=Role.ADMIN),
        lambda: set_disabled(rein, viewer=viewer, user_id=user_id, disabled=False),
        lambda: list_audit(rein, viewer=viewer),
    ]

    for call in refused:
        with pytest.raises(NotAllowed):
            call()


def test_an_address_has_one_account(rein: Rein) -> None:
    join(rein)

    with pytest.raises(Conflict):
        invite(rein, "ADA@example.org")
    with pytest.raises(InvalidInput):
        invite(rein, "no address")


def test_the_goals_of_the_laptop_can_be_taken_over_once(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.credentials.save_name(LOCAL_USER_ID, "You")
    first = add_person(
        rein, viewer=LOCAL_VIEWER, login=ADA, role=Role.ADMIN, name="Ada", takes_local_goals=True
    )

    assert first.user == User(id=LOCAL_USER_ID, name="Ada", role=Role.ADMIN)
    with pytest.raises(Conflict):
        add_person(rein, viewer=LOCAL_VIEWER, login="b@example.org", takes_local_goals=True)
    assert [(one.login, one.has_joined) for one in list_people(rein, viewer=LOCAL_VIEWER)] == [
        (ADA, False)
    ]
