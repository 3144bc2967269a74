"""Write the pages of signing in. They have no script; their style sheet is named by its hash."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from fastapi.responses import HTMLResponse
from markupsafe import Markup

_CSS = Path(__file__).with_name("account.css").read_text(encoding="utf-8")
_CSS_HASH = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_CSS_HASH}'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}

_HEAD = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex, nofollow"><title>{title} - Rein</title><style>'
)
_BODY = Markup(
    '</style></head><body><main><p class="mark">Rein</p><h1>{title}</h1>{lead}{problem}{form}'
    "{links}</main></body></html>\n"
)
_FORM = Markup(
    '<form method="post" action="{action}">{fields}<button type="submit">{submit}</button></form>'
)
_FIELD = Markup(
    '<label for="{name}">{label}</label><input id="{name}" name="{name}" type="{type}" '
    'autocomplete="{autocomplete}" value="{value}" maxlength="{limit}" required{extra}>{hint}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    type: str
    """The type of the input: text, email or password."""
    autocomplete: str
    """What a password manager fills in (HTML 4.10.18.7)."""
    value: str = ""
    limit: int = 256
    hint: str = ""
    focused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One page: a sentence, what went wrong, a form, and links to other pages."""

    title: str
    lead: str = ""
    problem: str = ""
    fields: tuple[Field, ...] = ()
    action: str = ""
    submit: str = ""
    button: tuple[str, str] | None = None
    """Label and address of a link that looks like a button."""
    links: Mapping[str, str] | None = None
    """Addresses by their labels."""


def write_page(
    page: AccountPage,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Return the response with a page."""
    body = _BODY.format(
        title=page.title,
        lead=Markup("<p>{}</p>").format(page.lead) if page.lead else "",
        problem=_problem(page.problem),
        form=_form(page) if page.submit else _button(page.button),
        links=_links(page.links or {}),
    )
    # The sheet is a file of ours: escaping its quotes would change it and its hash.
    document = f"{_HEAD.format(title=page.title)}{_CSS}{body}"
    return HTMLResponse(document, status_code=status, headers=HEADERS | dict(headers or {}))


def _problem(text: str) -> Markup:
    return Markup('<p class="bad" role="alert">{}</p>').format(text) if text else Markup()


def _form(page: AccountPage) -> Markup:
    fields = Markup().join(map(_field, page.fields))
    return _FORM.format(action=page.action, fields=fields, submit=page.submit)


def _button(button: tuple[str, str] | None) -> Markup:
    if button is None:
        return Markup()
    label, address = button
    return Markup('<p><a class="button" href="{}">{}</a></p>').format(address, label)


def _field(field: Field) -> Markup:
    described = Markup(' aria-describedby="{}-hint"').format(field.name) if field.hint else Markup()
    hint = (
        Markup('<small id="{}-hint">{}</small>').format(field.name, field.hint)
        if field.hint
        else Markup()
    )
    return _FIELD.format(
        name=field.name,
        label=field.label,
        type=field.type,
        autocomplete=field.autocomplete,
        value=field.value,
        limit=field.limit,
        extra=described + (Markup(" autofocus") if field.focused else Markup()),
        hint=hint,
    )


def _links(links: Mapping[str, str]) -> Markup:
    if not links:
        return Markup()
    parts = (Markup('<a href="{}">{}</a>').format(to, label) for label, to in links.items())
    return Markup("<nav>{}</nav>").format(Markup().join(parts))
