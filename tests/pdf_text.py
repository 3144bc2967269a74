"""Read the text of a PDF as a reader would copy it: glyphs back to characters by the fonts' own tables.

It knows what our compiler writes: objects outside object streams, and fonts with two-byte codes.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*)\r?\nendstream", re.DOTALL)
_TOKEN = re.compile(rb"/(f\d+)\s+[\d.]+\s+Tf|(\()|<([0-9a-fA-F]+)>(?!>)|\b(BT|ET)\b")
_IN_LITERAL = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

NO_GLYPH = "\ufffd"
"""A character that no font has."""


class Pdf:
    """The objects of a file by their numbers."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._objects = {int(m[1]): m[2] for m in _OBJECT.finditer(content)}

    @property
    def pages(self) -> list[bytes]:
        return [each for each in self._objects.values() if re.search(rb"/Type\s*/Page\b", each)]

    def text(self) -> str:
        """Return the text of all pages; each piece that was set on its own is on its own line."""
        return "\n".join(self._text_of(page) for page in self.pages)

    def _text_of(self, page: bytes) -> str:
        fonts = {
            name: self._table(int(number))
            for name, number in re.findall(rb"/(f\d+)\s+(\d+) 0 R", self._resources(page))
        }
        (number,) = re.findall(rb"/Contents\s+(\d+) 0 R", page)
        text, table = "", {}
        for font, codes in _shown(self._stream(int(number))):
            if font:
                table = fonts[font]
            elif codes:
                pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
                text += "".join(table.get(pair, NO_GLYPH) for pair in pairs)
            else:
                text += "\n"
        return text

    def _resources(self, page: bytes) -> bytes:
        found = re.search(rb"/Resources\s+(\d+) 0 R", page)
        resources = page if found is None else self._objects[int(found[1])]
        fonts = re.search(rb"/Font\s+(\d+) 0 R", resources)
        return resources if fonts is None else self._objects[int(fonts[1])]

    def _stream(self, number: int) -> bytes:
        found = _STREAM.search(self._objects[number])
        assert found is not None
        return zlib.decompress(found[2]) if b"FlateDecode" in found[1] else found[2]

    def _table(self, number: int) -> dict[bytes, str]:
        """Return the characters of a font's codes, from its /ToUnicode."""
        found = re.search(rb"/ToUnicode\s+(\d+) 0 R", self._objects[number])
        assert found is not None
        table: dict[bytes, str] = {}
        for block in re.findall(
            rb"beginbfchar(.*?)endbfchar", self._stream(int(found[1])), re.DOTALL
        ):
            for code, character in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
                table[bytes.fromhex(code.decode())] = bytes.fromhex(character.decode()).decode(
                    "utf-16-be"
                )
        return table


def _shown(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each choice of a font, each string in its codes, and an empty pair where a text begins."""
    at, within = 0, False
    while (token := _TOKEN.search(content, at)) is not None:
        font, literal, hexadecimal, bound = token.groups()
        at, codes = token.end(), b""
        if literal:
            ends = _end_of_literal(content, at)
            at, codes = ends + 1, _unescape(content[at:ends])
        elif hexadecimal:
            codes = bytes.fromhex(hexadecimal.decode())
        if bound:
            within = bound == b"BT"
        if (within and bound) or font or (within and codes):  # a string outside names a language
            yield font or b"", codes


def _end_of_literal(content: bytes, at: int) -> int:
    """Return where a string ends; parentheses in it are in pairs, or escaped."""
    depth = 1
    for part in _IN_LITERAL.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(part[0], 0)
        if depth == 0:
            return part.start()
    raise ValueError("A string of the PDF has no end.")


def _unescape(literal: bytes) -> bytes:
    def replaced(match: re.Match[bytes]) -> bytes:
        one = match[1]
        return bytes([int(one, 8)]) if one[:1].isdigit() else _NAMED.get(one, one)

    return _ESCAPE.sub(replaced, literal)


def plain(text: str) -> str:
    """Return a text without white space and places to break, to compare it however it is broken."""
    return "".join(text.replace("\u200b", "").split())
