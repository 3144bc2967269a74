"""Postal addresses in a text: a number beside a word for a street, in eight languages.

The words are a list, so a street without one of them ("Broadway 5"), in another language or without
a number is not found; neither are towns. What is found reads as an address in each language.
"""

import re

_WORD = r"[^\W\d_][\w'’-]{0,30}"
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]{0,30}"
_SMALL = (
    r"(?:(?:de|du|des|del|della|dei|delle|di|da|do|dos|das|la|las|los|le|les|y|e|el) |[dlDL]['’])"
)
_ENGLISH = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Court|Square|Terrace|Crescent|Close"
    "|Way|Gardens|Grove|Mews"
)
_GERMAN = "straße|strasse|str\\.|gasse|allee|platz|weg|damm|ufer"
_DUTCH = "straat|laan|gracht|plein|kade|singel"
_FRENCH = "rue|avenue|boulevard|bd|place|allée|chemin|impasse|quai|route"
_BEFORE_NUMBER = (
    "Calle|C/|Avenida|Avda\\.?|Plaza|Paseo|Camino|Viale|Piazza|Corso|Vicolo"
    "|Rua|Travessa|Praça|ul\\."
)
"""Spanish, Italian, Portuguese and Polish words, which stand before the name and the number."""
_VIA = rf"Via {_SMALL}{{0,2}}{_NAME}(?: {_NAME}){{0,2}},? \d{{1,3}}(?=[,.;)]|$| \d{{5}})"
"""The Italian word is an English one too, so that the address must end after the number."""
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
"""A British one, which names a street by itself."""

STREET = re.compile(
    rf"\b\d{{1,5}}[a-zA-Z]? (?:{_WORD} ){{1,3}}(?:{_ENGLISH})\b\.?"
    rf"(?:, ?{_NAME}(?: {_NAME}){{0,2}}(?: \d{{3,6}})?)?"
    rf"|\b[^\W\d_a-z][\w-]{{2,30}}(?:{_GERMAN}|{_DUTCH}|[ -](?i:{_GERMAN})) \d{{1,4}} ?[a-z]?\b"
    rf"(?:,? \d{{4,5}} {_WORD})?"
    rf"|\b\d{{1,4}}(?: ?(?:bis|ter))?,? (?:{_FRENCH}) {_SMALL}{{0,2}}{_NAME}(?: {_NAME}){{0,2}}"
    rf"(?:,? \d{{5}} {_NAME})?"
    rf"|\b(?:{_BEFORE_NUMBER}) {_SMALL}{{0,2}}{_NAME}(?: {_SMALL}{{0,2}}{_NAME}){{0,3}},? "
    rf"(?:n\.?º ?)?\d{{1,4}}\b(?:,? \d{{4,5}} {_NAME})?"
    rf"|\b{_VIA}|\b{_POSTCODE}\b"
)
"""What may be an address; it also finds "10 km on Main Street"."""

HINT = re.compile(
    rf"(?:{_ENGLISH}|(?i:{_GERMAN}|{_FRENCH})|{_DUTCH}|{_BEFORE_NUMBER}|Via)(?!\w)|{_POSTCODE}"
)
"""A text without any of this has no address."""

_BETWEEN = re.compile(rf"\d+[a-zA-Z]? ((?:{_WORD} )+)(?:{_ENGLISH})\b")


def is_street(found: str) -> bool:
    """Return whether all words between an English number and its street are names."""
    between = _BETWEEN.match(found)
    return between is None or all(word[0].isupper() for word in between.group(1).split())
