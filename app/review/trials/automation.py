"""Whether trials start by themselves, and what that has cost in this month."""

from app import auth, services
from app.ui import page_text
from core import formats
from core.usecases.trials.automatic.budget import Automation, get_automation


def show() -> None:
    """Draw the state of automatic trials."""
    page_text.note(sentence(get_automation(services.rein(), viewer=auth.current_viewer())))


def sentence(found: Automation) -> str:
    """Return the state of automatic trials."""
    if found.budget_usd is None:
        return (
            "No trial starts by itself: REIN_AUTOMATIC_TRIALS_USD_PER_MONTH is not set. An admin "
            "approves each proposal."
        )
    spent = f"{formats.money(found.spent_usd)} of {formats.money(found.budget_usd)}"
    ended = " What costs money stops until the next month." if found.is_spent else ""
    return (
        "Proposals are approved in advance: one that passes its replay is tried on people by "
        f"itself. This month has cost {spent}.{ended}"
    )
