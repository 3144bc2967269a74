"""Escape words that people or models wrote, for Streamlit labels and for Markdown files.

Streamlit parses a label more than once: as Markdown, then for `:red[...]`, `:material/home:` and
`:smile:`, for arrows such as `->`, and for web addresses. Backslashes stop only the first pass. An
invisible word joiner stops the others, because the text no longer matches their patterns (checked
against Streamlit 1.67 in Chromium). HTML is escaped by `app.ui.html`.
"""

import re

_JOINER = "\u2060"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&=^\"'])")
_DIRECTIVE = re.compile(r":(?=[A-Za-z0-9_+/-])")
_ADDRESS = re.compile(r"(?i)www(?=\.)|(?<=[\w.+-])@(?=\w)")
_ARROW = re.compile(r"(?<=[-<>~=])(?=[-<>=])")
_IN_FILES = re.compile(r"([\\`*_\[\]<>#|~$&])")
_FILE_MARKER = re.compile(r"^(\d*)([-+=.)])")


def plain(text: str) -> str:
    """Return `text` escaped for a Streamlit label or Markdown body, on one line."""
    joined = _DIRECTIVE.sub(f":{_JOINER}", " ".join(text.split()))
    joined = _ARROW.sub(_JOINER, joined)
    joined = _ADDRESS.sub(lambda found: f"{found.group(0)}{_JOINER}", joined)
    return _MARKDOWN.sub(r"\\\1", joined)


def shorten(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, cut behind a whole word where one ends nearby."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return f"{(words if 2 * len(words) > most else cut).rstrip(' ,;:–-')}…"


_BOUND = re.compile(
    r"(?<=\d) (?=(?:%|s|min|h|→)(?:\W|$))|(?<=→) (?=\d)|(?<=\bn) (?=[\d=])|(?<=n =) "
)


def hold_together(text: str) -> str:
    """Return `text` with spaces inside a figure that no line ends at: 9 %, 1 min 3 s, n 5 → 9."""
    return _BOUND.sub("\u00a0", text)


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest unchanged."""
    return text[:1].upper() + text[1:]


def in_markdown_file(text: str) -> str:
    """Return `text` escaped for a Markdown file that other programs will read, on one line."""
    return _FILE_MARKER.sub(r"\1\\\2", _IN_FILES.sub(r"\\\1", " ".join(text.split())))


def uncapital(text: str) -> str:
    """Return `text` with its first letter in lower case, for the middle of a sentence."""
    return text[:1].lower() + text[1:]
