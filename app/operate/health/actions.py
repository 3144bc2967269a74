"""Decide about exports as the person who is signed in."""

from functools import partial

from app import auth, services
from app.operate.health.draw_exports import Choice, Verb
from app.ui import notice
from core import formats
from core.usecases.exports import dead_letters

PLACE = "exports"


def carry_out(choice: Choice) -> None:
    """Carry out a decision, and post what was done."""
    rein, viewer = services.rein(), auth.current_viewer()
    match choice.verb:
        case Verb.RESUME:
            notice.attempt(
                lambda: dead_letters.resume_sink(rein, viewer=viewer, sink=choice.sink),
                done="Retrying now. Check again in a moment.",
                place=PLACE,
            )
        case Verb.RETRY:
            notice.attempt(
                lambda: _post_queued(
                    dead_letters.retry_dead_letter(rein, viewer=viewer, row_id=choice.row_id)
                ),
                place=PLACE,
            )
        case Verb.RETRY_ALL:
            notice.attempt(
                lambda: _post_queued(dead_letters.retry_all_dead_letters(rein, viewer=viewer)),
                place=PLACE,
            )
        case Verb.DISCARD:
            notice.attempt(
                partial(
                    dead_letters.discard_dead_letter, rein, viewer=viewer, row_id=choice.row_id
                ),
                done="Discarded. Its trace still says that it was refused.",
                place=PLACE,
            )


def _post_queued(deliveries: int) -> None:
    count = formats.pluralize(deliveries, "delivery is", "deliveries are")
    notice.post(f"{count} queued again. Check again in a moment.", place=PLACE)
