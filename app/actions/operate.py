"""What those who keep the machine running can decide: one use-case each, as the person who is signed in."""

from app import auth, services
from core.usecases.exports import dead_letters


def retry(row_id: int) -> int:
    """Queue what was refused of one trace again. Returns how many deliveries that are."""
    return dead_letters.retry_dead_letter(
        services.rein(), viewer=auth.current_viewer(), row_id=row_id
    )


def retry_all() -> int:
    """Queue everything that was refused again. Returns how many deliveries that are."""
    return dead_letters.retry_all_dead_letters(services.rein(), viewer=auth.current_viewer())


def discard(row_id: int) -> None:
    """Put what was refused of one trace away for good."""
    dead_letters.discard_dead_letter(services.rein(), viewer=auth.current_viewer(), row_id=row_id)


def resume(sink: str) -> None:
    """Try a place now that is paused or waited for."""
    dead_letters.resume_sink(services.rein(), viewer=auth.current_viewer(), sink=sink)
