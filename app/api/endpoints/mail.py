"""The links in mails: confirm an address, and unsubscribe. The address is the secret.

Opening a link changes nothing, because mail programs open links by themselves; its button does. A
mail program that offers to unsubscribe with one click posts to the same address (RFC 8058).
"""

from collections.abc import Callable
from http import HTTPStatus

from fastapi import APIRouter, Response

from app import services
from app.api.html_page import html_page
from app.api.workers import run_on_worker
from core.errors import NotFound
from core.usecases.mail import links

router = APIRouter(prefix="/mail", include_in_schema=False)


@router.get("/confirm/{secret}")
async def show_confirmation(secret: str) -> Response:
    """Ask whether the address is to be confirmed."""
    return await _answer(_ask_to_confirm, secret)


@router.post("/confirm/{secret}")
async def confirm(secret: str) -> Response:
    """Confirm the address."""
    return await _answer(_confirm, secret)


@router.get("/unsubscribe/{secret}")
async def show_unsubscription(secret: str) -> Response:
    """Ask whether all mail is to end."""
    return await _answer(_ask_to_unsubscribe, secret)


@router.post("/unsubscribe/{secret}")
async def unsubscribe(secret: str) -> Response:
    """End all mail."""
    return await _answer(_unsubscribe, secret)


async def _answer(page: Callable[[str], Response], secret: str) -> Response:
    return await run_on_worker(_or_missing, page, secret)


def _or_missing(page: Callable[[str], Response], secret: str) -> Response:
    """Return the page, or the one page for wrong, used and expired secrets."""
    try:
        return page(secret)
    except NotFound as error:
        return html_page(error.message, error.advice, status=HTTPStatus.NOT_FOUND)


def _ask_to_confirm(secret: str) -> Response:
    found = links.find_address_to_confirm(services.rein(), secret)
    text = f"Rein will send reminders and the weekly summary to {found.address}."
    return html_page("Is this your address?", text, button="Confirm")


def _confirm(secret: str) -> Response:
    links.confirm_address(services.rein(), secret)
    text = "Choose on the page Today what you get, and when. Every mail has a link that ends it."
    return html_page("Your address is confirmed", text)


def _ask_to_unsubscribe(secret: str) -> Response:
    found = links.find_address_to_unsubscribe(services.rein(), secret)
    if found.ended:
        return _ended()
    text = f"Nothing more will be sent to {found.address}. Your goals and plans stay as they are."
    return html_page("Stop all mail from Rein?", text, button="Unsubscribe")


def _unsubscribe(secret: str) -> Response:
    links.unsubscribe(services.rein(), secret)
    return _ended()


def _ended() -> Response:
    text = "No more mail is sent to you. The page Today turns it on again, if you want it."
    return html_page("You are unsubscribed", text)
