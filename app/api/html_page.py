"""Small HTML pages for people who follow a link from a mail, without signing in."""

from http import HTTPStatus

from fastapi import Response
from markupsafe import Markup

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex"><title>{title} - Rein</title><style>'
    ":root{{color-scheme:light dark}}"
    "body{{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}}"
    "h1{{font-size:1.6rem;line-height:1.25}}p{{overflow-wrap:anywhere}}"
    "button{{font:inherit;font-weight:600;padding:.6rem 1.2rem;border:0;border-radius:.5rem;"
    "background:#1f5c4d;color:#fff;cursor:pointer}}"
    "button:focus-visible{{outline:3px solid currentColor;outline-offset:3px}}"
    "</style></head><body><main><h1>{title}</h1><p>{text}</p>{form}</main></body></html>"
)
_FORM = Markup('<form method="post"><button type="submit">{}</button></form>')
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def html_page(
    title: str, text: str, *, button: str | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """Return a page with a heading and a sentence; `button` posts to the same address."""
    form = _FORM.format(button) if button is not None else Markup()
    page = _PAGE.format(title=title, text=text, form=form)
    return Response(str(page), status_code=status, media_type="text/html", headers=_HEADERS)
