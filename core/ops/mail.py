"""`rein mail`: try the mail server."""

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.errors import ReinError
from core.ops.session import open_rein
from core.usecases.mail.send_mail import send_test_mail


@click.group()
def mail() -> None:
    """Try the mail server."""


@mail.command("test")
@click.argument("address")
def send_test(address: str) -> None:
    """Send one test mail to ADDRESS and print what the server answered."""
    with open_rein() as rein:
        result = send_test_mail(rein, viewer=LOCAL_VIEWER, address=address)
    if result.failure is not None:
        raise ReinError(
            f"The mail was not accepted: {result.answer}", advice="`rein doctor` tries the login."
        )
    click.echo(f"The server accepted it: {result.answer}")
