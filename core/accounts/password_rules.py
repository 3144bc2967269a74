"""Which passwords are accepted: long enough, and hard to guess.

NIST SP 800-63B-4 section 3.1.1.2: no rules of composition, but a check against common and
context-specific words. zxcvbn (Wheeler, USENIX Security 2016) estimates the number of guesses from
its own lists of leaked passwords, names and words, and nothing leaves the machine. Its list of
30,000 leaked passwords is also refused outright, however its letters are replaced.
"""

from typing import NoReturn

from core.errors import InvalidInput
from core.once import once

MIN_CHARACTERS = 10
MAX_CHARACTERS = 256
MIN_SCORE = 3
"""On the scale of zxcvbn, 0 to 4; 3 means at least 10^8 guesses."""

_ESTIMATED_CHARACTERS = 72
"""More is not estimated; the rest of a longer password can only make it stronger."""

_ONE_SIGN = str.maketrans(
    {"1": "i", "!": "i", "|": "i", "l": "i", "0": "o", "3": "e", "4": "a"}
    | {"@": "a", "5": "s", "$": "s", "7": "t", "+": "t", "8": "b", "9": "g", "6": "g", "2": "z"}
)


def check_password(password: str, *, known: tuple[str, ...] = ()) -> None:
    """Raise InvalidInput if a password is too short or easy to guess.

    `known` are words that an attacker knows of the person, such as the address they sign in with.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 - loads word lists that only a new password needs

    if len(password) < MIN_CHARACTERS:
        raise _refused(
            f"A password needs at least {MIN_CHARACTERS} characters.",
            "Four random words are long and easy to remember.",
        )
    if len(password) > MAX_CHARACTERS:
        raise _refused(f"A password has at most {MAX_CHARACTERS} characters.", "")
    if _plain(password) in _leaked():
        refuse_breached()
    found = zxcvbn(password[:_ESTIMATED_CHARACTERS], user_inputs=[*known, "rein"])
    if found["score"] < MIN_SCORE:
        feedback = found["feedback"]
        advice = " ".join((feedback["warning"] or "", *feedback["suggestions"])).strip()
        raise _refused("This password is easy to guess.", advice)


def refuse_breached() -> NoReturn:
    """Raise InvalidInput for a password that attackers have."""
    raise _refused(
        "This password is in a list of passwords that were stolen somewhere.",
        "Choose one that you use nowhere else; four random words are long and easy to remember.",
    )


@once
def _leaked() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 - as above

    long_enough = (one for one in FREQUENCY_LISTS["passwords"] if len(one) >= MIN_CHARACTERS)
    return frozenset(map(_plain, long_enough))


def _plain(password: str) -> str:
    """Return a password without capitals, and with one sign for all that are used for a letter."""
    return password.casefold().translate(_ONE_SIGN)


def _refused(message: str, advice: str) -> InvalidInput:
    return InvalidInput(message, field="password", advice=advice)
