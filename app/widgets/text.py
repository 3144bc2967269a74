"""Words that people or models wrote, made safe to show: they are read as they stand and never as markup.

Streamlit looks at text more than once: as Markdown, then for `:red[...]`, `:material/home:` and `:smile:`, for arrows
such as `->`, and for web addresses. Backslashes stop the first only; an invisible word joiner stops the others, because
the text no longer matches what they look for (checked against Streamlit 1.67 in Chromium).
"""

import html
import re
from collections.abc import Mapping

_JOINER = "\u2060"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&=^\"'])")
_DIRECTIVE = re.compile(r":(?=[A-Za-z0-9_+/-])")
_ADDRESS = re.compile(r"(?i)www(?=\.)|(?<=[\w.+-])@(?=\w)")
_ARROW = re.compile(r"(?<=[-<>~=])(?=[-<>=])")
_IN_FILES = re.compile(r"([\\`*_\[\]<>#|~$&])")
_FILE_MARKER = re.compile(r"^(\d*)([-+=.)])")


def plain(text: str) -> str:
    """Return `text` escaped for any Streamlit label or Markdown body; line breaks become spaces."""
    joined = _DIRECTIVE.sub(f":{_JOINER}", " ".join(text.split()))
    joined = _ARROW.sub(_JOINER, joined)
    joined = _ADDRESS.sub(lambda found: f"{found.group(0)}{_JOINER}", joined)
    return _MARKDOWN.sub(r"\\\1", joined)


def markup(text: str) -> str:
    """Return `text` escaped for the body of an HTML element, with its line breaks kept."""
    return html.escape(text).replace("\n", "<br>")


def capital(text: str) -> str:
    """Return `text` with its first letter capital, and the rest as it was written."""
    return text[:1].upper() + text[1:]


def attribute(text: str) -> str:
    """Return `text` escaped for a quoted HTML attribute, on one line."""
    return html.escape(" ".join(text.split()))


def in_markdown_file(text: str) -> str:
    """Return `text` escaped for a Markdown file that other programs will read, on one line."""
    return _FILE_MARKER.sub(r"\1\\\2", _IN_FILES.sub(r"\\\1", " ".join(text.split())))


def marked(text: str, quotes: Mapping[str, str]) -> str:
    """Return `text` as HTML with every quoted passage in a `<mark>` that says, on hovering, what it is evidence of.

    `quotes` maps a verbatim passage to that explanation. Longer passages win over those inside them.
    """
    wanted = sorted((quote for quote in quotes if quote.strip()), key=len, reverse=True)
    if not wanted:
        return markup(text)
    parts, after = [], 0
    for found in re.finditer("|".join(re.escape(quote) for quote in wanted), text):
        reason = attribute(quotes[found.group(0)])
        parts += [
            markup(text[after : found.start()]),
            f'<mark title="{reason}">{markup(found.group(0))}</mark>',
        ]
        after = found.end()
    return "".join((*parts, markup(text[after:])))
