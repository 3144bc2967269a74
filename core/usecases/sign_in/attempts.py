"""Count attempts to sign in, and refuse those that come after too many failures."""

from core.accounts.throttle import ThrottleKey, seconds_to_wait
from core.bootstrap import Rein
from core.errors import ReinError
from core.store.sign_in.read import is_throttled
from core.usecases.access.allow import Access, without_viewer


class TooManyAttempts(ReinError):
    """Too many attempts to sign in failed; `retry_after_s` says when the next may be made."""

    def __init__(self, retry_after_s: int) -> None:
        minutes = -(-retry_after_s // 60)
        super().__init__(
            "Too many attempts to sign in have failed.",
            advice=f"Try again in {minutes} minute{'s' if minutes > 1 else ''}.",
        )
        self.retry_after_s = retry_after_s


@without_viewer(Access.OPEN, "counts attempts of people who are not signed in")
def reserve_attempt(rein: Rein, keys: tuple[ThrottleKey, ...]) -> None:
    """Count an attempt before it is made, so that many at once count too.

    Raises TooManyAttempts.
    """
    now = rein.clock.now()
    if is_throttled(rein.database, keys, now=now):
        raise TooManyAttempts(seconds_to_wait(now))
    with rein.database.begin() as work:
        work.sessions.count_attempt(keys, now=now)
