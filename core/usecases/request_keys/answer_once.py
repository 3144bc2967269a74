"""Begin and end a request under its idempotency key; see the draft of the IETF, httpapi."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.accounts.values import account_of
from core.store.request_keys.values import REMEMBERED_FOR
from core.usecases.access.allow import Access, allow
from core.usecases.request_keys.sealed_answer import Answer, digest_of_key, open_sealed, seal

__all__ = ["Answer", "begin_request", "end_request"]


@allow(Access.PERSON)
def begin_request(
    rein: Rein, *, viewer: Viewer, token: str, key: str, request: str
) -> Answer | None:
    """Return how the request was answered when it was sent before, or None if it is the first.

    Raises Conflict if the key belongs to another request, or to one that has no answer yet.
    """
    digest, now = digest_of_key(token, key), rein.clock.now()
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
        work.request_keys.remove_old(before=now - REMEMBERED_FOR, digest=digest)
        if work.request_keys.add(digest, user_id=viewer.id, request=request, now=now):
            return None
        found = work.request_keys.find(digest)
    if found is None or found.request != request:
        raise Conflict(
            "This Idempotency-Key was used for another request.", advice="Send a new key."
        )
    if found.answer is None:
        raise Conflict(
            "The first request with this Idempotency-Key has no answer yet.",
            advice="Look whether it took effect before you send it with a new key.",
        )
    return open_sealed(found.answer, token=token, key=key)


@allow(Access.PERSON)
def end_request(rein: Rein, *, viewer: Viewer, token: str, key: str, answer: Answer | None) -> None:
    """Store how a request was answered; None if it changed nothing and can be sent again."""
    digest = digest_of_key(token, key)
    with rein.database.begin() as work:
        if answer is None:
            work.request_keys.remove(digest)
        else:
            work.request_keys.save_answer(digest, seal(answer, token=token, key=key))
