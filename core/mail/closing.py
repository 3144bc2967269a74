"""What stands below a letter, and the letters that are asked for: to confirm, and to test."""

from dataclasses import replace
from datetime import datetime

from core import formats
from core.mail.letter import Letter, Link, Paragraph
from core.mail.places import Places


def with_closing(letter: Letter, places: Places, *, unsubscribe: str) -> Letter:
    """Return a letter that ends with the ways to act on it, to change it and to end it."""
    below = (
        Link(label="Open Today", address=places.today),
        Paragraph(text="You turned on mail from Rein. The page Today changes when it comes."),
        Link(label="Unsubscribe", address=unsubscribe, small=True),
    )
    return replace(letter, parts=(*letter.parts, *below))


def write_confirmation(address: str, *, until: datetime) -> Letter:
    """Return the letter that asks whether an address is the person's own."""
    return Letter(
        subject="Confirm your address for Rein",
        parts=(
            Paragraph(text="Reminders from Rein were asked for at this address. If that was you:"),
            Link(label="Confirm this address", address=address),
            Paragraph(
                text=f"The link works once, until {formats.short_moment(until, now=until)}. If it "
                "was not you, do nothing: without a confirmation no other mail is sent."
            ),
        ),
    )


def write_test(places: Places) -> Letter:
    """Return the letter that shows that mail arrives."""
    return Letter(
        subject="Test mail from Rein",
        parts=(
            Paragraph(text="Mail from Rein arrives at this address, so reminders will, too."),
            Link(label="Open Rein", address=places.today),
        ),
    )
