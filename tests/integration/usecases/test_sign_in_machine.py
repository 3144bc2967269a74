"""Any order of signing up, in and out, changing, resetting, expiring and revoking: who is in is never in doubt."""

from datetime import timedelta
from itertools import count

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from core.accounts import password_hash
from core.accounts.session_life import ABSOLUTE, IDLE
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput, NotFound
from core.usecases.people.add_person import make_password_link
from core.usecases.people.people import find_person, set_disabled
from core.usecases.sign_in.passwords import change_password, choose_password
from core.usecases.sign_in.sessions import (
    end_session,
    find_session_user,
    list_sessions,
    sign_out,
    sign_out_everywhere,
)
from core.usecases.sign_in.sign_in import NewSession, Visitor, WrongSignIn, sign_in
from core.usecases.sign_in.sign_up import sign_up
from tests.fakes import FrozenClock

PASSWORDS = st.sampled_from(
    ["vivid-Turnip-42-orbit", "mellow-Kayak-77-plum", "brisk-Lantern-08-moss"]
)
LIFE = timedelta(days=3), timedelta(days=13), IDLE
NUMBERS = count()


class SignIn(RuleBasedStateMachine):
    """One account; `alive` holds when each session that should work was begun and last used."""

    rein: Rein
    clock: FrozenClock
    sessions: Bundle[NewSession] = Bundle("sessions")
    links: Bundle[str] = Bundle("links")

    @initialize(password=PASSWORDS)
    def join(self, password: str) -> None:
        self.login = f"person{next(NUMBERS)}@example.org"
        self.password, self.disabled, self.link = password, False, ""
        self.alive: dict[str, list[timedelta]] = {}
        self.ended: set[str] = set()
        sign_up(self.rein, login=self.login, name="Ada", password=password)
        self.user_id = find_person(self.rein, viewer=LOCAL_VIEWER, login=self.login)

    def visitor(self) -> Visitor:
        """Return a visitor from an address of their own, so that none is slowed down."""
        return Visitor(address=f"192.0.2.{next(NUMBERS)}")

    def begun(self, session: NewSession) -> NewSession:
        assert session.secret not in self.alive
        assert session.secret not in self.ended
        self.alive[session.secret] = [timedelta(), timedelta()]
        return session

    def end(self, *secrets: str) -> None:
        for secret in secrets:
            self.alive.pop(secret, None)
            self.ended.add(secret)

    @rule(target=sessions, password=PASSWORDS)
    def enter(self, password: str) -> object:
        try:
            session = sign_in(
                self.rein, login=self.login, password=password, visitor=self.visitor()
            )
        except WrongSignIn:
            assert password != self.password or self.disabled
            return multiple()
        assert password == self.password
        assert not self.disabled
        return self.begun(session)

    @rule(session=sessions)
    def leave(self, session: NewSession) -> None:
        sign_out(self.rein, session.secret)
        self.end(session.secret)

    @rule(target=sessions, session=sessions, current=PASSWORDS, new=PASSWORDS)
    def change(self, session: NewSession, current: str, new: str) -> object:
        if session.secret not in self.alive:
            return multiple()
        viewer = Viewer(user=session.user)
        try:
            fresh = change_password(
                self.rein, viewer=viewer, current=current, new=new, visitor=self.visitor()
            )
        except InvalidInput:
            assert current != self.password
            return multiple()
        assert current == self.password
        self.password, self.link = new, ""
        self.end(*self.alive)
        return self.begun(fresh)

    @rule(target=links)
    def ask_for_a_link(self) -> str:
        self.link = make_password_link(self.rein, viewer=LOCAL_VIEWER, user_id=self.user_id).code
        return self.link

    @rule(target=sessions, code=consumes(links), new=PASSWORDS)
    def use_a_link(self, code: str, new: str) -> object:
        try:
            fresh = choose_password(
                self.rein, code=code, password=new, name=None, visitor=self.visitor()
            )
        except NotFound:
            assert code != self.link or self.disabled
            return multiple()
        assert code == self.link
        assert not self.disabled
        self.password, self.link = new, ""
        self.end(*self.alive)
        return self.begun(fresh)

    @rule(session=sessions, number=st.integers(0, 3))
    def revoke(self, session: NewSession, number: int) -> None:
        if session.secret not in self.alive:
            return
        viewer = Viewer(user=session.user)
        listed = list_sessions(self.rein, viewer=viewer, secret=session.secret)
        assert len(listed) == len(self.alive)
        chosen = listed[number % len(listed)]
        end_session(self.rein, viewer=viewer, session_id=chosen.id)
        gone = [one for one in self.alive if find_session_user(self.rein, one) is None]
        assert len(gone) == 1
        assert (gone == [session.secret]) is chosen.is_current
        self.end(*gone)

    @rule(session=sessions, stays=st.booleans())
    def sign_out_everywhere(self, session: NewSession, *, stays: bool) -> None:
        if session.secret not in self.alive:
            return
        but = session.secret if stays else None
        others = [one for one in self.alive if one != but]
        viewer = Viewer(user=session.user)
        assert sign_out_everywhere(self.rein, viewer=viewer, but_secret=but) == len(others)
        self.end(*others)

    @rule(disabled=st.booleans())
    def disable(self, *, disabled: bool) -> None:
        set_disabled(self.rein, viewer=LOCAL_VIEWER, user_id=self.user_id, disabled=disabled)
        self.disabled = disabled
        if disabled:
            self.link = ""
            self.end(*self.alive)

    @rule(by=st.sampled_from(LIFE))
    def wait(self, by: timedelta) -> None:
        self.clock.advance(by)
        self.link = ""  # a day is its whole life
        for secret, (age, idle) in list(self.alive.items()):
            self.alive[secret] = [age + by, idle + by]
            if age + by >= ABSOLUTE or idle + by >= IDLE:
                self.end(secret)

    @invariant()
    def exactly_the_sessions_that_should_work_do(self) -> None:
        for secret in getattr(self, "alive", {}):
            user = find_session_user(self.rein, secret)
            assert user is not None
            assert user.id == self.user_id
            self.alive[secret][1] = timedelta()  # a look is a use
        for secret in getattr(self, "ended", ()):
            assert find_session_user(self.rein, secret) is None


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take a millisecond: their strength is not what is looked at."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(password_hash, "_HASHER", quick)
    monkeypatch.setattr(password_hash, "_UNKNOWN", quick.hash("nobody"))


@pytest.mark.usefixtures("quick_hashes")
def test_who_is_signed_in_is_the_same_as_in_a_model_of_it(rein: Rein, clock: FrozenClock) -> None:
    class Machine(SignIn):
        pass

    Machine.rein, Machine.clock = rein, clock
    few = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=few)


def test_the_machine_notices_a_session_that_survives_a_new_password(
    rein: Rein, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.sign_in.session_store.SessionStore.end_all", lambda *_, **__: 0)
    machine = SignIn()
    machine.rein, machine.clock = rein, clock
    machine.join(password="vivid-Turnip-42-orbit")
    old = machine.enter(password="vivid-Turnip-42-orbit")
    assert isinstance(old, NewSession)
    machine.change(session=old, current="vivid-Turnip-42-orbit", new="mellow-Kayak-77-plum")

    with pytest.raises(AssertionError):
        machine.exactly_the_sessions_that_should_work_do()
