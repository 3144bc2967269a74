"""Passwords: which are accepted, and that a hash gives nothing away."""

import contextlib
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zxcvbn import zxcvbn

from core.accounts import password_hash
from core.accounts.password_hash import hash_password, needs_new_hash, verify_password
from core.accounts.password_rules import MAX_CHARACTERS, MIN_CHARACTERS, MIN_SCORE, check_password
from core.errors import InvalidInput, StorageUnavailable

GOOD = "vivid-Turnip-42-orbit"


@pytest.mark.parametrize(
    "password",
    ["", "short1!A", "password1234", "qwertyuiop", "aaaaaaaaaaaa", "1234567890123", "reinreinrein"],
)
def test_a_password_that_is_short_or_guessed_at_once_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(password)

    assert refused.value.field == "password"
    assert refused.value.message


def test_no_password_is_made_of_the_persons_own_name_and_address() -> None:
    check_password("bathsheba-everdene", known=())
    with pytest.raises(InvalidInput):
        check_password(
            "bathsheba-everdene", known=("bathsheba-everdene@example.org", "bathsheba-everdene")
        )


@pytest.mark.parametrize("password", [GOOD, "correct horse battery staple", "пароль из букв 94!"])
def test_length_counts_and_no_mix_of_characters_is_asked_for(password: str) -> None:
    check_password(password)


def test_a_password_beyond_the_limit_is_refused_before_it_is_hashed() -> None:
    with pytest.raises(InvalidInput):
        check_password("x7" * MAX_CHARACTERS)


def test_a_hash_verifies_its_password_alone() -> None:
    stored = hash_password(GOOD)

    assert verify_password(GOOD, stored)
    assert not verify_password(GOOD + " ", stored)
    assert GOOD not in stored
    assert stored.startswith("$argon2id$")
    assert not needs_new_hash(stored)
    assert hash_password(GOOD) != stored  # a salt of its own


def test_an_unknown_account_is_never_right_and_a_broken_hash_is_no_error() -> None:
    assert not verify_password("the password of an account that does not exist", None)
    assert not verify_password(GOOD, "no hash at all")


def test_an_unknown_account_takes_as_long_as_a_wrong_password() -> None:
    stored = hash_password(GOOD)

    def seconds(target: str | None) -> float:
        begun = time.thread_time()
        verify_password("wrong", target)
        return time.thread_time() - begun

    known = min(seconds(stored) for _ in range(3))
    unknown = min(seconds(None) for _ in range(3))

    assert 0.5 < unknown / known < 2


def test_only_so_many_hashes_are_computed_at_once_and_the_rest_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(password_hash, "MAX_WAIT_S", 0.01)
    entered, leave = threading.Semaphore(0), threading.Event()

    def hold() -> None:
        with password_hash._slot():
            entered.release()
            leave.wait(10)

    holders = [threading.Thread(target=hold) for _ in range(password_hash.MAX_CONCURRENT)]
    for one in holders:
        one.start()
    for _ in holders:
        entered.acquire()
    with pytest.raises(StorageUnavailable):
        verify_password("any", None)
    leave.set()
    for one in holders:
        one.join()
    assert not verify_password("any", None)  # the slots are free again


@given(st.text(max_size=40))
def test_no_short_text_is_accepted_whatever_it_holds(password: str) -> None:
    refused = False
    with contextlib.suppress(InvalidInput):
        check_password(password)
        refused = len(password) < MIN_CHARACTERS

    assert not refused


@pytest.mark.parametrize("password", ["P0lniyPizd3c0211", "5oJdLg!23aljG", "MailCr3ated5Z40"])
def test_a_leaked_password_is_refused_however_its_letters_are_written(password: str) -> None:
    assert zxcvbn(password)["score"] >= MIN_SCORE, "the estimate alone would accept it"

    with pytest.raises(InvalidInput, match="stolen"):
        check_password(password)
