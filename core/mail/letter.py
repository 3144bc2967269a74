"""What a mail says, described once and written twice: as plain text and as simple HTML."""

from dataclasses import dataclass

from markupsafe import Markup

from core.mail.line import to_line

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>{}</title></head>'
    '<body style="font-family: system-ui, sans-serif; font-size: 16px; line-height: 1.5; '
    'max-width: 36em; margin: 0 auto; padding: 16px">{}</body></html>'
)
_SMALL = Markup(' style="font-size: 14px"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on a line of its own. `small` for what stands below the message."""

    label: str
    address: str
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a list; what it is about has a page."""

    text: str
    detail: str = ""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    items: tuple[Item, ...]


Part = Heading | Paragraph | Link | Items


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A subject and the parts below it, in the order they are read."""

    subject: str
    parts: tuple[Part, ...]


def write_plain(letter: Letter) -> str:
    """Return a letter as plain text."""
    return "\n\n".join(_plain(part) for part in letter.parts) + "\n"


def _plain(part: Part) -> str:
    match part:
        case Heading():
            return f"{to_line(part.text)}\n{'-' * len(to_line(part.text))}"
        case Paragraph():
            return to_line(part.text)
        case Link():
            return f"{part.label}: {part.address}"
        case Items():
            return "\n".join(_plain_item(item) for item in part.items)


def _plain_item(item: Item) -> str:
    detail = f"\n  {to_line(item.detail)}" if item.detail else ""
    return f"- {to_line(item.text)}{detail}\n  {item.address}"


def write_html(letter: Letter) -> Markup:
    """Return a letter as HTML without pictures, scripts or anything that is loaded."""
    return _PAGE.format(to_line(letter.subject), Markup().join(map(_html, letter.parts)))


def _html(part: Part) -> Markup:
    match part:
        case Heading():
            return Markup('<h2 style="font-size: 18px">{}</h2>').format(to_line(part.text))
        case Paragraph():
            return Markup("<p>{}</p>").format(to_line(part.text))
        case Link():
            small = _SMALL if part.small else Markup()
            return Markup('<p{}><a href="{}">{}</a></p>').format(small, part.address, part.label)
        case Items():
            return Markup("<ul>{}</ul>").format(Markup().join(map(_html_item, part.items)))


def _html_item(item: Item) -> Markup:
    line = Markup('<a href="{}">{}</a>').format(item.address, to_line(item.text))
    detail = Markup("<br>{}").format(to_line(item.detail)) if item.detail else Markup()
    return Markup("<li>{}{}</li>").format(line, detail)
